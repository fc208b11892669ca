//! What is other than declared.

/// A text of the scrape, what stands there instead, and the first finding.
pub const ALL: &[(&str, &str, &str)] = &[
    (
        "# TYPE app_queue gauge",
        "# TYPE app_queue counter",
        "wrong_type: gauge `app_queue` is exposed as a counter",
    ),
    (
        "# HELP app_phase What",
        "# HELP app_phase Whatever",
        "wrong_help: help of `app_phase` is \"Whatever it is doing.\", declared is \"What it is doing.\"",
    ),
    (
        "(Deprecated since 1.0: use app_jobs_total) ",
        "",
        "wrong_help: help of `app_tasks_total` is \"Jobs done.\", declared is \"(Deprecated since 1.0: use app_jobs_total) Jobs done.\"",
    ),
    (
        "app_queue{at=",
        "app_queue{shard=",
        "wrong_labels: a series of `app_queue` has `shard` instead of `at` (and 1 more series)",
    ),
    (
        "app_queue{at=\"1\"",
        "app_queue{at=\"1\",host=\"a\"",
        "wrong_labels: a series of `app_queue` has the undeclared label `host`",
    ),
    (
        "app_load_ratio{region=\"eu\"}",
        "app_load_ratio",
        "wrong_labels: a series of `app_load_ratio` has no label `region`",
    ),
    (
        "app_build_info{version=\"1.2.3\",",
        "app_build_info{",
        "wrong_labels: a series of `app_build_info` has no label `version`",
    ),
    (
        "app_busy_seconds_created{region=\"eu\"}",
        "app_busy_seconds_created",
        "wrong_labels: a series of `app_busy_seconds_total` has no label `region`",
    ),
    (
        "app_jobs_total{outcome=\"failed\"",
        "app_jobs_total{outcome=\"lost\"",
        "wrong_value: label `outcome` of `app_jobs_total` is `lost`, declared is `done`, `failed`",
    ),
    (
        "app_jobs_total{outcome=\"done\",cached=\"true\"",
        "app_jobs_total{outcome=\"done\",cached=\"yes\"",
        "wrong_value: label `cached` of `app_jobs_total` is `yes`, declared is `false`, `true`",
    ),
    (
        "app_queue{at=\"1\"",
        "app_queue{at=\"2\"",
        "wrong_value: label `at` of `app_queue` is `2`, declared is 0 to 1",
    ),
    (
        "app_queue{at=\"1\"",
        "app_queue{at=\"01\"",
        "wrong_value: label `at` of `app_queue` is `01`, declared is 0 to 1",
    ),
    (
        "app_phase=\"idle\"",
        "app_phase=\"mad\"",
        "wrong_value: label `app_phase` of `app_phase` is `mad`, declared is `idle`, `busy`",
    ),
    (
        "repo=\"a/b\"",
        "repo=\"acme/repos\"",
        "wrong_value: label `repo` of `app_pushes_total` is `acme/repos`, declared is at most 1 values of at most 8 bytes",
    ),
    (
        "app_load_ratio{region=\"eu\"}",
        "app_load_ratio{region=\"us\"}",
        "wrong_value: label `region` of `app_load_ratio` is `us`, declared is `eu`",
    ),
    (
        "edition=\"free\"",
        "edition=\"paid\"",
        "wrong_value: label `edition` of `app_build_info` is `paid`, declared is `free`",
    ),
    (
        "le=\"0.5\"",
        "le=\"0.25\"",
        "wrong_buckets: buckets of `app_wait_seconds` are 0.25, 1, +Inf, declared are 0.5, 1, +Inf",
    ),
    (
        "cached=\"false\",region=\"eu\"} 3",
        "cached=\"false\",region=\"eu\"} 3.5",
        "wrong_number: counter `app_jobs_total{outcome=\"done\",cached=\"false\",region=\"eu\"}` is 3.5, but integers are declared: add `value = \"float\"`?",
    ),
    (
        "app_busy_seconds_total{region=\"eu\"} 1.5",
        "app_busy_seconds_total{region=\"eu\"} -1",
        "wrong_number: counter `app_busy_seconds_total{region=\"eu\"}` is -1, but counters cannot be negative or NaN",
    ),
    (
        "region=\"eu\"} 7",
        "region=\"eu\"} 7.5",
        "wrong_number: gauge `app_queue{at=\"1\",region=\"eu\"}` is 7.5, but integers are declared: add `value = \"float\"`?",
    ),
    (
        "app_load_ratio{region=\"eu\"} 0.5",
        "app_load_ratio{region=\"eu\"} 50",
        "wrong_number: gauge `app_load_ratio{region=\"eu\"}` is 50, but its range is 0 to 1",
    ),
    (
        "app_phase=\"busy\"} 1",
        "app_phase=\"busy\"} 2",
        "wrong_number: stateset `app_phase{region=\"eu\",app_phase=\"busy\"}` is 2, but states are 0 or 1",
    ),
    (
        "edition=\"free\",region=\"eu\"} 1",
        "edition=\"free\",region=\"eu\"} 0",
        "wrong_number: info `app_build_info{version=\"1.2.3\",edition=\"free\",region=\"eu\"}` is 0, but infos are 1",
    ),
    (
        "go_goroutines",
        "app_goroutines",
        "undeclared: gauge `app_goroutines` is not declared",
    ),
    // What a terminal would obey is spelt out.
    (
        "edition=\"free\"",
        "edition=\"\u{1b}[31m\"",
        "wrong_value: label `edition` of `app_build_info` is `\\u{1b}[31m`, declared is `free`",
    ),
];
