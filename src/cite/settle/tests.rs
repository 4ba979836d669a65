//! Turns of style that no style of the archive takes, and that settling has to leave alone.

use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::{IndependentStyle, LocaleCode};
use hayagriva::{BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest};

use super::{Facts, settle};

/// Formats a book by a style of these layouts, and by what of the style its shape leaves.
fn check(cited: &str, listed: &str, authors: &str, expected: &str) {
    let style = format!(
        "<style class=\"in-text\" version=\"1.0\"><info><title/><id/><updated>2025-01-01T00:00:00Z</updated></info>\
         <macro name=\"author\"><names variable=\"composer\"><name/><substitute><names variable=\"author\"/>\
         <text variable=\"title\"/></substitute></names></macro>\
         <citation><layout>{cited}</layout></citation><bibliography><layout>{listed}</layout></bibliography></style>"
    );
    let item = format!(
        "{{\"id\": \"x\", \"type\": \"book\", \"title\": \"Ways\", \"publisher\": \"Orland\", {authors}\
         \"issued\": {{\"date-parts\": [[1999]]}}}}"
    );
    let style = IndependentStyle::from_xml(&style).unwrap();
    let item: Item = serde_json::from_str(&item).unwrap();
    let settled = settle(&style, &Facts::of(&item).unwrap());
    for style in [&style, &settled] {
        let locale = Some(LocaleCode::en_us());
        let mut driver = BibliographyDriver::new();
        driver.citation(CitationRequest::new(vec![CitationItem::with_entry(&item)], style, locale.clone(), &[], None));
        let listed = driver.finish(BibliographyRequest::new(style, locale, &[])).bibliography.unwrap();
        assert_eq!(format!("{:#}", listed.items[0].content), expected, "{}", style == &settled);
    }
}

const AUTHOR: &str = "\"author\": [{\"literal\": \"Voss\"}], ";
const CALL: &str = "<text macro=\"author\"/>";

#[test]
fn what_stood_in_for_a_name_is_not_printed_again() {
    check(CALL, &format!("{CALL}<text variable=\"title\" prefix=\"; \"/>"), "", "Ways");
    check(CALL, &format!("{CALL}<text variable=\"title\" prefix=\"; \"/>"), AUTHOR, "Voss; Ways");
    let condition = "<choose><if variable=\"author\"><text value=\", by name\"/></if></choose>";
    check(CALL, &format!("{CALL}{condition}"), AUTHOR, "Voss");
}

/// Names that two substitutes may print are there for the first alone: the second goes on to the title.
#[test]
fn a_name_stands_in_once() {
    check(CALL, &format!("{CALL}<text value=\" | \"/>{CALL}"), AUTHOR, "Voss | Ways");
}

/// The formatter looks for a suffix of its year in all of the style, and takes what it passes for printed.
#[test]
fn a_date_that_stands_in_for_a_name_hides_what_the_citation_would_print() {
    let date = "<names variable=\"editor\"><name/><substitute><date variable=\"issued\">\
                <date-part name=\"year\"/></date></substitute></names><text variable=\"publisher\" prefix=\", \"/>";
    check("<text variable=\"publisher\"/>", date, "", "1999");
}

/// Where a work is cited by a label, a list shows the label for its number: here there is none.
#[test]
fn the_citation_says_whether_a_list_goes_by_numbers() {
    let number = "<text variable=\"citation-number\" suffix=\" \"/><text variable=\"title\"/>";
    check("<text variable=\"citation-label\"/>", number, "", "Ways");
    check("<text variable=\"citation-number\"/>", number, "", "1 Ways");
}

#[test]
fn a_group_whose_variables_are_empty_says_nothing() {
    let group = "<text variable=\"title\"/><group prefix=\" (\" suffix=\")\"><text value=\"in \"/>\
                 <choose><if type=\"book\"><text variable=\"volume\"/></if></choose></group>";
    check(CALL, group, "", "Ways");
}
