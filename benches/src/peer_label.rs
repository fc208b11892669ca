//! Adapts our labels to other libraries with typed labels.

use std::marker::PhantomData;

use measured::FixedCardinalityLabel;
use measured::label::{LabelValue, LabelVisitor};
use prometheus_client::encoding::{EncodeLabelValue, LabelValueEncoder};

use crate::schema::Label;

/// A value of the label `L`, for prometheus-client and for measured.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct PeerLabel<L> {
    index: u8,
    label: PhantomData<L>,
}

impl<L: Label> PeerLabel<L> {
    fn as_str(self) -> &'static str {
        L::VALUES[usize::from(self.index)]
    }
}

impl<L: Label> From<L> for PeerLabel<L> {
    fn from(label: L) -> Self {
        Self::decode(label.index())
    }
}

impl<L: Label> EncodeLabelValue for PeerLabel<L> {
    fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> std::fmt::Result {
        EncodeLabelValue::encode(&self.as_str(), encoder)
    }
}

impl<L: Label> FixedCardinalityLabel for PeerLabel<L> {
    fn cardinality() -> usize {
        L::VALUES.len()
    }

    fn encode(&self) -> usize {
        self.index.into()
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "no label has more than 100 values"
    )]
    fn decode(index: usize) -> Self {
        Self {
            index: index as u8,
            label: PhantomData,
        }
    }
}

impl<L: Label> LabelValue for PeerLabel<L> {
    fn visit<V: LabelVisitor>(&self, visitor: V) -> V::Output {
        visitor.write_str(self.as_str())
    }
}
