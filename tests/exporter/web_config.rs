//! The web configuration file of Prometheus.

use pforge_metrics::exporter::WebConfig;
use std::fs;

use crate::client::folder;

#[test]
fn unknown_settings_are_errors_with_a_line_number() {
    let path = folder("web-config").join("web.yml");
    let tls = |more: &str| format!("tls_server_config:\n  cert: c\n  key: k\n  {more}\n");
    for (text, message) in [
        ("tls_config: {}", "1: unknown key `tls_config`"),
        ("[]", "1: the file must be a mapping"),
        (
            "basic_auth_users:\n  a: secret",
            "2: the password of user `a` is not a bcrypt hash with a cost of 4 to 18",
        ),
        ("basic_auth_users:\n  a: [x]", "2: `a` must be a string"),
        (
            "basic_auth_users: x",
            "1: `basic_auth_users` must be a mapping",
        ),
        (
            "rate_limit: {burst: 1}",
            "1: unsupported `rate_limit`; help: limit the rate with a layer",
        ),
        (
            "http_server_config:\n  http2: maybe",
            "2: invalid value `maybe` for `http2`",
        ),
        (
            "http_server_config:\n  headers: {}",
            "2: unsupported `headers`; help: set headers with a layer",
        ),
        (
            "http_server_config:\n  http3: true",
            "2: unknown key `http3`",
        ),
        (
            "\ntls_server_config:\n  key_file: k",
            "2: missing key `cert_file` in `tls_server_config`",
        ),
        (
            "tls_server_config:\n  cert_file: c",
            "1: missing key `key_file` in `tls_server_config`",
        ),
        (
            &tls("cert_file: c"),
            "4: `cert` and `cert_file` are mutually exclusive",
        ),
        (
            &tls("client_ca: c"),
            "4: `client_ca_file` without a `client_auth_type` that requests certificates; help: add `client_auth_type: RequireAndVerifyClientCert`",
        ),
        (
            &tls("client_auth_type: RequireAndVerifyClientCert"),
            "4: `client_auth_type: RequireAndVerifyClientCert` without a `client_ca_file`; help: add `client_ca_file: ` with the authority that issues client certificates",
        ),
        (
            &tls("min_version: TLS12\n  client_auth_type: VerifyClientCertIfGiven"),
            "5: `client_auth_type: VerifyClientCertIfGiven` without a `client_ca_file`; help: add `client_ca_file: ` with the authority that issues client certificates",
        ),
        (
            &tls("client_auth_type: RequireAnyClientCert"),
            "4: unsupported `client_auth_type`; help: it leaves client certificates unverified; use `RequireAndVerifyClientCert`",
        ),
        (
            &tls("client_auth_type: Never"),
            "4: invalid value `Never` for `client_auth_type`",
        ),
        (
            &tls("client_allowed_sans: [a]"),
            "4: unsupported `client_allowed_sans`; help: use a separate certificate authority for clients",
        ),
        (
            &tls("min_version: TLS11"),
            "4: unsupported `min_version`; help: use `TLS12` or `TLS13`",
        ),
        (
            &tls("min_version: 1.2"),
            "4: invalid value `1.2` for `min_version`",
        ),
        (
            &tls("max_version: TLS12\n  min_version: TLS13"),
            "5: `min_version` is above `max_version`",
        ),
        (
            &tls("curve_preferences: [CurveP521]"),
            "4: invalid value `CurveP521` for `curve_preferences`; help: use one of `X25519`, `CurveP256`, `CurveP384`",
        ),
        (
            &tls("cipher_suites: TLS"),
            "4: `cipher_suites` must be a list",
        ),
        (&tls("ciphers: []"), "4: unknown key `ciphers`"),
    ] {
        fs::write(&path, text).unwrap();
        let error = WebConfig::from_file(&path).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("{}:{message}", path.display()),
            "{text}"
        );
    }
}

#[test]
fn invalid_certificates_are_rejected() {
    let folder = folder("no-certificates");
    let path = folder.join("web.yml");
    fs::write(&path, "tls_server_config: {cert: secret, key: secret}").unwrap();
    assert_eq!(
        WebConfig::from_file(&path).unwrap_err().to_string(),
        "certificate: invalid PEM"
    );
    fs::write(
        &path,
        "tls_server_config: {cert_file: c.pem, key_file: k.pem}",
    )
    .unwrap();
    assert_eq!(
        WebConfig::from_file(&path).unwrap_err().to_string(),
        format!("cannot read `{}`", folder.join("c.pem").display())
    );
    assert!(WebConfig::from_file(folder.join("none.yml")).is_err());
}

#[test]
fn an_empty_file_configures_nothing() {
    let path = folder("empty-web-config").join("web.yml");
    for text in [
        "",
        "tls_server_config:\nbasic_auth_users:\nhttp_server_config:\n  http2: true",
        "tls_server_config: {}\nbasic_auth_users: {}",
    ] {
        fs::write(&path, text).unwrap();
        let web = WebConfig::from_file(&path).unwrap();
        assert!(web.tls().is_none() && web.auth().is_none(), "{text}");
    }
}
