//! The names of the items of a document, and what a misspelt one was meant to be.

use std::collections::HashMap;

use super::Target;
use crate::document::Text;
use crate::source::Span;
use crate::suggest;

/// The names of one sort of item. Of two items with one name the first has it.
pub(crate) struct Names<'a> {
    in_order: Vec<&'a Text>,
    index: HashMap<&'a str, usize>,
}

impl<'a> Names<'a> {
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

    /// The position in the document of the item that has a name.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.index.get(name).copied()
    }

    /// Whether no item before the one at a position has its name.
    pub fn is_first(&self, position: usize) -> bool {
        self.find(self.in_order[position]) == Some(position)
    }

    /// Where the item at a position has its name.
    pub fn span(&self, position: usize) -> Span {
        self.in_order[position].span
    }

    pub fn iter(&self) -> impl Iterator<Item = &'a str> {
        self.in_order.iter().map(|name| name.as_str())
    }

    /// The position of the one item whose name ends in another name as a whole word. The item that refers to it is not meant.
    pub fn only_one_ending_in(
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

    /// What a name that does not exist was meant to be, as far as there are comparisons left. The item that refers to it is not
    /// meant.
    pub fn meant(&self, name: &str, of: Option<&str>, comparisons: &mut usize) -> Target {
        let candidates = self.in_order.len().min(*comparisons);
        *comparisons -= candidates;
        let others = self.iter().take(candidates).filter(|it| Some(*it) != of);
        suggest::nearest(name, others)
            .and_then(|name| self.find(name))
            .map_or(Target::Unknown, Target::Meant)
    }
}
