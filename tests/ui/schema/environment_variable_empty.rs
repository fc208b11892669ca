// Cargo sets this variable for each crate. It is empty if the manifest does not have the key.
pforge_metrics::include_metrics!(
    inline = r#"
        [info.build_info]
        help   = "Build information."
        labels = { homepage = { env = "CARGO_PKG_HOMEPAGE" } }

        [const_labels]
        region = { env = "CARGO_PKG_HOMEPAGE", default = "local" }
    "#
);

fn main() {}
