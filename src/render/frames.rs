use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use serde::Serialize;
use tera::{Context, Tera, Value};

use super::minify::drop_blank_lines;
use crate::files::write_canonical;
use crate::plan::Frame;

/// What pages load, their tops and their bottoms, each drawn once for all pages that have it.
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

/// What pages are given, under the name `frame`: finished HTML, which the engine knows needs no escaping.
#[derive(Debug, Serialize)]
struct Drawn {
    head: Value,
    header: Value,
    footer: Value,
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
            Ok(Value::safe_string(&String::from_utf8_lossy(&html)))
        };
        let drawn = Drawn { head: draw("head.html")?, header: draw("header.html")?, footer: draw("footer.html")? };
        let drawn = Value::from_serializable(&drawn);
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(key, drawn.clone());
        Ok(drawn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::{ThemeFiles, built_in};

    fn page(root: &str, section: Option<&'static str>) -> Frame {
        Frame {
            title: "A title".into(),
            is_home: false,
            description: None,
            site_title: "A site".into(),
            language: "en".into(),
            root: root.into(),
            base: None,
            canonical: None,
            feed: None,
            og_type: "website",
            section,
            breadcrumbs: Vec::new(),
            part: None,
            search: Some(format!("{root}search/")),
            for_authors: false,
        }
    }

    fn tera() -> Tera {
        let ThemeFiles { templates, .. } = built_in();
        let texts = templates.iter().map(|(name, text)| (name.as_str(), std::str::from_utf8(text).unwrap()));
        let mut tera = Tera::new();
        tera.add_raw_templates(texts).unwrap();
        tera
    }

    /// Whoever asked before, a page is given what it would have been given first.
    #[test]
    fn a_frame_is_a_function_of_its_page() {
        #[derive(Serialize)]
        struct Traits {
            sections: [crate::plan::Section; 10],
        }
        let (tera, traits) = (tera(), Value::from_serializable(&Traits { sections: crate::plan::SECTIONS }));
        let kept = Frames::default();
        let mut all = Vec::new();
        for _ in 0..2 {
            for root in ["", "../", "../../"] {
                for section in [None, Some("claims/"), Some("gaps/")] {
                    let page = page(root, section);
                    let given = kept.frame(&tera, &traits, &page).unwrap();
                    assert_eq!(given, Frames::default().frame(&tera, &traits, &page).unwrap());
                    all.push(given.to_string());
                }
            }
        }
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 9);
    }
}
