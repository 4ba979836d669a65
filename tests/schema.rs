//! The schemas that editors check files by say what the decoders say: they take every file of the sites here, refuse
//! what the decoders refuse for its shape, and never refuse what a decoder takes.
#![cfg(test)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use sourcebook::diagnostic::{Diagnostics, codes};
use sourcebook::files::{FileId, Files, Span, Spanned};
use sourcebook::model::{
    ActorRecord, BriefRecord, Config, CriterionRecord, EventRecord, FileShape, OptionRecord, SourceRecord, file_shapes,
};
use sourcebook::schema;
use sourcebook::syntax::{
    FieldShape, Form, Node, Plain, Reader, RecordShape, Rule, Shape, Syntax, parse_yaml, split_front_matter,
};

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn validator(name: &str) -> Validator {
    let schema = schema::all().into_iter().find(|schema| schema.name == name).unwrap();
    let schema: Value = serde_json::from_str(&schema.text).unwrap();
    jsonschema::draft7::new(&schema).unwrap()
}

// ---- What is written -------------------------------------------------------------------------------------------------

/// The sites whose content is known to be right.
const SITES: [&str; 3] = ["", "tests/golden/site", "tests/cases/_base"];

#[test]
fn every_file_of_the_sites_here_is_valid() {
    let mut checked = 0;
    for file in file_shapes() {
        let validator = validator(file.name);
        for path in SITES.iter().flat_map(|site| files_at(&repository().join(site), file.place)) {
            let value = as_an_editor_reads(&path);
            let faults: Vec<String> =
                validator.iter_errors(&value).map(|error| format!("{} at {}", error, error.instance_path())).collect();
            assert!(faults.is_empty(), "{}: {faults:#?}", path.display());
            checked += 1;
        }
    }
    assert!(checked > 100, "only {checked} files were found");
}

/// The cases of codes that are about the shape of a file, and that an editor can therefore show.
const STRUCTURAL: [&str; 13] = [
    "incomplete-conditional",
    "unknown-field",
    "missing-field",
    "wrong-type",
    "unknown-word",
    "empty-value",
    "invalid-identifier",
    "invalid-date",
    "invalid-url",
    "invalid-number",
    "duplicate-key",
    "claim-without-excerpt",
    "status-without-reason",
];

#[test]
fn what_breaks_a_rule_of_shape_is_refused() {
    for code in STRUCTURAL {
        let site = repository().join("tests/cases").join(code);
        let refused = file_shapes().iter().any(|file| {
            let validator = validator(file.name);
            files_at(&site, file.place).iter().any(|path| !validator.is_valid(&as_an_editor_reads(path)))
        });
        assert!(refused, "no file of tests/cases/{code} is refused by its schema");
    }
}

/// The files of a site that stand at a place such as `content/actors/ID.md`.
fn files_at(site: &Path, place: &str) -> Vec<PathBuf> {
    let Some((folder, ending)) = place.split_once("ID") else {
        return Some(site.join(place)).filter(|path| path.exists()).into_iter().collect();
    };
    let entries = fs::read_dir(site.join(folder)).into_iter().flatten();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.to_string_lossy().ends_with(ending)).collect()
}

/// A file's fields as an editor has them, which resolves plain scalars as the YAML core schema says.
fn as_an_editor_reads(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap();
    if path.extension().is_some_and(|ending| ending == "toml") {
        return serde_json::to_value(toml::from_str::<toml::Value>(&text).unwrap()).unwrap();
    }
    let (mut files, mut sink) = (Files::default(), Diagnostics::new());
    let file = files.add(path.to_string_lossy(), text.as_str());
    let yaml = if path.extension().is_some_and(|ending| ending == "md") {
        split_front_matter(file, &text, &mut sink).unwrap().yaml
    } else {
        0..text.len()
    };
    let node = parse_yaml(file, &text[yaml.clone()], yaml.start, &mut sink).unwrap();
    editors_value(&node, &files)
}

fn editors_value(node: &Node, files: &Files) -> Value {
    use sourcebook::syntax::Value as Tree;
    match &node.value {
        Tree::Null => Value::Null,
        Tree::Text(text) if files.slice(node.span).starts_with(['"', '\'', '|', '>']) => json!(text),
        Tree::Text(text) => core_scalar(text),
        Tree::List(items) => items.iter().map(|item| editors_value(item, files)).collect(),
        Tree::Map(entries) => {
            entries.iter().map(|entry| (entry.key.value.clone(), editors_value(&entry.value, files))).collect()
        }
    }
}

/// YAML 1.2, 10.3.2.
fn core_scalar(text: &str) -> Value {
    match text {
        "true" | "True" | "TRUE" => json!(true),
        "false" | "False" | "FALSE" => json!(false),
        text => {
            let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse::<u64>().ok().filter(|_| is_number).map_or_else(|| json!(text), |number| json!(number))
        }
    }
}

// ---- Specimens -------------------------------------------------------------------------------------------------------

/// A value of a shape, with every field that it may have.
fn specimen(shape: &Shape) -> Value {
    match shape {
        Shape::Unknown => panic!("a field whose reader asks for nothing"),
        Shape::Text(form) => specimen_text(form),
        Shape::Words(vocabulary) => json!(vocabulary.words.last().unwrap().0),
        Shape::List(items) => json!([specimen(items)]),
        Shape::Record(record) => specimen_record(record),
        Shape::Table(keys, values) => {
            let key = specimen(keys).as_str().unwrap().to_owned();
            [(key, specimen(values))].into_iter().collect::<Map<_, _>>().into()
        }
        Shape::Either(_, long) => specimen(long),
    }
}

fn specimen_text(form: &Form) -> Value {
    match (form.plain, form.examples.first()) {
        (Plain::Number(first, _), None) => json!(first),
        (Plain::Number(..), Some(example)) => core_scalar(example),
        (_, Some(example)) => json!(example),
        (_, None) => json!("Some words"),
    }
}

fn specimen_record(record: &RecordShape) -> Value {
    let excluded =
        record.rules.iter().find_map(|rule| if let Rule::NotBoth(one, _) = rule { Some(*one) } else { None });
    let fields = record.fields.iter().filter(|field| Some(field.field.name) != excluded);
    let value = |field: &FieldShape| match (&field.shape, field.field.examples.first()) {
        (Shape::Text(form), Some(example)) if matches!(form.plain, Plain::Number(..)) => core_scalar(example),
        (Shape::Text(_), Some(example)) => json!(example),
        (Shape::List(items), Some(example)) if matches!(**items, Shape::Text(_)) => json!([example]),
        (shape, _) => specimen(shape),
    };
    let mut record_value: Map<_, _> = fields.map(|field| (field.field.name.to_owned(), value(field))).collect();
    for rule in &record.rules {
        if let Rule::OnlyWhere(_, field, [word, ..]) = rule {
            record_value.insert((*field).to_owned(), json!(word));
        }
    }
    record_value.into()
}

/// What a decoder says of a value.
fn decoded(file: &FileShape, value: &Value) -> Diagnostics {
    let (mut files, mut sink) = (Files::default(), Diagnostics::new());
    let text = match file.syntax {
        Syntax::Yaml => serde_json::to_string(value).unwrap(),
        Syntax::Toml => toml::to_string(value).unwrap(),
    };
    let id = files.add(file.place, text.as_str());
    decode(file.name, id, &text, &mut sink);
    sink
}

fn decode(name: &str, file: FileId, text: &str, sink: &mut Diagnostics) {
    if name == "sourcebook" {
        Config::read(file, text, sink);
        return;
    }
    let id = Spanned::new("a".to_owned(), Span::new(file, 0, 0));
    let node = parse_yaml(file, text, 0, sink).unwrap_or_else(|| panic!("no YAML: {text}"));
    let mut reader = Reader::new(&node, sink);
    match name {
        "source" => drop(SourceRecord::read(id, &mut reader)),
        "brief" => drop(BriefRecord::read(id, &mut reader)),
        "actor" => drop(ActorRecord::read(id, &mut reader)),
        "option" => drop(OptionRecord::read(id, &mut reader)),
        "criterion" => drop(CriterionRecord::read(id, &mut reader)),
        "events" => drop(EventRecord::read_all(&mut reader)),
        other => panic!("no decoder for {other}"),
    }
}

#[test]
fn a_record_with_every_field_is_taken_by_both() {
    for file in file_shapes() {
        let value = specimen(&file.shape);
        let faults: Vec<String> = validator(file.name).iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(faults.is_empty(), "{}: {faults:#?}\n{value:#}", file.name);
        let found = decoded(&file, &value);
        assert!(found.is_empty(), "{}: {found:#?}\n{value:#}", file.name);
    }
}

/// Every place of a value, as the path of a JSON pointer.
fn places(value: &Value, path: &str, found: &mut Vec<String>) {
    found.push(path.to_owned());
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| places(item, &format!("{path}/{index}"), found));
        }
        Value::Object(entries) => {
            entries.iter().for_each(|(key, inner)| places(inner, &format!("{path}/{key}"), found));
        }
        _ => {}
    }
}

/// The same value with one place changed.
fn changed(value: &Value, place: &str, change: impl FnOnce(&mut Value)) -> Value {
    let mut value = value.clone();
    change(value.pointer_mut(place).unwrap());
    value
}

/// Both the schema and the decoder refuse the value.
#[track_caller]
fn both_refuse(file: &FileShape, validator: &Validator, value: &Value, what: &str) {
    assert!(!decoded(file, value).is_empty(), "{}: the decoder takes {what}", file.name);
    assert!(!validator.is_valid(value), "{}: the schema takes {what}", file.name);
}

#[test]
fn a_misspelled_field_is_refused_wherever_it_stands() {
    let mut tried = 0;
    for file in file_shapes() {
        let (validator, value) = (validator(file.name), specimen(&file.shape));
        let mut all = Vec::new();
        places(&value, "", &mut all);
        for place in all {
            let Some((parent, key)) = place.rsplit_once('/') else { continue };
            // A topic may have any name.
            if !value.pointer(parent).unwrap().is_object() || parent == "/topics" && file.name == "sourcebook" {
                continue;
            }
            let misspelled = changed(&value, parent, |record| {
                let entries = record.as_object_mut().unwrap();
                let inner = entries.remove(key).unwrap();
                entries.insert(format!("{key}x"), inner);
            });
            both_refuse(&file, &validator, &misspelled, &format!("`{place}x`"));
            tried += 1;
        }
    }
    assert!(tried > 70, "{tried} fields");
}

#[test]
fn a_value_of_another_type_is_refused_wherever_it_stands() {
    for file in file_shapes() {
        let (validator, value) = (validator(file.name), specimen(&file.shape));
        let mut all = Vec::new();
        places(&value, "", &mut all);
        // TOML has nothing but a table at its top.
        let all = all.iter().filter(|place| !(place.is_empty() && file.syntax == Syntax::Toml));
        for place in all {
            let wrong = match value.pointer(place).unwrap() {
                // An excerpt may well be words alone, and so may a name.
                Value::Object(_) if ["/quotes/", "/author", "/editor/"].iter().any(|one| place.contains(one)) => {
                    json!([])
                }
                Value::Object(_) | Value::Array(_) => json!("text"),
                _ => json!(["text"]),
            };
            let wrong = changed(&value, place, |inner| *inner = wrong);
            both_refuse(&file, &validator, &wrong, &format!("another type at `{place}`"));
        }
    }
}

/// Every text of a shape, with its place and a value that has the place, keys of tables apart.
fn texts(shape: &Shape, place: &str, value: &Value, found: &mut Vec<(String, Form, Value)>) {
    match shape {
        Shape::Text(form) => found.push((place.to_owned(), *form, value.clone())),
        Shape::List(items) => texts(items, &format!("{place}/0"), value, found),
        Shape::Record(record) => {
            for field in &record.fields {
                let with = changed(value, place, |of| {
                    let fields = of.as_object_mut().unwrap();
                    fields.entry(field.field.name).or_insert_with(|| specimen(&field.shape));
                });
                texts(&field.shape, &format!("{place}/{}", field.field.name), &with, found);
            }
        }
        Shape::Table(_, values) => {
            let keys: Vec<String> = value.pointer(place).unwrap().as_object().unwrap().keys().cloned().collect();
            for key in keys {
                texts(values, &format!("{place}/{key}"), value, found);
            }
        }
        Shape::Either(short, long) => {
            texts(short, place, &changed(value, place, |of| *of = specimen(short)), found);
            texts(long, place, &changed(value, place, |of| *of = specimen(long)), found);
        }
        Shape::Unknown | Shape::Words(_) => {}
    }
}

/// A list whose items all stand wherever the record is shown has a bound, in the schema as in the decoder.
#[test]
fn a_list_with_more_items_than_its_field_may_have_is_refused_by_both() {
    let file = file_shapes().into_iter().find(|file| file.name == "source").unwrap();
    let of = |length: usize| {
        changed(&specimen(&file.shape), "/claims/0", |claim| {
            let claim = claim.as_object_mut().unwrap();
            claim.remove("quote");
            claim.insert("quotes".to_owned(), json!(vec!["some words"; length]));
        })
    };
    both_refuse(&file, &validator("source"), &of(51), "51 excerpts");
    assert!(decoded(&file, &of(51)).iter().all(|fault| *fault.code == codes::TOO_LONG));
    assert!(validator("source").is_valid(&of(50)) && decoded(&file, &of(50)).is_empty());
}

/// Former identifiers are pages, and those of a source multiply with those of its claims.
#[test]
fn former_identifiers_without_end_are_refused_wherever_they_stand() {
    let mut tried = 0;
    for file in file_shapes() {
        let (validator, value) = (validator(file.name), specimen(&file.shape));
        let mut all = Vec::new();
        places(&value, "", &mut all);
        for place in all.iter().filter(|place| place.ends_with("/aliases")) {
            let most = if file.name == "source" && place == "/aliases" { 10 } else { 20 };
            let of = |length: usize| {
                let former: Vec<String> = (0..length).map(|number| format!("former-{number}")).collect();
                changed(&value, place, |aliases| *aliases = json!(former))
            };
            both_refuse(&file, &validator, &of(most + 1), &format!("more than {most} of `{place}`"));
            assert!(decoded(&file, &of(most + 1)).iter().all(|fault| *fault.code == codes::TOO_LONG));
            assert!(validator.is_valid(&of(most)) && decoded(&file, &of(most)).is_empty(), "{}: {place}", file.name);
            tried += 1;
        }
    }
    assert_eq!(tried, 6);
}

/// Whatever a line says stands on as many pages as lead to its record: a new field has a bound, or is Markdown.
#[test]
fn a_text_without_end_is_refused_wherever_it_stands() {
    let (mut tried, mut whole) = (0, Vec::new());
    for file in file_shapes() {
        let (validator, value) = (validator(file.name), specimen(&file.shape));
        let mut all = Vec::new();
        texts(&file.shape, "", &value, &mut all);
        for (place, form, value) in all {
            let Some(longest) = form.longest else {
                whole.push((place, form.what));
                continue;
            };
            assert!(longest <= 4_000, "{}: `{place}` may have {longest} characters", file.name);
            // Letters of two bytes: it is characters that count.
            let of = |length: usize| changed(&value, &place, |text| *text = json!("ü".repeat(length)));
            let is_said = |length: usize| decoded(&file, &of(length)).iter().any(|it| *it.code == codes::TOO_LONG);
            both_refuse(&file, &validator, &of(longest + 1), &format!("more than {longest} characters at `{place}`"));
            assert!(is_said(longest + 1) && !is_said(longest), "{}: `{place}`", file.name);
            if form.pattern == Form::TEXT.pattern && validator.is_valid(&value) {
                assert!(validator.is_valid(&of(longest)), "{}: `{place}`", file.name);
            }
            tried += 1;
        }
    }
    assert!(tried > 60, "{tried} fields");
    assert_eq!(whole, [("/note".to_owned(), "Markdown"), ("/claims/0/note".to_owned(), "Markdown")]);
}

#[test]
fn a_word_that_is_none_of_its_vocabulary_is_refused() {
    for (name, place) in [
        ("source", "/type"),
        ("source", "/url-status"),
        ("source", "/reliability"),
        ("source", "/claims/0/kind"),
        ("source", "/claims/0/confidence"),
        ("source", "/claims/0/status"),
        ("source", "/claims/0/stances/0/position"),
        ("source", "/claims/0/bears-on/0/bearing"),
        ("actor", "/kind"),
        ("sourcebook", "/likelihood-scale"),
        ("sourcebook", "/severity/contradictory-stance"),
    ] {
        let file = file_shapes().into_iter().find(|file| file.name == name).unwrap();
        let value = changed(&specimen(&file.shape), place, |word| *word = json!("strange"));
        both_refuse(&file, &validator(name), &value, place);
    }
}

// ---- The law ---------------------------------------------------------------------------------------------------------

/// Values to put in place of others: right and wrong ones, of every type.
fn odd_value() -> impl Strategy<Value = Value> {
    prop::sample::select(vec![
        json!(true),
        json!(0),
        json!(7),
        json!(2025),
        json!(12345),
        json!(""),
        json!(" "),
        json!("x"),
        json!(" a-b "),
        json!("A b"),
        json!("fact"),
        json!(" fact "),
        json!("off"),
        json!("active"),
        json!("disputed"),
        json!("likely"),
        json!("2025-13"),
        json!("late 2024/2025-01-20"),
        json!("https://x"),
        json!("http:///x"),
        json!("en-GB"),
        json!([]),
        json!(["x"]),
        json!([[]]),
        json!({}),
        json!({"x": "y"}),
        json!({"exact": "x"}),
        json!({"supports": ["a/b"]}),
    ])
}

/// A change at a place that is chosen by a number.
#[derive(Debug, Clone)]
enum Mutation {
    Replace(Value),
    Null,
    Remove,
    Add(&'static str, Value),
}

fn mutation() -> impl Strategy<Value = (prop::sample::Index, Mutation)> {
    let names = ["id", "name", "quote", "quotes", "reason", "status", "date", "nam"];
    let mutation = prop_oneof![
        4 => odd_value().prop_map(Mutation::Replace),
        1 => Just(Mutation::Null),
        3 => Just(Mutation::Remove),
        1 => (prop::sample::select(names.to_vec()), odd_value()).prop_map(|(name, value)| Mutation::Add(name, value)),
    ];
    (any::<prop::sample::Index>(), mutation)
}

fn mutate(value: &mut Value, syntax: Syntax, (index, mutation): &(prop::sample::Index, Mutation)) {
    let mut all = Vec::new();
    places(value, "", &mut all);
    let place = index.get(&all);
    match mutation {
        Mutation::Null if syntax == Syntax::Toml => {}
        Mutation::Replace(Value::Array(_) | Value::Null) if syntax == Syntax::Toml && place.is_empty() => {}
        Mutation::Replace(new) if syntax == Syntax::Yaml || !place.is_empty() => {
            *value.pointer_mut(place).unwrap() = new.clone();
        }
        Mutation::Replace(_) => {}
        Mutation::Null => *value.pointer_mut(place).unwrap() = Value::Null,
        Mutation::Remove => {
            let Some((parent, key)) = place.rsplit_once('/') else { return };
            match value.pointer_mut(parent).unwrap() {
                Value::Object(entries) => drop(entries.remove(key)),
                Value::Array(items) => drop(items.pop()),
                _ => {}
            }
        }
        Mutation::Add(name, new) => {
            if let Some(entries) = value.pointer_mut(place).and_then(Value::as_object_mut) {
                entries.insert((*name).to_owned(), new.clone());
            }
        }
    }
}

/// What a decoder says only of shapes.
const BY_SHAPE: [&str; 4] = ["unknown-field", "wrong-type", "unknown-word", "empty-value"];

/// Whether a schema refuses a reference for its letters. Its decoder does not: what names nothing is reported when all
/// names are known, with the one that was meant. The law about references below says that it does name nothing.
fn is_strange_reference(error: &jsonschema::ValidationError<'_>) -> bool {
    const FIELDS: [&str; 13] = [
        "about",
        "speaker",
        "origin",
        "event",
        "actor",
        "option",
        "criterion",
        "claim",
        "to",
        "variant-of",
        "part-of",
        "supports",
        "contradicts",
    ];
    let path = error.instance_path().to_string();
    let field = path.rsplit('/').find(|part| part.parse::<usize>().is_err()).unwrap_or("");
    let is_reference = FIELDS.contains(&field) || path.contains("/relations/");
    is_reference && matches!(error.kind(), jsonschema::error::ValidationErrorKind::Pattern { .. })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_reference_that_a_schema_refuses_names_nothing(word in "[a-cA-C0-1 /-]{0,7}|[a-z]{1,3}(-[a-z]{1,3}){0,2}") {
        let schema: Value = serde_json::from_str(&schema::all().into_iter().find(|it| it.name == "source").unwrap().text).unwrap();
        let claim = &schema["properties"]["claims"]["items"]["properties"];
        let takes = |schema: &Value, word: &str| jsonschema::draft7::new(schema).unwrap().is_valid(&json!(word));
        let is_identifier = |word: &str| sourcebook::model::check_identifier(word).is_ok();
        let written = word.trim();
        prop_assert!(takes(&claim["about"]["items"], &word) || !is_identifier(written));
        let is_key = written.split_once('/').is_some_and(|(one, other)| is_identifier(one) && is_identifier(other));
        let relation = &claim["relations"]["properties"]["supports"]["items"];
        prop_assert!(takes(relation, &word) || !is_key);
        prop_assert!(!takes(relation, &word) || written.contains('/'));
    }
}

/// What the decoder says of a file, and whether the schema takes it.
fn read_by_both(name: &str, text: &str) -> (Diagnostics, bool) {
    let (mut files, mut sink) = (Files::default(), Diagnostics::new());
    let file = files.add(name, text);
    decode(name, file, text, &mut sink);
    let value = if name == "sourcebook" {
        serde_json::to_value(toml::from_str::<toml::Value>(text).unwrap()).unwrap()
    } else {
        editors_value(&parse_yaml(file, text, 0, &mut Diagnostics::new()).unwrap(), &files)
    };
    (sink, validator(name).is_valid(&value))
}

#[test]
fn what_only_reads_right_is_refused_by_both() {
    let source = "type: misc\nclaims:\n  - id: a\n    statement: B.\n    quote: c\n";
    let settings = "title = \"A\"\n";
    for (name, begins, rest) in [
        ("source", source, "    kind: conditional\n    if: d\n"),
        ("source", source, "    kind: conditional\n    then: d\n"),
        ("source", source, "    kind: fact\n    if: d\n"),
        ("source", source, "    kind: fact\n    when: 2024-13\n"),
        ("source", source, "    kind: fact\n    when: 2024-02-32\n"),
        ("sourcebook", settings, "excerpt-words = \"15\"\n"),
        ("sourcebook", settings, "excerpt-words = 501\n"),
        ("sourcebook", settings, "[severity]\nunknown-reference = \"off\"\n"),
    ] {
        let (found, is_valid) = read_by_both(name, &format!("{begins}{rest}"));
        assert!(!found.is_empty(), "the decoder takes {rest}");
        assert!(!is_valid, "the schema takes {rest}");
    }
}

#[test]
fn a_field_with_nothing_in_it_is_none_to_both() {
    let source = "type: misc\nclaims:\n  - id: a\n    statement: B.\n    quote: c\n    kind: fact\n";
    for empty in ["reason", "if", "then"] {
        let (found, is_valid) = read_by_both("source", &format!("{source}    {empty}:\n"));
        assert!(found.is_empty(), "the decoder refuses an empty `{empty}`: {found:?}");
        assert!(is_valid, "the schema refuses an empty `{empty}`");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    /// No editor complains of what the program takes.
    #[test]
    fn what_a_schema_refuses_its_decoder_reports(
        which in any::<prop::sample::Index>(),
        mutations in prop::collection::vec(mutation(), 1..4),
    ) {
        thread_local! {
            static FILES: Vec<(FileShape, Validator)> =
                file_shapes().into_iter().map(|file| { let validator = validator(file.name); (file, validator) }).collect();
        }
        FILES.with(|files| {
            let (file, validator) = which.get(files);
            let mut value = specimen(&file.shape);
            for mutation in &mutations {
                mutate(&mut value, file.syntax, mutation);
            }
            let found = decoded(file, &value);
            let own = validator.iter_errors(&value).filter(|error| !is_strange_reference(error));
            let refused: Vec<String> = own.map(|error| format!("{error} at {}", error.instance_path())).collect();
            let is_refused = !validator.is_valid(&value);
            prop_assert!(
                refused.is_empty() || !found.is_empty(),
                "{}: refused by the schema alone: {refused:#?}\n{value:#}", file.name
            );
            // The converse, for all that the shape settles.
            let by_shape = found.iter().find(|found| BY_SHAPE.contains(&found.code.name));
            prop_assert!(
                is_refused || by_shape.is_none(),
                "{}: reported by the decoder alone: {by_shape:#?}\n{value:#}", file.name
            );
            Ok(())
        })?;
    }
}

// ---- What is said ----------------------------------------------------------------------------------------------------

fn every_record<'s>(shape: &'s Shape, visit: &mut impl FnMut(&'s RecordShape)) {
    match shape {
        Shape::Unknown | Shape::Text(_) | Shape::Words(_) => {}
        Shape::List(items) => every_record(items, visit),
        Shape::Table(keys, values) => [keys, values].into_iter().for_each(|inner| every_record(inner, visit)),
        Shape::Either(short, long) => [short, long].into_iter().for_each(|inner| every_record(inner, visit)),
        Shape::Record(record) => {
            visit(record);
            record.fields.iter().for_each(|field| every_record(&field.shape, visit));
        }
    }
}

#[test]
fn every_field_says_what_it_is_for() {
    let mut fields = 0;
    for file in file_shapes() {
        every_record(&file.shape, &mut |record| {
            for field in &record.fields {
                let about = field.field.about;
                let is_sentence = about.len() > 10 && about.ends_with('.') && !about.contains("  ");
                assert!(is_sentence, "`{}` of {}: {about:?}", field.field.name, record.what);
                assert_ne!(field.shape, Shape::Unknown, "`{}` of {}", field.field.name, record.what);
                fields += 1;
            }
        });
    }
    assert!(fields > 70, "{fields}");
}

#[test]
fn every_schema_is_of_draft_07() {
    for schema in schema::all() {
        let value: Value = serde_json::from_str(&schema.text).unwrap();
        assert_eq!(value["$schema"], "http://json-schema.org/draft-07/schema#");
        assert!(jsonschema::draft7::meta::is_valid(&value), "{}", schema.name);
        assert!(schema.text.ends_with("}\n"));
    }
}

#[test]
fn a_file_leads_to_its_schema_from_where_it_stands() {
    let line = |name| schema::modeline(name).unwrap();
    assert_eq!(line("source"), "# yaml-language-server: $schema=../../.sourcebook/schemas/source.json");
    assert_eq!(line("events"), "# yaml-language-server: $schema=../.sourcebook/schemas/events.json");
    assert_eq!(line("sourcebook"), "#:schema ./.sourcebook/schemas/sourcebook.json");
    assert_eq!(schema::modeline("claim"), None);
}

#[test]
fn the_command_prints_lists_and_writes() {
    let project = support::Project::empty();
    let all = schema::all();
    let listed = project.run(&["schema"]).stdout;
    assert_eq!(listed.lines().count(), all.len());
    for schema in &all {
        assert_eq!(project.run(&["schema", schema.name]).stdout, schema.text);
        let line = schema::modeline(schema.name).unwrap();
        assert!(listed.lines().any(|listed| listed.starts_with(schema.name) && listed.ends_with(&line)), "{line}");
    }
    assert_eq!(project.run(&["schema", "--output", schema::FOLDER]).status, 0);
    for schema in &all {
        assert_eq!(fs::read_to_string(project.path(schema::FOLDER).join(&schema.file)).unwrap(), schema.text);
    }
    assert_eq!(project.run(&["schema", "--format", "markdown"]).stdout, schema::reference());
    let unknown = project.run(&["schema", "sorce"]);
    assert_eq!(unknown.status, 2);
    assert!(unknown.stderr.contains("there is no schema `sorce`; did you mean `source`?"), "{}", unknown.stderr);
}

#[test]
fn the_reference_names_every_field_and_word() {
    let reference = schema::reference();
    for file in file_shapes() {
        assert!(reference.contains(&format!("## `{}`", file.place)), "{}", file.place);
        every_record(&file.shape, &mut |record| {
            for field in &record.fields {
                let entry = format!("- **`{}`** (", field.field.name);
                assert!(reference.contains(&entry), "{entry}");
                assert!(reference.contains(field.field.about), "{}", field.field.about);
            }
        });
    }
}
