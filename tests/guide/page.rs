//! Reads a page of the guide: what it tells its reader to do, in order.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// One thing that a page tells its reader to do.
pub(crate) enum Step {
    /// A file that is shown whole: "… in `content/briefs/a.md`:" and a block.
    Write { path: String, text: String },
    /// Lines at the end of a file: "Add to `content/events.yaml`:" and a block.
    Append { path: String, text: String },
    /// Lines of a file that change: a block of `diff`.
    Patch { path: String, from: String, to: String },
    /// A command of a block of `console`, with what the page shows below it.
    Run { command: String, shown: Option<String> },
    /// A block that would run in no test.
    Unbound { language: String },
}

/// The steps of a page, with their lines.
pub(crate) fn steps(text: &str) -> Vec<(usize, Step)> {
    let mut steps = Vec::new();
    let mut introduction = Introduction::default();
    let mut block: Option<(String, usize, String)> = None;
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::Paragraph) => introduction = Introduction::default(),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                let line = text[..range.start].matches('\n').count() + 1;
                block = Some((language.to_string(), line, String::new()));
            }
            Event::Text(words) => match &mut block {
                Some((.., code)) => code.push_str(&words),
                None => introduction.text.push_str(&words),
            },
            Event::Code(code) => introduction.file = Some(code.to_string()),
            Event::End(TagEnd::CodeBlock) => {
                if let Some((language, line, code)) = block.take() {
                    steps.extend(read(&language, code, &introduction).into_iter().map(|step| (line, step)));
                    introduction = Introduction::default();
                }
            }
            _ => {}
        }
    }
    steps
}

/// The paragraph before a block.
#[derive(Default)]
struct Introduction {
    text: String,
    file: Option<String>,
}

fn read(language: &str, code: String, introduction: &Introduction) -> Vec<Step> {
    match language {
        "text" => Vec::new(),
        "console" => commands(&code),
        _ => match &introduction.file {
            Some(path) if introduction.text.trim_end().ends_with(':') => {
                let path = path.clone();
                vec![if language == "diff" {
                    Step::Patch { path, from: side(&code, '+'), to: side(&code, '-') }
                } else if introduction.text.starts_with("Add") {
                    Step::Append { path, text: code }
                } else {
                    Step::Write { path, text: code }
                }]
            }
            _ => vec![Step::Unbound { language: language.to_owned() }],
        },
    }
}

/// The lines of a difference without those of the other side.
fn side(code: &str, other: char) -> String {
    code.lines().filter(|line| !line.starts_with(other)).fold(String::new(), |mut text, line| {
        text.push_str(line.get(1..).unwrap_or_default());
        text.push('\n');
        text
    })
}

fn commands(code: &str) -> Vec<Step> {
    let mut steps: Vec<(String, Vec<&str>)> = Vec::new();
    for line in code.lines() {
        match (line.strip_prefix("$ "), steps.last_mut()) {
            (Some(command), _) => steps.push((command.to_owned(), Vec::new())),
            (None, Some((_, shown))) => shown.push(line),
            (None, None) => panic!("a console that begins with no command: {line}"),
        }
    }
    let step = |(command, shown): (String, Vec<&str>)| Step::Run {
        command,
        shown: (!shown.is_empty()).then(|| shown.join("\n") + "\n"),
    };
    steps.into_iter().map(step).collect()
}

/// Where the links of a page lead.
pub(crate) fn links(text: &str) -> Vec<String> {
    Parser::new_ext(text, Options::ENABLE_TABLES)
        .filter_map(|event| match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => Some(dest_url.to_string()),
            _ => None,
        })
        .collect()
}

/// The anchors of a page's headings, as forges make them.
pub(crate) fn anchors(text: &str) -> Vec<String> {
    let mut anchors = Vec::new();
    let mut heading: Option<String> = None;
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::Text(words) | Event::Code(words) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&words);
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
                let words = heading.take().unwrap_or_default().to_lowercase();
                anchors.push(words.chars().filter(kept).collect::<String>().replace(' ', "-"));
            }
            _ => {}
        }
    }
    anchors
}
