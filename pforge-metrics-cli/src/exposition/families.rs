//! Which sample belongs to which family.

use super::line::{Fact, Metadata};
use super::{Family, Format, Sample, Type};
use std::collections::{HashMap, HashSet};
use std::mem;

pub(super) struct Families {
    format: Format,
    list: Vec<Gathered>,
    /// Positions by the names of the metadata.
    by_name: HashMap<String, usize>,
    /// The series that were seen, with their labels in order.
    seen: HashSet<(String, Vec<(String, String)>)>,
}

struct Gathered {
    family: Family,
    has_type: bool,
}

impl Families {
    pub fn new(format: Format) -> Self {
        Self {
            format,
            list: Vec::new(),
            by_name: HashMap::new(),
            seen: HashSet::new(),
        }
    }

    /// The families, under the names that Prometheus stores.
    pub fn into_list(self) -> Vec<Family> {
        let stored = |mut family: Family| {
            let suffix = match family.kind {
                Type::Counter => "_total",
                Type::Info => "_info",
                _ => "",
            };
            if self.format == Format::OpenMetrics {
                family.name += suffix;
            }
            family
        };
        self.list.into_iter().map(|it| stored(it.family)).collect()
    }

    pub fn describe(&mut self, metadata: Metadata, line: usize) -> Result<(), String> {
        let Metadata { family: name, fact } = metadata;
        let at = self.position(&name, line)?;
        let Gathered { family, has_type } = &mut self.list[at];
        let has_samples = !family.samples.is_empty();
        let (said, is_again) = match fact {
            Fact::Help(help) => ("HELP", family.help.replace(help).is_some()),
            Fact::Unit(unit) => {
                if !unit.is_empty() && !name.ends_with(&format!("_{unit}")) {
                    return Err(format!("`{name}` does not end in its unit `{unit}`"));
                }
                let unit = Some(unit).filter(|unit| !unit.is_empty());
                let before = mem::replace(&mut family.unit, unit);
                ("UNIT", before.is_some())
            }
            Fact::Type(kind) => {
                family.kind = kind;
                ("TYPE", mem::replace(has_type, true))
            }
        };
        if is_again {
            return Err(format!("{said} of `{name}` stands twice"));
        }
        if has_samples && (said != "HELP" || self.format == Format::OpenMetrics) {
            return Err(format!("{said} of `{name}` comes after its samples"));
        }
        Ok(())
    }

    pub fn add(&mut self, sample: Sample) -> Result<(), String> {
        let name = self.family_of(&sample);
        let at = self.position(&name, sample.line)?;
        let family = &mut self.list[at].family;
        fits(family, &sample, self.format)?;
        let mut labels = sample.labels.clone();
        labels.sort();
        if !self.seen.insert((sample.name.clone(), labels)) {
            return Err(format!("a series of `{}` stands twice", sample.name));
        }
        family.samples.push(sample);
        Ok(())
    }

    /// The name in the metadata of the family that a sample is of.
    fn family_of(&self, sample: &Sample) -> String {
        let mut stems = SUFFIXES.iter().filter_map(|suffix| {
            let stem = sample.name.strip_suffix(suffix)?;
            let family = &self.list[*self.by_name.get(stem)?].family;
            suffixes(family.kind, self.format)
                .contains(suffix)
                .then_some(stem)
        });
        stems.next().unwrap_or(&sample.name).to_owned()
    }

    /// The position of a family, which begins here if it is new.
    fn position(&mut self, name: &str, line: usize) -> Result<usize, String> {
        let Some(&at) = self.by_name.get(name) else {
            self.by_name.insert(name.to_owned(), self.list.len());
            self.list.push(Gathered {
                family: Family {
                    name: name.to_owned(),
                    kind: Type::Untyped,
                    help: None,
                    unit: None,
                    samples: Vec::new(),
                    line,
                },
                has_type: false,
            });
            return Ok(self.list.len() - 1);
        };
        if self.format == Format::OpenMetrics && at + 1 != self.list.len() {
            return Err(format!("`{name}` goes on after another family began"));
        }
        Ok(at)
    }
}

const SUFFIXES: [&str; 8] = [
    "_total", "_created", "_bucket", "_count", "_sum", "_gcount", "_gsum", "_info",
];

/// With what the names of samples go on after that of their family.
fn suffixes(kind: Type, format: Format) -> &'static [&'static str] {
    match (kind, format) {
        (Type::Histogram, Format::Prometheus) => &["_bucket", "_count", "_sum"],
        (Type::Summary, Format::Prometheus) => &["_count", "_sum"],
        (Type::Gauge | Type::StateSet | Type::Untyped, _) | (_, Format::Prometheus) => &[],
        (Type::Counter, _) => &["_total", "_created"],
        (Type::Histogram, _) => &["_bucket", "_count", "_sum", "_created"],
        (Type::Summary, _) => &["_count", "_sum", "_created"],
        (Type::GaugeHistogram, _) => &["_bucket", "_gcount", "_gsum"],
        (Type::Info, _) => &["_info"],
    }
}

/// Whether a sample has what one of its type must have.
fn fits(family: &Family, sample: &Sample, format: Format) -> Result<(), String> {
    let (name, kind) = (&family.name, family.kind.name());
    let is_bare = sample.name == *name;
    let needs_suffix = match family.kind {
        Type::Histogram | Type::GaugeHistogram => true,
        Type::Counter | Type::Info => format == Format::OpenMetrics,
        _ => false,
    };
    if is_bare && needs_suffix {
        return Err(format!(
            "`{name}` is a {kind}, and can't be the name of a sample"
        ));
    }
    let wanted = match family.kind {
        Type::Histogram | Type::GaugeHistogram if sample.name.ends_with("_bucket") => "le",
        Type::Summary if is_bare => "quantile",
        _ => return Ok(()),
    };
    match sample.label(wanted).map(str::parse::<f64>) {
        Some(Ok(_)) => Ok(()),
        Some(Err(_)) => Err(format!("`{wanted}` of a {kind} is no number")),
        None => Err(format!("`{}` has no `{wanted}`", sample.name)),
    }
}
