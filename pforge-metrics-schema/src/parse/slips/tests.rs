//! What is meant by invalid TOML, case by case.

use crate::parse;
use crate::source::SourceId;

/// The message about a text, what it helps with, and the text with that.
fn advice(text: &str) -> (String, String, String) {
    let (_, error) = parse::parse(text, SourceId::default());
    let error = error.unwrap();
    let mut edited = text.to_owned();
    for correction in error.corrections.iter().rev() {
        if let crate::diagnostic::Correction::Text(span, new) = correction {
            edited.replace_range(span.start..span.end, new);
        }
    }
    (error.message, error.help.unwrap_or_default(), edited)
}

/// Invalid TOML, the help, and the text with the edit.
const CASES: &[(&str, &str, &str)] = &[
    (
        "expr = \"x{y=\"z\"}\"\n",
        "write `expr = 'x{y=\"z\"}'`",
        "expr = 'x{y=\"z\"}'\n",
    ),
    (
        "expr = \"it's {y=\"z\"}\"",
        "write `expr = \"it's {y=\\\"z\\\"}\"`",
        "expr = \"it's {y=\\\"z\\\"}\"",
    ),
    (
        "expr = \"\nx > 0\n\"\n",
        "write `expr = \"\"\"` here and `\"\"\"` at the end",
        "expr = \"\"\"\nx > 0\n\"\"\"\n",
    ),
    (
        "expr = '\nx > 0\n'\n",
        "write `expr = '''` here and `'''` at the end",
        "expr = '''\nx > 0\n'''\n",
    ),
    (
        "help = “Jobs done.”\n",
        "write `help = \"Jobs done.\"`",
        "help = \"Jobs done.\"\n",
    ),
    (
        "help = HTTP method.\n",
        "write `help = \"HTTP method.\"`",
        "help = \"HTTP method.\"\n",
    ),
    (
        "values = [get]\n",
        "write `\"get\"`",
        "values = [\"get\"]\n",
    ),
    ("exemplars = True\n", "write `true`", "exemplars = true\n"),
    (
        "x = [\"a\" \"b\"]\n",
        "write a comma between the two",
        "x = [\"a\", \"b\"]\n",
    ),
    (
        "help: \"Jobs done.\"\n",
        "write `help = \"Jobs done.\"`",
        "help = \"Jobs done.\"\n",
    ),
    (
        "x = 1 // one\n",
        "write `#` instead of `//`",
        "x = 1 # one\n",
    ),
    (
        "help = \"Jobs done.\nlabels = [\"a\"]\n",
        "write `help = \"Jobs done.\"`",
        "help = \"Jobs done.\"\nlabels = [\"a\"]\n",
    ),
    (
        "help = 'Orders.\"\n",
        "write `help = \"Orders.\"`",
        "help = \"Orders.\"\n",
    ),
    (
        "help = \"Orders.'\n",
        "write `help = \"Orders.\"`",
        "help = \"Orders.\"\n",
    ),
    (
        "help = 'It's late.'\n",
        "write `help = \"It's late.\"`",
        "help = \"It's late.\"\n",
    ),
    (
        "help = \"a\" \"b\"\n",
        "write `\\\"` for each double quote inside the string",
        "help = \"a\" \"b\"\n",
    ),
    (
        "help = \"a\" see \"b\"\n",
        "write `\\\"` for each double quote inside the string",
        "help = \"a\" see \"b\"\n",
    ),
    (
        "labels = [\"status\": \"ok\"]\n",
        "write only `\"status\"`, and declare its values in `[label.status]`",
        "labels = [\"status\": \"ok\"]\n",
    ),
    (
        "counter:\n  shop_orders_total:\n    help: x\n",
        "write a table header: `[counter.shop_orders_total]`",
        "counter:\n  shop_orders_total:\n    help: x\n",
    ),
    (
        "[gauge.shop_q\nhelp = \"Jobs.\"\n",
        "write `[gauge.shop_q]`",
        "[gauge.shop_q]\nhelp = \"Jobs.\"\n",
    ),
    ("x = ]\n", "", "x = ]\n"),
    ("x = 05\n", "", "x = 05\n"),
    ("x = [\"a\"\n[y]\n", "", "x = [\"a\"\n[y]\n"),
];

#[test]
fn what_is_meant_is_found_where_it_makes_the_text_right() {
    for &(text, help, right) in CASES {
        let (_, told, edited) = advice(text);
        assert_eq!((told.as_str(), edited.as_str()), (help, right), "{text}");
    }
}
