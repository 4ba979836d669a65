use proptest::prelude::*;

use super::{RecordId, Resolving, Target, resolve};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::parse::{Inputs, Parsing, parse};

#[test]
fn no_link_leads_elsewhere_when_a_record_gets_another_name() {
    for names in [["Alder", "Yew"], ["Yew", "Alder"]] {
        let mut inputs = Inputs::default();
        for (id, name) in ["a", "b"].into_iter().zip(names) {
            let text =
                format!("---\nname: {name}\nkind: person\nalso-known-as: [The chair]\n---\n\n[[The chair]] [@none]\n");
            inputs.content.push(inputs.files.add(format!("content/actors/{id}.md"), text));
        }
        let mut sink = Diagnostics::new();
        let site = resolve(parse(&inputs, &mut Parsing::default(), &mut sink), &mut Resolving::default(), &mut sink);
        assert_eq!(site.actors.values().map(|actor| actor.name.as_str()).collect::<Vec<_>>(), ["Alder", "Yew"]);
        for actor in site.actors.values() {
            let [Target::Record(RecordId::Actor(chair)), ..] = actor.text.targets[..] else {
                panic!("{:?}", actor.text.targets)
            };
            assert_eq!(site.actors[chair].id, "a", "{names:?}");
        }
        assert_eq!(sink.len(), 1, "that two bear one name is reported: {sink:?}");
    }
}

/// Puts sources into a site, the claim of each with so many misspelled relations.
fn write(misspelled: &[usize], inputs: &mut Inputs) {
    inputs.content.clear();
    for (number, &misspelled) in misspelled.iter().enumerate() {
        let relations = vec!["s-0/clairn"; misspelled].join(", ");
        let text = format!(
            "type: book\ntitle: Book {number}\nclaims:\n  - id: claim\n    statement: It is so.\n    kind: fact\n    \
             quote: so\n    relations: {{ supports: [{relations}] }}\n"
        );
        inputs.content.push(inputs.files.add(format!("content/sources/s-{number}.yaml"), text));
    }
}

/// What is said of the references of a site, by a run with so many threads.
fn found(inputs: &Inputs, former: &mut (Parsing, Resolving), threads: usize) -> Diagnostics {
    let mut sink = Diagnostics::new();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| {
        let records = parse(inputs, &mut former.0, &mut sink);
        assert!(sink.is_empty(), "{sink:?}");
        resolve(records, &mut former.1, &mut sink)
    });
    sink
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_first_who_ask_get_the_suggestions(
        before in prop::collection::vec(0_usize..120, 4),
        after in prop::collection::vec(0_usize..120, 4),
    ) {
        let (mut inputs, mut former) = (Inputs::default(), Default::default());
        for misspelled in [before, after] {
            write(&misspelled, &mut inputs);
            let again = found(&inputs, &mut former, 3);
            let is_helped = |found: &Diagnostic| found.help[0] == "did you mean `s-0/claim`?";
            let helped: Vec<bool> = again.iter().map(is_helped).collect();
            let all: usize = misspelled.iter().sum();
            prop_assert_eq!(helped, (0..all).map(|number| number < 200).collect::<Vec<_>>());
            prop_assert_eq!(again, found(&inputs, &mut Default::default(), 1));
        }
    }
}
