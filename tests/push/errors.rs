//! Errors of a push.

use super::{OK, exporter, gateway, metrics};
use pforge_metrics::exporter::{Exporter, Push, PushError, PushFormat};
use prometheus::{IntGaugeVec, Opts, Registry};
use std::error::Error;
use std::net::TcpListener;
use std::time::Duration;

type Make = fn(&str) -> Result<Push, PushError>;

#[test]
fn invalid_arguments_are_rejected_before_a_request_is_sent() {
    let url = "http://127.0.0.1:9091";
    let made: [(Make, &str); 20] = [
        (
            |_| Push::to("127.0.0.1:9091", "a"),
            "invalid gateway URL: expected `http://` or `https://`",
        ),
        (
            |_| Push::to("ftp://a", "a"),
            "invalid gateway URL: expected `http://` or `https://`",
        ),
        (
            |_| Push::to("http://", "a"),
            "invalid gateway URL: not a URL",
        ),
        (
            |_| Push::to("http://a b", "a"),
            "invalid gateway URL: not a URL",
        ),
        (|_| Push::to("", "a"), "invalid gateway URL: not a URL"),
        (
            |_| Push::to("http://user:sesame@a", "a"),
            "invalid gateway URL: it contains credentials; help: pass them to `basic_auth`",
        ),
        (
            |_| Push::to("http://a/?x=1", "a"),
            "invalid gateway URL: a query or fragment is not allowed",
        ),
        (
            |url| Push::to(url, ""),
            "invalid grouping label `job`: the value is empty",
        ),
        (
            |url| Push::to(url, "a")?.grouping("job", "b"),
            "invalid grouping label `job`: the label is already in the group",
        ),
        (
            |url| Push::to(url, "a")?.grouping("x", "1")?.grouping("x", "2"),
            "invalid grouping label `x`: the label is already in the group",
        ),
        (
            |url| Push::to(url, "a")?.grouping("é/", "1"),
            "invalid grouping label `é/`: not a label name",
        ),
        (
            |_| Push::to("http://a/#x", "a"),
            "invalid gateway URL: a query or fragment is not allowed",
        ),
        (
            |_| Push::to("http://a:99999", "a"),
            "invalid gateway URL: invalid port",
        ),
        (
            |url| Push::to(url, "a")?.grouping("le", "1"),
            "invalid grouping label `le`: the name is reserved",
        ),
        (
            |url| Push::to(url, "a")?.grouping("quantile", "1"),
            "invalid grouping label `quantile`: the name is reserved",
        ),
        (
            |url| Push::to(url, "a")?.bearer("sesame\n"),
            "invalid credentials: they contain control characters",
        ),
        (
            |url| Push::to(url, "a")?.bearer(""),
            "invalid credentials: the token is empty",
        ),
        (
            |_| Push::to("http://:9091", "a"),
            "invalid gateway URL: missing host",
        ),
        (
            |url| Push::to(url, "a")?.basic_auth("a:b", "c"),
            "invalid credentials: the user name contains a colon",
        ),
        (
            |url| Push::to(url, "a")?.grouping("__x", "1"),
            "invalid grouping label `__x`: not a label name",
        ),
    ];
    for (make, message) in made {
        assert_eq!(make(url).unwrap_err().to_string(), message);
    }
}

#[test]
fn a_metric_label_in_the_group_is_an_error() {
    let registry = Registry::new();
    let depth = IntGaugeVec::new(Opts::new("theirs_depth", "Depth."), &["queue"]).unwrap();
    depth.with_label_values(&["q"]).set(1);
    registry.register(Box::new(depth)).unwrap();
    let exporter = Exporter::builder()
        .catalog(&metrics::CATALOG)
        .registry(&registry)
        .build()
        .unwrap();
    for (label, family) in [
        ("phase", "copied_bytes_total"),
        ("phase_now", "phase_now"),
        ("queue", "theirs_depth"),
    ] {
        let push = Push::to("http://127.0.0.1:1", "a").unwrap();
        let error = push
            .grouping(label, "x")
            .unwrap()
            .put(&exporter)
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            format!(
                "metrics of `{family}` have a label `{label}`, and so has the group: \
                 the gateway would overwrite it"
            )
        );
    }
}

#[test]
fn the_response_of_a_gateway_is_in_the_error_and_truncated() {
    for (response, status, message) in [
        (
            "HTTP/1.1 400 Bad Request\r\nContent-Length: 11\r\nConnection: close\r\n\r\nodd\nmetric\n",
            Some(400),
            "the gateway responded with status 400: odd metric",
        ),
        (
            "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            Some(401),
            "the gateway responded with status 401",
        ),
        (
            "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            Some(302),
            "the gateway responded with status 302",
        ),
        ("rubbish\r\n\r\n", None, "cannot reach the gateway"),
    ] {
        let (url, server) = gateway(response);
        let push = Push::to(&url, "a").unwrap().bearer("sesame").unwrap();
        let error = push.put(&exporter()).unwrap_err();
        server.join().unwrap();
        assert_eq!((error.status(), &*error.to_string()), (status, message));
        assert!(!format!("{push:?} {error:?}").contains("sesame"));
    }

    let endless = "HTTP/1.1 500 Oh\r\nConnection: close\r\n\r\nXXXX";
    let endless: &str = format!("{endless}{}", "X".repeat(1 << 20)).leak();
    let (url, server) = gateway(endless);
    let error = Push::to(&url, "a").unwrap().delete().unwrap_err();
    assert_eq!(error.status(), Some(500));
    let said = "X".repeat(1_024);
    assert_eq!(
        error.to_string(),
        format!("the gateway responded with status 500: {said}")
    );
    // The connection may be closed before everything is written.
    let _ = server.join();
}

#[test]
fn an_unreachable_or_silent_gateway_times_out() {
    // This listener never accepts the connections in its queue.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let gone = {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap()
    };
    for (address, timeout, message) in [
        (
            silent.local_addr().unwrap(),
            Duration::from_millis(200),
            "the request to the gateway timed out; the gateway may have processed it",
        ),
        (gone, Duration::MAX, "cannot reach the gateway"),
    ] {
        let push = Push::to(&format!("http://{address}"), "a").unwrap();
        let error = push.timeout(timeout).put(&exporter()).unwrap_err();
        assert_eq!(error.to_string(), message);
        assert!(error.source().is_some());
    }
}

#[test]
fn the_limits_of_the_exporter_apply() {
    let small = Exporter::builder()
        .catalog(&metrics::CATALOG)
        .max_body_bytes(10)
        .build()
        .unwrap();
    let (url, _server) = gateway(OK);
    let error = Push::to(&url, "a").unwrap().put(&small).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the metrics are larger than `max_body_bytes`"
    );
}

mod hasty {
    pforge_metrics::include_metrics!(
        inline = r#"
        [gauge.depth]
        help = "Depth."
        "#,
        refresh = super::panics
    );
}

fn panics() {
    hasty::DEPTH.set(1.0);
    panic!("on purpose");
}

#[test]
fn a_panic_in_a_refresh_function_is_an_error_unless_partial_metrics_are_allowed() {
    let builder = Exporter::builder().catalog(&hasty::CATALOG);
    let (url, server) = gateway(OK);
    let push = Push::to(&url, "a").unwrap().format(PushFormat::Text);
    push.put(&builder.clone().build().unwrap()).unwrap();
    let pushed = server.join().unwrap();
    let pushed = String::from_utf8(pushed.body).unwrap();
    assert_eq!(pushed, "# HELP depth Depth.\n# TYPE depth gauge\ndepth 1\n");

    let strict = builder.serve_partial(false).build().unwrap();
    let error = push.put(&strict).unwrap_err();
    assert_eq!(
        error.to_string(),
        "a collector or refresh function panicked"
    );
}
