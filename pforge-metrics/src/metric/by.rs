//! A map from label values to values. A state group uses it for a gauge with labels.

use crate::label::ClosedLabel;
use crate::value::Value;
use std::fmt;
use std::iter::{Copied, Zip};
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};
use std::slice;

/// A map with one `T` for each of the `N` values of the label `L`. No entry can be missing.
///
/// `By::from([1, 2, 3])` takes the values in the order of the label's declaration. [`By::from_fn`] calls a function
/// for each label value. `by[Role::Fixer]` is the entry of one label value. Maps for several labels are nested:
/// `By<A, By<B, i64, 2>, 3>`.
///
/// ```
/// # mod metrics {
/// pforge_metrics::include_metrics!(inline = r#"
///     [label.role]
///     help   = "Role of an agent."
///     values = ["planner", "fixer"]
///
///     [gauge.agents_active]
///     help   = "Active agents."
///     value  = "int"
///     labels = ["role"]
///
///     [state.swarm]
///     help   = "Snapshot of the swarm."
///     fields = { active = "agents_active" }
/// "#);
/// # }
/// # use metrics::*;
/// update_swarm_state(&SwarmState {
///     active: ByRole::from_fn(|role| match role {
///         Role::Planner => 1,
///         Role::Fixer => 4,
///     }),
/// });
/// assert_eq!(AGENTS_ACTIVE.with(Role::Fixer).get(), 4);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct By<L, T, const N: usize> {
    values: [T; N],
    label: PhantomData<L>,
}

impl<L: ClosedLabel, T, const N: usize> By<L, T, N> {
    /// Compiles only if `N` is the number of the label's values.
    const LEN: usize = {
        assert!(
            N == L::COUNT,
            "one entry is required for each value of the label"
        );
        N
    };

    /// Creates a map with the result of `value` for each label value.
    #[must_use]
    pub fn from_fn(mut value: impl FnMut(L) -> T) -> Self {
        const { _ = Self::LEN };
        Self::from(std::array::from_fn(|i| value(L::ALL[i])))
    }

    /// Iterates over the label values and their entries, in the order of declaration.
    pub fn iter(&self) -> <&Self as IntoIterator>::IntoIter {
        self.into_iter()
    }

    /// Iterates over the label values and mutable references to their entries, in the order of declaration.
    pub fn iter_mut(&mut self) -> <&mut Self as IntoIterator>::IntoIter {
        self.into_iter()
    }

    /// Returns all entries, in the order of declaration.
    #[must_use]
    pub const fn values(&self) -> &[T; N] {
        &self.values
    }
}

/// Iterates over label values and their entries.
type Labelled<L, I> = Zip<Copied<slice::Iter<'static, L>>, I>;

impl<'a, L: ClosedLabel, T, const N: usize> IntoIterator for &'a By<L, T, N> {
    type Item = (L, &'a T);
    type IntoIter = Labelled<L, slice::Iter<'a, T>>;

    fn into_iter(self) -> Self::IntoIter {
        L::ALL.iter().copied().zip(&self.values)
    }
}

impl<'a, L: ClosedLabel, T, const N: usize> IntoIterator for &'a mut By<L, T, N> {
    type Item = (L, &'a mut T);
    type IntoIter = Labelled<L, slice::IterMut<'a, T>>;

    fn into_iter(self) -> Self::IntoIter {
        L::ALL.iter().copied().zip(&mut self.values)
    }
}

impl<L: ClosedLabel, T, const N: usize> From<[T; N]> for By<L, T, N> {
    fn from(values: [T; N]) -> Self {
        const { _ = Self::LEN };
        Self {
            values,
            label: PhantomData,
        }
    }
}

impl<L: ClosedLabel, T: Default, const N: usize> Default for By<L, T, N> {
    fn default() -> Self {
        Self::from_fn(|_| T::default())
    }
}

impl<L: ClosedLabel, T, const N: usize> Index<L> for By<L, T, N> {
    type Output = T;

    fn index(&self, label: L) -> &T {
        &self.values[label.index()]
    }
}

impl<L: ClosedLabel, T, const N: usize> IndexMut<L> for By<L, T, N> {
    fn index_mut(&mut self, label: L) -> &mut T {
        &mut self.values[label.index()]
    }
}

impl<L: ClosedLabel, T: fmt::Debug, const N: usize> fmt::Debug for By<L, T, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

/// The values of all label sets: a number, or a [`By`] of numbers. They are in the order of label sets: the last
/// label varies fastest.
#[doc(hidden)]
pub trait Dense<V> {
    /// The number of values.
    const LEN: usize;

    /// Calls a function for each value.
    fn for_each(&self, each: &mut impl FnMut(V));
}

impl<V: Value> Dense<V> for V {
    const LEN: usize = 1;

    fn for_each(&self, each: &mut impl FnMut(V)) {
        each(*self);
    }
}

impl<V, L: ClosedLabel, T: Dense<V>, const N: usize> Dense<V> for By<L, T, N> {
    const LEN: usize = Self::LEN * T::LEN;

    fn for_each(&self, each: &mut impl FnMut(V)) {
        for value in &self.values {
            value.for_each(each);
        }
    }
}
