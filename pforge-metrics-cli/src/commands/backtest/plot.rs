//! The report as a plot: the gauge over time and the plans on it, as SVG.
//!
//! The SVG is written without a library, since it is a line, circles and two axes.

mod line;

use super::report::Report;
use crate::numbers::float;
use crate::output::Scale;
use crate::output::time::format_time;
use pforge_metrics_backtest::format_p;
use pforge_metrics_backtest::time::format_duration;

const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 420.0;
/// The edges of the area that is drawn in.
const LEFT: f64 = 72.0;
const RIGHT: f64 = WIDTH - 24.0;
const TOP: f64 = 84.0;
const BOTTOM: f64 = HEIGHT - 56.0;

const CENTRED: &str = "text-anchor=\"middle\"";

/// Colors for low, medium and high priority, distinguishable with red-green color blindness.
const COLOURS: [[f64; 3]; 3] = [
    [59.0, 130.0, 196.0],
    [230.0, 159.0, 0.0],
    [200.0, 40.0, 60.0],
];

pub fn render(report: &Report) -> String {
    let samples = report.values.samples();
    let finite = samples
        .iter()
        .map(|sample| sample.1)
        .filter(|value| value.is_finite());
    let x = Scale::of_times(samples.iter().map(|sample| sample.0), LEFT, RIGHT);
    let y = Scale::of_values(finite, BOTTOM, TOP);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" \
         font-family=\"system-ui, sans-serif\" font-size=\"12\" fill=\"#444\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
    );
    svg += &headings(report);
    svg += &axis_of_values(&y);
    svg += &axis_of_time(samples, &x);
    svg += &line::render(samples, &x, &y);
    svg += &plans(report, &x, &y);
    svg += &legend(report);
    svg + "</svg>\n"
}

fn headings(report: &Report) -> String {
    let tau = report
        .study
        .tau
        .map_or(String::new(), |tau| format!(", tau-b {:+.2}", tau.value));
    let p = report
        .study
        .p
        .map_or(String::new(), |p| format!(", p = {}", format_p(p)));
    let title = format!("{} and the plans on it", report.metric);
    let question = format!(
        "Larger ΔE in {} after plans of higher priority? {}{tau}{p}",
        format_duration(report.window),
        report.verdict.answer.words(),
    );
    text(
        LEFT,
        26.0,
        "font-size=\"16\" font-weight=\"600\" fill=\"#111\"",
        &title,
    ) + &text(LEFT, 46.0, "", &question)
}

fn axis_of_values(y: &Scale) -> String {
    let ticks = y.ticks.iter().map(|tick| {
        let at = y.at(tick.at);
        let line = format!("<path d=\"M{LEFT} {at:.1}H{RIGHT}\" stroke=\"#e6e6e6\"/>\n");
        line + &text(LEFT - 8.0, at + 4.0, "text-anchor=\"end\"", &tick.label)
    });
    let middle = f64::midpoint(TOP, BOTTOM);
    let turned = format!("text-anchor=\"middle\" transform=\"rotate(-90 18 {middle})\"");
    ticks.collect::<String>() + &text(18.0, middle, &turned, "E")
}

fn axis_of_time(samples: &[(f64, f64)], x: &Scale) -> String {
    let ticks = x.ticks.iter().map(|tick| {
        let at = x.at(tick.at);
        let mark = format!("<path d=\"M{at:.1} {BOTTOM}v5\" stroke=\"#888\"/>\n");
        mark + &text(at, BOTTOM + 19.0, CENTRED, &tick.label)
    });
    let day = |sample: Option<&(f64, f64)>| {
        let day = sample.map(|it| format_time(it.0, "%Y-%m-%d"));
        day.unwrap_or_default()
    };
    let (first, last) = (day(samples.first()), day(samples.last()));
    let days = if first == last {
        first
    } else {
        format!("{first} to {last}")
    };
    let title = format!("time in UTC, {days}");
    let line = format!("<path d=\"M{LEFT} {BOTTOM}H{RIGHT}\" stroke=\"#888\"/>\n");
    let middle = f64::midpoint(LEFT, RIGHT);
    line + &ticks.collect::<String>() + &text(middle, HEIGHT - 14.0, CENTRED, &title)
}

/// A circle per plan at the value of the gauge, with urgent plans on top.
fn plans(report: &Report, x: &Scale, y: &Scale) -> String {
    let mut decisions = report.deltas.decisions.clone();
    decisions.sort_by_key(|it| it.level);
    let radius = if decisions.len() > 300 { 3.0 } else { 4.5 };
    let levels = report.log.order.len();
    let circles = decisions.iter().map(|it| {
        format!(
            "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"{radius}\" fill=\"{}\" fill-opacity=\"0.85\" stroke=\"#fff\" stroke-width=\"0.8\"/>\n",
            x.at(it.time),
            y.at(it.before),
            colour(it.level, levels),
        )
    });
    circles.collect()
}

fn legend(report: &Report) -> String {
    let (mut svg, mut x) = (Vec::new(), LEFT);
    let groups = report.log.order.iter().zip(&report.study.groups);
    for (level, (priority, group)) in groups.enumerate() {
        let plans = if group.plans == 1 { "plan" } else { "plans" };
        let label = format!("{priority}: {} {plans}", group.plans);
        svg.push(format!(
            "<circle cx=\"{:.1}\" cy=\"66\" r=\"4.5\" fill=\"{}\"/>\n",
            x + 5.0,
            colour(level, report.log.order.len())
        ));
        svg.push(text(x + 15.0, 70.0, "", &label));
        // About what letters of this size take.
        x += 40.0 + 6.5 * float(label.chars().count());
        if x > RIGHT - 80.0 {
            break;
        }
    }
    svg.concat()
}

/// A colour between the three, by how high a priority is.
fn colour(level: usize, levels: usize) -> String {
    let share = if levels < 2 {
        1.0
    } else {
        float(level) / float(levels - 1)
    };
    let [low, middle, high] = COLOURS;
    let (from, to, way) = if share < 0.5 {
        (low, middle, share * 2.0)
    } else {
        (middle, high, share * 2.0 - 1.0)
    };
    let mix = |part: usize| (from[part] + (to[part] - from[part]) * way).round();
    format!("rgb({},{},{})", mix(0), mix(1), mix(2))
}

fn text(x: f64, y: f64, attributes: &str, content: &str) -> String {
    let content = content
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    // Controls are not allowed in XML.
    let content = content.replace(char::is_control, " ");
    let attributes = if attributes.is_empty() {
        String::new()
    } else {
        format!(" {attributes}")
    };
    format!("<text x=\"{x:.1}\" y=\"{y:.1}\"{attributes}>{content}</text>\n")
}
