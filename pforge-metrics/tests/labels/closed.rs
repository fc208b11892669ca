//! Enums.

use pforge_metrics::Label;

pforge_metrics::__private::label! {
    /// Vendor of a model.
    pub enum Vendor = "vendor" {
        /// `openai`
        Openai = "openai",
        /// `anthropic`
        Anthropic = "anthropic",
        /// `bard`
        #[deprecated(since = "0.2.0", note = "it is `google` now")]
        Bard = "bard",
        /// `google`
        Google = "google",
        /// `v1`
        V1 = "v1",
        /// `v2`
        V2 = "v2",
        /// `local`
        Local = "local",
    }
}

pforge_metrics::__private::label! {
    /// Answer.
    pub enum Answer = "answer" {
        /// `yes`
        Yes = "yes",
        /// `no`
        No = "no",
    }
}

fn message(value: &str) -> String {
    let error = Vendor::try_from(value).err();
    error.map(|error| error.to_string()).unwrap_or_default()
}

#[test]
fn every_value_is_read_from_what_it_is_written_as() {
    for vendor in Vendor::ALL {
        assert_eq!(vendor.to_string().parse(), Ok(*vendor));
        assert_eq!(Vendor::try_from(vendor.as_str()), Ok(*vendor));
        assert_eq!(Vendor::VALUES[vendor.index()], vendor.as_str());
    }
    assert_eq!((Vendor::COUNT, <Vendor as Label>::OPEN), (7, false));
}

#[test]
fn an_unknown_value_is_answered_with_the_value_that_was_meant() {
    assert_eq!(
        Answer::try_from("Yes").unwrap_err().to_string(),
        "`Yes` is not a value of the label `answer` (did you mean `yes`?): expected one of `yes`, `no`"
    );
    assert!(message("antropic").contains("(did you mean `anthropic`?)"));
    assert!(message("lcoal").contains("(did you mean `local`?)"));
}

#[test]
fn a_value_that_is_no_slip_is_answered_with_some_of_the_values() {
    assert_eq!(
        message("mistral"),
        "`mistral` is not a value of the label `vendor`: \
         expected one of `openai`, `anthropic`, `bard`, `google`, `v1` and 2 more"
    );
    assert!(!message("v3").contains("did you mean"));
    assert!(!message("").contains("did you mean"));
}

#[test]
fn hostile_text_is_shown_on_one_line_and_cut() {
    let start = "`\\u{1b}[31m\\nx` is not a value";
    assert!(message("\u{1b}[31m\nx").starts_with(start));
    // What turns the line around, can't be seen, or piles up on the character before it.
    let start = "`a\\u{202e}b\\u{200b}\\u{feff}\\u{2028}\\u{301}\\\"'` is not a value";
    assert!(message("a\u{202e}b\u{200b}\u{feff}\u{2028}\u{301}\\\"'").starts_with(start));
    let start = format!("`{}…` is not a value", "é".repeat(64));
    assert!(message(&"é".repeat(100_000)).starts_with(&start));
}
