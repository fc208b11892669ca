//! TLS, client certificates and users of a web configuration file.

use pforge_metrics::exporter::WebConfig;
use rcgen::date_time_ymd;
use std::fs;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use tokio_rustls::rustls::sign::{CertifiedKey, SingleCertAndKey};
use tokio_rustls::rustls::{ClientConfig, ProtocolVersion, RootCertStore};

use crate::certificates::{Authority, authority, certificate, self_signed};
use crate::client::{
    REQUEST, connect, exporter, folder, is_closed, is_served, send_request, start,
};

/// A directory with a server certificate, the authority for client certificates and a web configuration.
fn configured(name: &str, server: &Authority, clients: &Authority, config: &str) -> PathBuf {
    let folder = folder(name);
    renew(&folder, server);
    fs::write(folder.join("clients.pem"), clients.pem()).unwrap();
    let path = folder.join("web.yml");
    fs::write(&path, config).unwrap();
    path
}

fn renew(folder: &Path, authority: &Authority) {
    let (certificate, key) = certificate(authority);
    fs::write(folder.join("cert.pem"), certificate).unwrap();
    fs::write(folder.join("key.pem"), key).unwrap();
}

async fn start_with(path: &Path) -> SocketAddr {
    let web = WebConfig::from_file(path).unwrap();
    start(exporter().server().tls(web.tls())).await
}

async fn connect_tls(
    address: SocketAddr,
    trusted: &Authority,
    own: Option<&(String, String)>,
) -> io::Result<TlsStream<TcpStream>> {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.der().clone()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots);
    let config = match own {
        None => config.with_no_client_auth(),
        Some((certificate, key)) => {
            let certificate = CertificateDer::from_pem_slice(certificate.as_bytes()).unwrap();
            let key = PrivateKeyDer::from_pem_slice(key.as_bytes()).unwrap();
            let key = ring::sign::any_supported_type(&key).unwrap();
            // The key is not compared with the certificate.
            let own = CertifiedKey::new(vec![certificate], key);
            config.with_client_cert_resolver(Arc::new(SingleCertAndKey::from(own)))
        }
    };
    let name = ServerName::try_from("localhost").unwrap();
    let stream = connect(address).await;
    TlsConnector::from(Arc::new(config))
        .connect(name, stream)
        .await
}

const PLAIN: &str = "tls_server_config:\n  cert_file: cert.pem\n  key_file: key.pem\n";

#[tokio::test]
async fn tls_serves_and_plain_http_does_not() {
    let authority = authority();
    let config = format!(
        "{PLAIN}  max_version: TLS12
  cipher_suites: [TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256]
  curve_preferences: [CurveP384]
  prefer_server_cipher_suites: false
"
    );
    let path = configured("tls", &authority, &authority, &config);
    let address = start_with(&path).await;
    let mut client = connect_tls(address, &authority, None).await.unwrap();
    for _ in 0..2 {
        assert!(is_served(&send_request(&mut client).await));
    }
    let (_, session) = client.get_ref();
    assert_eq!(session.protocol_version(), Some(ProtocolVersion::TLSv1_2));
    let suite = session.negotiated_cipher_suite().unwrap().suite();
    assert_eq!(
        suite.as_str(),
        Some("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")
    );

    let mut plain = connect(address).await;
    plain.write_all(b"GET / HTTP/1.1\r\n\r\n").await.unwrap();
    let mut rest = Vec::new();
    // At most a TLS alert.
    _ = plain.read_to_end(&mut rest).await;
    assert!(!rest.starts_with(b"HTTP"));
    // A handshake has the timeout of a head.
    let web = WebConfig::from_file(path).unwrap();
    let impatient = exporter().server().tls(web.tls());
    let impatient = start(impatient.header_read_timeout(Duration::from_millis(10))).await;
    assert!(is_closed(&mut connect(impatient).await).await);
}

#[tokio::test]
async fn replaced_certificates_are_reloaded() {
    let (old, new) = (authority(), authority());
    let path = configured("renewed", &old, &old, PLAIN);
    let address = start_with(&path).await;
    let mut before = connect_tls(address, &old, None).await.unwrap();
    assert!(is_served(&send_request(&mut before).await));

    let folder = path.parent().unwrap();
    renew(folder, &new);
    let began = Instant::now();
    while connect_tls(address, &new, None).await.is_err() {
        assert!(began.elapsed() < Duration::from_secs(30));
    }
    assert!(connect_tls(address, &old, None).await.is_err());
    // Existing connections stay open.
    assert!(is_served(&send_request(&mut before).await));
}

#[tokio::test]
async fn clients_need_a_certificate_from_the_configured_authority() {
    let (server, clients, others) = (authority(), authority(), authority());
    let config = format!(
        "{PLAIN}  client_ca_file: clients.pem\n  client_auth_type: RequireAndVerifyClientCert\n"
    );
    let path = configured("mutual", &server, &clients, &config);
    let address = start_with(&path).await;
    let own = certificate(&clients);
    let mut right = connect_tls(address, &server, Some(&own)).await.unwrap();
    assert!(is_served(&send_request(&mut right).await));

    let foreign = certificate(&others);
    for wrong in [None, Some(&foreign)] {
        // In TLS 1.3, the handshake of the client completes before the server has verified its certificate.
        if let Ok(mut stream) = connect_tls(address, &server, wrong).await {
            assert!(stream.read_u8().await.is_err());
        }
    }
}

/// Whether a server that trusts this client authority serves a client with this certificate and key.
async fn is_client_served(
    name: &str,
    more: &str,
    clients: &Authority,
    own: &(String, String),
) -> bool {
    let server = authority();
    let config = format!(
        "{PLAIN}  client_ca_file: clients.pem\n  client_auth_type: RequireAndVerifyClientCert\n{more}"
    );
    let path = configured(name, &server, clients, &config);
    let address = start_with(&path).await;
    match connect_tls(address, &server, Some(own)).await {
        Err(_) => false,
        Ok(mut stream) => {
            stream.write_all(REQUEST.as_bytes()).await.unwrap();
            stream.read_u8().await.is_ok()
        }
    }
}

#[tokio::test]
async fn a_self_signed_certificate_may_be_its_own_authority() {
    let plain = self_signed(|_| {});
    let expired = self_signed(|params| params.not_after = date_time_ymd(2020, 1, 1));
    let future = self_signed(|params| params.not_before = date_time_ymd(2999, 1, 1));
    let other = self_signed(|_| {});
    for (name, listed, certificate, key, is_served) in [
        ("plain", &plain, &plain, &plain, true),
        ("expired", &expired, &expired, &expired, false),
        ("future", &future, &future, &future, false),
        // Has the same name, and is not in the file.
        ("unlisted", &plain, &other, &other, false),
        // In the file, but the client does not have its key.
        ("stolen", &plain, &plain, &other, false),
    ] {
        let own = (certificate.pem(), key.key().serialize_pem());
        for more in ["", "  max_version: TLS12\n"] {
            let served = is_client_served(&format!("own-{name}"), more, listed, &own).await;
            assert_eq!(served, is_served, "{name} {more}");
        }
    }
}

#[tokio::test]
async fn an_optional_client_certificate_is_verified_if_present() {
    let (server, clients, others) = (authority(), authority(), authority());
    let config = format!(
        "{PLAIN}  client_ca_file: clients.pem\n  client_auth_type: VerifyClientCertIfGiven\n"
    );
    let path = configured("optional", &server, &clients, &config);
    let address = start_with(&path).await;
    let own = certificate(&clients);
    for right in [None, Some(&own)] {
        let mut stream = connect_tls(address, &server, right).await.unwrap();
        assert!(is_served(&send_request(&mut stream).await));
    }
    let foreign = certificate(&others);
    if let Ok(mut stream) = connect_tls(address, &server, Some(&foreign)).await {
        assert!(stream.read_u8().await.is_err());
    }
}

/// Also tests with `curl` if it is installed.
#[tokio::test(flavor = "multi_thread")]
async fn curl_is_served_over_mutual_tls() {
    if Command::new("curl").arg("--version").output().is_err() {
        return;
    }
    let (server, clients) = (authority(), authority());
    let config = format!(
        "{PLAIN}  client_ca_file: clients.pem\n  client_auth_type: RequireAndVerifyClientCert\n"
    );
    let path = configured("curl", &server, &clients, &config);
    let folder = path.parent().unwrap();
    let (own, key) = certificate(&clients);
    fs::write(folder.join("own.pem"), own + &key).unwrap();
    fs::write(folder.join("server.pem"), server.pem()).unwrap();
    let port = start_with(&path).await.port();
    let curl = |options: &[&str]| {
        let mut curl = Command::new("curl");
        curl.current_dir(folder).args([
            "--silent",
            "--show-error",
            "--include",
            "--cacert",
            "server.pem",
        ]);
        curl.args(["--ipv4", "--noproxy", "*"]).args(options);
        curl.arg(format!("https://localhost:{port}/metrics"));
        let output = curl.output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(is_served(&curl(&["--cert", "own.pem"])));
    assert_eq!(curl(&[]), "");
}
