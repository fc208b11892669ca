//! Proxies in environment variables. A program cannot change its environment safely, so each push runs in a child process.
//!

use super::{OK, exporter, gateway};
use pforge_metrics::exporter::Push;
use std::process::Command;

/// The variable with the URL that the child process pushes to.
const GATEWAY: &str = "PFORGE_PUSHED_TO";

#[test]
#[ignore = "not a test: other tests start it as a child process"]
fn push_process() {
    let gateway = std::env::var(GATEWAY).unwrap();
    match Push::to(&gateway, "backup").unwrap().put(&exporter()) {
        Ok(()) => println!("\npushed"),
        Err(error) => println!("\n{error}"),
    }
}

/// Runs a push in a child process, and returns its result.
fn push(gateway: &str, environment: &[(&str, &str)]) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    for name in ["http_proxy", "https_proxy", "all_proxy", "no_proxy"] {
        command.env_remove(name).env_remove(name.to_uppercase());
    }
    command.args([
        "--exact",
        "proxies::push_process",
        "--ignored",
        "--nocapture",
    ]);
    command
        .env(GATEWAY, gateway)
        .envs(environment.iter().copied());
    let output = String::from_utf8(command.output().unwrap().stdout).unwrap();
    let mut lines = output.lines();
    let is_message = |line: &&str| {
        let starts = ["the ", "cannot ", "invalid "];
        *line == "pushed" || starts.iter().any(|start| line.starts_with(start))
    };
    let message = lines.find(is_message);
    message.unwrap_or(&output).to_owned()
}

/// No process listens at this port.
const UNREACHABLE: &str = "http://127.0.0.1:1";

#[test]
fn a_gateway_at_a_loopback_address_is_reached_directly() {
    for variable in ["http_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
        let (url, server) = gateway(OK);
        assert_eq!(
            push(&url, &[(variable, UNREACHABLE)]),
            "pushed",
            "{variable}"
        );
        assert_eq!(
            server.join().unwrap().line,
            "PUT /metrics/job/backup HTTP/1.1"
        );
    }
}

#[test]
fn plain_http_uses_the_whole_url_as_the_request_target() {
    let (direct, server) = gateway(OK);
    assert_eq!(push(&direct, &[]), "pushed");
    let direct = server.join().unwrap();

    let (proxy, server) = gateway(OK);
    let url = "http://pushgateway.example:9091";
    assert_eq!(push(url, &[("http_proxy", &proxy)]), "pushed");
    let forwarded = server.join().unwrap();
    let line = "PUT http://pushgateway.example:9091/metrics/job/backup HTTP/1.1";
    assert_eq!(forwarded.line, line);
    assert_eq!(forwarded.content_type, direct.content_type);
    assert_eq!(forwarded.body, direct.body);
}

#[test]
fn the_error_of_a_proxy_is_reported() {
    let refusal =
        "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 8\r\nConnection: close\r\n\r\nno route";
    let (proxy, server) = gateway(refusal);
    let url = "http://pushgateway.example:9091";
    assert_eq!(
        push(url, &[("all_proxy", &proxy)]),
        "the gateway responded with status 502: no route"
    );
    server.join().unwrap();
    assert_eq!(
        push(url, &[("all_proxy", UNREACHABLE)]),
        "cannot reach the gateway through the proxy `127.0.0.1:1`"
    );
    assert_eq!(
        push(url, &[("http_proxy", "socks5h://user:sesame@127.0.0.1:1")]),
        "cannot reach the gateway through the proxy `127.0.0.1:1`"
    );
    assert_eq!(
        push(url, &[("http_proxy", "https://user:sesame@proxy")]),
        "invalid proxy: `http_proxy` in the environment is an `https://` proxy, which is supported for `https://` URLs only"
    );
    assert_eq!(
        push(url, &[("all_proxy", "ftp://user:sesame@proxy")]),
        "invalid proxy: `all_proxy` in the environment is not the URL of an HTTP or SOCKS proxy"
    );
}
