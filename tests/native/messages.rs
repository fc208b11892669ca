//! Parses histograms in delimited messages field by field, with the field numbers of Prometheus' client model.

use prometheus::proto::MetricFamily;
use protobuf::rt::WireType;
use protobuf::{CodedInputStream, UnknownValueRef};

/// All histograms except those of the runtime itself.
pub fn histograms(body: &[u8]) -> Vec<(String, Histogram)> {
    let mut input = CodedInputStream::from_bytes(body);
    let mut all = Vec::new();
    while !input.eof().unwrap() {
        let family: MetricFamily = input.read_message().unwrap();
        if family.name().starts_with("pforge_") {
            continue;
        }
        for metric in family.get_metric() {
            let labels = metric.get_label().iter();
            let labels = labels.map(|label| format!("{}={}", label.name(), label.value()));
            let name = format!("{}{:?}", family.name(), labels.collect::<Vec<_>>());
            all.push((name, Histogram::read(metric.get_histogram())));
        }
    }
    all
}

/// A histogram, with its native buckets by index.
#[derive(Debug, PartialEq)]
pub struct Histogram {
    pub count: u64,
    pub sum: f64,
    /// The count up to each bound.
    pub classic: Vec<(f64, u64)>,
    pub schema: i64,
    pub threshold: f64,
    pub zero: u64,
    pub negative: Vec<(i64, u64)>,
    pub positive: Vec<(i64, u64)>,
}

impl Histogram {
    fn read(message: &prometheus::proto::Histogram) -> Self {
        let unknown = message.special_fields.unknown_fields();
        let number = |field| match unknown.get(field) {
            Some(UnknownValueRef::Varint(value)) => value,
            other => panic!("field {field} is {other:?}"),
        };
        let Some(UnknownValueRef::Fixed64(threshold)) = unknown.get(6) else {
            panic!("missing threshold");
        };
        let fields = |wanted: u32| {
            let mut all = Vec::new();
            for (field, value) in unknown.iter().filter(|(field, _)| *field == wanted) {
                match value {
                    UnknownValueRef::LengthDelimited(bytes) => all.push(bytes.to_vec()),
                    other => panic!("field {field} is {other:?}"),
                }
            }
            all
        };
        let buckets = message.get_bucket().iter();
        Self {
            count: message.get_sample_count(),
            sum: message.get_sample_sum(),
            classic: buckets
                .map(|bucket| (bucket.upper_bound(), bucket.cumulative_count()))
                .collect(),
            schema: signed(number(5)),
            threshold: f64::from_bits(threshold),
            zero: number(7),
            negative: side(&fields(9), &fields(10)),
            positive: side(&fields(12), &fields(13)),
        }
    }

    pub fn in_native(&self) -> u64 {
        let sides = self.negative.iter().chain(&self.positive);
        self.zero + sides.map(|(_, count)| count).sum::<u64>()
    }
}

fn signed(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
}

/// Decodes native buckets from spans, which contain their indexes, and from deltas, which contain their counts.
fn side(spans: &[Vec<u8>], deltas: &[Vec<u8>]) -> Vec<(i64, u64)> {
    let mut counts = Vec::new();
    let mut count = 0_i64;
    for packed in deltas {
        let mut input = CodedInputStream::from_bytes(packed);
        while !input.eof().unwrap() {
            count += signed(input.read_uint64().unwrap());
            counts.push(u64::try_from(count).unwrap());
        }
    }
    let mut counts = counts.into_iter();
    let (mut buckets, mut next) = (Vec::new(), 0);
    for span in spans {
        let (mut offset, mut length) = (0, 0);
        let mut input = CodedInputStream::from_bytes(span);
        while let Some(tag) = input.read_raw_tag_or_eof().unwrap() {
            let value = input.read_uint64().unwrap();
            match (tag >> 3, tag & 7) {
                (1, varint) if varint == WireType::Varint as u32 => offset = signed(value),
                (2, varint) if varint == WireType::Varint as u32 => length = value,
                other => panic!("a span has no {other:?}"),
            }
        }
        next += offset;
        for _ in 0..length {
            buckets.push((next, counts.next().unwrap()));
            next += 1;
        }
    }
    assert_eq!(counts.next(), None, "there are as many counts as buckets");
    buckets
}
