//! Applies the same random updates to our families and to vectors of `prometheus`, and compares the text output.

use fastrand::Rng;
use pforge_metrics::testing::assert_exposition;
use prometheus::core::Collector;
use prometheus::{
    Counter, CounterVec, Gauge, GaugeVec, Histogram, HistogramOpts, HistogramVec, IntCounterVec,
    IntGaugeVec, Opts, Registry, TextEncoder,
};

mod ours {
    pforge_metrics::include_metrics!(
        inline = r#"
        [label.vendor]
        help   = "Vendor with names that want escapes."
        values = { "open \"ai\"" = { help = "Quoted.", variant = "Quoted" }, "back\\slash" = "Slashed.", local = "Plain." }

        [label.kind]
        help   = "Kind of call."
        values = ["read", "write"]

        [counter.calls_total]
        help   = "Calls of a vendor: a \\ and more."
        labels = ["vendor", "kind"]

        [counter.cost_total]
        help   = "What they cost."
        value  = "float"
        labels = ["vendor"]

        [counter.plain_total]
        help  = "A counter without labels."
        value = "float"

        [gauge.queue]
        help   = "Calls that wait."
        value  = "int"
        labels = ["kind"]

        [gauge.load]
        help   = "Load of a vendor."
        labels = ["vendor"]

        [gauge.temperature]
        help = "A gauge without labels."

        [histogram.latency_seconds]
        help    = "Time that a call took."
        labels  = ["kind", "vendor"]
        buckets = [-1.5, 0, 0.005, 0.1, 1, 2.5, 1e6]

        [histogram.size_bytes]
        help    = "A histogram without labels."
        buckets = [1, 10]
        "#
    );
}
use ours::*;

const VENDORS: &[Vendor] = Vendor::ALL;
const KINDS: &[Kind] = Kind::ALL;

/// The same metrics, created with `prometheus`.
struct Theirs {
    calls: IntCounterVec,
    cost: CounterVec,
    plain: Counter,
    queue: IntGaugeVec,
    load: GaugeVec,
    temperature: Gauge,
    latency: HistogramVec,
    size: Histogram,
}

impl Theirs {
    fn new() -> prometheus::Result<Self> {
        let bounds = vec![-1.5, 0.0, 0.005, 0.1, 1.0, 2.5, 1e6];
        let theirs = Self {
            calls: IntCounterVec::new(
                Opts::new("calls_total", "Calls of a vendor: a \\ and more."),
                &["vendor", "kind"],
            )?,
            cost: CounterVec::new(Opts::new("cost_total", "What they cost."), &["vendor"])?,
            plain: Counter::new("plain_total", "A counter without labels.")?,
            queue: IntGaugeVec::new(Opts::new("queue", "Calls that wait."), &["kind"])?,
            load: GaugeVec::new(Opts::new("load", "Load of a vendor."), &["vendor"])?,
            temperature: Gauge::new("temperature", "A gauge without labels.")?,
            latency: HistogramVec::new(
                HistogramOpts::new("latency_seconds", "Time that a call took.").buckets(bounds),
                &["kind", "vendor"],
            )?,
            size: Histogram::with_opts(
                HistogramOpts::new("size_bytes", "A histogram without labels.")
                    .buckets(vec![1.0, 10.0]),
            )?,
        };
        theirs.touch_every_series();
        Ok(theirs)
    }

    /// Our series exist from the start, and those of `prometheus` after their first use.
    fn touch_every_series(&self) {
        for vendor in VENDORS {
            self.cost.with_label_values(&[vendor.as_str()]);
            self.load.with_label_values(&[vendor.as_str()]);
            for kind in KINDS {
                self.calls
                    .with_label_values(&[vendor.as_str(), kind.as_str()]);
                self.latency
                    .with_label_values(&[kind.as_str(), vendor.as_str()]);
            }
        }
        for kind in KINDS {
            self.queue.with_label_values(&[kind.as_str()]);
        }
    }

    fn register(&self, registry: &Registry) -> prometheus::Result<()> {
        let collectors: [Box<dyn Collector>; 8] = [
            Box::new(self.calls.clone()),
            Box::new(self.cost.clone()),
            Box::new(self.plain.clone()),
            Box::new(self.queue.clone()),
            Box::new(self.load.clone()),
            Box::new(self.temperature.clone()),
            Box::new(self.latency.clone()),
            Box::new(self.size.clone()),
        ];
        collectors
            .into_iter()
            .try_for_each(|collector| registry.register(collector))
    }

    /// Applies one random update to both.
    fn update(&self, random: &mut Rng) {
        let vendor = VENDORS[random.usize(..VENDORS.len())];
        let kind = KINDS[random.usize(..KINDS.len())];
        let (v, k) = (vendor.as_str(), kind.as_str());
        // Multiples of a power of two, so that sums are exact in any order.
        let amount = f64::from(random.i32(-4_000..4_000)) / 16.0;
        match random.u8(..11) {
            0 => {
                CALLS_TOTAL.with((vendor, kind)).inc();
                self.calls.with_label_values(&[v, k]).inc();
            }
            1 => {
                let many = random.u64(..1_000_000);
                CALLS_TOTAL.with((vendor, kind)).inc_by(many);
                self.calls.with_label_values(&[v, k]).inc_by(many);
            }
            2 => {
                COST_TOTAL.with(vendor).inc_by(amount.abs());
                self.cost.with_label_values(&[v]).inc_by(amount.abs());
            }
            3 => {
                PLAIN_TOTAL.inc();
                self.plain.inc();
            }
            4 => {
                QUEUE.with(kind).add(-3);
                self.queue.with_label_values(&[k]).add(-3);
            }
            5 => {
                QUEUE.with(kind).inc();
                self.queue.with_label_values(&[k]).inc();
            }
            6 => {
                LOAD.with(vendor).set(amount);
                self.load.with_label_values(&[v]).set(amount);
            }
            7 => {
                LOAD.with(vendor).sub(amount);
                self.load.with_label_values(&[v]).sub(amount);
            }
            8 => {
                TEMPERATURE.dec();
                self.temperature.dec();
            }
            9 => {
                LATENCY_SECONDS.with((kind, vendor)).observe(amount);
                self.latency.with_label_values(&[k, v]).observe(amount);
            }
            _ => {
                SIZE_BYTES.observe(amount.abs());
                self.size.observe(amount.abs());
            }
        }
    }
}

#[test]
fn a_random_script_has_the_same_text_output_as_prometheus() {
    let theirs = Theirs::new().unwrap();
    let (our_registry, their_registry) = (Registry::new(), Registry::new());
    our_registry
        .register(Box::new(CATALOG.collector()))
        .unwrap();
    theirs.register(&their_registry).unwrap();
    for seed in 0..50 {
        let mut random = Rng::with_seed(seed);
        for _ in 0..random.usize(..500) {
            theirs.update(&mut random);
        }
        let text = |registry: &Registry| TextEncoder::new().encode_to_string(&registry.gather());
        let expected = text(&their_registry).unwrap();
        assert_exposition(&text(&our_registry).unwrap(), &expected);
        // `TextWriter` writes the same lines. Its series and labels are in the order of the declaration.
        assert_eq!(
            sorted(&CATALOG.snapshot().to_string()),
            sorted(&expected),
            "seed {seed}"
        );
    }
    assert!(CALLS_TOTAL.total() > 0 && LATENCY_SECONDS.total().count() > 0);
}

/// Sorts the lines, and the labels in each line.
fn sorted(text: &str) -> Vec<String> {
    let line = |line: &str| match line.split_once('{').zip(line.rsplit_once('}')) {
        Some(((name, _), (labels, value))) => {
            let mut labels: Vec<&str> = labels[name.len() + 1..].split(',').collect();
            // `prometheus` writes `le` last, regardless of the other labels.
            labels.sort_unstable();
            format!("{name}{{{}}}{value}", labels.join(","))
        }
        None => line.to_owned(),
    };
    let mut lines: Vec<String> = text.lines().map(line).collect();
    lines.sort_unstable();
    lines
}
