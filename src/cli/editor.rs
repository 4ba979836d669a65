//! The author's editor: the only program that is ever run, at the author's wish, and not through a shell.

use std::path::Path;
use std::process::Command;

use super::fault::Fault;
use crate::files::shown;

/// The program that `VISUAL` or `EDITOR` names.
pub(super) struct Editor {
    named: String,
    words: Vec<String>,
}

impl Editor {
    /// The one that is named, if its name can be read. Whether there is such a program shows when it is run.
    pub(super) fn named() -> Result<Self, Fault> {
        let named =
            ["VISUAL", "EDITOR"].iter().find_map(|name| std::env::var(name).ok().filter(|it| !it.trim().is_empty()));
        let Some(named) = named else {
            return Err(Fault::Usage(
                "no editor is named: set `VISUAL` or `EDITOR`, for example `EDITOR=nano`".to_owned(),
            ));
        };
        match words(&named) {
            Some(words) => Ok(Self { named, words }),
            None => Err(Fault::Usage(format!("the editor `{named}` has an unclosed quotation mark"))),
        }
    }

    /// Opens a file in it, and waits until it is closed.
    pub(super) fn open(&self, path: &Path) -> Result<(), Fault> {
        let Self { named, words } = self;
        let Some((program, arguments)) = words.split_first() else {
            return Err(Fault::Usage(format!("`{named}` names no editor")));
        };
        let failed =
            |reason: String| Fault::Usage(format!("the editor `{named}` {reason}; the file is `{}`", shown(path)));
        let status = Command::new(program).args(arguments).arg(path).status();
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(failed(format!("ended with {status}"))),
            Err(error) => Err(failed(format!("cannot be started: {error}"))),
        }
    }
}

/// The words of a command: parted by spaces, kept together by quotation marks, and a backslash takes what follows it as
/// it is outside of single ones. None where a quotation mark is never closed.
fn words(command: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut open: Option<char> = None;
    let mut letters = command.chars();
    while let Some(c) = letters.next() {
        match (c, open) {
            ('\\', None | Some('"')) if !cfg!(windows) => word.get_or_insert_default().push(letters.next()?),
            ('"' | '\'', None) => {
                open = Some(c);
                word.get_or_insert_default();
            }
            (_, Some(mark)) if c == mark => open = None,
            (_, None) if c.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    open.is_none().then_some(words)
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_are_parted_as_a_shell_parts_them() {
        let parted = |command: &str| words(command).map(|words| words.join("|"));
        assert_eq!(parted("code --wait").as_deref(), Some("code|--wait"));
        assert_eq!(parted("  'my editor' -x  \"a 'b'\" ").as_deref(), Some("my editor|-x|a 'b'"));
        assert_eq!(parted("emacs -f ''").as_deref(), Some("emacs|-f|"));
        assert_eq!(parted("vi; rm -rf $HOME").as_deref(), Some("vi;|rm|-rf|$HOME"));
        assert_eq!(parted("vi 'open"), None);
        #[cfg(not(windows))]
        assert_eq!(parted("my\\ editor \"a\\\"b\"").as_deref(), Some("my editor|a\"b"));
    }
}
