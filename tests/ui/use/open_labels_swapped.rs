mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
            [label.endpoint]
            help = "Endpoint."
            open = { max = 10 }

            [label.region]
            help = "Region."
            open = { max = 10 }

            [label.cached]
            help = "Whether the response was cached."
            type = "bool"

            [counter.hits_total]
            help   = "Hits."
            labels = ["endpoint", "region"]

            [counter.lookups_total]
            help   = "Lookups."
            labels = ["cached"]
        "#
    );
}

fn main() {
    metrics::HITS_TOTAL.with(("eu".into(), "/x".into())).inc();
    metrics::HITS_TOTAL.with((metrics::Region::new("eu"), metrics::Endpoint::new("/x"))).inc();
    metrics::LOOKUPS_TOTAL.with(true.into()).inc();
}
