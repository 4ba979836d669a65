//! Which part of a page is read, and what of it is not for reading.
//!
//! The only `<main>`, or else the only `<article>`, is the page; without one, or if it holds no words, the whole body.
//! Left out are scripts, styles and templates; navigation, asides, forms and their controls; the header and footer of
//! the page, but not those of an article or a section; whatever is hidden from everybody (`hidden`, `display: none`,
//! `visibility: hidden`, a closed `dialog`) or from screen readers (`aria-hidden`); drawings and embedded documents;
//! the marks of footnotes, and readings above Han characters. A form that holds a heading of rank 1, an article or the
//! main part is the page itself in the manner of old publishing systems: it is read, without its controls.

use super::tree::{DOCUMENT, NodeId, Tree, Visit};

/// Where reading may begin, in order of preference.
pub(super) fn roots(tree: &Tree) -> Vec<NodeId> {
    let mut mains = Vec::new();
    let mut articles = Vec::new();
    tree.walk(DOCUMENT, |visit| {
        let Visit::Begin(node) = visit else { return true };
        match tree.name(node) {
            _ if is_hidden(tree, node) => return false,
            Some("main") => mains.push(node),
            Some("article") => articles.push(node),
            _ => {}
        }
        true
    });
    let only = |list: &[NodeId]| if let [only] = list { Some(*only) } else { None };
    only(&mains).or_else(|| only(&articles)).into_iter().chain([DOCUMENT]).collect()
}

/// Whether a node is left out with all that is in it.
pub(super) fn is_left_out(tree: &Tree, node: NodeId) -> bool {
    let Some(name) = tree.name(node) else {
        return tree.is_foreign(node) && is_drawing(tree, node);
    };
    is_never_read(name)
        || is_hidden(tree, node)
        || match name {
            "header" | "footer" => !stands_in_section(tree, node),
            "form" => !holds_page(tree, node),
            "sup" => is_note_mark(tree, node),
            "a" => is_note_role(tree, node) || holds_only_mark(tree, node),
            _ => false,
        }
}

fn is_never_read(name: &str) -> bool {
    matches!(
        name,
        "head"
            | "script"
            | "style"
            | "template"
            | "noscript"
            | "nav"
            | "aside"
            | "button"
            | "select"
            | "textarea"
            | "option"
            | "optgroup"
            | "datalist"
            | "input"
            | "iframe"
            | "object"
            | "embed"
            | "video"
            | "audio"
            | "canvas"
            | "map"
            | "noembed"
            | "noframes"
            | "rt"
            | "rp"
            | "progress"
            | "meter"
    )
}

/// Formulas in `MathML` are text; drawings in SVG are not.
fn is_drawing(tree: &Tree, node: NodeId) -> bool {
    tree.parent(node).is_none_or(|parent| !tree.is_foreign(parent)) && !tree.is_formula(node)
}

fn is_hidden(tree: &Tree, node: NodeId) -> bool {
    let is = |attribute: &str, value: &str| {
        tree.attribute(node, attribute).is_some_and(|given| given.trim().eq_ignore_ascii_case(value))
    };
    // What a search in the page reveals is text that a reader finds.
    let is_hidden = tree.attribute(node, "hidden").is_some() && !is("hidden", "until-found");
    let is_closed = tree.name(node) == Some("dialog") && tree.attribute(node, "open").is_none();
    is_hidden || is_closed || is("aria-hidden", "true") || tree.attribute(node, "style").is_some_and(hides)
}

/// Whether a style attribute hides its element. The last declaration of a property counts.
fn hides(style: &str) -> bool {
    let (mut display, mut visibility) = (false, false);
    for declaration in style.split(';') {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let value = value.trim().trim_end_matches("!important").trim_end();
        match property.trim() {
            name if name.eq_ignore_ascii_case("display") => display = value.eq_ignore_ascii_case("none"),
            name if name.eq_ignore_ascii_case("visibility") => {
                visibility = value.eq_ignore_ascii_case("hidden") || value.eq_ignore_ascii_case("collapse");
            }
            _ => {}
        }
    }
    display || visibility
}

/// Whether a header or footer belongs to a part of the page.
fn stands_in_section(tree: &Tree, node: NodeId) -> bool {
    let mut above = tree.parent(node);
    while let Some(at) = above {
        if matches!(tree.name(at), Some("article" | "section" | "main" | "blockquote" | "figure")) {
            return true;
        }
        above = tree.parent(at);
    }
    false
}

fn holds_page(tree: &Tree, form: NodeId) -> bool {
    tree.some_below(form, usize::MAX, |node| matches!(tree.name(node), Some("h1" | "article" | "main")))
}

/// A raised mark is that of a note if it is, or stands in, a link within the page: `10<sup>3</sup>` and
/// `1<sup>st</sup>` are words.
fn is_note_mark(tree: &Tree, sup: NodeId) -> bool {
    tree.some_below(sup, 8, |node| leads_within(tree, node))
}

/// Whether all that a link within the page holds is a raised mark.
fn holds_only_mark(tree: &Tree, link: NodeId) -> bool {
    if !leads_within(tree, link) {
        return false;
    }
    let mut raised = 0_usize;
    let (mut words, mut other) = (false, false);
    tree.walk(link, |visit| {
        match visit {
            Visit::Begin(node) if tree.name(node) == Some("sup") => raised += 1,
            Visit::Begin(node) => {
                let has_words = tree.text(node).is_some_and(|text| !text.trim().is_empty());
                words |= has_words && raised > 0;
                other |= has_words && raised == 0;
            }
            Visit::End(node) if tree.name(node) == Some("sup") => raised = raised.saturating_sub(1),
            Visit::End(_) => {}
        }
        true
    });
    words && !other
}

fn leads_within(tree: &Tree, node: NodeId) -> bool {
    tree.name(node) == Some("a")
        && (tree.attribute(node, "href").is_some_and(|address| address.contains('#')) || is_note_role(tree, node))
}

fn is_note_role(tree: &Tree, node: NodeId) -> bool {
    tree.attribute(node, "role").is_some_and(|role| matches!(role.trim(), "doc-noteref" | "doc-backlink"))
}
