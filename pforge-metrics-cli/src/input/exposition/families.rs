//! Assigns samples to families and checks what concerns a family as a whole.

use super::error::{Malformed, Place, Unreadable, Violation};
use super::family::{Family, Sample, Type};
use super::format::Format;
use super::line::SampleLine;
use super::metadata::{Fact, Metadata};
use super::points::Points;
use super::sample;
use super::sample::LabelSet;
use super::suffix::{self, Suffix};
use super::timestamp::Timestamp;
use std::collections::{HashMap, HashSet};
use std::mem;

pub(super) struct Families {
    format: Format,
    list: Vec<Gathered>,
    /// Positions by the names of the metadata.
    by_name: HashMap<String, usize>,
    /// The series of a text-format scrape so far, with their timestamps.
    seen: HashSet<(String, LabelSet, Option<Timestamp>)>,
    /// Possible sample names of the families that have ended, with the positions of those families.
    taken: HashMap<String, usize>,
    /// Metrics and points of the last family. Used for `OpenMetrics` only.
    points: Points,
    /// Broken rules, with the positions of their families.
    broken: Vec<(usize, Malformed)>,
}

struct Gathered {
    family: Family,
    has_help: bool,
    has_type: bool,
    has_unit: bool,
}

impl Families {
    pub fn new(format: Format) -> Self {
        Self {
            format,
            list: Vec::new(),
            by_name: HashMap::new(),
            seen: HashSet::new(),
            taken: HashMap::new(),
            points: Points::default(),
            broken: Vec::new(),
        }
    }

    /// Returns the families under the names that Prometheus stores, and the broken rules in the order of their lines.
    pub fn finish(mut self) -> (Vec<Family>, Vec<Violation>) {
        self.end_last();
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
        let families: Vec<Family> = self.list.into_iter().map(|it| stored(it.family)).collect();
        self.broken.sort_by_key(|(_, it)| it.line);
        let broken = self.broken.into_iter().map(|(at, malformed)| Violation {
            family: families[at].name.clone(),
            malformed,
        });
        let violations = broken.collect();
        (families, violations)
    }

    pub fn describe(&mut self, metadata: Metadata, place: Place) {
        let Some(at) = self.position(&metadata.family, place) else {
            return;
        };
        let result = self.list[at].describe(metadata, self.format);
        self.check(at, place, result);
    }

    pub fn add(&mut self, line: SampleLine, place: Place) {
        let name = self.family_of(&line.sample);
        let Some(at) = self.position(&name, place) else {
            return;
        };
        let kind = self.list[at].family.kind;
        let result = sample::check(&name, kind, self.format, &line);
        let is_sound = result.is_ok();
        self.check(at, place, result);
        match self.format {
            Format::OpenMetrics => {
                let family = &self.list[at].family;
                let found = &mut |malformed| self.broken.push((at, malformed));
                self.points.add(family, &line, is_sound, place, found);
            }
            Format::Prometheus => {
                let name = line.sample.name.clone();
                let labels = sample::identity(&line.sample, None);
                let series = (name, labels, line.sample.timestamp.clone());
                if !self.seen.insert(series) {
                    let error = format!("duplicate series of `{}`", line.sample.name);
                    self.check(at, place, Err(Unreadable::new(0, error)));
                    return;
                }
            }
        }
        self.list[at].family.samples.push(line.sample);
    }

    fn check(&mut self, at: usize, place: Place, result: Result<(), Unreadable>) {
        let error = result.err().map(|error| (at, place.malformed(&error)));
        self.broken.extend(error);
    }

    /// The name in the metadata of the family that a sample is of.
    fn family_of(&self, sample: &Sample) -> String {
        let mut stems = Suffix::ALL.iter().filter_map(|suffix| {
            let stem = sample.name.strip_suffix(suffix.text())?;
            let family = &self.list[*self.by_name.get(stem)?].family;
            suffix::of(family.kind, self.format)
                .contains(suffix)
                .then_some(stem)
        });
        stems.next().unwrap_or(&sample.name).to_owned()
    }

    /// Returns the position of a family and adds a new one. Returns `None` for a family that has ended.
    fn position(&mut self, name: &str, place: Place) -> Option<usize> {
        if let Some(&at) = self.by_name.get(name) {
            if self.format == Format::OpenMetrics && at + 1 != self.list.len() {
                let error = format!("samples of `{name}` are interleaved with another family");
                self.check(at, place, Err(Unreadable::new(0, error)));
                return None;
            }
            return Some(at);
        }
        self.end_last();
        let at = self.list.len();
        self.by_name.insert(name.to_owned(), at);
        self.list.push(Gathered::new(name, place.number));
        if self.format == Format::OpenMetrics && name.starts_with('_') {
            let error = format!("`{name}` begins with `_`, which is reserved for the standard");
            self.check(at, place, Err(Unreadable::new(0, error)));
        }
        Some(at)
    }

    /// Runs the checks that need the whole of the last family.
    fn end_last(&mut self) {
        let Some(Gathered { family, .. }) = self.list.last() else {
            return;
        };
        if self.format == Format::Prometheus {
            return;
        }
        let at = self.list.len() - 1;
        let broken = &mut self.broken;
        mem::take(&mut self.points).finish(family, &mut |malformed| broken.push((at, malformed)));
        for suffix in suffix::of(family.kind, self.format) {
            let name = format!("{}{}", family.name, suffix.text());
            let Some(other) = self.taken.insert(name.clone(), at) else {
                continue;
            };
            let error = format!(
                "`{name}` would be a sample of both `{}` and `{}`: families must not clash",
                self.list[other].family.name, family.name
            );
            let place = Place::start_of(family.line);
            broken.push((at, place.malformed(&Unreadable::new(0, error))));
            break;
        }
    }
}

impl Gathered {
    fn new(name: &str, line: usize) -> Self {
        Self {
            family: Family {
                name: name.to_owned(),
                kind: Type::Untyped,
                help: None,
                unit: None,
                samples: Vec::new(),
                line,
            },
            has_help: false,
            has_type: false,
            has_unit: false,
        }
    }

    /// Stores a fact, unless it is repeated or comes too late.
    fn describe(&mut self, metadata: Metadata, format: Format) -> Result<(), Unreadable> {
        let Metadata {
            family: name,
            fact,
            at,
        } = metadata;
        let is_open = format == Format::OpenMetrics;
        let family = &mut self.family;
        let (said, before) = match fact {
            Fact::Help(_) => ("HELP", &mut self.has_help),
            Fact::Type(_) => ("TYPE", &mut self.has_type),
            Fact::Unit(_) => ("UNIT", &mut self.has_unit),
        };
        let wrong = |message| Err(Unreadable::new(0, message));
        if mem::replace(before, true) {
            return wrong(format!("duplicate {said} of `{name}`"));
        }
        if !family.samples.is_empty() && (said != "HELP" || is_open) {
            return wrong(format!("{said} of `{name}` comes after its samples"));
        }
        let mut ends_in_unit = Ok(());
        match fact {
            // `OpenMetrics` treats an empty HELP as if it were missing.
            Fact::Help(help) => family.help = Some(help).filter(|it| !is_open || !it.is_empty()),
            Fact::Type(kind) => family.kind = kind,
            Fact::Unit(unit) => {
                ends_in_unit = is_suffix(&unit, &name).map_err(|it| Unreadable::new(at, it));
                family.unit = Some(unit).filter(|unit| !unit.is_empty());
            }
        }
        let has_no_unit = matches!(family.kind, Type::Info | Type::StateSet);
        if has_no_unit && family.unit.is_some() && said != "HELP" {
            let kind = family.kind.with_article();
            return wrong(format!("`{name}` is {kind}, and must not have a unit"));
        }
        ends_in_unit
    }
}

fn is_suffix(unit: &str, name: &str) -> Result<(), String> {
    let has_unit = unit.is_empty() || name.ends_with(&format!("_{unit}"));
    if has_unit {
        return Ok(());
    }
    Err(format!("`{name}` does not end in its unit `{unit}`"))
}
