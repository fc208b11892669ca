//! The guide: chapters for users, from the first metric to production.
//!
//! | chapter | answers |
//! |---|---|
//! | [Quick start](quick_start) | How do I get from `cargo new` to a scraped metric? |
//! | [Choosing](choosing) | Which kind, which labels, which buckets, which name? |
//! | [Mounting](mounting) | How do I serve the metrics: router, authentication, own port, TLS, several catalogs? |
//! | [Testing](testing) | How do I test that code counts correctly? |
//! | [Components](components) | How do I pass metrics to structs and libraries? |
//! | [Cookbook](cookbook) | Queues, caches, workers, batch jobs, pools, HTTP, errors: schema, code and PromQL |
//! | [Moving](moving) | How do I move from another metrics library? |
//! | [Prometheus and Grafana](prometheus_and_grafana) | How do I set up scraping, rules, alerts and dashboards? |
//! | [Performance](performance) | What does an update, a series, a thread and a scrape cost? |
//! | [Troubleshooting](troubleshooting) | What is the cause of this symptom, and what is the fix? |
//! | [Security](security) | What can a client do, and what limits it? |
//! | [CI](ci) | Which checks belong in continuous integration? |
//! | [Comparison](comparison) | When should I use another library? |
//!
//! The module exists in the documentation only. A build of your program does not contain it.

// The chapters are files that forges show as well. `links.md` makes their links lead to items of the documentation: in Markdown
// the first definition of a link wins.
macro_rules! chapters {
    ($($name:ident)+) => {
        $(
            #[doc = include_str!("../docs/guide/links.md")]
            #[doc = include_str!(concat!("../docs/guide/", stringify!($name), ".md"))]
            pub mod $name {}
        )+
    };
}

chapters! {
    quick_start
    choosing
    mounting
    testing
    components
    cookbook
    moving
    prometheus_and_grafana
    performance
    troubleshooting
    security
    ci
    comparison
}

/// The examples of the README are tested with those of the documentation. Cargo resolves the path: the file is above this package in
/// the repository, and inside it in a packed crate.
#[cfg(doctest)]
#[doc = ""]
#[doc = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/", env!("CARGO_PKG_README")))]
struct Readme;
