//! User structs that a state group publishes, and the check that they have the fields that the schema declares.
//!
//! `storage/state.rs` publishes the values.

use crate::label::Sealed;

/// A user struct that a state group publishes. Sealed: `#[derive(State)]` implements it.
///
/// [The derive macro](derive@crate::State) lists the requirements for the struct.
///
/// ```
/// use pforge_metrics::State;
///
/// #[derive(State)]
/// struct PuzzleState {
///     efficiency: f64,
///     #[state(skip)]
///     round: u32,
/// }
///
/// assert_eq!(PuzzleState::NAME, "PuzzleState");
/// assert_eq!(PuzzleState::FIELDS, ["efficiency"]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a state",
    label = "does not derive `State`",
    note = "a struct that the schema names as the type of a state needs `#[derive(pforge_metrics::State)]`"
)]
pub trait State: Sealed {
    /// The name of the struct.
    const NAME: &'static str;

    /// The names of the fields that are not marked `#[state(skip)]`, in the order of their declaration.
    const FIELDS: &'static [&'static str];
}

/// Compares the fields that the schema declares for a state with those of the struct. Generated constants call it.
///
/// The order of the fields does not matter. `r#` is not part of a name.
///
/// # Panics
///
/// Panics if the fields differ, which is a compile error in a constant. The message lists all fields that only one
/// side has.
#[track_caller]
pub const fn assert_state_fields<S: State>(state: &str, declared: &[&str]) {
    let struct_fields = Fields {
        owner: ["`", S::NAME, "`"],
        names: S::FIELDS,
        remedy: [
            "declare ",
            " in the schema, or mark ",
            " `#[state(skip)]` in the struct",
        ],
    };
    let schema_fields = Fields {
        owner: ["the state `", state, "` of the schema"],
        names: declared,
        remedy: [
            "add ",
            " to the struct, without `#[state(skip)]`, or take ",
            " out of the schema",
        ],
    };
    let mut text = Text::EMPTY;
    text.push_difference(&struct_fields, &schema_fields);
    text.push_difference(&schema_fields, &struct_fields);
    assert!(text.is_empty(), "{}", text.as_str());
}

/// The fields of the struct or of the state, and the words that messages use for them.
struct Fields<'a> {
    owner: [&'a str; 3],
    names: &'a [&'a str],
    /// The help for fields that the other side lacks. A pronoun is inserted between the parts.
    remedy: [&'a str; 3],
}

impl Fields<'_> {
    const fn contains(&self, name: &str) -> bool {
        let mut i = 0;
        while i < self.names.len() {
            if is_same(self.names[i], name) {
                return true;
            }
            i += 1;
        }
        false
    }

    /// Returns the number of fields that the other side lacks.
    const fn count_missing_from(&self, other: &Self) -> usize {
        let (mut count, mut i) = (0, 0);
        while i < self.names.len() {
            if !other.contains(self.names[i]) {
                count += 1;
            }
            i += 1;
        }
        count
    }
}

/// Compares two texts. Constants cannot use `==` for this yet.
const fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}

/// A text that is built at compile time, without allocation.
struct Text {
    /// The capacity is enough for about a hundred fields. A part that does not fit is omitted.
    bytes: [u8; 4096],
    len: usize,
}

impl Text {
    const EMPTY: Self = Self {
        bytes: [0; 4096],
        len: 0,
    };

    const fn is_empty(&self) -> bool {
        self.len == 0
    }

    const fn as_str(&self) -> &str {
        match std::str::from_utf8(self.bytes.split_at(self.len).0) {
            Ok(text) => text,
            Err(_) => unreachable!(),
        }
    }

    const fn push(&mut self, part: &str) {
        let (_, free) = self.bytes.split_at_mut(self.len);
        if part.len() <= free.len() {
            free.split_at_mut(part.len())
                .0
                .copy_from_slice(part.as_bytes());
            self.len += part.len();
        }
    }

    const fn push_all(&mut self, parts: [&str; 3]) {
        self.push(parts[0]);
        self.push(parts[1]);
        self.push(parts[2]);
    }

    /// Appends a message that lists the fields that `has` has and `lacks` lacks, with help. Appends nothing if no
    /// field differs.
    const fn push_difference(&mut self, has: &Fields, lacks: &Fields) {
        let (fields, pronoun) = match has.count_missing_from(lacks) {
            0 => return,
            1 => (" has a field that ", "it"),
            _ => (" has fields that ", "them"),
        };
        if !self.is_empty() {
            self.push("\n");
        }
        self.push_all(has.owner);
        self.push(fields);
        self.push_all(lacks.owner);
        self.push(" lacks: ");
        self.push_names_missing_from(has, lacks);
        self.push_all(["\nhelp: ", has.remedy[0], pronoun]);
        self.push_all([has.remedy[1], pronoun, has.remedy[2]]);
    }

    /// Appends the names of the fields that `has` has and `lacks` lacks.
    const fn push_names_missing_from(&mut self, has: &Fields, lacks: &Fields) {
        let (mut separator, mut i) = ("`", 0);
        while i < has.names.len() {
            if !lacks.contains(has.names[i]) {
                self.push_all([separator, has.names[i], "`"]);
                separator = ", `";
            }
            i += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::assert_state_fields;
    use crate::State;
    use std::panic::catch_unwind;

    #[derive(State)]
    #[state(crate = crate)]
    #[expect(dead_code, reason = "only the names matter")]
    struct Puzzle {
        efficiency: f64,
        r#type: i64,
        #[state(skip)]
        round: u32,
    }

    fn message(declared: &[&str]) -> String {
        let panic = catch_unwind(|| assert_state_fields::<Puzzle>("puzzle", declared));
        *panic.unwrap_err().downcast::<String>().unwrap()
    }

    #[test]
    fn accepts_the_same_fields_in_another_order() {
        assert_state_fields::<Puzzle>("puzzle", &["type", "efficiency"]);
    }

    #[test]
    fn a_name_with_a_common_prefix_is_a_different_name() {
        assert_eq!(
            message(&["efficiency_ratio", "type"]),
            "`Puzzle` has a field that the state `puzzle` of the schema lacks: `efficiency`\n\
             help: declare it in the schema, or mark it `#[state(skip)]` in the struct\n\
             the state `puzzle` of the schema has a field that `Puzzle` lacks: `efficiency_ratio`\n\
             help: add it to the struct, without `#[state(skip)]`, or take it out of the schema"
        );
    }

    #[test]
    fn a_message_that_exceeds_its_buffer_is_valid_text() {
        let names: Vec<String> = (0..2_000).map(|i| format!("größe_{i}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let message = message(&names);
        assert!(message.contains("`größe_0`, `größe_1`"), "{message}");
        assert!(message.len() <= 4096, "{message}");
    }
}
