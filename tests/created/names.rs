//! The names of created samples: they select their family, and other families may not have them.

use crate::{OPENMETRICS, text, with_created};
use pforge_metrics::exporter::Exporter;
use pforge_metrics::testing::assert_exposition;
use prometheus::{Gauge, Registry};

#[expect(dead_code, reason = "the metrics are only exposed")]
mod ours {
    pforge_metrics::include_metrics!(
        inline = r#"
        [counter.jobs_total]
        help = "Jobs done."

        [histogram.wait_seconds]
        help    = "Time waited."
        buckets = [1, 2]

        [gauge.level]
        help = "A level."
        "#
    );
}

const JOBS: &str = "
    # TYPE jobs counter
    # HELP jobs Jobs done.
    jobs_total 0
    jobs_created start
";
const WAIT: &str = r#"
    # TYPE wait_seconds histogram
    # UNIT wait_seconds seconds
    # HELP wait_seconds Time waited.
    wait_seconds_bucket{le="1.0"} 0
    wait_seconds_bucket{le="2.0"} 0
    wait_seconds_bucket{le="+Inf"} 0
    wait_seconds_sum 0
    wait_seconds_count 0
    wait_seconds_created start
"#;

#[tokio::test]
async fn a_family_can_be_selected_by_the_name_of_its_created_sample() {
    for (query, expected) in [
        ("?name[]=jobs_total", JOBS),
        ("?name[]=jobs_created", JOBS),
        ("?name[]=wait_seconds_created", WAIT),
        ("?name[]=jobs_total_created", ""),
        ("?name[]=level_created", ""),
    ] {
        let shown = text(with_created(ours::CATALOG), OPENMETRICS, query).await;
        assert_exposition(&shown, &format!("{expected}# EOF\n"));
    }
    let without = Exporter::builder().catalog(&ours::CATALOG);
    let shown = text(without, OPENMETRICS, "?name[]=jobs_created").await;
    assert_exposition(&shown, "# EOF\n");
}

#[expect(dead_code, reason = "the metrics are only exposed")]
mod clashing {
    pforge_metrics::include_metrics!(
        inline = r#"
        [gauge.jobs_created]
        help  = "Jobs that were created."
        allow = { suffix_reserved = "It is what the test is about." }
        "#
    );
}

#[tokio::test]
async fn a_family_with_the_name_of_a_created_sample_keeps_it() {
    let catalogs = with_created(ours::CATALOG).catalog(&clashing::CATALOG);
    let shown = text(catalogs, OPENMETRICS, "").await;
    assert!(shown.contains("# TYPE jobs_created gauge\n"), "{shown}");
    assert!(shown.contains("# TYPE jobs_total unknown\n"), "{shown}");
    assert_eq!(shown.matches("\njobs_created ").count(), 1);
    for (name, takes) in [
        ("wait_seconds_created", true),
        ("level_created", false),
        ("jobs_total_created", false),
    ] {
        let registry = Registry::new();
        let theirs = Gauge::new(name, "A gauge.").unwrap();
        registry.register(Box::new(theirs)).unwrap();
        let both = with_created(ours::CATALOG).registry(&registry);
        let shown = text(both, OPENMETRICS, "").await;
        assert_eq!(shown.matches(&format!("\n{name} ")).count(), 1, "{shown}");
        let times = ["jobs_created start", "wait_seconds_created start"];
        let times = times.map(|line| shown.contains(line));
        assert_eq!(times, [true, !takes], "{name}");
    }
}
