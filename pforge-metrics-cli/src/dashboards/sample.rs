//! Sample data for the preview: plausible, and the same in every run.

use super::metric_panel::quantile_name;
use super::model::{Panel, Shape};
use super::series::hash;
use crate::numbers::{float, whole};
use fastrand::Rng;
use pforge_metrics_schema::Better;
use std::f64::consts::TAU;

/// How many values a line has: one every five minutes of six hours.
pub const STEPS: usize = 73;
/// How many columns a heatmap has.
pub const COLUMNS: usize = 36;
/// How many shades of cells there are.
pub const SHADES: usize = 5;

pub struct Line {
    pub name: String,
    pub values: Vec<f64>,
}

/// The lines of a panel that has some, also where it shows but their last values.
pub fn lines(panel: &Panel) -> Vec<Line> {
    let series = panel.sample.series.iter().enumerate();
    let lines = series.flat_map(|(place, name)| match &panel.sample.shape {
        Shape::Quantiles { shares, bounds } => quantiles(panel, place, name, shares, bounds),
        Shape::Mean { bounds } => {
            let values = observed(panel, place, bounds, 0.45);
            vec![Line {
                name: name.clone(),
                values,
            }]
        }
        shape => {
            let (low, high) = band(panel, place, shape);
            let is_whole = matches!(shape, Shape::Level { whole: true });
            let values = wander(panel, place).into_iter().map(|it| {
                let value = low + it * (high - low);
                if is_whole { value.round() } else { value }
            });
            vec![Line {
                name: name.clone(),
                values: values.collect(),
            }]
        }
    });
    lines.collect()
}

/// Higher ones are never below lower ones, since all follow one wandering.
fn quantiles(
    panel: &Panel,
    place: usize,
    name: &str,
    shares: &[&str],
    bounds: &[f64],
) -> Vec<Line> {
    let lines = shares.iter().map(|share| {
        let number: f64 = share.parse().unwrap_or_default();
        Line {
            name: quantile_name(name, share),
            values: observed(panel, place, bounds, 0.2 + 0.6 * number * number),
        }
    });
    lines.collect()
}

/// Values so far up the buckets as a share of them says, more or less.
fn observed(panel: &Panel, place: usize, bounds: &[f64], share: f64) -> Vec<f64> {
    let last = bounds.len() - 1;
    let values = wander(panel, place).into_iter().map(|it| {
        let up = (share + (it - 0.5) * 0.25).clamp(0.0, 1.0) * float(last);
        let below = whole(up).min(last.saturating_sub(1));
        let above = (below + 1).min(last);
        bounds[below] + (bounds[above] - bounds[below]) * (up - float(below))
    });
    values.collect()
}

/// How often each bucket is met, from the lowest up: shades for the columns, 0 for never.
pub fn cells(panel: &Panel, buckets: usize) -> Vec<Vec<usize>> {
    let middles = wander(panel, 0);
    let mut rng = rng(panel, 1);
    let mut column = |column: usize| {
        let middle = middles[column * STEPS / COLUMNS];
        let middle = (0.25 + 0.4 * middle) * float(buckets);
        let width = 0.14 * float(buckets) + 0.6;
        let shade = |bucket: usize| {
            let away = (float(bucket) + 0.5 - middle) / width;
            let count = (-away * away / 2.0).exp() * (0.75 + 0.5 * rng.f64());
            whole(count * float(SHADES + 1)).min(SHADES)
        };
        (0..buckets).map(shade).collect()
    };
    (0..COLUMNS).map(&mut column).collect()
}

/// For each row whether its state is active at each step: one state of `states` at a time.
pub fn states(panel: &Panel, states: usize) -> Vec<Vec<bool>> {
    let mut rows = Vec::new();
    for (group, names) in panel.sample.series.chunks(states).enumerate() {
        let mut rng = rng(panel, group);
        let mut active = rng.usize(..states);
        let course: Vec<usize> = (0..STEPS)
            .map(|_| {
                if rng.f64() < 0.1 {
                    active = rng.usize(..states);
                }
                active
            })
            .collect();
        let row = |state: usize| course.iter().map(|it| *it == state).collect();
        rows.extend((0..names.len()).map(row));
    }
    rows
}

/// What is usual for a unit, or what the range leaves; of several series each has a height of its own.
fn band(panel: &Panel, place: usize, shape: &Shape) -> (f64, f64) {
    if let (Some(low), Some(high)) = panel.range {
        return (low, high);
    }
    let most = panel.quantity.usual(matches!(shape, Shape::Rate));
    let height = if panel.sample.series.len() == 1 {
        1.0
    } else {
        0.3 + 0.7 * rng(panel, place + 500).f64()
    };
    (0.0, most * height)
}

/// From 0 to 1 in waves and small steps, up or down where one of them is better.
fn wander(panel: &Panel, place: usize) -> Vec<f64> {
    let mut rng = rng(panel, place);
    let (from, to) = match panel.better {
        Some(Better::Higher) => (0.25, 0.82),
        Some(Better::Lower) => (0.78, 0.2),
        None => {
            let level = 0.35 + 0.3 * rng.f64();
            (level, level)
        }
    };
    let (first, second) = (rng.f64() * TAU, rng.f64() * TAU);
    let waves = 1.0 + rng.f64();
    let mut noise = 0.0;
    let value = |step: usize| {
        let time = float(step) / float(STEPS - 1);
        noise = 0.75 * noise + 0.05 * (rng.f64() - 0.5);
        let slow = 0.09 * (time * TAU * waves + first).sin();
        let fast = 0.03 * (time * TAU * waves * 3.7 + second).sin();
        (from + (to - from) * time + slow + fast + noise).clamp(0.02, 0.98)
    };
    (0..STEPS).map(value).collect()
}

fn rng(panel: &Panel, place: usize) -> Rng {
    Rng::with_seed(hash(&format!("{} {place}", panel.sample.seed)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dashboards::{all, model::Dashboard};
    use crate::input::files;

    /// Of every kind of metric, and all that a unit can be.
    fn dashboard() -> Dashboard {
        let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/grafana/metrics.toml");
        all::dashboard(&files::sound(schema).unwrap().schema)
    }

    fn panels(dashboard: &Dashboard) -> impl Iterator<Item = &Panel> {
        let lines = dashboard.sections.iter().flat_map(|it| &it.lines);
        lines.flatten()
    }

    #[test]
    fn values_are_such_as_their_metric_can_have() {
        let dashboard = dashboard();
        for panel in panels(&dashboard) {
            let (low, high) = panel.range;
            for line in lines(panel) {
                let within = |it: &f64| {
                    low.is_none_or(|low| *it >= low) && high.is_none_or(|high| *it <= high)
                };
                assert!(line.values.iter().all(within), "{}", panel.title);
            }
        }
    }

    #[test]
    fn quantiles_are_in_order_at_every_step() {
        let dashboard = dashboard();
        let mut seen = 0;
        for panel in panels(&dashboard) {
            let Shape::Quantiles { shares, .. } = panel.sample.shape else {
                continue;
            };
            for quantiles in lines(panel).chunks(shares.len()) {
                for pair in quantiles.windows(2) {
                    let mut steps = pair[0].values.iter().zip(&pair[1].values);
                    assert!(
                        steps.all(|(lower, higher)| lower <= higher),
                        "{}",
                        panel.title
                    );
                    seen += 1;
                }
            }
        }
        assert!(seen > 4);
    }

    #[test]
    fn what_is_better_is_where_lines_lead() {
        let dashboard = dashboard();
        for panel in panels(&dashboard).filter(|it| it.better.is_some()) {
            for Line { name, values } in lines(panel) {
                let rises = values[STEPS - 1] > values[0];
                assert_eq!(
                    rises,
                    panel.better == Some(Better::Higher),
                    "{} {name}",
                    panel.title
                );
            }
        }
    }

    #[test]
    fn one_state_of_each_label_set_is_active() {
        let dashboard = dashboard();
        let phase = panels(&dashboard).find(|it| it.title == "Phase").unwrap();
        for rows in states(phase, 3).chunks(3) {
            let active = |step: usize| rows.iter().filter(|row| row[step]).count();
            assert!((0..STEPS).all(|step| active(step) == 1));
        }
    }

    #[test]
    fn the_same_dashboard_has_the_same_data() {
        let values = || -> Vec<f64> {
            let dashboard = dashboard();
            panels(&dashboard)
                .flat_map(lines)
                .flat_map(|it| it.values)
                .collect()
        };
        assert_eq!(values(), values());
    }
}
