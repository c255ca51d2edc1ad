//! Opening a file or a link in the program that the system has for it: a letter in the mail program. It waits for
//! nothing and says only whether such a program was found.

use std::{
    ffi::{OsStr, OsString},
    fmt,
    process::{Command, Stdio},
    sync::Arc,
};

/// The kinds of what is opened here, as systems on which that can be asked know them.
const LETTER: &str = "message/rfc822";
const MAIL_LINK: &str = "x-scheme-handler/mailto";

/// A way to open things: the system's, or in tests one that looks on.
#[derive(Clone)]
pub struct Opener(Arc<dyn Fn(&OsStr) -> bool + Send + Sync>);

impl Opener {
    /// `open` gets a path or a link and says whether a program was found; it is called on a thread of its own.
    pub fn new(open: impl Fn(&OsStr) -> bool + Send + Sync + 'static) -> Self {
        Self(Arc::new(open))
    }

    /// The system's own programs.
    pub fn system() -> Self {
        Self::new(|target| opener::open(target).is_ok() && has_program(target))
    }

    /// Opens a path or a link; whether a program was found.
    pub(in crate::ui) fn open(&self, target: &OsString) -> bool {
        (self.0)(target)
    }
}

impl fmt::Debug for Opener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opener")
    }
}

/// Whether the system has a program for it, as far as it can be asked. Desktops of Linux start their opener and never
/// hear whether it found one, so it is asked for; elsewhere the opening itself has said.
fn has_program(target: &OsStr) -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    let is_link = target.as_encoded_bytes().starts_with(b"mailto:");
    let kind = if is_link { MAIL_LINK } else { LETTER };
    let asked = Command::new("xdg-mime")
        .args(["query", "default", kind])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output();
    // Where it cannot even be asked, there is hardly one; that it was opened all the same shows by itself.
    asked.is_ok_and(|answer| !answer.stdout.trim_ascii().is_empty())
}
