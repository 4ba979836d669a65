use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Tera, Value};

use super::engine::parsed;
use super::error::{RenderError, report};
use super::files::{Static, ThemeFiles};
use super::frames::Frames;
use super::minify::drop_blank_lines;
use crate::files::{Fingerprint, write_canonical};
use crate::model::Config;
use crate::plan::{CardError, CardView, Content, DATA, DrawCard, SECTIONS, Section, TEXT, View};

/// The stylesheet that a site may add to the theme's own: pages load it after those.
const CUSTOM_STYLES: &str = "custom.css";

/// Room for most views and pages, in bytes.
const PAGE: usize = 64 * 1024;

/// Room for most cards.
const CARD: usize = 2 * 1024;

/// A file that is copied as it is.
#[derive(Debug, Clone)]
pub struct StaticFile {
    /// Relative to the output folder.
    pub path: String,
    /// Where its bytes are.
    pub bytes: Static,
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
    hash: Fingerprint,
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
            fingerprint: bytes.fingerprint(),
            path: path.clone(),
            bytes: bytes.clone(),
        });
        let has_custom_styles = files.statics.contains_key(CUSTOM_STYLES);
        let traits = Traits { has_custom_styles, sections: SECTIONS };
        let hash = hash_looks(&files.templates, &traits);
        let traits = Value::from_serializable(&traits);
        let is_built_in = files.has_built_in_templates();
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

/// Of all templates, of what they know of the theme, and of the program that draws them: another version may draw the
/// same view otherwise.
fn hash_looks(templates: &BTreeMap<String, Arc<[u8]>>, traits: &Traits) -> Fingerprint {
    let templates: Vec<(&str, &[u8])> = templates.iter().map(|(name, bytes)| (name.as_str(), &**bytes)).collect();
    let mut known = Vec::new();
    // Strings, bytes and a yes or no, which always serialise.
    let _ = write_canonical(&(env!("CARGO_PKG_VERSION"), traits, templates), &mut known);
    Fingerprint::of(&known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::built_in;

    #[test]
    fn only_built_in_templates_are_known_to_print_addresses() {
        let mut files = built_in();
        assert!(Theme::new(&files).unwrap().prints_addresses());
        files.templates.insert("own.html".to_owned(), (*b"{% component own() %}{% endcomponent own %}").into());
        assert!(!Theme::new(&files).unwrap().prints_addresses());
    }
}
