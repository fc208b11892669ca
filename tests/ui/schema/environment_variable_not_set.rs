pforge_metrics::include_metrics!(
    inline = r#"
        [info.build_info]
        help   = "Build information."
        labels = { revision = { env = "NO_SUCH_VARIABLE" } }
    "#
);

fn main() {}
