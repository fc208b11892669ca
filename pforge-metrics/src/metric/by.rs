//! A value for each value of a label: what a state group holds of a gauge that has labels.

use crate::label::ClosedLabel;
use crate::value::Value;
use std::fmt;
use std::iter::{Copied, Zip};
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};
use std::slice;

/// A `T` for each of the `N` values of the label `L`: a map that can't lack an entry.
///
/// `By::from([1, 2, 3])` takes them in the order of the label's declaration, [`By::from_fn`] asks for each, and
/// `by[AgentType::Fixer]` is one of them. For several labels it nests: `By<A, By<B, i64, 2>, 3>`.
///
/// ```
/// # mod metrics {
/// pforge_metrics::include_metrics!(inline = r#"
///     [label.role]
///     help   = "Role of an agent."
///     values = ["planner", "fixer"]
///
///     [gauge.agents_active]
///     help   = "Agents that are at work."
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
        assert!(N == L::COUNT, "a value for each value of the label");
        N
    };

    /// What `value` says for each value of the label.
    #[must_use]
    pub fn from_fn(mut value: impl FnMut(L) -> T) -> Self {
        const { _ = Self::LEN };
        Self::from(std::array::from_fn(|i| value(L::ALL[i])))
    }

    /// All values, each with the label's value that it stands for, in the order of declaration.
    pub fn iter(&self) -> <&Self as IntoIterator>::IntoIter {
        self.into_iter()
    }

    /// The same, to change the values.
    pub fn iter_mut(&mut self) -> <&mut Self as IntoIterator>::IntoIter {
        self.into_iter()
    }

    /// All values, in the order of declaration.
    #[must_use]
    pub const fn values(&self) -> &[T; N] {
        &self.values
    }
}

/// The values of a label, each with what is behind it.
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

/// Numbers in the order of label sets, the last label varying fastest: a number, or a [`By`] of such.
#[doc(hidden)]
pub trait Dense<V> {
    /// How many there are.
    const LEN: usize;

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
