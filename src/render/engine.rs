use std::io::{self, Write};

use tera::{Kwargs, State, Tera, Value};

use super::files::ThemeFiles;
use crate::plan::Cards;

/// Why templates cannot be parsed.
pub(super) enum Unparsed<'f> {
    NotUtf8(&'f str),
    Engine(tera::Error),
    /// Nothing draws these cards.
    NoCard(&'static str),
}

/// An engine with the templates of a theme.
pub(super) fn parsed(files: &ThemeFiles) -> Result<Tera, Unparsed<'_>> {
    let mut texts = Vec::with_capacity(files.templates.len());
    for (name, bytes) in &files.templates {
        texts.push((name.as_str(), str::from_utf8(bytes).map_err(|_| Unparsed::NotUtf8(name))?));
    }
    let mut tera = Tera::new();
    tera.autoescape_on(vec![".html", ".xml"]);
    tera.register_filter("safe", safe);
    tera.set_escape_fn(escape);
    tera.add_raw_templates(texts).map_err(Unparsed::Engine)?;
    match Cards::COMPONENTS.into_iter().find(|component| !tera.contains_component(component)) {
        Some(component) => Err(Unparsed::NoCard(component)),
        None => Ok(tera),
    }
}

/// What the engine's filter of this name does, without a copy of the text: most of a page is finished HTML.
fn safe(value: &Value, _: Kwargs, _: &State<'_>) -> Value {
    if value.as_str().is_some() { value.clone().mark_safe() } else { Value::safe_string(&value.to_string()) }
}

/// What the engine writes, without its look at one letter after the other where nothing is to be escaped: that is most
/// texts, and an answer for a whole text comes from many letters at once.
fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let is_special = |any, &byte| any | matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'');
    if text.as_bytes().iter().fold(false, is_special) {
        tera::escape_html(text, out)
    } else {
        out.write_all(text.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use tera::Context;

    use super::*;

    #[test]
    fn texts_are_escaped_as_the_engine_escapes_them() {
        let written = |escape: tera::EscapeFn, text: &str| {
            let mut out = Vec::new();
            escape(text, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        for letter in (0..=127u8).map(char::from).chain(['é', '“', '\u{3000}']) {
            for text in
                [letter.to_string(), format!("{letter}a"), format!("words that are longer {letter} than a lane")]
            {
                assert_eq!(written(escape, &text), written(tera::escape_html, &text));
            }
        }
        assert_eq!(written(escape, "<&>\"'"), "&lt;&amp;&gt;&quot;&#39;");
    }

    #[test]
    fn our_filter_writes_what_that_of_the_engine_writes() {
        let template = "{{ short | safe }} {{ long | safe }} {{ number | safe }} {{ list | safe }} {{ none | safe }}";
        let mut context = Context::new();
        context.insert("short", "<p>");
        context.insert("long", "<p>More than the engine keeps without a heap</p>");
        context.insert("number", &1);
        context.insert("list", &["<p>", "&"]);
        context.insert("none", &None::<String>);
        let written = |tera: &Tera| tera.render_str(template, &context, true).unwrap();
        let engine = Tera::new();
        let mut ours = Tera::new();
        ours.register_filter("safe", safe);
        assert_eq!(written(&ours), written(&engine));
        assert!(written(&ours).starts_with("<p> <p>More"));
    }
}
