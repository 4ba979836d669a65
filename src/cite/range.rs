//! References to a work of an interval (CSL 1.0.2, “Date Ranges”): the formatter knows single dates only, so what it
//! makes of either end becomes one.

use hayagriva::{Elem, ElemChild, ElemChildren, Formatted};

/// The reference from one end with the words that the other end has instead: of “May 2024” and “July 2024” is made
/// “May–July 2024”. The ends differ in one number, the year, the month or the day.
pub(super) fn joined(from: &[ElemChild], to: &[ElemChild]) -> Vec<ElemChild> {
    from.iter().enumerate().map(|(at, part)| to.get(at).map_or_else(|| part.clone(), |to| join(part, to))).collect()
}

fn join(from: &ElemChild, to: &ElemChild) -> ElemChild {
    match (from, to) {
        (ElemChild::Elem(from), ElemChild::Elem(to)) => {
            let children = ElemChildren(joined(&from.children.0, &to.children.0));
            ElemChild::Elem(Elem { children, ..from.clone() })
        }
        (ElemChild::Text(from), ElemChild::Text(to)) => {
            ElemChild::Text(Formatted { text: join_text(&from.text, &to.text), formatting: from.formatting })
        }
        _ => from.clone(),
    }
}

fn join_text(from: &str, to: &str) -> String {
    let (from, to) = (tokens(from), tokens(to));
    let shared = |one: &mut dyn Iterator<Item = (&&str, &&str)>| one.take_while(|(from, to)| from == to).count();
    let before = shared(&mut from.iter().zip(&to));
    let (from_rest, to_rest) = (&from[before..], &to[before..]);
    let after = shared(&mut from_rest.iter().rev().zip(to_rest.iter().rev()));
    let (ends, tail) = from_rest.split_at(from_rest.len() - after);
    if ends.is_empty() {
        return from.concat();
    }
    [&from[..before], ends, &["–"], &to_rest[..to_rest.len() - after], tail].concat().concat()
}

/// Numbers, words, and each sign by itself.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let (token, others) = rest.split_at(word.max(first.len_utf8()));
        tokens.push(token);
        rest = others;
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_share_what_they_have_in_common() {
        for (from, to, range) in [
            ("2017", "2021", "2017–2021"),
            ("(2017).", "(2021).", "(2017–2021)."),
            ("May 2024", "July 2024", "May–July 2024"),
            ("2024, March 14", "2024, March 16", "2024, March 14–16"),
            ("2017年", "2021年", "2017年–2021年"),
            ("n.d.", "n.d.", "n.d."),
        ] {
            assert_eq!(join_text(from, to), range);
        }
    }
}
