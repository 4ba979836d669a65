use std::cell::Cell;

use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult};

/// What a tokeniser tells a sink, with the number of times that it said something.
#[derive(Debug)]
pub(super) struct Heard<S> {
    pub(super) inner: S,
    tokens: Cell<usize>,
}

impl<S> Heard<S> {
    pub(super) const fn new(inner: S) -> Self {
        Self { inner, tokens: Cell::new(0) }
    }

    pub(super) fn tokens(&self) -> usize {
        self.tokens.get()
    }
}

impl<S: TokenSink> TokenSink for Heard<S> {
    type Handle = S::Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<S::Handle> {
        // An error may be of an attribute, within a tag.
        if !matches!(token, Token::ParseError(_)) {
            self.tokens.set(self.tokens.get() + 1);
        }
        self.inner.process_token(token, line)
    }

    fn end(&self) {
        self.inner.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.inner.adjusted_current_node_present_but_not_in_html_namespace()
    }
}
