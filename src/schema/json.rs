//! Shapes as JSON Schema. Everything is written in place, without `$ref`: in draft-07 a reference hides what stands
//! beside it, and each field has words of its own.

use std::fmt::Write as _;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Value, json};

use crate::model::FileShape;
use crate::syntax::{Field, FieldShape, Form, Plain, RecordShape, Rule, Shape, Syntax, Vocabulary};

/// The schema of a kind of file.
pub(super) fn schema(file: &FileShape) -> String {
    // Strings and numbers always serialise.
    let mut text = serde_json::to_string_pretty(&Root(file)).unwrap_or_default();
    text.push('\n');
    text
}

struct Root<'a>(&'a FileShape);

impl Serialize for Root<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("$schema", "http://json-schema.org/draft-07/schema#")?;
        map.serialize_entry("title", self.0.place)?;
        map.serialize_entry("description", self.0.about)?;
        let part = Part { shape: &self.0.shape, field: None, nulls: Nulls::None, syntax: self.0.syntax };
        part.entries(&mut map)?;
        map.end()
    }
}

/// Whether nothing may stand for a value. TOML has no nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nulls {
    /// It may not.
    None,
    /// It may: the field counts as absent.
    Allowed,
}

/// A shape at a place of a file.
#[derive(Clone, Copy)]
struct Part<'a> {
    shape: &'a Shape,
    field: Option<&'a Field>,
    nulls: Nulls,
    syntax: Syntax,
}

impl Serialize for Part<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(field) = self.field {
            map.serialize_entry("description", &description(field, self.shape))?;
        }
        self.entries(&mut map)?;
        map.end()
    }
}

impl<'a> Part<'a> {
    /// The same place with a shape that is a part of its own.
    const fn inner(&self, shape: &'a Shape) -> Self {
        Self { shape, field: None, nulls: Nulls::None, syntax: self.syntax }
    }

    fn entries<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        match self.shape {
            Shape::Unknown => Ok(()),
            Shape::Text(form) => self.text(form, map),
            Shape::Words(vocabulary) => self.words(vocabulary, map),
            Shape::List(items) => {
                map.serialize_entry("type", &self.types(&["array"]))?;
                if let Some(most) = self.field.and_then(|field| field.most) {
                    map.serialize_entry("maxItems", &most)?;
                }
                map.serialize_entry("items", &self.inner(items))
            }
            Shape::Record(record) => self.record(record, map),
            Shape::Table(keys, values) => self.table(keys, values, map),
            Shape::Either(short, long) => {
                let short = Self { nulls: self.nulls, ..self.inner(short) };
                map.serialize_entry("oneOf", &[short, self.inner(long)])
            }
        }
    }

    /// The types that a value may have, with nothing where that is one of them.
    fn types(&self, types: &[&'static str]) -> Value {
        let mut types = types.to_vec();
        if self.nulls == Nulls::Allowed && self.syntax == Syntax::Yaml {
            types.push("null");
        }
        if let [only] = types.as_slice() { json!(only) } else { json!(types) }
    }

    fn text<M: SerializeMap>(&self, form: &Form, map: &mut M) -> Result<(), M::Error> {
        let types = match form.plain {
            // Here a text is what stands between quotation marks, and an editor knows it from a number as we do not.
            Plain::Scalar => self.types(&["string", "number", "boolean"]),
            // TOML tells a number from a text; in YAML a quoted `"2025"` is as good a date.
            Plain::Number(..) if self.syntax == Syntax::Toml => self.types(&["integer"]),
            Plain::Number(..) => self.types(&["string", "integer"]),
            Plain::Truth => self.types(&["string", "boolean"]),
            Plain::Text => self.types(&["string"]),
        };
        if form.suggested.is_empty() {
            map.serialize_entry("type", &types)?;
        } else {
            map.serialize_entry("anyOf", &json!([{ "enum": form.suggested }, { "type": types }]))?;
        }
        if let Plain::Number(first, last) = form.plain {
            map.serialize_entry("minimum", &first)?;
            map.serialize_entry("maximum", &last)?;
        }
        if let Some(longest) = form.longest {
            map.serialize_entry("maxLength", &longest)?;
        }
        map.serialize_entry("pattern", form.pattern)?;
        // Not of the standard: editors show it in place of the pattern.
        map.serialize_entry("patternErrorMessage", form.expected)?;
        let examples = self
            .field
            .map_or(form.examples, |field| if field.examples.is_empty() { form.examples } else { field.examples });
        if !examples.is_empty() {
            map.serialize_entry("examples", examples)?;
        }
        Ok(())
    }

    fn words<M: SerializeMap>(&self, vocabulary: &Vocabulary, map: &mut M) -> Result<(), M::Error> {
        let nothing = (self.types(&["string"]) != json!("string")).then_some((Value::Null, "Not said."));
        let words = vocabulary.words.iter().map(|(word, meaning)| (json!(word), *meaning)).chain(nothing);
        let (words, meanings): (Vec<Value>, Vec<&str>) = words.unzip();
        map.serialize_entry("enum", &words)?;
        // Not of the standard: editors show it beside each word.
        map.serialize_entry("enumDescriptions", &meanings)
    }

    fn record<M: SerializeMap>(&self, record: &RecordShape, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("type", &self.types(&["object"]))?;
        map.serialize_entry("properties", &Properties { fields: &record.fields, syntax: self.syntax })?;
        let required: Vec<&str> =
            record.fields.iter().filter(|field| field.is_required).map(|field| field.field.name).collect();
        map.serialize_entry("required", &required)?;
        map.serialize_entry("additionalProperties", &false)?;
        if !record.rules.is_empty() {
            map.serialize_entry("allOf", &record.rules.iter().map(rule).collect::<Vec<_>>())?;
        }
        Ok(())
    }

    fn table<M: SerializeMap>(&self, keys: &Shape, values: &Shape, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("type", &self.types(&["object"]))?;
        match keys {
            // Keys that are known are completed like fields.
            Shape::Words(vocabulary) => {
                map.serialize_entry("properties", &Keys { vocabulary, values: self.inner(values) })?;
                map.serialize_entry("additionalProperties", &false)
            }
            keys => {
                map.serialize_entry("propertyNames", &self.inner(keys))?;
                map.serialize_entry("additionalProperties", &self.inner(values))
            }
        }
    }
}

/// The fields of a record, in its order.
struct Properties<'a> {
    fields: &'a [FieldShape],
    syntax: Syntax,
}

impl Serialize for Properties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.fields.iter().map(|field| {
            let nulls = if field.is_required { Nulls::None } else { Nulls::Allowed };
            let part = Part { shape: &field.shape, field: Some(&field.field), nulls, syntax: self.syntax };
            (field.field.name, part)
        }))
    }
}

/// The words that are the keys of a table.
struct Keys<'a> {
    vocabulary: &'a Vocabulary,
    values: Part<'a>,
}

impl Serialize for Keys<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fields: Vec<Field> =
            self.vocabulary.words.iter().map(|(word, meaning)| Field::new(word, meaning)).collect();
        serializer.collect_map(fields.iter().map(|field| (field.name, Part { field: Some(field), ..self.values })))
    }
}

/// What a field is for, with the meaning of its words: not every editor shows these by themselves.
fn description(field: &Field, shape: &Shape) -> String {
    let mut text = field.about.to_owned();
    if let Shape::Words(vocabulary) = shape {
        text.push('\n');
        for (word, meaning) in &vocabulary.words {
            let _ = write!(text, "\n- `{word}`: {meaning}");
        }
    }
    text
}

fn rule(rule: &Rule) -> Value {
    match *rule {
        Rule::Some(names) => {
            json!({ "anyOf": names.iter().map(|name| json!({ "required": [name] })).collect::<Vec<_>>() })
        }
        Rule::NotBoth(one, other) => json!({ "not": { "required": [one, other] } }),
        Rule::Needs(field, other) => json!({ "if": something_in(field), "then": { "required": [other] } }),
        Rule::WordNeeds(field, words, other) => json!({
            "if": { "required": [field], "properties": { field: { "enum": words } } },
            "then": { "required": [other] },
        }),
        Rule::OnlyWhere(field, other, words) => json!({
            "if": something_in(field),
            "then": { "properties": { other: { "enum": words } } },
        }),
    }
}

/// That a field is there: one with nothing in it counts as absent.
fn something_in(field: &str) -> Value {
    json!({ "required": [field], "properties": { field: { "not": { "type": "null" } } } })
}
