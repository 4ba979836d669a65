//! Grammars as they are packed into a [`SyntaxSet`](syntect::parsing::SyntaxSet).
//!
//! syntect shows a context to nobody but its own parser. Its sets can be written out, though, and what is written there
//! of a grammar is what it unpacks itself when the grammar is first asked for: these fields, in this order.

use std::collections::BTreeMap;

use serde::Deserialize;
use syntect::parsing::{ClearAmount, Scope, SyntaxReference};

#[derive(Debug, Deserialize)]
pub(super) struct Grammar {
    pub(super) context_ids: BTreeMap<String, ContextId>,
    pub(super) contexts: Vec<Context>,
}

/// Which context: the place of its grammar among all, and its own among those of the grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(super) struct ContextId {
    pub(super) grammar: usize,
    pub(super) context: usize,
}

#[derive(Debug, Deserialize)]
pub(super) struct Context {
    pub(super) meta_scope: Vec<Scope>,
    pub(super) meta_content_scope: Vec<Scope>,
    /// Settled: see [`prototype`](Self::prototype).
    _meta_include_prototype: bool,
    pub(super) clear_scopes: Option<ClearAmount>,
    pub(super) prototype: Option<ContextId>,
    pub(super) uses_backrefs: bool,
    pub(super) patterns: Vec<Pattern>,
}

#[derive(Debug, Deserialize)]
pub(super) enum Pattern {
    Match(Match),
    Include(Reference),
}

#[derive(Debug, Deserialize)]
pub(super) struct Match {
    /// Whether it refers to what the pattern matched that opened its context.
    pub(super) has_captures: bool,
    pub(super) regex: String,
    pub(super) scope: Vec<Scope>,
    pub(super) captures: Option<Vec<(usize, Vec<Scope>)>>,
    pub(super) operation: Operation,
    pub(super) with_prototype: Option<Reference>,
}

#[derive(Debug, Deserialize)]
pub(super) enum Operation {
    Push(Vec<Reference>),
    Set(Vec<Reference>),
    Pop,
    None,
}

/// A reference to a context. All but the last are to grammars that are not there.
#[derive(Debug, Deserialize)]
pub(super) enum Reference {
    Named { _name: String },
    ByScope { _scope: Scope, _sub_context: Option<String>, _with_escape: bool },
    File { _name: String, _sub_context: Option<String>, _with_escape: bool },
    Inline { _name: String },
    Direct(ContextId),
}

#[derive(Deserialize)]
struct Packed {
    serialized_lazy_contexts: Vec<u8>,
}

impl Grammar {
    pub(super) fn unpack(syntax: &SyntaxReference) -> Option<Self> {
        let packed: Packed = serde_json::from_slice(&serde_json::to_vec(syntax).ok()?).ok()?;
        syntect::dumps::from_reader(packed.serialized_lazy_contexts.as_slice()).ok()
    }
}

impl Reference {
    pub(super) fn direct(&self) -> Option<ContextId> {
        if let Self::Direct(id) = self { Some(*id) } else { None }
    }
}
