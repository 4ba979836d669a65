//! What a reader's browser is given: markup of the theme, and nothing that an author could run.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// Elements that bring what they hold or name to life, and that no page has.
const FORBIDDEN: [&str; 7] = ["iframe", "object", "embed", "applet", "style", "base", "frame"];

/// Holds a page to the law that nothing of it runs but the theme's own scripts.
pub fn nothing_runs(page: &str) {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(page));
    let tokens = Tokenizer::new(Tags::default(), TokenizerOpts::default());
    let _ = tokens.feed(&input);
    tokens.end();
    let broken = tokens.sink.broken.into_inner();
    assert!(broken.is_empty(), "{broken:#?}");
}

/// Looks at tags as they come.
#[derive(Default)]
struct Tags {
    broken: RefCell<Vec<String>>,
}

impl TokenSink for Tags {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let Token::TagToken(tag @ Tag { kind: TagKind::StartTag, .. }) = token else {
            return TokenSinkResult::Continue;
        };
        if !is_harmless(&tag) {
            self.broken.borrow_mut().push(format!("{tag:?}"));
        }
        // What no markup is read in, as a browser does it.
        match &*tag.name {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }
}

fn is_harmless(tag: &Tag) -> bool {
    let name = &*tag.name;
    let attribute = |wanted: &str| tag.attrs.iter().find(|attribute| &*attribute.name.local == wanted);
    let addresses = ["href", "src", "action", "formaction", "poster", "data", "xlink:href"];
    let is_data = |kind: &str| kind == "application/ld+json" || kind == "application/json";
    !FORBIDDEN.contains(&name)
        && tag.attrs.iter().all(|attribute| {
            let name = &*attribute.name.local;
            !name.starts_with("on") && name != "style" && name != "srcdoc"
        })
        && addresses.iter().filter_map(|name| attribute(name)).all(|attribute| is_safe(&attribute.value))
        && (name != "script" || attribute("src").is_some() || attribute("type").is_some_and(|it| is_data(&it.value)))
}

/// Whether an address leads somewhere rather than doing something. Browsers pass over white space and control
/// characters in it.
fn is_safe(address: &str) -> bool {
    let address: String = address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let scheme = address.split(['/', '?', '#']).next().and_then(|start| start.split_once(':'));
    scheme.is_none_or(|(scheme, _)| ["http", "https", "mailto"].iter().any(|safe| scheme.eq_ignore_ascii_case(safe)))
}
