use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use include_dir::{Dir, File as EmbeddedFile, include_dir};
use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, Value};

use super::error::{RenderError, failing, lacking, report};
use super::frames::Frames;
use super::minify::drop_blank_lines;
use crate::diagnostic::closest;
use crate::files::{FileError, Fingerprint, Readings, read_folder, write_canonical};
use crate::model::Config;
use crate::plan::{CardError, CardView, Cards, Content, DATA, DrawCard, SECTIONS, Section, TEXT, View};

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");
static STATICS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/static");

/// The stylesheet that a site may add to the theme's own: pages load it after those.
const CUSTOM_STYLES: &str = "custom.css";

/// Room for most views and pages, in bytes.
const PAGE: usize = 64 * 1024;

/// Room for most cards.
const CARD: usize = 2 * 1024;

/// The files of a theme, by path relative to `templates/` and `static/`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ThemeFiles {
    /// Templates.
    pub templates: BTreeMap<String, Arc<[u8]>>,
    /// Files that are copied as they are.
    pub statics: BTreeMap<String, Arc<[u8]>>,
}

/// The built-in theme.
#[must_use]
pub fn built_in() -> ThemeFiles {
    ThemeFiles { templates: embedded(&TEMPLATES), statics: embedded(&STATICS) }
}

fn embedded(root: &Dir<'_>) -> BTreeMap<String, Arc<[u8]>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            files.insert(path, file.contents().into());
        }
    }
    files
}

impl ThemeFiles {
    /// Names of templates of the site's own that stand in place of built-in ones, and differ from them.
    fn replaced(&self) -> impl Iterator<Item = &str> {
        let differs = |name: &str, text: &[u8]| TEMPLATES.get_file(name).is_some_and(|own| own.contents() != text);
        self.templates.iter().filter(move |(name, text)| differs(name, text)).map(|(name, _)| name.as_str())
    }

    /// The same theme with the built-in template of that name.
    fn without(&self, name: &str) -> Self {
        let mut files = Self { templates: self.templates.clone(), statics: BTreeMap::new() };
        let built_in = TEMPLATES.get_file(name).map(|file| file.contents().into());
        files.templates.extend(built_in.map(|text| (name.to_owned(), text)));
        files
    }

    /// What is wrong with templates that cannot be parsed, under the names at which their author finds them.
    fn report(&self, fault: &Unparsed<'_>) -> String {
        let (text, culprit) = match fault {
            Unparsed::NotUtf8(name) => return format!("`templates/{name}` is not UTF-8"),
            Unparsed::Engine(error) => {
                let text = report(error, &self.templates);
                let culprit = self.culprit(&failing(&text));
                (text, culprit)
            }
            Unparsed::NoCard(component) => {
                (format!("error: no template has the component `{component}`, which draws cards"), self.spoiler())
            }
        };
        match culprit {
            Some(name) => lacking(name, &text),
            None => text,
        }
    }

    /// The template of the site's own without which the theme would hold together, if only built-in ones fail: they
    /// build on what it leaves out.
    fn culprit(&self, failing: &BTreeSet<&str>) -> Option<&str> {
        let is_built_in = |name: &&str| {
            TEMPLATES.get_file(name).map(EmbeddedFile::contents) == self.templates.get(*name).map(AsRef::as_ref)
        };
        if failing.is_empty() || !failing.iter().all(is_built_in) {
            return None;
        }
        self.spoiler()
    }

    /// The template of the site's own without which the theme would hold together.
    fn spoiler(&self) -> Option<&str> {
        self.replaced().find(|name| parsed(&self.without(name)).is_ok())
    }

    /// Templates of the site's own that nothing draws with: they stand in place of none that is built in, no other one
    /// names them, and they define no component. Each with the one whose place it was probably meant to take.
    #[must_use]
    pub fn unused_templates(&self) -> Vec<(&str, Option<&str>)> {
        let is_built_in = |name: &str| TEMPLATES.get_file(name).is_some();
        let is_named = |name: &str| {
            let quoted = [format!("\"{name}\""), format!("'{name}'")];
            self.templates.values().any(|text| {
                let text = String::from_utf8_lossy(text);
                quoted.iter().any(|quoted| text.contains(quoted))
            })
        };
        let unused = self.templates.iter().filter(|(name, text)| {
            !is_built_in(name) && !String::from_utf8_lossy(text).contains("{% component ") && !is_named(name)
        });
        let built_in = || self.templates.keys().map(String::as_str).filter(|name| is_built_in(name));
        unused.map(|(name, _)| (name.as_str(), closest(name, built_in()))).collect()
    }
}

/// The theme of a site: the built-in one, with the site's own files in place of those of the same name.
///
/// # Errors
/// If one of the site's files cannot be read.
pub fn load_theme(root: &Path, readings: &mut Readings) -> Result<ThemeFiles, FileError> {
    let mut files = built_in();
    files.templates.extend(read_folder(root, "templates", readings)?);
    files.statics.extend(read_folder(root, "static", readings)?);
    Ok(files)
}

/// A file that is copied as it is.
#[derive(Debug, Clone)]
pub struct StaticFile {
    /// Relative to the output folder.
    pub path: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// Of its bytes.
    pub fingerprint: Fingerprint,
}

/// What is the same for all pages, and templates know under the name `theme`, beside their view.
#[derive(Debug, Serialize)]
struct Traits {
    /// Whether there is a stylesheet of the site's own to load.
    has_custom_styles: bool,
    /// What the header leads to.
    sections: [Section; SECTIONS.len()],
}

/// A theme that is ready to draw.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    /// [`Traits`], as the engine's value, which all pages share.
    traits: Value,
    /// What its pages have in common.
    frames: Frames,
    /// Whether all templates are built-in ones. Those print addresses and do nothing else with them.
    is_built_in: bool,
    /// Of the templates and the traits.
    hash: blake3::Hash,
    /// Files that are copied as they are.
    statics: Vec<StaticFile>,
}

impl Theme {
    /// The files that are copied as they are: those that serve the search alone only where readers can search.
    pub fn statics_for(&self, config: &Config) -> impl Iterator<Item = &StaticFile> {
        self.statics.iter().filter(|file| config.search || !file.path.starts_with("search/"))
    }

    /// Reads the templates of a theme.
    ///
    /// # Errors
    /// If they cannot be parsed or do not fit together.
    pub fn new(files: &ThemeFiles) -> Result<Self, RenderError> {
        let tera = parsed(files).map_err(|fault| RenderError::Theme { report: files.report(&fault) })?;
        let statics = files.statics.iter().map(|(path, bytes)| StaticFile {
            fingerprint: Fingerprint::of(bytes),
            path: path.clone(),
            bytes: Arc::clone(bytes),
        });
        let has_custom_styles = files.statics.contains_key(CUSTOM_STYLES);
        let traits = Traits { has_custom_styles, sections: SECTIONS };
        let hash = hash_looks(&files.templates, &traits);
        let traits = Value::from_serializable(&traits);
        let is_built_in = files.templates == embedded(&TEMPLATES);
        Ok(Self { is_built_in, hash, traits, frames: Frames::default(), statics: statics.collect(), tera })
    }

    /// What a page is made from: its view, the theme's templates and traits. The same fingerprint means the same bytes.
    #[must_use]
    pub fn fingerprint(&self, view: &View) -> Fingerprint {
        // One text, hashed at once: several blocks of it are then hashed side by side.
        let mut bytes = Vec::with_capacity(PAGE);
        bytes.extend_from_slice(self.hash.as_bytes());
        // A name and a view are strings, numbers and lists, which always serialise.
        let _ = write_canonical(view.template, &mut bytes);
        let _ = write_canonical(view, &mut bytes);
        Fingerprint::of(&bytes)
    }

    /// Draws a page; writes one that is data as JSON, one that is text as it is.
    ///
    /// # Errors
    /// If the template asks for something that the view does not have.
    pub fn render(&self, view: &View) -> Result<Vec<u8>, RenderError> {
        if view.template == DATA {
            // As for the fingerprint: a view always serialises.
            let mut bytes = serde_json::to_vec_pretty(&view.view).unwrap_or_default();
            bytes.push(b'\n');
            return Ok(bytes);
        }
        if let (TEXT, Content::Export(text)) = (view.template, &view.view) {
            return Ok(text.0.clone().into_bytes());
        }
        let failed_in = |template, error: tera::Error| {
            let report = report(&error, &BTreeMap::new());
            RenderError::Page { template, report }
        };
        let failed = |error| failed_in(view.template, error);
        let mut context = Context::new();
        context.insert_value("page", Value::try_from_serializable(&view.page).map_err(failed)?);
        context.insert_value("view", Value::try_from_serializable(&view.view).map_err(failed)?);
        context.insert_value("theme", self.traits.clone());
        let frame = self.frames.frame(&self.tera, &self.traits, &view.page);
        context.insert_value("frame", frame.map_err(|(template, error)| failed_in(template, error))?);
        let mut html = Vec::with_capacity(PAGE);
        self.tera.render_to(view.template, &context, &mut html).map_err(failed)?;
        drop_blank_lines(&mut html);
        Ok(html)
    }
}

impl DrawCard for Theme {
    fn draw_card(&self, component: &'static str, view: &CardView) -> Result<String, CardError> {
        let failed = |error: tera::Error| CardError { component, report: report(&error, &BTreeMap::new()) };
        let arguments = arguments(view).map_err(failed)?;
        let mut text = Vec::with_capacity(CARD);
        self.tera.render_component_to(component, &arguments, None, true, &mut text).map_err(failed)?;
        Ok(String::from_utf8(text).unwrap_or_else(|text| String::from_utf8_lossy(text.as_bytes()).into_owned()))
    }

    fn prints_addresses(&self) -> bool {
        self.is_built_in
    }
}

/// Why templates cannot be parsed.
enum Unparsed<'f> {
    NotUtf8(&'f str),
    Engine(tera::Error),
    /// Nothing draws these cards.
    NoCard(&'static str),
}

fn parsed(files: &ThemeFiles) -> Result<Tera, Unparsed<'_>> {
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

/// Of the component that draws a card.
fn arguments(view: &CardView) -> Result<Context, tera::Error> {
    let mut arguments = Context::new();
    match view {
        CardView::Row { claim, source } => {
            arguments.insert_value("claim", Value::try_from_serializable(claim)?);
            arguments.insert_value("source", Value::from(*source));
        }
        CardView::Quoted { claim, excerpts } => {
            arguments.insert_value("claim", Value::try_from_serializable(claim)?);
            arguments.insert_value("excerpts", Value::try_from_serializable(excerpts)?);
        }
        CardView::Citing { cite } => arguments.insert_value("cite", Value::try_from_serializable(cite)?),
        CardView::Words { parts } => arguments.insert_value("parts", Value::try_from_serializable(parts)?),
    }
    Ok(arguments)
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

/// Of all templates, of what they know of the theme, and of the program that draws them: another version may draw the
/// same view otherwise.
fn hash_looks(templates: &BTreeMap<String, Arc<[u8]>>, traits: &Traits) -> blake3::Hash {
    let mut known = Vec::new();
    // Strings and a yes or no, which always serialise.
    let _ = write_canonical(traits, &mut known);
    let files = templates.iter().flat_map(|(name, bytes)| [name.as_bytes(), &**bytes]);
    of_all([env!("CARGO_PKG_VERSION").as_bytes(), &known].into_iter().chain(files))
}

/// The hash of several parts, each after its length, so that no two lists of parts read the same.
fn of_all<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize()
}

#[cfg(test)]
mod tests {
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
    fn only_built_in_templates_are_known_to_print_addresses() {
        let mut files = built_in();
        assert!(Theme::new(&files).unwrap().prints_addresses());
        files.templates.insert("own.html".to_owned(), (*b"{% component own() %}{% endcomponent own %}").into());
        assert!(!Theme::new(&files).unwrap().prints_addresses());
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
