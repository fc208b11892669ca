//! Label sets: the label values of one series.

use super::{Label, Sealed};

/// The labels of one metric: a label, a tuple of labels, or the generated struct of labels with roles.
///
/// Sealed. A wrong [`index`](Self::index) would update the cells of another metric, so only generated code implements
/// it.
///
/// ```
/// # mod metrics {
/// pforge_metrics::include_metrics!(inline = r#"
///     [label.method]
///     help   = "HTTP method."
///     values = ["get", "post"]
///
///     [label.status]
///     help   = "Class of the HTTP status."
///     values = ["2xx", "5xx"]
///
///     [counter.requests_total]
///     help   = "Requests served."
///     labels = ["method", "status"]
/// "#);
/// # }
/// # use metrics::*;
/// use pforge_metrics::LabelSet;
///
/// assert_eq!(<(Method, Status)>::SERIES, 4);
/// assert_eq!(LabelSet::index((Method::Post, Status::V2xx)), 2);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a label set",
    label = "not the labels of a metric",
    note = "a label set is the type of a label, a tuple of two to eight of them, or the struct that is generated for labels with roles"
)]
pub trait LabelSet: Sealed + Copy + Send + Sync + 'static {
    /// The maximum number of label sets.
    const SERIES: usize;

    /// Whether one of the labels is open. A series of such a set is exposed after the first call that returns its
    /// handle.
    const OPEN: bool;

    /// Returns the position of this label set. The last label varies fastest.
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
