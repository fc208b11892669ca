//! An index of the names of items, with suggestions for misspelled names.

use std::collections::HashMap;

use super::Target;
use crate::document::Text;
use crate::source::Span;
use crate::suggest;

/// The names of all items of one kind. If two items have the same name, it refers to the first.
pub(crate) struct NameIndex<'a> {
    in_order: Vec<&'a Text>,
    index: HashMap<&'a str, usize>,
}

impl<'a> NameIndex<'a> {
    pub fn of<T>(items: &'a [T], name: fn(&T) -> &Text) -> Self {
        let mut names = Vec::with_capacity(items.len());
        for item in items {
            names.push(name(item));
        }
        Self::new(names)
    }

    pub fn new(in_order: Vec<&'a Text>) -> Self {
        let mut index = HashMap::with_capacity(in_order.len());
        for (position, name) in in_order.iter().enumerate() {
            index.entry(name.as_str()).or_insert(position);
        }
        Self { in_order, index }
    }

    /// Returns the position in the document of the item with a name.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.index.get(name).copied()
    }

    /// Returns whether no earlier item has the same name as the item at a position.
    pub fn is_first(&self, position: usize) -> bool {
        self.find(self.in_order[position]) == Some(position)
    }

    /// Returns the span of the name of the item at a position.
    pub fn span(&self, position: usize) -> Span {
        self.in_order[position].span
    }

    pub fn iter(&self) -> impl Iterator<Item = &'a str> {
        self.in_order.iter().map(|name| name.as_str())
    }

    /// Returns the position of the only item whose name ends in `_` and `name`, except for the item `of` that refers
    /// to it.
    pub fn only_name_ending_in(
        &self,
        name: &str,
        of: Option<&str>,
        comparisons: &mut usize,
    ) -> Option<usize> {
        let candidates = self.in_order.len().min(*comparisons);
        *comparisons -= candidates;
        let is_longer = |it: &&str| {
            let own = it.strip_suffix(name);
            !name.is_empty() && Some(*it) != of && own.is_some_and(|own| own.ends_with('_'))
        };
        let mut longer = self.iter().take(candidates).filter(is_longer);
        match (longer.next(), longer.next()) {
            (Some(name), None) => self.find(name),
            _ => None,
        }
    }

    /// Returns the item with the name nearest to an unknown one, except for the item `of` that refers to it. Each
    /// comparison reduces `comparisons`.
    pub fn nearest(&self, name: &str, of: Option<&str>, comparisons: &mut usize) -> Target {
        let candidates = self.in_order.len().min(*comparisons);
        *comparisons -= candidates;
        let others = self.iter().take(candidates).filter(|it| Some(*it) != of);
        suggest::nearest(name, others)
            .and_then(|name| self.find(name))
            .map_or(Target::Unknown, Target::Misspelled)
    }
}
