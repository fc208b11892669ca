//! The language as a JSON Schema (draft 7), for what completes and checks TOML in editors.
//!
//! It says which keys there are and what they take. Whether names and values make sense together is for the rules to
//! say: their messages are better than any that a pattern gets.
//!
//! There is no `anyOf`: validators only say of one that nothing fits. Alternatives here have different types, and in a
//! JSON Schema what is said of one type does not bind another, so all of them fit into one schema side by side.

use serde_json::{Map, Value, json};

use crate::language::{Key, Need, ROOT, Table, Takes};
use crate::rule::Rule;
use crate::rules;

type Object = Map<String, Value>;

/// The schema of metrics.toml and of the files that it includes, as JSON that ends in a newline.
#[must_use]
pub fn json_schema() -> String {
    let mut definitions = Object::new();
    let mut schema = table(&ROOT, &mut definitions);
    schema.extend(object(json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "metrics.toml",
        "description": "Metrics for pforge-metrics, and what they share.",
        "definitions": definitions,
    })));
    format!("{:#}\n", Value::Object(schema))
}

fn table(table: &'static Table, definitions: &mut Object) -> Object {
    let mut properties = Object::new();
    for key in table.keys {
        properties.insert(key.name.to_owned(), property(key, definitions));
    }
    let mut schema = object(json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    }));
    let needed = table.keys.iter().filter_map(|key| match key.need {
        Need::Required(_) | Need::Ruled => Some(key.name),
        Need::Optional | Need::Unless(_) => None,
    });
    let needed: Vec<&str> = needed.collect();
    if !needed.is_empty() {
        schema.insert("required".to_owned(), json!(needed));
    }
    if let Some((first, others)) = table.one_of.split_first() {
        schema.extend(one_of(first, others));
    }
    for key in table.keys {
        if let Need::Unless(other) = key.need {
            schema.extend(unless(key.name, other));
        }
    }
    schema
}

/// Returns the JSON schema of a key, with its description. Types that several tables share are defined once.
fn property(key: &'static Key, definitions: &mut Object) -> Value {
    let mut schema = takes(&key.takes, definitions);
    schema.insert("description".to_owned(), json!(key.about));
    match &key.takes {
        Takes::Table(table) => define(table.header, schema, definitions),
        Takes::Lints(_) => define(key.name, schema, definitions),
        _ => Value::Object(schema),
    }
}

fn takes(takes: &'static Takes, definitions: &mut Object) -> Object {
    let schema = match takes {
        Takes::Text | Takes::Version | Takes::Duration => json!({ "type": "string" }),
        Takes::Choice(choices) => json!({ "enum": choices }),
        Takes::Flag => json!({ "type": "boolean" }),
        Takes::Integer(i64::MIN) => json!({ "type": "integer" }),
        Takes::Integer(least) => json!({ "type": "integer", "minimum": least }),
        Takes::Number => json!({ "type": "number" }),
        Takes::List(of) => json!({ "type": "array", "items": self::takes(of, definitions) }),
        Takes::Pair(of) => json!({
            "type": "array",
            "items": self::takes(of, definitions),
            "minItems": 2,
            "maxItems": 2,
        }),
        Takes::Map(of) => {
            json!({ "type": "object", "additionalProperties": self::takes(of, definitions) })
        }
        Takes::Lints(of) => lints(of, &self::takes(of, definitions)),
        Takes::Table(fixed) => Value::Object(table(fixed, definitions)),
        Takes::Named(named) => {
            let schema = table(named, definitions);
            let named = define(named.header, schema, definitions);
            json!({ "type": "object", "additionalProperties": named })
        }
        Takes::Either(alternatives) => Value::Object(either(alternatives, definitions)),
    };
    object(schema)
}

/// Alternatives side by side.
fn either(alternatives: &'static [Takes], definitions: &mut Object) -> Object {
    let mut types = Vec::new();
    let mut schema = Object::new();
    for alternative in alternatives {
        let mut alternative = takes(alternative, definitions);
        let of_type = alternative.remove("type");
        let of_type = of_type.expect("a choice has no type, and would bind its alternatives");
        assert!(!types.contains(&of_type), "two alternatives are {of_type}s");
        types.push(of_type);
        schema.extend(alternative);
    }
    schema.insert("type".to_owned(), json!(types));
    schema
}

/// Lints that can be turned down, and what each takes: a reason at an item, which has no say about lints of the schema.
fn lints(of: &Takes, each: &Object) -> Value {
    let at_an_item = matches!(of, Takes::Text);
    let can_set = |rule: &&Rule| !(at_an_item && rules::is_schema_wide(rule.id));
    let adjustable = rules::all().filter(|rule| !rule.fixed);
    let adjustable = adjustable.filter(can_set);
    let property = |rule: &Rule| {
        let mut schema = each.clone();
        schema.insert("description".to_owned(), json!(rule.title()));
        (rule.id.to_owned(), Value::Object(schema))
    };
    let properties: Object = adjustable.map(property).collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

/// Exactly one of some keys. A `oneOf` is shorter, but its error message names no keys.
fn one_of(first: &str, others: &[&str]) -> Object {
    let keys = || [first].into_iter().chain(others.iter().copied());
    let dependencies: Object = keys()
        .map(|key| {
            let others = keys().filter(|other| *other != key);
            let forbidden: Object = others
                .map(|other| (other.to_owned(), json!(false)))
                .collect();
            (key.to_owned(), json!({ "properties": forbidden }))
        })
        .collect();
    let any: Vec<Value> = others
        .iter()
        .map(|key| json!({ "required": [key] }))
        .collect();
    object(json!({
        "dependencies": dependencies,
        "if": { "not": { "anyOf": any } },
        "then": { "required": [first] },
    }))
}

/// A key that only this other one makes dispensable. Of those there is one in a table, and none where one of several is chosen.
fn unless(key: &str, other: &str) -> Object {
    object(json!({
        "if": { "not": { "required": [other] } },
        "then": { "required": [key] },
    }))
}

/// Puts a schema under a name that is made of a header, and refers to it.
fn define(header: &str, schema: Object, definitions: &mut Object) -> Value {
    let name = header.trim_matches(['[', ']']).trim_end_matches(".X");
    let name = name.replace(' ', "_");
    let reference = json!({ "$ref": format!("#/definitions/{name}") });
    let schema = Value::Object(schema);
    let before = definitions.insert(name, schema.clone());
    assert!(
        before.is_none_or(|before| before == schema),
        "{header} twice"
    );
    reference
}

fn object(schema: Value) -> Object {
    match schema {
        Value::Object(object) => object,
        other => unreachable!("a schema is an object, not {other}"),
    }
}
