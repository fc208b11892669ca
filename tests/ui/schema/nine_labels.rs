pforge_metrics::include_metrics!(
    inline = r#"
        [label.switch]
        help   = "Position of a switch."
        values = ["off", "on"]

        [counter.moves_total]
        help   = "Moves of the switches."
        labels = { a = "switch", b = "switch", c = "switch", d = "switch", e = "switch", f = "switch", g = "switch", h = "switch", i = "switch" }
    "#
);

fn main() {}
