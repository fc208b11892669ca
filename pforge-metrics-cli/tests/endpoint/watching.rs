//! `--watch`: what changes is shown, and nothing else.

use crate::{SCRAPE, SOUND, answer, folder, serve, verify};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// A process that does not outlive the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Verifies again and again; what is returned reads so many lines of what that prints.
fn watched(folder: &PathBuf, args: &[&str]) -> (Running, impl Fn(usize) -> Vec<String> + use<>) {
    let args = [args, &["--watch=10ms"]].concat();
    let mut child = verify(folder, &args)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let output = child.stdout.take().unwrap();
    let (lines, received) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            let _ = lines.send(line);
        }
    });
    let next = move |count: usize| -> Vec<String> {
        let line = |_| received.recv_timeout(Duration::from_secs(60)).unwrap();
        (0..count).map(line).collect()
    };
    (Running(child), next)
}

/// The scrape becomes wrong, then right again, and then fails.
#[test]
fn watching_shows_what_changes_and_nothing_else() {
    let folder = folder("watched");
    let scrape = folder.join("scrape.txt");
    let put = |text: &str| {
        // As a whole: nothing is read half-way.
        fs::write(folder.join("next"), text).unwrap();
        fs::rename(folder.join("next"), &scrape).unwrap();
    };
    put(SCRAPE);
    let (_running, next) = watched(&folder, &["scrape.txt"]);
    assert_eq!(next(1), ["sound: 1 of 1 metrics, 1 of 1 series"]);
    // A different number does not count as a change.
    put(&SCRAPE.replace("total 1", "total 2"));
    put(&SCRAPE.replace("counter", "gauge"));
    assert_eq!(
        next(2),
        [
            "+ wrong_type: counter `jobs_total` is exposed as a gauge",
            "1 finding: 0 of 1 metrics, 0 of 1 series",
        ]
    );
    put(SCRAPE);
    assert_eq!(
        next(2),
        [
            "- wrong_type: counter `jobs_total` is exposed as a gauge",
            "sound: 1 of 1 metrics, 1 of 1 series",
        ]
    );
    fs::remove_file(&scrape).unwrap();
    let line = next(1).remove(0);
    assert!(
        line.starts_with("error: cannot read `scrape.txt`"),
        "{line}"
    );
    put(SCRAPE);
    assert_eq!(next(1), ["sound: 1 of 1 metrics, 1 of 1 series"]);
}

#[test]
fn what_stays_as_it_was_is_said_once() {
    let folder = folder("once");
    let text = "text/plain; version=0.0.4";
    let gone = || Some(answer("404 Not Found", text, ""));
    let back = || Some(answer("200 OK", text, SCRAPE));
    let answers = || {
        vec![
            back(),
            back(),
            gone(),
            gone(),
            gone(),
            back(),
            back(),
            gone(),
        ]
    };
    let (address, _requests) = serve(answers());
    let (_running, next) = watched(&folder, &[&address]);
    let sound = SOUND.trim_end();
    let error = format!("error: cannot scrape {address}: the server responded with 404 Not Found");
    assert_eq!(next(4), [sound, &error, sound, &error]);

    // Programs read whole objects, and nothing else.
    let (address, _requests) = serve(answers());
    let (_running, next) = watched(&folder, &[&address, "--format", "json"]);
    let lines = next(26);
    let objects: Vec<String> = lines.chunks(13).map(|lines| lines.join("\n")).collect();
    for object in &objects {
        let object: serde_json::Value = serde_json::from_str(object).unwrap();
        assert_eq!(object["series"]["seen"], 1);
    }
}
