//! Formats tables and numbers as Markdown.

/// Formats a table. The first column is text, and the others are right-aligned.
pub fn table<'a>(
    header: impl IntoIterator<Item = &'a str>,
    rows: impl IntoIterator<Item = Vec<String>>,
) -> String {
    let header: Vec<String> = header.into_iter().map(str::to_owned).collect();
    let mut rule = String::from("|---|");
    for _ in 1..header.len() {
        rule.push_str("---:|");
    }
    let mut table = line(&header) + &rule + "\n";
    table.extend(rows.into_iter().map(|row| line(&row)));
    table
}

fn line(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// Formats a number below 1,000 with three significant digits, and a larger one as an integer with thousands separators.
pub fn three_digits(figure: f64) -> String {
    match figure.abs() {
        0.0 => "0".to_owned(),
        size if size < 10.0 => format!("{figure:.*}", if size < 1.0 { 3 } else { 2 }),
        size if size < 100.0 => format!("{figure:.1}"),
        size if size < 1_000.0 => format!("{figure:.0}"),
        _ => grouped(&format!("{figure:.0}")),
    }
}

fn grouped(digits: &str) -> String {
    let mut grouped = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_three_significant_digits() {
        let shown = [
            0.0,
            0.0123,
            0.4712,
            4.712,
            47.12,
            471.2,
            4_712.0,
            1_234_567.0,
        ]
        .map(three_digits);
        assert_eq!(
            shown,
            [
                "0",
                "0.012",
                "0.471",
                "4.71",
                "47.1",
                "471",
                "4,712",
                "1,234,567"
            ]
        );
    }
}
