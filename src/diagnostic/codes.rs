//! The rules, a line and an explanation each.
//!
//! A code is stable: it is what `sourcebook.toml` sets severities by, and what `sourcebook explain` takes.

use super::Code;

/// Makes a constant of each line: what a code weighs, and its name, which is that of its explanation.
macro_rules! codes {
    ($($constant:ident: $weight:ident $name:literal,)+) => {
        $(
            #[doc = concat!("`", $name, "`")]
            pub static $constant: Code = Code::$weight($name, include_str!(concat!("codes/", $name, ".md")));
        )+

        /// Every code, in the order of the stages that report them.
        pub static ALL: &[&Code] = &[$(&$constant),+];
    };
}

codes! {
    INVALID_UTF8: fixed "invalid-utf8",
    NUL_BYTE: fixed "nul-byte",
    FILE_TOO_LARGE: fixed "file-too-large",
    SYMBOLIC_LINK: fixed "symbolic-link",
    NOT_A_FILE: fixed "not-a-file",
    NESTED_TOO_DEEP: fixed "nested-too-deep",
    HIDDEN_DIRECTION: error "hidden-direction",
    UNUSABLE_CHARACTER: fixed "unusable-character",
    UNUSABLE_NAME: fixed "unusable-name",
    MISPLACED_FILE: error "misplaced-file",
    MISSING_CONFIGURATION: warning "missing-configuration",
    INVALID_YAML: fixed "invalid-yaml",
    UNSUPPORTED_YAML: fixed "unsupported-yaml",
    INVALID_TOML: fixed "invalid-toml",
    DUPLICATE_KEY: fixed "duplicate-key",
    WRONG_TYPE: fixed "wrong-type",
    MISSING_FIELD: fixed "missing-field",
    UNKNOWN_FIELD: fixed "unknown-field",
    UNKNOWN_WORD: fixed "unknown-word",
    EMPTY_VALUE: fixed "empty-value",
    TOO_LONG: fixed "too-long",
    MISSING_FRONT_MATTER: fixed "missing-front-matter",
    INVALID_IDENTIFIER: fixed "invalid-identifier",
    INVALID_DATE: fixed "invalid-date",
    INVALID_URL: fixed "invalid-url",
    INVALID_DOI: fixed "invalid-doi",
    INVALID_PAGES: fixed "invalid-pages",
    INVALID_NUMBER: fixed "invalid-number",
    DUPLICATE_IDENTIFIER: fixed "duplicate-identifier",
    DUPLICATE_ADDRESS: fixed "duplicate-address",
    DUPLICATE_NAME: warning "duplicate-name",
    UNKNOWN_REFERENCE: fixed "unknown-reference",
    WRONG_KIND: fixed "wrong-kind",
    UNKNOWN_TOPIC: fixed "unknown-topic",
    UNUSED_TOPIC: warning "unused-topic",
    UNUSED_TEMPLATE: warning "unused-template",
    SELF_RELATION: error "self-relation",
    DUPLICATE_RELATION: warning "duplicate-relation",
    CIRCULAR_MEMBERSHIP: fixed "circular-membership",
    CIRCULAR_VARIANT: fixed "circular-variant",
    CLAIM_WITHOUT_EXCERPT: error "claim-without-excerpt",
    INCOMPLETE_CONDITIONAL: error "incomplete-conditional",
    STATUS_WITHOUT_REASON: error "status-without-reason",
    INVALID_CITATION: fixed "invalid-citation",
    BROKEN_LINK: error "broken-link",
    UNKNOWN_LIKELIHOOD: error "unknown-likelihood",
    RAW_HTML: warning "raw-html",
    STRAY_SIGN: warning "stray-sign",
    DUPLICATE_HEADING: warning "duplicate-heading",
    UNUSED_FOOTNOTE: warning "unused-footnote",
    SURPLUS_CELL: fixed "surplus-cell",
    MISPLACED_EMBED: warning "misplaced-embed",
    MISSING_EXCERPT: error "missing-excerpt",
    AMBIGUOUS_EXCERPT: error "ambiguous-excerpt",
    UNCHECKED_SOURCE: warning "unchecked-source",
    CHANGED_ARCHIVE: warning "changed-archive",
    UNPROVED_EXCERPT: error "unproved-excerpt",
    UNPROVED_QUOTATION: error "unproved-quotation",
    UNCHECKED_QUOTATION: warning "unchecked-quotation",
    UNREADABLE_ARCHIVE: error "unreadable-archive",
    INVALID_LOCK: fixed "invalid-lock",
    EXCERPT_TOO_LONG: error "excerpt-too-long",
    WHOLE_SENTENCE: warning "whole-sentence",
    UNCITED_BRIEF: error "uncited-brief",
    UNCITED_PARAGRAPH: warning "uncited-paragraph",
    MIXED_LIKELIHOOD: warning "mixed-likelihood",
    LIKELIHOOD_WITH_CONFIDENCE: warning "likelihood-with-confidence",
    UNQUOTED_LIKELIHOOD: error "unquoted-likelihood",
    UNMARKED_LIKELIHOOD: warning "unmarked-likelihood",
    CONTRADICTORY_STANCE: warning "contradictory-stance",
}

/// The code of a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Code> {
    ALL.iter().copied().find(|code| code.name == name)
}
