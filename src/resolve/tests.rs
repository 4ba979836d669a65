use proptest::prelude::*;

use super::{Resolving, resolve_again};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::parse::{Inputs, Parsing, parse_again};

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
        let records = parse_again(inputs, &mut former.0, &mut sink);
        assert!(sink.is_empty(), "{sink:?}");
        resolve_again(records, &mut former.1, &mut sink)
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
