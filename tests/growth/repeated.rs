//! Sites in which one thing is said once and used many times.

use crate::support::Project;

/// A site of some length and number of uses.
pub(crate) struct Repeated {
    pub(crate) name: &'static str,
    write: fn(&Project, usize, usize),
    /// How long the thing may be; nothing where its length is its uses.
    pub(crate) longest: usize,
    /// How often it is used.
    pub(crate) uses: usize,
    /// What one use may put into a page, in bytes.
    pub(crate) of_use: usize,
}

impl Repeated {
    pub(crate) fn site(&self, length: usize, uses: usize) -> Project {
        let project = begun();
        (self.write)(&project, length, uses);
        project
    }
}

/// All of them.
pub(crate) const ALL: [Repeated; 8] = [
    Repeated { name: "links to an actor", write: linked, longest: 600, uses: 4_000, of_use: 800 },
    Repeated { name: "claims under a title", write: titled, longest: 600, uses: 400, of_use: 6_000 },
    Repeated { name: "claims by an author", write: authored, longest: 600, uses: 400, of_use: 6_000 },
    Repeated { name: "cards of a claim", write: cards, longest: 3_000, uses: 200, of_use: 1_200 },
    Repeated { name: "citations of a claim", write: citations, longest: 3_000, uses: 4_000, of_use: 1_200 },
    Repeated { name: "links to a claim", write: claim_links, longest: 3_000, uses: 4_000, of_use: 1_200 },
    Repeated { name: "briefs that cite excerpts", write: excerpts, longest: 50, uses: 200, of_use: 0 },
    Repeated { name: "claims that one sentence cites", write: sentence, longest: 0, uses: 800, of_use: 2_500 },
];

fn begun() -> Project {
    let off = "uncited-brief = \"off\"\nuncited-paragraph = \"off\"\nunproved-excerpt = \"off\"\n";
    let settings = "title = \"Repeating\"\nsearch = false\nexcerpt-words = 500\n";
    Project::empty().file("sourcebook.toml", format!("{settings}[severity]\n{off}"))
}

/// Letters and spaces, so long.
fn words(length: usize) -> String {
    let mut words = "so it is ".repeat(length / 9 + 1);
    words.truncate(length.saturating_sub(1));
    words + "x"
}

fn brief(project: &Project, id: usize, text: &str) {
    let head = format!("---\ntitle: Brief {id}\ndate: 2025-01-01\nsummary: One.\n---\n\n");
    project.write(&format!("content/briefs/b{id}.md"), head + text + "\n");
}

fn source(project: &Project, head: &str, claims: impl Iterator<Item = String>) {
    let claims: String = claims.collect::<Vec<_>>().concat();
    project.write("content/sources/s.yaml", format!("type: report\n{head}claims:\n{claims}"));
}

fn claim(id: usize, statement: &str, more: &str) -> String {
    format!("- id: k{id}\n  statement: {statement}\n  kind: fact\n  quote: some words {id}\n{more}")
}

fn linked(project: &Project, length: usize, uses: usize) {
    project.write("content/actors/a.md", format!("---\nname: {}\nkind: state\n---\n", words(length)));
    brief(project, 0, &"Of [[a]]. ".repeat(uses));
}

fn titled(project: &Project, length: usize, uses: usize) {
    source(project, &format!("title: {}\n", words(length)), (0..uses).map(|id| claim(id, "It is.", "")));
}

fn authored(project: &Project, length: usize, uses: usize) {
    source(project, &format!("author: [\"{}\"]\n", words(length)), (0..uses).map(|id| claim(id, "It is.", "")));
}

fn stated(project: &Project, length: usize, text: &str) {
    source(project, "", std::iter::once(claim(0, &words(length), "")));
    brief(project, 0, text);
}

fn cards(project: &Project, length: usize, uses: usize) {
    stated(project, length, &"![[s/k0]]\n\n".repeat(uses));
}

fn citations(project: &Project, length: usize, uses: usize) {
    stated(project, length, &"It is so [@s/k0]. ".repeat(uses));
}

fn claim_links(project: &Project, length: usize, uses: usize) {
    stated(project, length, &"So says [[s/k0]]. ".repeat(uses));
}

fn excerpts(project: &Project, length: usize, uses: usize) {
    let all: String = (0..length).map(|at| format!("  - words {at}\n")).collect::<Vec<_>>().concat();
    let claim = format!("- id: k0\n  statement: It is.\n  kind: fact\n  quotes:\n{all}");
    source(project, "", std::iter::once(claim));
    (0..uses).for_each(|id| brief(project, id, "So it is [@s/k0]."));
}

fn sentence(project: &Project, _: usize, uses: usize) {
    source(project, "", (0..uses).map(|id| claim(id, "It is.", "")));
    let cited: Vec<String> = (0..uses).map(|id| format!("and so on [@s/k{id}], ")).collect();
    brief(project, 0, &cited.concat());
}

/// One sentence that counts so many claims as it cites them, with a name now and then.
pub(crate) fn counted(uses: usize) -> Project {
    let project = begun();
    project.write("content/actors/a.md", "---\nname: The actor\nkind: state\n---\n");
    source(&project, "", (0..uses).map(|id| claim(id, "It is.", "")));
    let named = |id: usize| if id % 7 == 3 { "of [[a]] and `code` " } else { "" };
    let cited: Vec<String> = (0..uses).map(|id| format!("{}then so on {id} times [@s/k{id}], ", named(id))).collect();
    brief(&project, 0, &cited.concat());
    project
}

/// A brief with so many tables, each of an option of which very much is said.
pub(crate) fn tables(uses: usize) -> Project {
    const OPTIONS: usize = 20;
    let project = begun();
    for option in 0..OPTIONS {
        project.write(&format!("content/options/o{option}.md"), format!("---\nname: Option {option}\n---\n"));
    }
    project.write("content/criteria/c.md", "---\nname: The criterion\n---\n");
    let bearing = |id| format!("  bears-on:\n  - {{ option: o{}, criterion: c, bearing: against }}\n", id % OPTIONS);
    source(&project, "", (0..1_000).map(|id| claim(id, &words(1_500), &bearing(id))));
    let tables: Vec<String> = (0..uses).map(|at| format!("![[o{}]]\n\n", at % OPTIONS)).collect();
    brief(&project, 0, &tables.concat());
    project
}

/// So many claims that each rest on so many long excerpts, and briefs in which 200 of them are set, one or all of them
/// as often as there is room.
pub(crate) fn set(claims: usize, quotes: usize, briefs: usize) -> Project {
    let project = begun();
    let quotes = (0..quotes).map(|at| format!("  - {at} {}\n", words(1_300))).collect::<Vec<_>>().concat();
    let claim = |id| format!("- id: k{id}\n  statement: It is.\n  kind: fact\n  quotes:\n{quotes}");
    source(&project, "", (0..claims).map(claim));
    let text = (0..200).map(|at| format!("![[s/k{}]]\n\n", at % claims)).collect::<Vec<_>>().concat();
    (0..briefs).for_each(|id| brief(&project, id, &text));
    project
}
