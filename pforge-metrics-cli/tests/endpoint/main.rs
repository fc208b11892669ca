//! Where expositions come from, and what is said when none comes.

#![expect(
    clippy::unwrap_used,
    reason = "what a test can't go on without fails it"
)]

mod proxies;
mod watching;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;

const SCHEMA: &str = "[counter.jobs_total]\nhelp = \"Jobs.\"\n";
const SCRAPE: &str = "# HELP jobs_total Jobs.\n# TYPE jobs_total counter\njobs_total 1\n";
const OPENMETRICS: &str = "# TYPE jobs counter\n# HELP jobs Jobs.\njobs_total 1\n# EOF\n";
const SOUND: &str = "sound: 1 of 1 metrics, 1 of 1 series\n";

/// An empty folder with the schema in it.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("metrics.toml"), SCHEMA).unwrap();
    folder
}

fn verify(folder: &PathBuf, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pforge-metrics"));
    command.arg("verify").args(args).current_dir(folder);
    command
}

fn answer(status: &str, kind: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )
}

/// Sends one response to each request and records the requests. Once the responses run out, clients are left waiting.
fn serve(answers: Vec<Option<String>>) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (requests, received) = mpsc::channel();
    thread::spawn(move || {
        for answer in answers {
            let (mut stream, _) = listener.accept().unwrap();
            let lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let head = lines
                .map(Result::unwrap)
                .take_while(|line| !line.is_empty());
            let head: Vec<String> = head.collect();
            let _ = requests.send(head.join("\n"));
            match answer {
                Some(answer) => stream.write_all(answer.as_bytes()).unwrap(),
                // Until the client hangs up.
                None => drop(stream.read(&mut [0])),
            }
        }
    });
    (address, received)
}

/// Everything that is printed, and the exit code.
fn said(output: &Output) -> (String, Option<i32>) {
    let said = [&*output.stdout, &*output.stderr].concat();
    (String::from_utf8(said).unwrap(), output.status.code())
}

#[test]
fn a_url_is_asked_as_prometheus_asks_with_a_token_if_there_is_one() {
    let folder = folder("asked");
    fs::write(folder.join("token"), "s3cret\n").unwrap();
    for (path, asked) in [
        ("", "GET /metrics HTTP/1.1"),
        ("/x?y=z", "GET /x?y=z HTTP/1.1"),
    ] {
        for (kind, body) in [
            ("text/plain; version=0.0.4", SCRAPE),
            ("application/openmetrics-text; version=1.0.0", OPENMETRICS),
        ] {
            let (address, requests) = serve(vec![Some(answer("200 OK", kind, body))]);
            let url = format!("{address}{path}");
            let output = verify(&folder, &[&url, "--bearer-file", "token"])
                .output()
                .unwrap();
            assert_eq!(said(&output), (SOUND.to_owned(), Some(0)));
            let request = requests.recv().unwrap();
            for line in [
                asked,
                "authorization: Bearer s3cret",
                "accept: application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5",
            ] {
                assert!(request.lines().any(|it| it == line), "{line}\n{request}");
            }
        }
    }
}

#[test]
fn a_user_in_the_url_is_sent() {
    let folder = folder("user");
    let (address, requests) = serve(vec![Some(answer("200 OK", "text/plain", SCRAPE))]);
    let url = address.replace("http://", "http://user:password@");
    let output = verify(&folder, &[&url]).output().unwrap();
    assert_eq!(said(&output), (SOUND.to_owned(), Some(0)));
    let request = requests.recv().unwrap().to_lowercase();
    let sent = "authorization: basic dxnlcjpwyxnzd29yza==";
    assert!(request.lines().any(|it| it == sent), "{request}");
}

#[test]
fn reports_responses_that_are_not_expositions() {
    let folder = folder("told");
    let text = "text/plain; version=0.0.4";
    for (answered, wanted) in [
        (
            answer("401 Unauthorized", text, ""),
            "cannot scrape {address}: the server responded with 401 Unauthorized; pass a token with `--bearer-file`",
        ),
        (
            answer(
                "401 Unauthorized",
                "text/plain\r\nwww-authenticate: Basic realm=\"metrics\"",
                "",
            ),
            "cannot scrape {address}: the server responded with 401 Unauthorized; put the credentials into the URL: `http://user:password@host/metrics`",
        ),
        (
            answer("404 Not Found", text, SCRAPE),
            "cannot scrape {address}: the server responded with 404 Not Found",
        ),
        (
            answer("200 OK", "text/html", "<html>"),
            "cannot scrape {address}: unsupported content type `text/html`: expected text/plain or application/openmetrics-text",
        ),
        (
            answer(
                "200 OK",
                "application/openmetrics-text",
                &OPENMETRICS.replace("# EOF\n", ""),
            ),
            "{address}:4:1: missing `# EOF` at the end",
        ),
        (
            answer("200 OK", text, "jobs_total one\n"),
            "{address}:1:12: invalid value `one`",
        ),
    ] {
        let (address, _requests) = serve(vec![Some(answered)]);
        let output = verify(&folder, &[&address]).output().unwrap();
        let wanted = format!("error: {}\n", wanted.replace("{address}", &address));
        assert_eq!(said(&output), (wanted, Some(3)));
    }
    let (silent, _requests) = serve(vec![None]);
    let (said, code) = said(
        &verify(&folder, &[&silent, "--timeout", "1"])
            .output()
            .unwrap(),
    );
    let wanted = format!(
        "error: cannot scrape {silent}: no response; check the address and that the program is running: timeout"
    );
    assert!(said.starts_with(&wanted), "{said}");
    assert_eq!(code, Some(3));
}

#[test]
fn reads_standard_input_and_rejects_invalid_utf8() {
    let folder = folder("stdin");
    for (text, wanted, code) in [
        (SCRAPE.as_bytes(), SOUND, 0),
        (
            b"# A.\n# \xff\n",
            "error: standard input:2: invalid UTF-8\n",
            3,
        ),
    ] {
        let mut child = verify(&folder, &["-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(text).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(said(&output), (wanted.to_owned(), Some(code)));
    }
}
