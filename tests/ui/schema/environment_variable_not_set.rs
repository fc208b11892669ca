pforge_metrics::include_metrics!(
    inline = r#"
        [info.build_info]
        help   = "Build of the program."
        labels = { revision = { env = "NO_SUCH_VARIABLE" } }
    "#
);

fn main() {}
