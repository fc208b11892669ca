//! Tests the exposition parser: every syntax form, the error for each defect, and that no input makes it panic.

#![expect(
    clippy::unwrap_used,
    reason = "what a test can't go on without fails it"
)]

mod defects;
mod openmetrics;

use fastrand::Rng;
use pforge_metrics_cli::exposition::{Exposition, Format, Malformed};
use std::fmt::Write as _;

const TEXT: &str = r#"# Any comment.
# HELP jobs_total Jobs: a \\, a "quote", a \d,\na line.
# TYPE jobs_total counter
jobs_total{queue="a \"b\" \\ c\nd",} 3 1700000000000
  jobs_total { queue = "é" , kind="" }	+Inf
# TYPE wait_seconds histogram
wait_seconds_bucket{le="0.5"} 1
wait_seconds_bucket{le="+Inf"} 2
wait_seconds_sum 0.25
wait_seconds_count 2

# TYPE size_bytes summary
size_bytes{quantile="0.5"} NaN
size_bytes_sum 1e3
size_bytes_count 4
loose_count -1.5
{"a.dotted \"name\"", "a.label"="x"} 1
# HELP "a.dotted \"name\"" Quoted.
# TYPE empty gauge
# TYPE x:rule untyped
x:rule{}1
"#;

const OPENMETRICS: &str = r#"# TYPE jobs counter
# HELP jobs A \"quote\".
jobs_total{queue="a"} 3.0 1700000000.25 # {trace_id="0af7"} 1.0 1700000000.5
jobs_created{queue="a"} 1700000000.25 1700000000.25
# TYPE wait_seconds histogram
# UNIT wait_seconds seconds
wait_seconds_bucket{le="0.5"} 1 # {} 0.2
wait_seconds_bucket{le="+Inf"} 2
# TYPE build info
build_info{version="1"} 1
# TYPE phase stateset
phase{phase="on"} 1
# TYPE sizes gaugehistogram
sizes_bucket{le="+Inf"} 2
sizes_gcount 2
sizes_gsum 4
# TYPE odd unknown
odd 1
# EOF
"#;

/// All of an exposition, a family a line and a sample a line.
fn shown(exposition: &Exposition) -> String {
    let mut shown = format!("{:?}\n", exposition.format);
    for family in &exposition.families {
        write!(
            shown,
            "{}: {} {}",
            family.line,
            family.name,
            family.kind.name()
        )
        .unwrap();
        for (what, text) in [("help", &family.help), ("unit", &family.unit)] {
            if let Some(text) = text {
                write!(shown, ", {what} {text:?}").unwrap();
            }
        }
        shown.push('\n');
        for sample in &family.samples {
            write!(shown, "  {}: {}", sample.line, sample.name).unwrap();
            for (name, value) in &sample.labels {
                write!(shown, " {name}={value:?}").unwrap();
            }
            writeln!(shown, " = {}", sample.value).unwrap();
        }
    }
    shown
}

#[test]
fn every_form_of_the_text_format_is_read() {
    assert_eq!(
        shown(&Exposition::parse(TEXT).unwrap()),
        r#"Prometheus
2: jobs_total counter, help "Jobs: a \\, a \"quote\", a \\d,\na line."
  4: jobs_total queue="a \"b\" \\ c\nd" = 3
  5: jobs_total queue="é" kind="" = inf
6: wait_seconds histogram
  7: wait_seconds_bucket le="0.5" = 1
  8: wait_seconds_bucket le="+Inf" = 2
  9: wait_seconds_sum = 0.25
  10: wait_seconds_count = 2
12: size_bytes summary
  13: size_bytes quantile="0.5" = NaN
  14: size_bytes_sum = 1000
  15: size_bytes_count = 4
16: loose_count untyped
  16: loose_count = -1.5
17: a.dotted "name" untyped, help "Quoted."
  17: a.dotted "name" a.label="x" = 1
19: empty gauge
20: x:rule untyped
  21: x:rule = 1
"#
    );
}

#[test]
fn every_form_of_openmetrics_is_read_under_the_names_that_prometheus_stores() {
    assert_eq!(
        shown(&Exposition::parse(OPENMETRICS).unwrap()),
        r#"OpenMetrics
1: jobs_total counter, help "A \"quote\"."
  3: jobs_total queue="a" = 3
  4: jobs_created queue="a" = 1700000000.25
5: wait_seconds histogram, unit "seconds"
  7: wait_seconds_bucket le="0.5" = 1
  8: wait_seconds_bucket le="+Inf" = 2
9: build_info info
  10: build_info version="1" = 1
11: phase stateset
  12: phase phase="on" = 1
13: sizes gaugehistogram
  14: sizes_bucket le="+Inf" = 2
  15: sizes_gcount = 2
  16: sizes_gsum = 4
17: odd untyped
  18: odd = 1
"#
    );
    // Without `# EOF` the input is parsed as the older format, which lacks these types.
    let cut = OPENMETRICS.strip_suffix("# EOF\n").unwrap();
    assert_eq!(
        Exposition::parse_as(Format::OpenMetrics, cut)
            .unwrap_err()
            .to_string(),
        "19:1: missing `# EOF` at the end"
    );
}

/// Texts near to sound ones find more than noise does; a place that is told is one of the text.
#[test]
fn no_bytes_bring_the_reader_down() {
    let mut rng = Rng::with_seed(11);
    let (mut sound, mut defects) = (0, 0);
    for _ in 0..20_000 {
        let model = [TEXT, OPENMETRICS][rng.usize(..2)].as_bytes();
        let mut bytes = if rng.u8(..4) == 0 {
            (0..rng.usize(..40)).map(|_| rng.u8(..)).collect()
        } else {
            model.to_vec()
        };
        for _ in 0..rng.usize(..3) {
            let (from, to) = (rng.usize(..=bytes.len()), rng.usize(..=bytes.len()));
            let (from, to) = (from.min(to), from.max(to).min(from.min(to) + 6));
            let patch = [
                &b"\""[..],
                b"\\",
                b"{",
                b"}",
                b",",
                b"=",
                b"#",
                b" ",
                b"\n",
                b"0",
                b"\xc3\xa9",
                b"",
            ];
            bytes.splice(from..to, patch[rng.usize(..patch.len())].iter().copied());
        }
        let text = String::from_utf8_lossy(&bytes);
        for format in [Format::Prometheus, Format::OpenMetrics] {
            match Exposition::parse_as(format, &text) {
                Ok(_) => sound += 1,
                Err(error) => {
                    assert_is_a_place(&error, &text);
                    defects += 1;
                }
            }
        }
    }
    assert!(sound > 1_000 && defects > 10_000, "{sound} {defects}");
}

fn assert_is_a_place(error: &Malformed, text: &str) {
    let line = text.split('\n').nth(error.line - 1).unwrap_or("");
    assert!(error.column <= line.chars().count() + 1, "{error}\n{text}");
    assert!(error.line <= text.split('\n').count(), "{error}\n{text}");
}
