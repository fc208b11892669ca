// Cargo sets this variable for every crate, and leaves it empty where the manifest has no such key.
pforge_metrics::include_metrics!(
    inline = r#"
        [info.build_info]
        help   = "Build of the program."
        labels = { homepage = { env = "CARGO_PKG_HOMEPAGE" } }

        [const_labels]
        region = { env = "CARGO_PKG_HOMEPAGE", default = "local" }
    "#
);

fn main() {}
