mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
            [label.repo]
            help = "Repository, as owner/name."
            open = { max = 2 }

            [label.cached]
            help = "Whether the response was cached."
            type = "bool"

            [label.shard]
            help  = "Shard of the request."
            range = [0, 1]

            [counter.calls_total]
            help   = "Calls made."
            labels = ["repo", "cached", "shard"]
        "#
    );
}

#[derive(pforge_metrics::MetricLabel)]
#[metric_label(metrics::Repo)]
enum Own {
    Api,
}

#[derive(pforge_metrics::MetricLabel)]
#[metric_label(metrics::Cached)]
enum Hit {
    True,
}

#[derive(pforge_metrics::MetricLabel)]
#[metric_label(metrics::Shard)]
enum Place {
    First,
}

fn main() {}
