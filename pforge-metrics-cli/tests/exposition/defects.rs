//! What is said of each defect, and where.

use pforge_metrics_cli::exposition::Exposition;

#[test]
fn each_defect_of_the_text_format_is_told_with_its_place() {
    for (text, said) in [
        ("x 1", "1:4: the last line must end with a line feed"),
        ("x\n", "1:2: expected a value"),
        ("x \n", "1:3: expected a value"),
        ("x 1\ny one\n", "2:3: invalid value `one`"),
        ("x 1\r\n", "1:3: invalid value `1\\r`"),
        ("x 1 soon\n", "1:5: invalid timestamp `soon`"),
        ("x 1 1.5\n", "1:5: invalid timestamp `1.5`"),
        ("x 1 2 3\n", "1:7: unexpected text after the sample"),
        (
            "x 1 # {a=\"b\"} 1\n",
            "1:5: unexpected text after the sample",
        ),
        ("9x 1\n", "1:1: expected a metric name"),
        ("é 1\n", "1:1: expected a metric name"),
        ("{a=\"b\"} 1\n", "1:1: expected a metric name"),
        (
            "x{a=\"b} 1\n",
            "1:5: the value of a label has no closing quote",
        ),
        (
            "x{a=b} 1\n",
            "1:5: expected the value of label `a` in quotes",
        ),
        ("x{a} 1\n", "1:4: expected `=`"),
        ("x{\"y\"} 1\n", "1:6: expected `=`"),
        // What a terminal would obey is spelt out.
        (
            "{\"x\",\"\u{1b}[31m\"=\"\",\"\u{1b}[31m\"=\"\"} 1\n",
            "1:17: duplicate label `\\u{1b}[31m`",
        ),
        ("x{a:b=\"\"} 1\n", "1:4: expected `=`"),
        ("x{=\"b\"} 1\n", "1:3: expected a label name"),
        ("x{,} 1\n", "1:3: expected a label name"),
        ("x{é=\"b\"} 1\n", "1:3: expected a label name"),
        ("x{a=\"b\" c=\"d\"} 1\n", "1:9: expected `,` or `}`"),
        ("x{a=\"b\"\n", "1:8: expected `,` or `}`"),
        ("x{a=\"é\",a=\"c\"} 1\n", "1:9: duplicate label `a`"),
        ("# TYPE x curve\n", "1:10: unknown type `curve`"),
        ("# TYPE x info\n", "1:10: unknown type `info`"),
        ("# TYPE x counter gauge\n", "1:10: unknown type `counter`"),
        ("# TYPE x\n", "1:9: unknown type ``"),
        ("# HELP\n", "1:7: expected a metric name"),
        (
            "# HELP x{} Text.\n",
            "1:9: expected a space after the name `x`",
        ),
        (
            "# HELP \"x Text.\n",
            "1:8: the name of a metric has no closing quote",
        ),
        ("# HELP x A.\n# HELP x B.\n", "2:1: duplicate HELP of `x`"),
        (
            "# TYPE x gauge\n# TYPE x gauge\n",
            "2:1: duplicate TYPE of `x`",
        ),
        (
            "x 1\n# TYPE x gauge\n",
            "2:1: TYPE of `x` comes after its samples",
        ),
        (
            "x{a=\"1\",b=\"2\"} 1\nx{b=\"2\",a=\"1\"} 1\n",
            "2:1: duplicate series of `x`",
        ),
        ("x{a=\"\"} 1 10\nx 2 10\n", "2:1: duplicate series of `x`"),
        (
            "# TYPE x histogram\nx 1\n",
            "2:1: `x` is a histogram, and can't be the name of a sample",
        ),
        (
            "# TYPE x histogram\nx_bucket 1\n",
            "2:1: `x_bucket` has no `le`",
        ),
        (
            "# TYPE x histogram\nx_bucket{le=\"a\"} 1\n",
            "2:1: invalid `le` of a histogram: `a`",
        ),
        ("# TYPE x summary\nx 1\n", "2:1: `x` has no `quantile`"),
    ] {
        assert_eq!(defect(text), said, "{text:?}");
    }
}

/// Prometheus stores all of these.
#[test]
fn the_text_format_is_read_as_leniently_as_by_prometheus() {
    for text in [
        "# TYPE x counter\nx NaN\n",
        "# TYPE x counter\nx -1\n",
        "# TYPE x histogram\nx_bucket{le=\"1\"} 2\nx_bucket{le=\"+Inf\"} 1\nx_count 3\n",
        "# TYPE x histogram\nx_sum NaN\n",
        "# TYPE x summary\nx{quantile=\"2\"} -1\n",
        "x{a=\"C:\\dir\"} 1\n",
        "x 1 10\nx 2 20\n",
        "x{a=\"1\"} 1\ny 1\nx{a=\"2\"} 1\n",
        "# HELP x\n",
        "# TYPE x_sum gauge\n# TYPE x summary\n",
        "_x{_a=\"1\",} +NaN\n",
    ] {
        if let Err(error) = Exposition::parse(text) {
            panic!("{text:?}: {error}");
        }
    }
}

fn defect(text: &str) -> String {
    Exposition::parse(text).unwrap_err().to_string()
}
