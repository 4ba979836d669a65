use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use serde::Serialize;
use tera::{Context, Tera, Value};

use super::minify::drop_blank_lines;
use crate::files::write_canonical;
use crate::plan::Frame;

/// The tops and bottoms of pages, each drawn once for all pages that have it.
///
/// They are a third of the markup of a small page and the same for every page of a section and depth. A drawn one is
/// known by all that its templates are given, and belongs to one theme, so it does not matter which page asked first.
#[derive(Debug, Default)]
pub(super) struct Frames(RwLock<HashMap<Vec<u8>, Value>>);

/// What the templates of the frame are given, under the name `page`: what many pages have in common.
#[derive(Debug, Serialize)]
struct Common<'a> {
    is_home: bool,
    site_title: &'a str,
    root: &'a str,
    feed: Option<&'a str>,
    section: Option<&'a str>,
    search: Option<&'a str>,
}

/// What pages are given, under the name `frame`: finished HTML.
#[derive(Debug, Serialize)]
struct Drawn {
    header: String,
    footer: String,
}

impl Frames {
    /// The frame of a page.
    ///
    /// # Errors
    /// The template that failed, and the engine's error.
    pub(super) fn frame(
        &self,
        tera: &Tera,
        traits: &Value,
        page: &Frame,
    ) -> Result<Value, (&'static str, tera::Error)> {
        let common = Common {
            is_home: page.is_home,
            site_title: &page.site_title,
            root: &page.root,
            feed: page.feed.as_deref(),
            section: page.section,
            search: page.search.as_deref(),
        };
        let mut key = Vec::new();
        // Strings and a yes or no, which always serialise.
        let _ = write_canonical(&common, &mut key);
        if let Some(drawn) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(drawn.clone());
        }
        let mut context = Context::new();
        context.insert("page", &common);
        context.insert_value("theme", traits.clone());
        let draw = |template: &'static str| {
            let mut html = tera.render(template, &context).map_err(|error| (template, error))?.into_bytes();
            drop_blank_lines(&mut html);
            Ok(String::from_utf8_lossy(&html).into_owned())
        };
        let drawn = Value::from_serializable(&Drawn { header: draw("header.html")?, footer: draw("footer.html")? });
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(key, drawn.clone());
        Ok(drawn)
    }
}
