//! The scales of plots: the position of each value, and the ticks of an axis.

use super::time::format_time;
use crate::numbers::{float, whole};

/// Seconds between the marks of time: what clocks and calendars divide into.
const TIMES: [f64; 22] = [
    1.0,
    2.0,
    5.0,
    10.0,
    15.0,
    30.0,
    60.0,
    120.0,
    300.0,
    600.0,
    900.0,
    1_800.0,
    3_600.0,
    7_200.0,
    10_800.0,
    21_600.0,
    43_200.0,
    86_400.0,
    172_800.0,
    604_800.0,
    2_592_000.0,
    31_536_000.0,
];

pub struct Scale {
    low: f64,
    high: f64,
    /// Where these two are drawn.
    from: f64,
    to: f64,
    pub ticks: Vec<Tick>,
}

pub struct Tick {
    pub at: f64,
    pub label: String,
}

impl Scale {
    pub fn of_times(times: impl Iterator<Item = f64>, from: f64, to: f64) -> Self {
        let (low, high) = ends(times, 1.0);
        let step = TIMES.into_iter().find(|step| (high - low) / step <= 10.0);
        let step = step.unwrap_or((high - low) / 10.0);
        let format = match step {
            ..60.0 => "%H:%M:%S",
            60.0..86_400.0 if high - low <= 86_400.0 => "%H:%M",
            60.0..86_400.0 => "%m-%d %H:%M",
            _ => "%Y-%m-%d",
        };
        let ticks = ticks(low, high, step).map(|at| Tick {
            at,
            label: format_time(at, format),
        });
        Self {
            low,
            high,
            from,
            to,
            ticks: ticks.collect(),
        }
    }

    /// The steps are those of P. S. Heckbert, "Nice Numbers for Graph Labels", in "Graphics Gems", Academic Press 1990, 61–63.
    pub fn of_values(values: impl Iterator<Item = f64>, from: f64, to: f64) -> Self {
        let (low, high) = ends(values, 0.5);
        let rough = (high - low) / 5.0;
        let magnitude = 10_f64.powf(rough.log10().floor());
        let steps = [1.0, 2.0, 5.0].map(|step| step * magnitude);
        let step = steps
            .into_iter()
            .find(|&step| step >= rough)
            .unwrap_or(10.0 * magnitude);
        let (low, high) = ((low / step).floor() * step, (high / step).ceil() * step);
        let decimals = whole((-step.log10().floor()).clamp(0.0, 12.0));
        let ticks = ticks(low, high, step).map(|at| Tick {
            at,
            label: format!(
                "{:.decimals$}",
                if at.abs() < step / 2.0 { 0.0 } else { at }
            ),
        });
        Self {
            low,
            high,
            from,
            to,
            ticks: ticks.collect(),
        }
    }

    pub fn at(&self, value: f64) -> f64 {
        self.from + (value - self.low) / (self.high - self.low) * (self.to - self.from)
    }

    /// The value of one pixel.
    pub fn per_pixel(&self) -> f64 {
        (self.high - self.low) / (self.to - self.from).abs()
    }
}

/// The least and the greatest, with `room` on both sides where they are the same.
fn ends(values: impl Iterator<Item = f64>, room: f64) -> (f64, f64) {
    let none = (f64::INFINITY, f64::NEG_INFINITY);
    let (low, high) = values.fold(none, |(low, high), it| (low.min(it), high.max(it)));
    match low.partial_cmp(&high) {
        Some(std::cmp::Ordering::Less) => (low, high),
        Some(std::cmp::Ordering::Equal) => (low - room, high + room),
        _ => (0.0, 1.0),
    }
}

/// The multiples of a step from `low` to `high`.
fn ticks(low: f64, high: f64, step: f64) -> impl Iterator<Item = f64> {
    let first = (low / step - 1e-9).ceil();
    let count = whole((high / step + 1e-9).floor() - first + 1.0);
    (0..count).map(move |number| (first + float(number)) * step)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(scale: &Scale) -> Vec<&str> {
        scale.ticks.iter().map(|tick| &*tick.label).collect()
    }

    #[test]
    fn marks_are_round_numbers_around_all_values() {
        for (values, expected) in [
            (&[0.31, 0.87][..], &["0.2", "0.4", "0.6", "0.8", "1.0"][..]),
            (&[-12.0, 30.0], &["-20", "-10", "0", "10", "20", "30"]),
            (
                &[4.0, 4.0],
                &["3.4", "3.6", "3.8", "4.0", "4.2", "4.4", "4.6"],
            ),
            (&[], &["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        ] {
            let scale = Scale::of_values(values.iter().copied(), 100.0, 0.0);
            assert_eq!(labels(&scale), expected, "{values:?}");
        }
    }

    #[test]
    fn marks_of_time_are_where_a_clock_has_them() {
        let noon = 1_769_860_800.0;
        for (lasts, expected) in [
            (
                25.0,
                &["12:00:05", "12:00:10", "12:00:15", "12:00:20", "12:00:25"][..],
            ),
            (
                5_000.0,
                &[
                    "12:10", "12:20", "12:30", "12:40", "12:50", "13:00", "13:10", "13:20",
                ],
            ),
            (
                200_000.0,
                &[
                    "01-31 18:00",
                    "02-01 00:00",
                    "02-01 06:00",
                    "02-01 12:00",
                    "02-01 18:00",
                    "02-02 00:00",
                    "02-02 06:00",
                    "02-02 12:00",
                    "02-02 18:00",
                ],
            ),
            (
                500_000.0,
                &[
                    "2026-02-01",
                    "2026-02-02",
                    "2026-02-03",
                    "2026-02-04",
                    "2026-02-05",
                    "2026-02-06",
                ],
            ),
        ] {
            let scale = Scale::of_times([noon + 1.0, noon + lasts].into_iter(), 0.0, 100.0);
            assert_eq!(labels(&scale), expected, "{lasts}");
        }
    }

    #[test]
    fn values_are_drawn_between_the_ends() {
        let scale = Scale::of_values([0.0, 10.0].into_iter(), 100.0, 0.0);
        for (value, place) in [(0.0, 100.0), (5.0, 50.0), (10.0, 0.0)] {
            assert!((scale.at(value) - place).abs() < 1e-9, "{value}");
        }
    }
}
