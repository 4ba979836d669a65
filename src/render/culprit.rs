use std::collections::BTreeSet;

use super::engine::{Unparsed, parsed};
use super::error::{failing, lacking, report};
use super::files::{ThemeFiles, built_in_template};

/// Which template is to blame where a theme does not hold together.
impl ThemeFiles {
    /// Names of templates of the site's own that stand in place of built-in ones, and differ from them.
    fn replaced(&self) -> impl Iterator<Item = &str> {
        let differs = |name: &str, text: &[u8]| built_in_template(name).is_some_and(|own| own != text);
        self.templates.iter().filter(move |(name, text)| differs(name, text)).map(|(name, _)| name.as_str())
    }

    /// The same theme with the built-in template of that name.
    fn without(&self, name: &str) -> Self {
        let mut files = Self { templates: self.templates.clone(), ..Self::default() };
        let built_in = built_in_template(name).map(Into::into);
        files.templates.extend(built_in.map(|text| (name.to_owned(), text)));
        files
    }

    /// What is wrong with templates that cannot be parsed, under the names at which their author finds them.
    pub(super) fn report(&self, fault: &Unparsed<'_>) -> String {
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
        let is_built_in = |name: &&str| built_in_template(name) == self.templates.get(*name).map(AsRef::as_ref);
        if failing.is_empty() || !failing.iter().all(is_built_in) {
            return None;
        }
        self.spoiler()
    }

    /// The template of the site's own without which the theme would hold together.
    fn spoiler(&self) -> Option<&str> {
        self.replaced().find(|name| parsed(&self.without(name)).is_ok())
    }
}
