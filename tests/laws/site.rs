//! A small site with a record of every kind, made up from numbers.

use std::fs;

use super::support::{Project, repository};

/// Everything that stands in the site's folder.
pub(crate) const FILES: [&str; 15] = [
    "sourcebook.toml",
    "content/sources/north.yaml",
    "content/sources/south.yaml",
    "content/actors/ada.md",
    "content/actors/bo.md",
    "content/options/dam.md",
    "content/options/weir.md",
    "content/criteria/cost.md",
    "content/events.yaml",
    "content/briefs/first.md",
    "content/briefs/second.md",
    "templates/components/words.html",
    "static/own.css",
    "archives/north.txt",
    "archives/south.txt",
];

/// The files whose names the site's records use.
pub(crate) const NAMED: std::ops::Range<usize> = 1..11;

/// The texts of a site in memory: all but its theme and its archives, each file in a version of its own.
pub(crate) fn texts(versions: &[usize]) -> Vec<(&'static str, String)> {
    let of_site = FILES[..NAMED.end].iter();
    of_site.zip(versions.iter().cycle()).map(|(&path, &version)| (path, text(path, version))).collect()
}

/// All files of a site, each in a version of its own.
pub(crate) fn all_texts(versions: &[usize]) -> Vec<(String, String)> {
    FILES
        .iter()
        .zip(versions.iter().cycle())
        .map(|(path, version)| ((*path).to_owned(), text(path, *version)))
        .collect()
}

/// Writes a whole site.
pub(crate) fn write_site(project: &Project, version: usize) {
    for path in FILES {
        project.write(path, text(path, version));
    }
}

/// What a file says in one of its versions. A site of whole files is whole, whatever the versions of its files. By their
/// versions records change places with each other, since they stand in the order of their names.
pub(crate) fn text(path: &str, version: usize) -> String {
    let pick = |words: &[&'static str]| words[version % words.len()];
    let number = version % 3;
    match path {
        "sourcebook.toml" => format!(
            "title = \"Site {number}\"\narchives = [\"archives\"]\nsearch = {}\nlikelihood-scale = \"{}\"\n{}\n{}\n[severity]\n\
             uncited-paragraph = \"{}\"\n",
            pick(&["false", "false", "false", "true"]),
            pick(&["icd-203", "phia"]),
            pick(&["", "base-url = \"https://a.example/b/\"", "language = \"de\""]),
            pick(&[
                "",
                "page-size = 10",
                "citation-style = \"ieee\"",
                "excerpt-words = 8",
                "[topics]\nwater0 = \"A\"\nwater1 = \"B\"\nwater2 = \"C\""
            ]),
            pick(&["off", "warning"])
        ),
        "content/sources/north.yaml" => format!(
            "type: report\ntitle: North {number}\nauthor: [{}]\ndate: 202{number}\narchive: north.txt\nclaims:\n\
             - id: high\n  statement: The water is high ({number}).\n  kind: {}\n  quotes: [water stands {}, likely to rise]\n  about: [{}]\n  \
             likelihood: likely\n  topics: [water{number}]\n  when: 2021-0{}\n\
             - id: dear\n  statement: A dam is dear.\n  kind: forecast\n  quote: a dam would cost millions\n  about: [dam]\n  \
             bears-on: [{{ option: dam, criterion: cost, bearing: {} }}]\n  relations: {{ {}: [south/cheap] }}\n  \
             stances: [{{ actor: {}, option: dam, position: opposes }}]\n",
            pick(&["N. Orth", "U. Underhill"]),
            pick(&["fact", "assessment"]),
            pick(&["high in the north", "high in"]),
            pick(&["ada", "bo", "ada, bo"]),
            number + 1,
            pick(&["against", "mixed"]),
            pick(&["contradicts", "qualifies", "supports"]),
            pick(&["ada", "bo"]),
        ),
        "content/sources/south.yaml" => format!(
            "type: article\ntitle: null\ndate: {}\nurl: https://south.example/{number}\narchive: south.txt\nclaims:\n\
             - id: cheap\n  statement: A weir is cheap.\n  kind: conditional\n  quote: a weir … costs little\n  if: it rains\n  \
             then: a weir holds\n  about: [weir]\n  event: flood\n  {}\n",
            pick(&["2020", "late 2021", "2022-05-06"]),
            pick(&["speaker: ada", "origin: north", "note: A *note* on [[dam]]."]),
        ),
        "content/actors/ada.md" => format!(
            "---\nname: Ada\nkind: person\nalso-known-as: [The engineer]\npart-of: [bo]\n---\n\nAda builds {} [@north/high].\n",
            pick(&["dams", "weirs", "“water stands high”"])
        ),
        "content/actors/bo.md" => {
            format!("---\nname: {} {number}\nkind: {}\n---\n", pick(&["Bo", "Abe", "Bo"]), pick(&["state", "person"]))
        }
        "content/options/dam.md" => {
            format!(
                "---\nname: A {} dam\nterms:\n- {{ actor: ada, gives: stones, claim: north/dear }}\n---\n",
                pick(&["high", "yielding"])
            )
        }
        "content/options/weir.md" => format!("---\nname: A weir\n{}---\n", pick(&["", "variant-of: dam\n"])),
        "content/criteria/cost.md" => format!("---\nname: {}\n---\n", pick(&["Cost", "Price"])),
        "content/events.yaml" => format!("- {{ id: flood, name: The flood, date: {} }}\n", pick(&["2019", "2019-03"])),
        "content/briefs/first.md" => format!(
            "---\ntitle: First {number}\ndate: 2024-01-0{}\nsummary: One.\n---\n\n{}\n\n![[{}]]\n",
            number + 1,
            pick(&["It is [~likely] so [@north/high].", "[[Ada]] says so [@south/cheap; @north/dear]."]),
            pick(&["dam", "north/high", "ada"])
        ),
        "content/briefs/second.md" => format!(
            "---\ntitle: Second {number}\ndate: 2024-02-01\nsummary: Two.\n---\n\n## Part {{#part}}\n\n> [!JUDGEMENT]\n> So \
             {number}.\n\nSee [the first]({}) and [[weir]] [@south/cheap].\n",
            pick(&["/briefs/first/", "#part"])
        ),
        "templates/components/words.html" => {
            let own = fs::read_to_string(repository().join("templates/components/words.html")).unwrap();
            own.replace("What it means", pick(&["What it means", "What it says"]))
        }
        "static/own.css" => format!("p {{ margin: {number}px }}\n"),
        "archives/north.txt" => {
            format!(
                "North\n\nThe water stands high in the north{}\n\nIt is likely to rise.\n\nAnd a dam would cost millions.\n",
                pick(&[".", "!"])
            )
        }
        "archives/south.txt" => {
            format!("{}They say a weir of wood costs little.\n", pick(&["", "South\n\n"]))
        }
        other => unreachable!("{other}"),
    }
}
