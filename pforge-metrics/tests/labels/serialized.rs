//! Labels in serde's formats.

use super::boolean::Cached;
use super::closed::Vendor;
use super::range::Shard;

pforge_metrics::__private::label_open! {
    /// Repository.
    pub struct Origin = "origin" { max: 9, max_len: 64, overflow: "_other" }
}

#[test]
fn labels_are_serialized_as_their_values() {
    let labels = (Vendor::Local, Cached(true), Shard::MIN, Origin::new("a\"b"));
    let json = serde_json::to_string(&labels).unwrap();
    assert_eq!(json, r#"["local","true","-2","a\"b"]"#);
    let read: (Vendor, Cached, Shard, Origin) = serde_json::from_str(&json).unwrap();
    assert_eq!(read, labels);
    assert!(serde_json::from_str::<Origin>("7").is_err());
}

#[test]
fn rejects_a_text_that_is_not_a_value_of_the_label() {
    let error = serde_json::from_str::<Vendor>("\"Local\"")
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("`Local` is not a value of the label `vendor` (did you mean `local`?)")
    );
    let error = serde_json::from_str::<Shard>("3").unwrap_err().to_string();
    assert!(
        error.contains("invalid type: integer `3`, expected a value of the label `shard`"),
        "{error}"
    );
}
