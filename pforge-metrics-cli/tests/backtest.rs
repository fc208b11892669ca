//! Tests the queries that `backtest` sends to Prometheus, how it evaluates the responses, and its charts.

#![expect(
    clippy::unwrap_used,
    reason = "what a test can't go on without fails it"
)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/commands/backtest.in");

fn backtest(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_pforge-metrics"))
        .current_dir(CASES)
        .args(["backtest", "--plans", "plans.jsonl", "--window", "1m"])
        .args(args)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// A server that passes the head of each request to `answer`, sends the result, and records the heads.
fn server(answer: impl Fn(&str) -> Vec<u8> + Send + 'static) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (heads, received) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let lines = BufReader::new(&stream).lines().map_while(Result::ok);
            let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
            let head = head.join("\n");
            // The client may have hung up on what is too large for it.
            let _ = stream.write_all(&answer(&head));
            let _ = heads.send(head);
        }
    });
    (address, received)
}

fn next(heads: &Receiver<String>) -> String {
    heads.recv_timeout(Duration::from_secs(10)).unwrap()
}

fn response(status: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}")
        .into_bytes()
}

#[test]
fn queries_the_gauge_around_the_plans_in_parts_and_with_the_token() {
    let answer = fs::read_to_string(Path::new(CASES).join("unmoved.json")).unwrap();
    let (address, heads) = server(move |_| response("200 OK", &answer));
    let token = Path::new(env!("CARGO_TARGET_TMPDIR")).join("token");
    fs::write(&token, "sesame\n").unwrap();
    let output = backtest(&[
        "--prometheus",
        &format!("{address}/prom/"),
        "--metric",
        "pforge_efficiency{job=\"a b\"}",
        "--bearer-file",
        token.to_str().unwrap(),
        "--step",
        "250ms",
    ]);
    assert_eq!(text(&output.stderr), "");
    assert!(output.status.success());
    // From a step before the first plan to a window after the last one: 14,382 steps, of which a request has 10,000.
    for range in [
        "start=1769860819.750&end=1769863319.500",
        "start=1769863319.750&end=1769864415.000",
    ] {
        let head = next(&heads);
        let line = head.lines().next().unwrap();
        let query = "query=pforge_efficiency%7Bjob%3D%22a%20b%22%7D";
        let expected = format!("GET /prom/api/v1/query_range?{query}&{range}&step=0.250 HTTP/1.1");
        assert_eq!(line, expected);
        assert!(
            head.lines()
                .any(|line| line == "authorization: Bearer sesame"),
            "{head}"
        );
    }
    assert!(heads.try_recv().is_err());
}

#[test]
fn queries_the_given_start_and_end() {
    let answer = fs::read_to_string(Path::new(CASES).join("unmoved.json")).unwrap();
    let (address, heads) = server(move |_| response("200 OK", &answer));
    let output = backtest(&[
        "--prometheus",
        &address,
        "--start",
        "2026-01-31T12:00:00Z",
        "--end",
        "1769864400",
    ]);
    assert_eq!(text(&output.stderr), "");
    let head = next(&heads);
    let range = "start=1769860800.000&end=1769864400.000&step=3.000 ";
    assert!(head.contains(range), "{head}");
    assert!(!head.contains("authorization"), "{head}");
}

#[test]
fn all_requests_share_one_connection() {
    let answer = fs::read_to_string(Path::new(CASES).join("unmoved.json")).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        // A second connection is refused.
        drop(listener);
        let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
        let mut requests = 0;
        while lines.any(|line| line.is_ok_and(|line| line.is_empty())) {
            requests += 1;
            let length = answer.len();
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n");
            stream.write_all((head + &answer).as_bytes()).unwrap();
        }
        requests
    });
    // 28,801 steps of 3 s, and 10,000 a request.
    let range = ["--start", "1769860800", "--end", "1769947200"];
    let output = backtest(&[&["--prometheus", &address], &range[..]].concat());
    assert_eq!(text(&output.stderr), "");
    assert_eq!(server.join().unwrap(), 3);
}

#[test]
fn reports_refused_requests_with_a_fix() {
    let series =
        r#"{"metric":{"job":"a"},"values":[[1,"0"]]},{"metric":{"job":"b"},"values":[[1,"0"]]}"#;
    let matrix = |series: &str| {
        format!(r#"{{"status":"success","data":{{"resultType":"matrix","result":[{series}]}}}}"#)
    };
    let large = " ".repeat(17 << 20);
    for (status, body, error) in [
        (
            "401 Unauthorized",
            "",
            "{server} responded with 401 Unauthorized; pass a token with `--bearer-file`",
        ),
        (
            "404 Not Found",
            "nothing here",
            "{server} responded with 404 Not Found; check that it is a Prometheus server",
        ),
        (
            "400 Bad Request",
            r#"{"status":"error","errorType":"bad_data","error":"parse error: unexpected end"}"#,
            "{server}: Prometheus returned an error: parse error: unexpected end",
        ),
        (
            "200 OK",
            "<html>",
            "{server}: not a `query_range` response: expected value at line 1 column 1",
        ),
        (
            "200 OK",
            &matrix(""),
            "{server}, pforge_efficiency: no samples: check `--metric`, `--start` and `--end`",
        ),
        (
            "200 OK",
            &matrix(series),
            "{server}, pforge_efficiency: expected 1 series, found 2: add labels to `--metric`, or \
             aggregate it:\n  {job=\"a\"}\n  {job=\"b\"}",
        ),
        (
            "200 OK",
            &large,
            "cannot read the response of {server}: the response has more than 16777216 bytes",
        ),
    ] {
        let answer = response(status, body);
        let (address, _heads) = server(move |_| answer.clone());
        let output = backtest(&["--prometheus", &address]);
        let error = format!("error: {}\n", error.replace("{server}", &address));
        assert_eq!(text(&output.stderr), error);
        assert_eq!(output.status.code(), Some(3));
    }
}

#[test]
fn times_out_if_the_server_does_not_respond() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let begun = Instant::now();
    let output = backtest(&["--prometheus", &address, "--timeout", "100ms"]);
    // The timeout that it has otherwise.
    assert!(begun.elapsed() < Duration::from_secs(30));
    let expected = format!(
        "error: cannot query {address}: `--prometheus` expects an address such as http://127.0.0.1:9090: timeout: global\n"
    );
    assert_eq!(text(&output.stderr), expected);
}

#[test]
fn the_plot_shows_the_gauge_and_colours_plans_by_priority() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("plot.svg");
    let output = backtest(&[
        "--values",
        "efficiency.csv",
        "--plot",
        path.to_str().unwrap(),
    ]);
    assert_eq!(text(&output.stderr), format!("wrote {}\n", path.display()));
    let mut svg = String::new();
    fs::File::open(path)
        .unwrap()
        .read_to_string(&mut svg)
        .unwrap();
    let told: Vec<&str> = svg
        .lines()
        .filter_map(|line| {
            line.strip_suffix("</text>")?
                .split_once('>')
                .map(|(_, text)| text)
        })
        .collect();
    assert_eq!(
        told,
        [
            "efficiency.csv and the plans on it",
            "Larger ΔE in 1m after plans of higher priority? yes, tau-b +0.47, p = 0.0005",
            "0.2",
            "0.3",
            "0.4",
            "0.5",
            "0.6",
            "0.7",
            "E",
            "12:00",
            "12:10",
            "12:20",
            "12:30",
            "12:40",
            "12:50",
            "13:00",
            "time in UTC, 2026-01-31",
            "low: 35 plans",
            "normal: 40 plans",
            "high: 14 plans",
        ]
    );
    // Each colour once more in the legend.
    let circles = |colour: &str| {
        svg.lines()
            .filter(|line| line.starts_with("<circle") && line.contains(colour))
            .count()
    };
    assert_eq!(
        ["rgb(59,130,196)", "rgb(230,159,0)", "rgb(200,40,60)"].map(circles),
        [36, 41, 15]
    );
    let line = svg
        .lines()
        .find(|line| line.contains("fill=\"none\""))
        .unwrap();
    assert_eq!(
        (line.matches('M').count(), line.matches('V').count()),
        (1, 360)
    );
}
