//! The reference.

use super::opened;
use std::process::Command;

/// The metrics of a page that can be seen.
fn shown(dom: &str) -> Vec<&str> {
    let articles = dom.split("<article ").skip(1);
    let tags = articles.filter_map(|rest| rest.split_once('>'));
    let shown = tags.filter(|(tag, _)| !tag.contains("hidden"));
    let ids = shown.filter_map(|(tag, _)| tag.split("id=\"").nth(1));
    ids.filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
#[ignore = "wants Chromium: run `./test pages`"]
fn the_reference_can_be_searched_and_shows_texts_as_they_are() {
    let folder = super::folder();
    let page = folder.join("metrics.html");
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reference/metrics.toml");
    let status = Command::new(env!("CARGO_BIN_EXE_pforge-metrics"))
        .args(["docs", schema, "--output"])
        .arg(&page)
        .status();
    assert!(status.expect("it runs").success());

    let all = [
        "app_calls_total",
        "app_rings_total",
        "app_wait_seconds",
        "app_load_ratio",
        "app_vendor_state",
        "app_build_info",
        "record-app:load_ratio:max1h",
        "alert-AppOverloaded",
        "dashboard-overview",
    ];
    for (query, expected, found, headings) in [
        ("", &all[..], "", 5),
        ("?q=", &all[..], "", 5),
        ("?q=WAITED", &["app_wait_seconds"][..], "1 of 9", 1),
        // A value of a label, and all words wherever they stand.
        ("?q=ours+counter", &[][..], "0 of 9", 0),
        ("?q=local+counter", &all[..2], "2 of 9", 2),
        ("?q=%3Cscript%3E", &all[..1], "1 of 9", 1),
        ("?q=overloaded+alert", &all[7..8], "1 of 9", 1),
        ("#app_load_ratio", &all[..], "", 5),
        ("#alert-AppOverloaded", &all[..], "", 5),
    ] {
        let (dom, said) = opened(&page, query);
        assert_eq!(said, "", "{query}");
        assert_eq!(shown(&dom), expected, "{query}");
        let status = format!("<p id=\"found\" role=\"status\">{found}</p>");
        assert!(dom.contains(&status), "{query}: no {status}");
        let contents = dom.split("</nav>").next().unwrap_or_default();
        assert_eq!(contents.matches("<h2>").count(), headings, "{query}");
        assert_eq!(
            dom.matches("<script>").count(),
            1,
            "what a help says is no script"
        );
        assert!(dom.contains("&lt;script&gt;alert(1)&lt;/script&gt; | _all_ of them."));
    }
}
