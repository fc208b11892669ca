//! Which way a request goes when the environment names proxies.

use super::{SCRAPE, SOUND, answer, folder, said, serve, verify};
use std::process::Command;

/// What a client of a proxy of plain HTTP has to send.
const FORWARDED: &str = "GET http://shop.example:9100/metrics HTTP/1.1\nHost: shop.example:9100";

fn with<'a>(command: &'a mut Command, environment: &[(&str, &str)]) -> &'a mut Command {
    for name in ["http_proxy", "https_proxy", "all_proxy", "no_proxy"] {
        command.env_remove(name).env_remove(name.to_uppercase());
    }
    command.envs(environment.iter().copied())
}

/// No process listens at this port.
const UNREACHABLE: &str = "http://127.0.0.1:1";

#[test]
fn loopback_addresses_are_reached_directly_whatever_proxies_there_are() {
    let folder = folder("proxies-loopback");
    for variable in [
        "http_proxy",
        "HTTP_PROXY",
        "https_proxy",
        "HTTPS_PROXY",
        "all_proxy",
        "ALL_PROXY",
    ] {
        let (url, requests) = serve(vec![Some(answer("200 OK", "text/plain", SCRAPE))]);
        let mut command = verify(&folder, &[&url]);
        let output = with(&mut command, &[(variable, UNREACHABLE)])
            .output()
            .unwrap();
        assert_eq!(said(&output), (SOUND.to_owned(), Some(0)), "{variable}");
        let request = requests.recv().unwrap();
        assert!(request.starts_with("GET /metrics HTTP/1.1\n"), "{request}");
    }
}

#[test]
fn plain_http_is_used_by_its_whole_url() {
    let folder = folder("proxies-forward");
    let (first, second) = SCRAPE.split_at(3);
    let chunked = format!(
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\n{first}\r\n{:x}\r\n{second}\r\n0\r\n\r\n",
        second.len()
    );
    let close = format!("HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n{SCRAPE}");
    for response in [answer("200 OK", "text/plain", SCRAPE), chunked, close] {
        let (proxy, requests) = serve(vec![Some(response.clone())]);
        let mut command = verify(&folder, &["http://shop.example:9100"]);
        let output = with(&mut command, &[("http_proxy", &proxy)])
            .output()
            .unwrap();
        assert_eq!(said(&output), (SOUND.to_owned(), Some(0)), "{response}");
        let request = requests.recv().unwrap();
        assert!(request.starts_with(FORWARDED), "{request}");
    }
}

#[test]
fn credentials_in_the_url_of_the_proxy_are_sent_to_it() {
    let folder = folder("proxies-credentials");
    let (proxy, requests) = serve(vec![Some(answer("200 OK", "text/plain", SCRAPE))]);
    let proxy = proxy.replace("://", "://Aladdin:open%20sesame@");
    let mut command = verify(&folder, &["http://shop.example:9100"]);
    with(&mut command, &[("all_proxy", &proxy)])
        .output()
        .unwrap();
    let request = requests.recv().unwrap();
    // RFC 7617, section 2.
    let sent = "\nProxy-Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==";
    assert!(request.contains(sent), "{request}");
}

#[test]
fn credentials_in_a_url_are_sent_alike_with_and_without_a_proxy() {
    let folder = folder("proxies-userinfo");
    for (userinfo, sent) in [
        // RFC 7617, section 2.
        (
            "Aladdin:open%20sesame",
            "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
        ),
        // `user:`
        ("user", "Basic dXNlcjo="),
    ] {
        for is_direct in [true, false] {
            let (server, requests) = serve(vec![Some(answer("200 OK", "text/plain", SCRAPE))]);
            let url = if is_direct {
                server.replace("://", &format!("://{userinfo}@"))
            } else {
                format!("http://{userinfo}@shop.example:9100")
            };
            let mut command = verify(&folder, &[&url]);
            let output = with(&mut command, &[("http_proxy", &server)])
                .output()
                .unwrap();
            assert_eq!(said(&output), (SOUND.to_owned(), Some(0)), "{url}");
            let request = requests.recv().unwrap();
            let mut headers = request.lines().filter_map(|it| it.split_once(": "));
            let found = headers.find(|(name, _)| name.eq_ignore_ascii_case("authorization"));
            assert_eq!(found.map(|(_, value)| value), Some(sent), "{request}");
            assert!(!request.contains('@'), "{request}");
        }
    }
}

fn redirect(location: &str) -> String {
    answer(
        &format!("302 Found\r\nlocation: {location}"),
        "text/plain",
        "",
    )
}

#[test]
fn each_redirect_takes_the_route_of_its_own_url() {
    let folder = folder("proxies-redirects");
    std::fs::write(folder.join("token"), "s3cret\n").unwrap();
    let good = || Some(answer("200 OK", "text/plain", SCRAPE));
    let redirected = |location: &str| Some(redirect(location));
    // From a loopback address to a host that the proxy reaches.
    let (server, direct) = serve(vec![redirected("http://shop.example:9100/metrics")]);
    let (proxy, forwarded) = serve(vec![good()]);
    let args = [&*server, "--bearer-file", "token"];
    let output = with(&mut verify(&folder, &args), &[("http_proxy", &proxy)])
        .output()
        .unwrap();
    assert_eq!(said(&output), (SOUND.to_owned(), Some(0)));
    let request = direct.recv().unwrap();
    assert!(request.contains("Bearer s3cret"), "{request}");
    let request = forwarded.recv().unwrap();
    assert!(request.starts_with(FORWARDED), "{request}");
    assert!(!request.contains("s3cret"), "{request}");

    // From a host that the proxy reaches: to a path of the same host, then to a loopback address.
    let (server, direct) = serve(vec![good()]);
    let (proxy, forwarded) = serve(vec![redirected("/b/../metrics"), redirected(&server)]);
    let args = ["http://shop.example:9100/x", "--bearer-file", "token"];
    let output = with(&mut verify(&folder, &args), &[("http_proxy", &proxy)])
        .output()
        .unwrap();
    assert_eq!(said(&output), (SOUND.to_owned(), Some(0)));
    forwarded.recv().unwrap();
    let request = forwarded.recv().unwrap();
    assert!(request.starts_with(FORWARDED), "{request}");
    assert!(request.contains("Bearer s3cret"), "{request}");
    let request = direct.recv().unwrap();
    assert!(request.starts_with("GET / HTTP/1.1\n"), "{request}");
    assert!(!request.contains("s3cret"), "{request}");

    // From `http` to `https`, which has another proxy.
    let (server, _direct) = serve(vec![redirected("https://shop.example/metrics")]);
    let (proxy, tunnels) = serve(vec![Some(answer("403 Forbidden", "text/plain", ""))]);
    with(&mut verify(&folder, &[&server]), &[("https_proxy", &proxy)])
        .output()
        .unwrap();
    let request = tunnels.recv().unwrap();
    let tunnel = "CONNECT shop.example:443 HTTP/1.1\n";
    assert!(request.starts_with(tunnel), "{request}");
}

#[test]
fn the_number_of_redirects_is_limited() {
    let folder = folder("proxies-redirect-loop");
    let (server, _requests) = serve(vec![Some(redirect("/metrics")); 11]);
    let output = verify(&folder, &[&server]).output().unwrap();
    let expected =
        format!("error: cannot scrape {server}: the request was redirected more than 10 times\n");
    assert_eq!(said(&output), (expected, Some(3)));
}

#[test]
fn https_goes_through_a_tunnel() {
    let folder = folder("proxies-tunnel");
    let (proxy, requests) = serve(vec![Some(answer("403 Forbidden", "text/plain", ""))]);
    let mut command = verify(&folder, &["https://shop.example"]);
    with(&mut command, &[("HTTPS_PROXY", &proxy)])
        .output()
        .unwrap();
    let request = requests.recv().unwrap();
    assert!(request.starts_with("CONNECT shop.example:443 HTTP/1.1\n"));
}

#[test]
fn what_goes_wrong_with_a_proxy_is_told() {
    let folder = folder("proxies-wrong");
    let rubbish = |response: &str| serve(vec![Some(response.to_owned())]).0;
    let short = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\n# EOF";
    for (proxy, message) in [
        (
            "ftp://user:sesame@a".to_owned(),
            "`http_proxy` in the environment is not the URL of an HTTP or SOCKS proxy",
        ),
        (
            "https://user:sesame@a".to_owned(),
            "`http_proxy` in the environment is an `https://` proxy, which is supported for `https://` URLs only",
        ),
        (
            UNREACHABLE.to_owned(),
            "the request went to the proxy 127.0.0.1:1: ",
        ),
        (rubbish("SSH-2.0-x\r\n"), "the proxy does not speak HTTP/1"),
        (rubbish(""), "unexpected end of file"),
        (rubbish(short), "unexpected end of file"),
        (
            rubbish(&answer("502 Bad Gateway", "text/plain", "")),
            "the server responded with 502 Bad Gateway",
        ),
    ] {
        let mut command = verify(&folder, &["http://shop.example"]);
        let output = with(&mut command, &[("http_proxy", &proxy)])
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(message), "{said}");
        assert!(!said.contains("sesame"), "{said}");
        assert!(!said.contains("is the program running"), "{said}");
    }
}

#[test]
fn infer_and_backtest_go_the_same_way() {
    let folder = folder("proxies-others");
    let shop = ["infer", "http://shop.example:9100"];
    let backtest = [
        "backtest",
        "--plans",
        "plans.jsonl",
        "--prometheus",
        "http://shop.example:9090",
        "--start",
        "0",
        "--end",
        "1",
    ];
    let plans = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/commands/backtest.in/plans.jsonl"
    );
    std::fs::copy(plans, folder.join("plans.jsonl")).unwrap();
    let forwarded = "GET http://shop.example:9090/api/v1/query_range?";
    for (args, request) in [(&shop[..], FORWARDED), (&backtest, forwarded)] {
        let (proxy, requests) = serve(vec![Some(answer("200 OK", "text/plain", SCRAPE))]);
        let mut command = Command::new(env!("CARGO_BIN_EXE_pforge-metrics"));
        command.args(args).current_dir(&folder);
        let output = with(&mut command, &[("http_proxy", &proxy)])
            .output()
            .unwrap();
        drop(proxy);
        let sent = requests.recv_timeout(std::time::Duration::from_secs(10));
        let sent = sent.unwrap_or_else(|_| panic!("{output:?}"));
        assert!(sent.starts_with(request), "{sent}");
    }
}
