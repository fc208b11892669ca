//! Open labels stay within their limits for any input.

use pforge_metrics::exporter::Exporter;
use pforge_metrics::own::{self, OpenLabel, PFORGE_METRICS_LABEL_OVERFLOW_TOTAL};
use std::collections::HashSet;

mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
        [label.repo]
        help = "Repository, as owner/name."
        open = { max = 50, max_len = 64, overflow = "_other" }

        [counter.pulls_total]
        help   = "Pulls of a repository."
        labels = ["repo"]
        "#
    );
}
use metrics::*;

const VALUES: u64 = 1_000_000;

/// Distinct hostile values.
fn hostile(number: u64) -> String {
    match number % 8 {
        0 => format!("{number}\"}} 1\n# TYPE pulls_total gauge\npulls_total{{repo=\"x"),
        1 => format!("{number}\0\u{1}\u{1b}[31m\r\n\t"),
        2 => format!("{number}{}", "x".repeat(10 * 1024)),
        3 => format!("\u{202e}{number}\u{2066}\u{feff}"),
        4 => format!("{number}\\"),
        // Truncating these at 64 bytes would split a character.
        5 => format!("{number:07}{}", "é".repeat(64)),
        6 => format!("{number:06}{}", "🦀".repeat(64)),
        _ => format!("{}{number}", "\u{301}".repeat(20)),
    }
}

/// The memory of this process in bytes.
#[cfg(target_os = "linux")]
fn resident() -> u64 {
    let statm = std::fs::read_to_string("/proc/self/statm").expect("Linux has it");
    let pages = statm.split(' ').nth(1).and_then(|pages| pages.parse().ok());
    pages.unwrap_or(0_u64) * 4096
}

#[test]
fn a_million_hostile_values_keep_the_exposition_valid_and_memory_bounded() {
    let pull = |number| PULLS_TOTAL.with(Repo::new(&hostile(number))).inc();
    (0..1_000).for_each(pull);
    #[cfg(target_os = "linux")]
    let before = resident();
    (1_000..VALUES).for_each(pull);
    #[cfg(target_os = "linux")]
    {
        let grown = resident().saturating_sub(before);
        println!("resident memory grew by {} KiB", grown / 1024);
        assert!(grown < 1024 * 1024, "{grown} bytes");
    }

    assert_eq!(PULLS_TOTAL.total(), VALUES);
    let of_repo = PFORGE_METRICS_LABEL_OVERFLOW_TOTAL.with(OpenLabel::new("repo"));
    assert_eq!(own::CATALOG.snapshot().get(of_repo), VALUES - 50);
    let exporter = Exporter::builder().catalog(&CATALOG).build().unwrap();
    let text = exporter.text();
    let overflow = format!(
        "pforge_metrics_label_overflow_total{{label=\"repo\"}} {}\n",
        VALUES - 50
    );
    assert!(text.contains(&overflow), "{text}");
    assert_valid(&CATALOG.snapshot().to_string());
}

/// Checks that each line after the header is a sample with a distinct label value.
fn assert_valid(text: &str) {
    let header = "# HELP pulls_total Pulls of a repository.\n# TYPE pulls_total counter\n";
    let samples = text.strip_prefix(header).expect("the header comes first");
    let mut values = HashSet::new();
    for line in samples.lines() {
        let value = label_value(line).unwrap_or_else(|| panic!("no sample: {line:?}"));
        assert!(value.len() <= 64, "{line}");
        assert!(!value.contains(char::is_control), "{line:?}");
        assert!(values.insert(value), "{line} twice");
    }
    assert_eq!(values.len(), 51);
    assert!(values.contains("_other"));
}

/// The unescaped label value of a sample.
fn label_value(line: &str) -> Option<String> {
    let (value, count) = line
        .strip_prefix("pulls_total{repo=\"")?
        .rsplit_once("\"} ")?;
    count.parse::<u64>().ok().filter(|count| *count > 0)?;
    let mut unescaped = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => return None,
            '\\' => unescaped.push(chars.next().filter(|c| ['\\', '"'].contains(c))?),
            c => unescaped.push(c),
        }
    }
    Some(unescaped)
}

#[test]
fn a_known_value_keeps_its_series_when_the_label_is_full() {
    mod full {
        pforge_metrics::include_metrics!(
            inline = r#"
            [label.tenant]
            help = "Who asks."
            open = { max = 2 }

            [gauge.quota]
            help   = "What is left."
            value  = "int"
            labels = ["tenant"]
            "#
        );
    }
    use full::*;

    for (tenant, quota) in [("a", 1), ("b", 2), ("c", 3), ("a", 4), ("", 5)] {
        QUOTA.with(Tenant::new(tenant)).set(quota);
    }
    assert_eq!(Tenant::new("c"), Tenant::OVERFLOW);
    assert_eq!(Tenant::new("_other"), Tenant::OVERFLOW);
    assert_eq!(
        format!("{:?}", CATALOG.snapshot()),
        r#"{quota{tenant="a"}: 4, quota{tenant="b"}: 2, quota{tenant="_other"}: 5}"#
    );
}
