//! The quantity that a panel shows: its unit in Grafana, and its format in the preview.

use pforge_metrics_schema::{Kind, Metric, View};

/// A unit of the schema, and whether it is by the second.
pub struct Quantity {
    unit: Option<String>,
    by_second: bool,
}

/// Grafana's ids of the base units, plain and per second.
/// <https://github.com/grafana/grafana/blob/main/packages/grafana-data/src/valueFormats/categories.ts>
const GRAFANA: &[(&str, &str, &str)] = &[
    ("amperes", "amp", "count:A/s"),
    ("bytes", "bytes", "binBps"),
    ("celsius", "celsius", "count:°C/s"),
    ("grams", "massg", "count:g/s"),
    ("joules", "joule", "watt"),
    ("kelvin", "kelvin", "count:K/s"),
    ("meters", "lengthm", "velocityms"),
    ("ratio", "percentunit", "percentunit"),
    // Seconds in a second are a share of the time.
    ("seconds", "s", "percentunit"),
    ("volts", "volt", "count:V/s"),
];

/// What stands behind numbers.
const SYMBOLS: &[(&str, &str)] = &[
    ("amperes", "A"),
    ("celsius", "°C"),
    ("grams", "g"),
    ("joules", "J"),
    ("kelvin", "K"),
    ("meters", "m"),
    ("volts", "V"),
];

impl Quantity {
    pub fn of(metric: &Metric, view: View) -> Self {
        let is_counter = matches!(metric.kind, Kind::Counter(_));
        let by_second = view == View::Rate || view == View::Stat && is_counter;
        let counts_observations = by_second && matches!(metric.kind, Kind::Histogram(_));
        let unit = metric.unit.clone().filter(|_| !counts_observations);
        Self { unit, by_second }
    }

    /// The quantity of an expression with this unit.
    pub fn stated(unit: Option<&str>) -> Self {
        Self {
            unit: unit.map(str::to_owned),
            by_second: false,
        }
    }

    /// Grafana's id. `count:` is for units of one's own, with K, Mil and so on before them.
    pub fn grafana(&self) -> String {
        let unit = self.unit.as_deref();
        let known = GRAFANA.iter().find(|(name, ..)| Some(*name) == unit);
        match (known, unit, self.by_second) {
            (Some((_, alone, _)), _, false) => (*alone).to_owned(),
            (Some((_, _, by_second)), _, true) => (*by_second).to_owned(),
            (None, Some(unit), by_second) => {
                let per = if by_second { "/s" } else { "" };
                format!("count:{}{per}", thing(unit))
            }
            (None, None, true) => "count:/s".to_owned(),
            (None, None, false) => "short".to_owned(),
        }
    }

    /// What all numbers share, for a heading.
    pub fn words(&self) -> String {
        match (self.unit.as_deref().map(thing), self.by_second) {
            (Some(unit), true) => format!("{unit} per second"),
            (Some(unit), false) => unit.to_owned(),
            (None, true) => "per second".to_owned(),
            (None, false) => String::new(),
        }
    }

    /// A plausible maximum for sample data, for rates and for other values.
    pub fn usual(&self, is_rate: bool) -> f64 {
        match (self.unit.as_deref(), is_rate) {
            (Some("bytes"), false) => 256e6,
            (Some("bytes"), true) => 4e6,
            (Some("seconds"), false) => 90.0,
            (Some("ratio" | "seconds"), _) => 1.0,
            (Some(unit), false) if unit.starts_with('{') => 50_000.0,
            (Some(unit), true) if unit.starts_with('{') => 400.0,
            (_, true) => 12.0,
            (_, false) => 40.0,
        }
    }

    /// In what steps values up to this one are read: bytes in KiB, MiB and so on, others as they are.
    pub fn step(&self, most: f64) -> f64 {
        match self.unit.as_deref() {
            Some("bytes") if most >= 1024.0 => 1024_f64.powf(most.log(1024.0).floor()),
            _ => 1.0,
        }
    }

    /// A value as the preview writes it, to about three digits.
    pub fn shown(&self, value: f64) -> String {
        let per = if self.by_second { "/s" } else { "" };
        match (self.unit.as_deref(), self.by_second) {
            (Some("ratio"), _) | (Some("seconds"), true) => {
                format!("{} %", digits(value * 100.0))
            }
            (Some("seconds"), false) => duration(value),
            (Some("bytes"), _) => {
                let steps = &["", "Ki", "Mi", "Gi", "Ti", "Pi"];
                format!("{}B{per}", scaled(value, 1024.0, steps))
            }
            (Some(unit), _) => {
                let symbol = SYMBOLS.iter().find(|(name, _)| *name == unit);
                let symbol = symbol.map_or_else(|| thing(unit), |(_, symbol)| symbol);
                let number = scaled(value, 1_000.0, COUNTS);
                let space = if number.ends_with(' ') { "" } else { " " };
                format!("{number}{space}{symbol}{per}")
            }
            (None, _) => format!("{}{per}", scaled(value, 1_000.0, COUNTS).trim_end()),
        }
    }
}

const COUNTS: &[&str] = &["", "K", "M", "G", "T"];

/// `token` of `{token}`.
fn thing(unit: &str) -> &str {
    unit.trim_matches(['{', '}'])
}

fn duration(seconds: f64) -> String {
    let (value, unit) = match seconds.abs() {
        0.0 => (0.0, "s"),
        ..1e-6 => (seconds * 1e9, "ns"),
        ..1e-3 => (seconds * 1e6, "µs"),
        ..1.0 => (seconds * 1e3, "ms"),
        ..120.0 => (seconds, "s"),
        ..7_200.0 => (seconds / 60.0, "min"),
        ..172_800.0 => (seconds / 3_600.0, "h"),
        _ => (seconds / 86_400.0, "d"),
    };
    format!("{} {unit}", digits(value))
}

/// A number in the largest step that leaves it at 1 or more, with a space behind it.
fn scaled(value: f64, by: f64, steps: &[&str]) -> String {
    let mut value = value;
    let mut step = 0;
    while value.abs() >= by && step + 1 < steps.len() {
        value /= by;
        step += 1;
    }
    format!("{} {}", digits(value), steps[step])
}

/// Three digits, or all before the point.
fn digits(value: f64) -> String {
    let decimals = match value.abs() {
        100.0.. => 0,
        10.0..100.0 => 1,
        _ => 2,
    };
    let text = format!("{value:.decimals$}");
    let text = if decimals > 0 {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        &text
    };
    if text == "-0" { "0" } else { text }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_have_their_unit() {
        for (unit, by_second, value, shown) in [
            (None, false, 0.0, "0"),
            (None, true, 1_250.0, "1.25 K/s"),
            (Some("seconds"), false, 0.0123, "12.3 ms"),
            (Some("seconds"), false, 41.0, "41 s"),
            (Some("seconds"), true, 0.5, "50 %"),
            (Some("ratio"), false, 0.875, "87.5 %"),
            (Some("bytes"), false, 512.0, "512 B"),
            (Some("bytes"), true, 3_145_728.0, "3 MiB/s"),
            (Some("{token}"), true, 1_240.0, "1.24 K token/s"),
            (Some("{token}"), false, 12.0, "12 token"),
            (Some("celsius"), false, -3.5, "-3.5 °C"),
        ] {
            let unit = unit.map(str::to_owned);
            let quantity = Quantity { unit, by_second };
            assert_eq!(quantity.shown(value), shown);
        }
    }

    #[test]
    fn grafana_has_an_id_for_each_base_unit_and_counts_the_rest() {
        for (unit, alone, by_second) in [
            (None, "short", "count:/s"),
            (Some("seconds"), "s", "percentunit"),
            (Some("bytes"), "bytes", "binBps"),
            (Some("joules"), "joule", "watt"),
            (Some("{token}"), "count:token", "count:token/s"),
        ] {
            let of = |by_second| {
                let unit = unit.map(str::to_owned);
                Quantity { unit, by_second }.grafana()
            };
            assert_eq!((&*of(false), &*of(true)), (alone, by_second));
        }
    }
}
