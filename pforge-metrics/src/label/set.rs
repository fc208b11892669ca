//! Label sets: the labels of one metric together.

use super::{Label, Sealed};

/// The labels of one metric: a label, a tuple of labels, or the struct of named labels generated for it.
///
/// Sealed: the macro implements it, since a wrong [`index`](Self::index) would count in the cells of another metric.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a label set",
    label = "not the labels of a metric",
    note = "a label set is the type of a label, a tuple of two to eight of them, or the struct that is generated for labels with roles"
)]
pub trait LabelSet: Sealed + Copy + Send + Sync + 'static {
    /// How many label sets there can be.
    const SERIES: usize;

    /// Whether one of the labels is open. Series of such a set are exposed from the first time that they are asked for.
    const OPEN: bool;

    /// The position of this one; the last label varies fastest.
    fn index(self) -> usize;
}

#[diagnostic::do_not_recommend]
impl<L: Label> LabelSet for L {
    const SERIES: usize = L::COUNT;
    const OPEN: bool = <L as Label>::OPEN;

    #[inline]
    fn index(self) -> usize {
        Label::index(self)
    }
}

macro_rules! tuple {
    ($($label:ident $field:tt),+) => {
        impl<$($label: Label),+> Sealed for ($($label,)+) {}

        #[diagnostic::do_not_recommend]
        impl<$($label: Label),+> LabelSet for ($($label,)+) {
            const SERIES: usize = 1 $(* $label::COUNT)+;
            const OPEN: bool = false $(|| <$label as Label>::OPEN)+;

            #[inline]
            fn index(self) -> usize {
                let mut index = 0;
                $(index = index * $label::COUNT + Label::index(self.$field);)+
                index
            }
        }
    };
}

tuple!(A 0, B 1);
tuple!(A 0, B 1, D 2);
tuple!(A 0, B 1, D 2, E 3);
tuple!(A 0, B 1, D 2, E 3, F 4);
tuple!(A 0, B 1, D 2, E 3, F 4, G 5);
tuple!(A 0, B 1, D 2, E 3, F 4, G 5, H 6);
tuple!(A 0, B 1, D 2, E 3, F 4, G 5, H 6, I 7);
