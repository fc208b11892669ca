//! A TOML value with its place.

use toml::de::{DeArray, DeTable, DeValue};

use crate::document::Spanned;
use crate::source::{SourceId, Span};

/// A TOML value with its place.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    node: &'a toml::Spanned<DeValue<'a>>,
    pub source: SourceId,
}

impl<'a> Node<'a> {
    pub fn new(node: &'a toml::Spanned<DeValue<'a>>, source: SourceId) -> Self {
        Self { node, source }
    }

    pub fn value(self) -> &'a DeValue<'a> {
        self.node.get_ref()
    }

    pub fn span(self) -> Span {
        Span::new(self.source, self.node.span())
    }

    pub fn as_table(self) -> Option<&'a DeTable<'a>> {
        self.value().as_table()
    }

    /// The values of an array.
    pub fn items(self, array: &'a DeArray<'a>) -> std::vec::IntoIter<Node<'a>> {
        let nodes = array.iter().map(|node| Node::new(node, self.source));
        nodes.collect::<Vec<_>>().into_iter()
    }

    pub fn spanned<T>(self, value: T) -> Spanned<T> {
        Spanned {
            value,
            span: self.span(),
        }
    }
}
