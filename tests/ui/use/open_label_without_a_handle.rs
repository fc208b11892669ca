mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
            [label.repo]
            help = "Repository, as owner/name."
            open = { max = 50 }

            [counter.pulls_total]
            help   = "Pulls."
            labels = ["repo"]
        "#
    );
}

fn main() {
    metrics::PULLS_TOTAL.with("acme/api").inc();
}
