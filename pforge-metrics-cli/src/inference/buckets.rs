//! Presets: bounds that several histograms share.

use super::draft::{Block, Line};
use super::shape::{Kind, Shape};
use super::toml;

/// How many bounds a histogram may have: a preset that breaks this would take down all that use it.
const COUNT: std::ops::RangeInclusive<usize> = 2..=40;

pub(super) struct Presets<'a>(Vec<(String, &'a [f64])>);

impl<'a> Presets<'a> {
    pub fn of(shapes: &'a [Shape]) -> Self {
        let all = shapes.iter().filter_map(|shape| match &shape.kind {
            Kind::Histogram { bounds } => Some((shape.family.name.as_str(), bounds.as_slice())),
            _ => None,
        });
        let all: Vec<_> = all.collect();
        let mut presets: Vec<(String, &[f64])> = Vec::new();
        for (name, bounds) in &all {
            let users = all.iter().filter(|(_, others)| others == bounds).count();
            let is_known = presets.iter().any(|(_, known)| known == bounds);
            let is_sound = COUNT.contains(&bounds.len()) && bounds.is_sorted_by(|a, b| a < b);
            if users > 1 && !is_known && is_sound {
                let name = name.rsplit('_').next().unwrap_or(name).to_lowercase();
                let taken: Vec<&str> = presets.iter().map(|(name, _)| name.as_str()).collect();
                presets.push((toml::unique(&name, &taken), bounds));
            }
        }
        Self(presets)
    }

    /// The bounds as a histogram has them.
    pub fn reference(&self, bounds: &[f64]) -> String {
        let preset = self.0.iter().find(|(_, known)| *known == bounds);
        preset.map_or_else(|| toml::numbers(bounds), |(name, _)| toml::text(name))
    }

    pub fn blocks(&self) -> Vec<Block> {
        let blocks = self.0.iter().map(|(name, bounds)| Block {
            name: name.clone(),
            lines: vec![Line::new(&toml::key(name), toml::numbers(bounds))],
            ..Block::default()
        });
        blocks.collect()
    }
}
