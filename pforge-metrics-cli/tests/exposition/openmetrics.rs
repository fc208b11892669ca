//! The rules of `OpenMetrics`, each with valid and invalid texts.
//!
//! The files in `openmetrics/` list rules, which begin with `##`. Each paragraph below is a case. Its first line is the verdict:
//! `right`, or `wrong` with the place and the error. The rest is the text without its `# EOF`.

use pforge_metrics_cli::exposition::{Exposition, Format, Timestamp};

const THEMES: &[(&str, &str)] = &[
    ("lines", include_str!("openmetrics/lines.txt")),
    ("families", include_str!("openmetrics/families.txt")),
    ("values", include_str!("openmetrics/values.txt")),
    ("histograms", include_str!("openmetrics/histograms.txt")),
    ("points", include_str!("openmetrics/points.txt")),
    ("exemplars", include_str!("openmetrics/exemplars.txt")),
];

#[test]
fn each_rule_of_openmetrics_is_enforced_with_its_place() {
    let mut failures = Vec::new();
    for (theme, text) in THEMES {
        let (mut rule, mut cases) = ("", 1);
        for paragraph in text.trim_end().split("\n\n") {
            if let Some(next) = paragraph.strip_prefix("## ") {
                assert!(cases > 0, "{theme}: no case of `{rule}`");
                (rule, cases) = (next, 0);
                continue;
            }
            cases += 1;
            let (verdict, lines) = paragraph.split_once('\n').expect(paragraph);
            let text = format!("{lines}\n# EOF\n");
            let found = match Exposition::parse_as(Format::OpenMetrics, &text) {
                Ok(_) => "right".to_owned(),
                Err(error) => format!("wrong {error}"),
            };
            if found != verdict {
                failures.push(format!("{theme}: {rule}\n{lines}\n- {verdict}\n+ {found}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// Cases that the files cannot show: ends of lines and of the text, and invisible characters.
#[test]
fn openmetrics_consists_of_lines_that_end_with_eof() {
    for (text, said) in [
        ("# EOF\n", "right"),
        ("level 1\n# EOF", "right"),
        (
            "# HELP level A\tB\0\u{feff}.\nlevel{at=\"\r\t\0\"} 1\n# EOF\n",
            "right",
        ),
        ("", "1:1: missing `# EOF` at the end"),
        ("level 1\n", "2:1: missing `# EOF` at the end"),
        ("level 1", "1:8: the last line must end with a line feed"),
        ("level 1\n# EOF\n\n", "3:1: unexpected text after `# EOF`"),
        ("# EOF\nlevel 1\n", "2:1: unexpected text after `# EOF`"),
        (
            "# EOF \n",
            "1:1: expected `# TYPE`, `# UNIT`, `# HELP` or `# EOF`",
        ),
        ("level 1\n\n# EOF\n", "2:1: the line is empty"),
        (
            "\u{feff}level 1\n# EOF\n",
            "1:1: a byte order mark is not allowed",
        ),
        (
            "level 1\r\n# EOF\r\n",
            "1:8: a line must end with a line feed, without a carriage return",
        ),
        (
            "# HELP level A.\r\n# EOF\n",
            "1:16: a line must end with a line feed, without a carriage return",
        ),
        (
            "level 1\n# EOF\r\n",
            "2:6: a line must end with a line feed, without a carriage return",
        ),
        ("level\t1\n# EOF\n", "1:6: expected a value"),
        (
            "level 1\t\n# EOF\n",
            "1:8: unexpected text after the sample",
        ),
        (
            "# TYPE level\tgauge\n# EOF\n",
            "1:13: expected a space after the name `level`",
        ),
    ] {
        let found = match Exposition::parse_as(Format::OpenMetrics, text) {
            Ok(_) => "right".to_owned(),
            Err(error) => error.to_string(),
        };
        assert_eq!(found, said, "{text:?}");
    }
}

#[test]
fn all_broken_rules_are_listed_in_the_order_of_their_lines() {
    let text = "\
# TYPE wait histogram
wait_bucket{le=\"1\"} 2
wait_bucket{le=\"+Inf\"} 1
# TYPE jobs counter
jobs_total NaN
jobs_total 2
jobs_created -Inf
# TYPE wait_sum gauge
# UNIT wait_sum seconds
wait_sum 1
jobs_total 3
# EOF
";
    let exposition = Exposition::read_as(Format::OpenMetrics, text).unwrap();
    let listed = exposition.violations.iter();
    let listed: Vec<String> = listed
        .map(|it| format!("{} {}", it.family, it.malformed))
        .collect();
    assert_eq!(
        listed,
        [
            "wait 3:1: buckets must be cumulative, but 1 up to +Inf follows 2 up to 1",
            "jobs_total 5:12: a counter's value must not be NaN or negative",
            "jobs_total 6:1: duplicate series of `jobs_total`",
            "jobs_total 7:14: the time of creation must be a finite number",
            "wait_sum 8:1: `wait_sum` would be a sample of both `wait` and `wait_sum`: families must not clash",
            "wait_sum 9:17: `wait_sum` does not end in its unit `seconds`",
            "wait 10:1: samples of `wait` are interleaved with another family",
            "jobs_total 11:1: samples of `jobs` are interleaved with another family",
        ]
    );
    let first = Exposition::parse_as(Format::OpenMetrics, text).unwrap_err();
    assert_eq!(first, exposition.violations[0].malformed);
}

#[test]
fn several_points_of_a_series_are_read_with_their_timestamps() {
    let text = "level{at=\"C:\\dir\"} 1 10\nlevel{at=\"C:\\dir\"} 2 20.5\n# EOF\n";
    let exposition = Exposition::parse(text).unwrap();
    let samples = exposition.families[0].samples.iter();
    let read: Vec<_> = samples
        .map(|it| {
            let seconds = it.timestamp.as_ref().map(Timestamp::seconds);
            (it.label("at"), it.value, seconds)
        })
        .collect();
    assert_eq!(
        read,
        [
            (Some("C:\\dir"), 1.0, Some(10.0)),
            (Some("C:\\dir"), 2.0, Some(20.5))
        ]
    );
}
