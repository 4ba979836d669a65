//! The reference of fields: every file, every record in it, every field with its form, its words and its use.

use std::fmt::Write as _;

use crate::model::{FileShape, file_shapes};
use crate::syntax::{FieldShape, Form, RecordShape, Rule, Shape, Syntax, Vocabulary};

/// A reference of all fields of all files, in Markdown. The first heading is of the second level.
#[must_use]
pub fn reference() -> String {
    let mut out = String::new();
    for file in file_shapes() {
        file_section(&file, &mut out);
    }
    out
}

fn file_section(file: &FileShape, out: &mut String) {
    let _ = write!(out, "## `{}`\n\n{}\n\n", file.place, file.about);
    match &file.shape {
        Shape::Record(record) => record_section(record, "", file.syntax, out),
        Shape::List(items) => {
            if let Shape::Record(record) = items.as_ref() {
                let _ = write!(out, "A list, each item of which is {}:\n\n", record.what);
                record_section(record, "", file.syntax, out);
            }
        }
        _ => {}
    }
}

/// The fields of a record as a list, then the records within it. `path` names the field that holds it.
fn record_section(record: &RecordShape, path: &str, syntax: Syntax, out: &mut String) {
    // Words that several fields share are listed at the first.
    let mut listed: Vec<&Vocabulary> = Vec::new();
    for field in &record.fields {
        field_item(field, syntax, &mut listed, out);
    }
    for rule in &record.rules {
        let _ = writeln!(out, "- {}", rule_sentence(rule));
    }
    out.push('\n');
    for field in &record.fields {
        if let Some(inner) = record_in(&field.shape) {
            let path = format!("{path}{}", field.field.name);
            let _ = write!(out, "### `{path}`: {}\n\n", inner.what);
            record_section(inner, &format!("{path}."), syntax, out);
        }
    }
}

/// The record that a field holds, once or in a list.
fn record_in(shape: &Shape) -> Option<&RecordShape> {
    match shape {
        Shape::Record(record) => Some(record),
        Shape::List(items) => record_in(items),
        Shape::Either(_, long) => record_in(long),
        _ => None,
    }
}

fn field_item<'s>(field: &'s FieldShape, syntax: Syntax, listed: &mut Vec<&'s Vocabulary>, out: &mut String) {
    let must = if field.is_required { ", required" } else { "" };
    let most = field.field.most.map(|most| format!(", {most} at most")).unwrap_or_default();
    let form = form(&field.shape);
    let _ = writeln!(out, "- **`{}`** ({form}{most}{must}): {}", field.field.name, field.field.about);
    let examples = match &field.shape {
        Shape::Text(form) if field.field.examples.is_empty() => form.examples,
        _ => field.field.examples,
    };
    if !examples.is_empty() {
        let shown: Vec<String> =
            examples.iter().map(|example| format!("`{}`", example_of(field, example, syntax))).collect();
        let _ = writeln!(out, "  For example {}.", shown.join(", "));
    }
    let words = match &field.shape {
        Shape::Words(vocabulary) if listed.contains(&vocabulary) => return,
        Shape::Words(vocabulary) => {
            listed.push(vocabulary);
            &vocabulary.words
        }
        Shape::Table(keys, _) => match keys.as_ref() {
            Shape::Words(vocabulary) => &vocabulary.words,
            _ => return,
        },
        _ => return,
    };
    for (word, meaning) in words {
        let _ = writeln!(out, "  - `{word}`: {meaning}");
    }
}

/// A field as it is written with an example.
fn example_of(field: &FieldShape, example: &str, syntax: Syntax) -> String {
    let is_number = example.bytes().all(|byte| byte.is_ascii_digit());
    let item = match syntax {
        Syntax::Toml if !is_number => format!("\"{example}\""),
        _ => example.to_owned(),
    };
    let value = if matches!(field.shape, Shape::List(_)) { format!("[{item}]") } else { item };
    syntax.field(field.field.name, &value)
}

/// What a value is, in a few words.
fn form(shape: &Shape) -> String {
    match shape {
        Shape::Unknown => "anything".to_owned(),
        // What has letters of its own is as long as these allow, but for the odd one.
        Shape::Text(Form { what, pattern, longest: Some(longest), .. }) if *pattern == Form::TEXT.pattern => {
            format!("{what} of at most {longest} characters")
        }
        Shape::Text(Form { what, .. }) => (*what).to_owned(),
        Shape::Words(vocabulary) => vocabulary.what.to_owned(),
        Shape::List(items) => format!("a list; each item: {}", form(items)),
        Shape::Record(record) => record.what.to_owned(),
        Shape::Table(keys, values) => format!("a mapping; each key: {}; each value: {}", form(keys), form(values)),
        Shape::Either(short, long) => format!("{}, or fields as {}", form(short), form(long)),
    }
}

fn rule_sentence(rule: &Rule) -> String {
    match *rule {
        Rule::Some(names) => format!("At least one of these is required: `{}`.", names.join("`, `")),
        Rule::NotBoth(one, other) => format!("Either `{one}` or `{other}`, not both."),
        Rule::Needs(field, other) => format!("`{field}` needs `{other}`."),
        Rule::WordNeeds(field, words, other) => {
            format!("Where `{field}` is `{}`, `{other}` is needed.", words.join("` or `"))
        }
        Rule::OnlyWhere(field, other, words) => {
            format!("`{field}` is allowed only where `{other}` is `{}`.", words.join("` or `"))
        }
    }
}
