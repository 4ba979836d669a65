//! The rules, one constant and one explanation each.
//!
//! A code is stable: it is what `sourcebook.toml` sets severities by, and what `sourcebook explain` takes.

use super::{Code, Severity};

/// `invalid-utf8`
pub static INVALID_UTF8: Code = Code {
    name: "invalid-utf8",
    severity: Severity::Error,
    is_fixed: true,
    explanation: include_str!("codes/invalid-utf8.md"),
};
/// `nul-byte`
pub static NUL_BYTE: Code = Code {
    name: "nul-byte",
    severity: Severity::Error,
    is_fixed: true,
    explanation: include_str!("codes/nul-byte.md"),
};
/// `file-too-large`
pub static FILE_TOO_LARGE: Code = Code {
    name: "file-too-large",
    severity: Severity::Error,
    is_fixed: true,
    explanation: include_str!("codes/file-too-large.md"),
};
/// `link-outside-site`
pub static LINK_OUTSIDE_SITE: Code = Code {
    name: "link-outside-site",
    severity: Severity::Error,
    is_fixed: true,
    explanation: include_str!("codes/link-outside-site.md"),
};
/// `not-a-file`
pub static NOT_A_FILE: Code = Code {
    name: "not-a-file",
    severity: Severity::Error,
    is_fixed: true,
    explanation: include_str!("codes/not-a-file.md"),
};
/// `nested-too-deep`
pub static NESTED_TOO_DEEP: Code = Code {
    name: "nested-too-deep",
    severity: Severity::Error,
    is_fixed: true,
    explanation: include_str!("codes/nested-too-deep.md"),
};
/// `hidden-direction`
pub static HIDDEN_DIRECTION: Code = Code {
    name: "hidden-direction",
    severity: Severity::Error,
    is_fixed: false,
    explanation: include_str!("codes/hidden-direction.md"),
};
/// `unusable-name`
pub static UNUSABLE_NAME: Code = Code {
    name: "unusable-name",
    severity: Severity::Error,
    is_fixed: true,
    explanation: include_str!("codes/unusable-name.md"),
};
/// `misplaced-file`
pub static MISPLACED_FILE: Code = Code {
    name: "misplaced-file",
    severity: Severity::Error,
    is_fixed: false,
    explanation: include_str!("codes/misplaced-file.md"),
};
/// `missing-configuration`
pub static MISSING_CONFIGURATION: Code = Code {
    name: "missing-configuration",
    severity: Severity::Warning,
    is_fixed: false,
    explanation: include_str!("codes/missing-configuration.md"),
};
/// `invalid-yaml`
pub static INVALID_YAML: Code = Code {
    name: "invalid-yaml",
    severity: Severity::Error,
    is_fixed: true,
    explanation: include_str!("codes/invalid-yaml.md"),
};
/// `unsupported-yaml`
pub static UNSUPPORTED_YAML: Code = Code {
    name: "unsupported-yaml",
    severity: Severity::Error,
    is_fixed: true,
    explanation: include_str!("codes/unsupported-yaml.md"),
};
/// `invalid-toml`
pub static INVALID_TOML: Code = Code {
    name: "invalid-toml",
    severity: Severity::Error,
    is_fixed: true,
    explanation: include_str!("codes/invalid-toml.md"),
};
/// `duplicate-key`
pub static DUPLICATE_KEY: Code = Code {
    name: "duplicate-key",
    severity: Severity::Error,
    is_fixed: true,
    explanation: include_str!("codes/duplicate-key.md"),
};
/// `wrong-type`
pub static WRONG_TYPE: Code = Code {
    name: "wrong-type",
    severity: Severity::Error,
    is_fixed: true,
    explanation: include_str!("codes/wrong-type.md"),
};
/// `missing-field`
pub static MISSING_FIELD: Code = Code {
    name: "missing-field",
    severity: Severity::Error,
    is_fixed: true,
    explanation: include_str!("codes/missing-field.md"),
};
/// `unknown-field`
pub static UNKNOWN_FIELD: Code = Code {
    name: "unknown-field",
    severity: Severity::Error,
    is_fixed: true,
    explanation: include_str!("codes/unknown-field.md"),
};
/// `unknown-word`
pub static UNKNOWN_WORD: Code = Code {
    name: "unknown-word",
    severity: Severity::Error,
    is_fixed: true,
    explanation: include_str!("codes/unknown-word.md"),
};
/// `empty-value`
pub static EMPTY_VALUE: Code = Code {
    name: "empty-value",
    severity: Severity::Error,
    is_fixed: true,
    explanation: include_str!("codes/empty-value.md"),
};
/// `missing-front-matter`
pub static MISSING_FRONT_MATTER: Code = Code {
    name: "missing-front-matter",
    severity: Severity::Error,
    is_fixed: true,
    explanation: include_str!("codes/missing-front-matter.md"),
};
/// `invalid-identifier`
pub static INVALID_IDENTIFIER: Code = Code {
    name: "invalid-identifier",
    severity: Severity::Error,
    is_fixed: true,
    explanation: include_str!("codes/invalid-identifier.md"),
};
/// `invalid-date`
pub static INVALID_DATE: Code = Code {
    name: "invalid-date",
    severity: Severity::Error,
    is_fixed: true,
    explanation: include_str!("codes/invalid-date.md"),
};
/// `invalid-url`
pub static INVALID_URL: Code = Code {
    name: "invalid-url",
    severity: Severity::Error,
    is_fixed: true,
    explanation: include_str!("codes/invalid-url.md"),
};
/// `invalid-number`
pub static INVALID_NUMBER: Code = Code {
    name: "invalid-number",
    severity: Severity::Error,
    is_fixed: true,
    explanation: include_str!("codes/invalid-number.md"),
};
/// `duplicate-identifier`
pub static DUPLICATE_IDENTIFIER: Code = Code {
    name: "duplicate-identifier",
    severity: Severity::Error,
    is_fixed: true,
    explanation: include_str!("codes/duplicate-identifier.md"),
};
/// `duplicate-address`
pub static DUPLICATE_ADDRESS: Code = Code {
    name: "duplicate-address",
    severity: Severity::Error,
    is_fixed: true,
    explanation: include_str!("codes/duplicate-address.md"),
};
/// `duplicate-name`
pub static DUPLICATE_NAME: Code = Code {
    name: "duplicate-name",
    severity: Severity::Warning,
    is_fixed: false,
    explanation: include_str!("codes/duplicate-name.md"),
};
/// `unknown-reference`
pub static UNKNOWN_REFERENCE: Code = Code {
    name: "unknown-reference",
    severity: Severity::Error,
    is_fixed: true,
    explanation: include_str!("codes/unknown-reference.md"),
};
/// `wrong-kind`
pub static WRONG_KIND: Code = Code {
    name: "wrong-kind",
    severity: Severity::Error,
    is_fixed: true,
    explanation: include_str!("codes/wrong-kind.md"),
};
/// `unknown-topic`
pub static UNKNOWN_TOPIC: Code = Code {
    name: "unknown-topic",
    severity: Severity::Error,
    is_fixed: true,
    explanation: include_str!("codes/unknown-topic.md"),
};
/// `unused-topic`
pub static UNUSED_TOPIC: Code = Code {
    name: "unused-topic",
    severity: Severity::Warning,
    is_fixed: false,
    explanation: include_str!("codes/unused-topic.md"),
};
/// `unused-template`
pub static UNUSED_TEMPLATE: Code = Code {
    name: "unused-template",
    severity: Severity::Warning,
    is_fixed: false,
    explanation: include_str!("codes/unused-template.md"),
};
/// `self-relation`
pub static SELF_RELATION: Code = Code {
    name: "self-relation",
    severity: Severity::Error,
    is_fixed: false,
    explanation: include_str!("codes/self-relation.md"),
};
/// `duplicate-relation`
pub static DUPLICATE_RELATION: Code = Code {
    name: "duplicate-relation",
    severity: Severity::Warning,
    is_fixed: false,
    explanation: include_str!("codes/duplicate-relation.md"),
};
/// `circular-membership`
pub static CIRCULAR_MEMBERSHIP: Code = Code {
    name: "circular-membership",
    severity: Severity::Error,
    is_fixed: true,
    explanation: include_str!("codes/circular-membership.md"),
};
/// `circular-variant`
pub static CIRCULAR_VARIANT: Code = Code {
    name: "circular-variant",
    severity: Severity::Error,
    is_fixed: true,
    explanation: include_str!("codes/circular-variant.md"),
};
/// `claim-without-excerpt`
pub static CLAIM_WITHOUT_EXCERPT: Code = Code {
    name: "claim-without-excerpt",
    severity: Severity::Error,
    is_fixed: false,
    explanation: include_str!("codes/claim-without-excerpt.md"),
};
/// `incomplete-conditional`
pub static INCOMPLETE_CONDITIONAL: Code = Code {
    name: "incomplete-conditional",
    severity: Severity::Error,
    is_fixed: false,
    explanation: include_str!("codes/incomplete-conditional.md"),
};
/// `status-without-reason`
pub static STATUS_WITHOUT_REASON: Code = Code {
    name: "status-without-reason",
    severity: Severity::Error,
    is_fixed: false,
    explanation: include_str!("codes/status-without-reason.md"),
};
/// `invalid-citation`
pub static INVALID_CITATION: Code = Code {
    name: "invalid-citation",
    severity: Severity::Error,
    is_fixed: true,
    explanation: include_str!("codes/invalid-citation.md"),
};
/// `broken-link`
pub static BROKEN_LINK: Code = Code {
    name: "broken-link",
    severity: Severity::Error,
    is_fixed: false,
    explanation: include_str!("codes/broken-link.md"),
};
/// `unknown-likelihood`
pub static UNKNOWN_LIKELIHOOD: Code = Code {
    name: "unknown-likelihood",
    severity: Severity::Error,
    is_fixed: false,
    explanation: include_str!("codes/unknown-likelihood.md"),
};
/// `raw-html`
pub static RAW_HTML: Code = Code {
    name: "raw-html",
    severity: Severity::Warning,
    is_fixed: false,
    explanation: include_str!("codes/raw-html.md"),
};
/// `stray-sign`
pub static STRAY_SIGN: Code = Code {
    name: "stray-sign",
    severity: Severity::Warning,
    is_fixed: false,
    explanation: include_str!("codes/stray-sign.md"),
};
/// `duplicate-heading`
pub static DUPLICATE_HEADING: Code = Code {
    name: "duplicate-heading",
    severity: Severity::Warning,
    is_fixed: false,
    explanation: include_str!("codes/duplicate-heading.md"),
};
/// `unused-footnote`
pub static UNUSED_FOOTNOTE: Code = Code {
    name: "unused-footnote",
    severity: Severity::Warning,
    is_fixed: false,
    explanation: include_str!("codes/unused-footnote.md"),
};
/// `misplaced-embed`
pub static MISPLACED_EMBED: Code = Code {
    name: "misplaced-embed",
    severity: Severity::Warning,
    is_fixed: false,
    explanation: include_str!("codes/misplaced-embed.md"),
};
/// `missing-excerpt`
pub static MISSING_EXCERPT: Code = Code {
    name: "missing-excerpt",
    severity: Severity::Error,
    is_fixed: false,
    explanation: include_str!("codes/missing-excerpt.md"),
};
/// `ambiguous-excerpt`
pub static AMBIGUOUS_EXCERPT: Code = Code {
    name: "ambiguous-excerpt",
    severity: Severity::Error,
    is_fixed: false,
    explanation: include_str!("codes/ambiguous-excerpt.md"),
};
/// `unchecked-source`
pub static UNCHECKED_SOURCE: Code = Code {
    name: "unchecked-source",
    severity: Severity::Warning,
    is_fixed: false,
    explanation: include_str!("codes/unchecked-source.md"),
};
/// `changed-archive`
pub static CHANGED_ARCHIVE: Code = Code {
    name: "changed-archive",
    severity: Severity::Warning,
    is_fixed: false,
    explanation: include_str!("codes/changed-archive.md"),
};
/// `unproved-excerpt`
pub static UNPROVED_EXCERPT: Code = Code {
    name: "unproved-excerpt",
    severity: Severity::Error,
    is_fixed: false,
    explanation: include_str!("codes/unproved-excerpt.md"),
};
/// `unproved-quotation`
pub static UNPROVED_QUOTATION: Code = Code {
    name: "unproved-quotation",
    severity: Severity::Error,
    is_fixed: false,
    explanation: include_str!("codes/unproved-quotation.md"),
};
/// `unchecked-quotation`
pub static UNCHECKED_QUOTATION: Code = Code {
    name: "unchecked-quotation",
    severity: Severity::Warning,
    is_fixed: false,
    explanation: include_str!("codes/unchecked-quotation.md"),
};
/// `unreadable-archive`
pub static UNREADABLE_ARCHIVE: Code = Code {
    name: "unreadable-archive",
    severity: Severity::Error,
    is_fixed: false,
    explanation: include_str!("codes/unreadable-archive.md"),
};
/// `invalid-lock`
pub static INVALID_LOCK: Code = Code {
    name: "invalid-lock",
    severity: Severity::Error,
    is_fixed: true,
    explanation: include_str!("codes/invalid-lock.md"),
};
/// `excerpt-too-long`
pub static EXCERPT_TOO_LONG: Code = Code {
    name: "excerpt-too-long",
    severity: Severity::Error,
    is_fixed: false,
    explanation: include_str!("codes/excerpt-too-long.md"),
};
/// `whole-sentence`
pub static WHOLE_SENTENCE: Code = Code {
    name: "whole-sentence",
    severity: Severity::Warning,
    is_fixed: false,
    explanation: include_str!("codes/whole-sentence.md"),
};
/// `uncited-brief`
pub static UNCITED_BRIEF: Code = Code {
    name: "uncited-brief",
    severity: Severity::Error,
    is_fixed: false,
    explanation: include_str!("codes/uncited-brief.md"),
};
/// `uncited-paragraph`
pub static UNCITED_PARAGRAPH: Code = Code {
    name: "uncited-paragraph",
    severity: Severity::Warning,
    is_fixed: false,
    explanation: include_str!("codes/uncited-paragraph.md"),
};
/// `mixed-likelihood`
pub static MIXED_LIKELIHOOD: Code = Code {
    name: "mixed-likelihood",
    severity: Severity::Warning,
    is_fixed: false,
    explanation: include_str!("codes/mixed-likelihood.md"),
};
/// `likelihood-with-confidence`
pub static LIKELIHOOD_WITH_CONFIDENCE: Code = Code {
    name: "likelihood-with-confidence",
    severity: Severity::Warning,
    is_fixed: false,
    explanation: include_str!("codes/likelihood-with-confidence.md"),
};
/// `unquoted-likelihood`
pub static UNQUOTED_LIKELIHOOD: Code = Code {
    name: "unquoted-likelihood",
    severity: Severity::Error,
    is_fixed: false,
    explanation: include_str!("codes/unquoted-likelihood.md"),
};
/// `unmarked-likelihood`
pub static UNMARKED_LIKELIHOOD: Code = Code {
    name: "unmarked-likelihood",
    severity: Severity::Warning,
    is_fixed: false,
    explanation: include_str!("codes/unmarked-likelihood.md"),
};
/// `contradictory-stance`
pub static CONTRADICTORY_STANCE: Code = Code {
    name: "contradictory-stance",
    severity: Severity::Warning,
    is_fixed: false,
    explanation: include_str!("codes/contradictory-stance.md"),
};

/// Every code, in the order of the stages that report them.
pub static ALL: &[&Code] = &[
    &INVALID_UTF8,
    &NUL_BYTE,
    &FILE_TOO_LARGE,
    &LINK_OUTSIDE_SITE,
    &NOT_A_FILE,
    &NESTED_TOO_DEEP,
    &HIDDEN_DIRECTION,
    &UNUSABLE_NAME,
    &MISPLACED_FILE,
    &MISSING_CONFIGURATION,
    &INVALID_YAML,
    &UNSUPPORTED_YAML,
    &INVALID_TOML,
    &DUPLICATE_KEY,
    &WRONG_TYPE,
    &MISSING_FIELD,
    &UNKNOWN_FIELD,
    &UNKNOWN_WORD,
    &EMPTY_VALUE,
    &MISSING_FRONT_MATTER,
    &INVALID_IDENTIFIER,
    &INVALID_DATE,
    &INVALID_URL,
    &INVALID_NUMBER,
    &DUPLICATE_IDENTIFIER,
    &DUPLICATE_ADDRESS,
    &DUPLICATE_NAME,
    &UNKNOWN_REFERENCE,
    &WRONG_KIND,
    &UNKNOWN_TOPIC,
    &UNUSED_TOPIC,
    &UNUSED_TEMPLATE,
    &SELF_RELATION,
    &DUPLICATE_RELATION,
    &CIRCULAR_MEMBERSHIP,
    &CIRCULAR_VARIANT,
    &CLAIM_WITHOUT_EXCERPT,
    &INCOMPLETE_CONDITIONAL,
    &STATUS_WITHOUT_REASON,
    &INVALID_CITATION,
    &BROKEN_LINK,
    &UNKNOWN_LIKELIHOOD,
    &RAW_HTML,
    &STRAY_SIGN,
    &DUPLICATE_HEADING,
    &UNUSED_FOOTNOTE,
    &MISPLACED_EMBED,
    &MISSING_EXCERPT,
    &AMBIGUOUS_EXCERPT,
    &UNCHECKED_SOURCE,
    &CHANGED_ARCHIVE,
    &UNPROVED_EXCERPT,
    &UNPROVED_QUOTATION,
    &UNCHECKED_QUOTATION,
    &UNREADABLE_ARCHIVE,
    &INVALID_LOCK,
    &EXCERPT_TOO_LONG,
    &WHOLE_SENTENCE,
    &UNCITED_BRIEF,
    &UNCITED_PARAGRAPH,
    &MIXED_LIKELIHOOD,
    &LIKELIHOOD_WITH_CONFIDENCE,
    &UNQUOTED_LIKELIHOOD,
    &UNMARKED_LIKELIHOOD,
    &CONTRADICTORY_STANCE,
];

/// The code of a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Code> {
    ALL.iter().copied().find(|code| code.name == name)
}
