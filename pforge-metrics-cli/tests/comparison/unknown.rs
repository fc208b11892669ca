//! Counters that `OpenMetrics` exposes as `unknown`, and what a schema tells a comparison to leave out.

use crate::compared;

const SCHEMA: &str = "
[counter.app_jobs]
help = 'Jobs.'
allow = { counter_total = 'it is known by this name' }
[counter.app_requests_total]
help = 'Requests.'
";

/// The scrape with an end, compared with a schema that declares two counters.
fn found(scrape: &str) -> Vec<String> {
    compared(SCHEMA, &format!("{scrape}# EOF\n"))
}

const JOBS: &str = "# TYPE app_jobs unknown\n# HELP app_jobs Jobs.\napp_jobs 1\n";
const REQUESTS: &str = "# TYPE app_requests_total unknown\n# HELP app_requests_total Requests.\napp_requests_total 1\n";
const COUNTER: &str =
    "# TYPE app_requests counter\n# HELP app_requests Requests.\napp_requests_total 1\n";

#[test]
fn a_counter_without_total_is_unknown_in_openmetrics() {
    assert_eq!(found(&format!("{JOBS}{COUNTER}")), [""; 0]);
}

#[test]
fn a_counter_is_unknown_in_openmetrics_where_another_family_has_its_name() {
    let others = "# TYPE app_requests gauge\n# HELP app_requests Requests.\napp_requests 1\n";
    assert_eq!(found(&format!("{JOBS}{others}{REQUESTS}")), [""; 0]);
    assert_eq!(
        found(&format!("{JOBS}{REQUESTS}")),
        ["wrong_type: counter `app_requests_total` is exposed without a type"]
    );
}

#[test]
fn a_counter_has_its_type_in_the_text_format() {
    let jobs = "# TYPE app_jobs untyped\n# HELP app_jobs Jobs.\napp_jobs 1\n";
    let requests = "# TYPE app_requests_total counter\n# HELP app_requests_total Requests.\napp_requests_total 1\n";
    assert_eq!(
        compared(SCHEMA, &format!("{jobs}{requests}")),
        ["wrong_type: counter `app_jobs` is exposed without a type"]
    );
}

#[test]
fn what_the_schema_ignores_need_not_be_declared() {
    let ignoring = |ignored: &str| {
        format!("prefix = 'app_'\n[verify]\nignore = ['{ignored}']\n[gauge.app_a]\nhelp = 'A.'\n")
    };
    let scrape = "# HELP app_a A.\n# TYPE app_a gauge\napp_a 1\napp_old_b 1\n";
    let undeclared = "undeclared: untyped `app_old_b` is not declared";
    for (ignored, findings) in [
        ("app_old_*", &[][..]),
        ("app_old_b", &[]),
        ("app_old_c", &[undeclared]),
        // What is declared is compared all the same.
        ("app_a", &[undeclared]),
    ] {
        assert_eq!(compared(&ignoring(ignored), scrape), *findings, "{ignored}");
    }
    let without = scrape.replace("app_a 1\n", "");
    let missing = compared(&ignoring("app_*"), &without);
    assert_eq!(
        missing,
        ["missing_series: gauge `app_a`: 1 of 1 series are missing: {}"]
    );
}

#[test]
fn an_info_is_a_gauge_in_openmetrics_where_another_family_has_its_name() {
    let schema = "[info.app_build_info]\nhelp = 'Build.'\nlabels = { version = '1' }\n";
    let info = "# TYPE app_build_info gauge\n# HELP app_build_info Build.\napp_build_info{version=\"1\"} 1\n";
    let other = "# TYPE app_build gauge\napp_build 1\n";
    assert_eq!(compared(schema, &format!("{info}{other}# EOF\n")), [""; 0]);
    assert_eq!(
        compared(schema, &format!("{info}# EOF\n")),
        ["wrong_type: info `app_build_info` is exposed as a gauge"]
    );
}

#[test]
fn a_type_is_lost_only_to_a_name_that_the_type_adds() {
    let counter = |allow: &str| {
        format!(
            "[counter.app_wait_count_total]\nhelp = 'Waits.'\nallow = {{ suffix_reserved = 'old'{allow} }}\n"
        )
    };
    let unknown = "# TYPE app_wait_count_total unknown\n# HELP app_wait_count_total Waits.\napp_wait_count_total 1\n";
    let histogram = "# TYPE app_wait histogram\n# HELP app_wait Time.\napp_wait_bucket{le=\"1\"} 1\napp_wait_bucket{le=\"10\"} 1\napp_wait_bucket{le=\"+Inf\"} 1\napp_wait_count 1\napp_wait_sum 1\n";
    let summary = "# TYPE app_wait summary\napp_wait_count 1\napp_wait_sum 1\n";
    for other in [histogram, summary] {
        let scrape = format!("{other}{unknown}# EOF\n");
        assert_eq!(compared(&counter(""), &scrape), [""; 0], "{other}");
    }
    let both = format!(
        "{}[histogram.app_wait]\nhelp = 'Time.'\nbuckets = [1, 10]\n",
        counter(", openmetrics_type = 'old'")
    );
    let scrape = format!("{histogram}{unknown}# EOF\n");
    assert_eq!(compared(&both, &scrape), [""; 0]);
    let info = "[info.app_build_info]\nhelp = 'Build.'\nlabels = { version = '1' }\n";
    let gauges = "# TYPE app_build_info gauge\n# HELP app_build_info Build.\napp_build_info{version=\"1\"} 1\n# TYPE app_build_created gauge\napp_build_created 1\n# EOF\n";
    assert_eq!(
        compared(info, gauges),
        ["wrong_type: info `app_build_info` is exposed as a gauge"]
    );
}

#[test]
fn a_counter_and_an_info_can_both_lose_their_types_to_each_other() {
    let counter = "[counter.app_build_total]\nhelp = 'Builds.'\n";
    let info = "[info.app_build_info]\nhelp = 'Build.'\nlabels = { version = '1' }\n";
    let allow = "allow = { openmetrics_type = 'old' }\n";
    let scrape = "# TYPE app_build_total unknown\n# HELP app_build_total Builds.\napp_build_total 1\n# TYPE app_build_info gauge\n# HELP app_build_info Build.\napp_build_info{version=\"1\"} 1\n# EOF\n";
    for schema in [counter, info, &format!("{counter}{allow}{info}{allow}")] {
        assert_eq!(compared(schema, scrape), [""; 0], "{schema}");
    }
}
