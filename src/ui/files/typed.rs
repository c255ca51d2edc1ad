//! A path typed or pasted where no file dialog comes up, with the files of the last times.

use std::{
    env,
    path::{Path, PathBuf},
};

use egui::{Align, Key, Modifiers, Ui};

use super::{Kind, request};
use crate::ui::{
    command::Purpose,
    theme,
    widgets::{Button, Columns, Field, Row, Width, dialog, section, text},
};

/// What is typed.
pub(super) struct Typed {
    pub(super) purpose: Purpose,
    title: &'static str,
    reason: String,
    text: String,
    error: String,
    recents: Vec<PathBuf>,
    /// The file that may be written over, once that was said.
    may_replace: Option<PathBuf>,
    was_drawn: bool,
    is_used: bool,
}

/// What came of it.
pub(super) enum Done {
    Taken(PathBuf),
    Cancelled,
}

impl Typed {
    pub(super) fn new(
        purpose: Purpose,
        title: &'static str,
        reason: &str,
        recents: Vec<PathBuf>,
    ) -> Self {
        Self {
            purpose,
            title,
            reason: reason.to_owned(),
            text: String::new(),
            error: String::new(),
            recents,
            may_replace: None,
            was_drawn: false,
            is_used: false,
        }
    }

    /// Whether somebody has typed anything.
    pub(super) fn is_used(&self) -> bool {
        self.is_used
    }

    /// Draws it; once it is done, what came of it.
    pub(super) fn show(&mut self, ui: &mut Ui) -> Option<Done> {
        let is_entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let mut done = None;
        let theme = theme::of(ui);
        let modal = dialog(ui, "type a path", 560.0, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            text::label(ui, self.title, theme.text.section, theme.palette.ink);
            if !self.reason.is_empty() {
                text::label(ui, &self.reason, theme.text.small, theme.palette.ink_quiet);
            }
            ui.add_space(4.0);
            let kind = request(self.purpose).kind;
            let label = if kind == Kind::Folder {
                "Folder"
            } else {
                "File"
            };
            let hint = match kind {
                Kind::Save => request(self.purpose).name,
                Kind::Open | Kind::Folder => "~/Downloads",
            };
            let field = Field::new(label, &mut self.text)
                .hint(hint)
                .error(&self.error)
                .show(ui);
            if !self.was_drawn {
                field.request_focus();
                self.was_drawn = true;
            }
            if field.changed() {
                self.error.clear();
                self.is_used = true;
            }
            if let Some(path) = self.recents_ui(ui) {
                self.text = path.display().to_string();
                done = self.check();
            }
            ui.add_space(4.0);
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                let words = match kind {
                    Kind::Open => "Open",
                    Kind::Save => "Save here",
                    Kind::Folder => "Use this folder",
                };
                if ui.add(Button::new(words).primary().key("Enter")).clicked() {
                    done = self.check();
                }
                if ui.add(Button::new("Cancel").key("Esc")).clicked() {
                    done = Some(Done::Cancelled);
                }
            });
        });
        if is_entered && done.is_none() {
            done = self.check();
        }
        if modal.should_close() && done.is_none() {
            done = Some(Done::Cancelled);
        }
        done
    }

    fn recents_ui(&self, ui: &mut Ui) -> Option<PathBuf> {
        if self.recents.is_empty() {
            return None;
        }
        let mut chosen = None;
        ui.add_space(4.0);
        section::label(ui, "The last ones");
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let columns = Columns::new(&[(Width::Share(1.0), Align::Min)]).height(46.0);
            for (number, path) in self.recents.iter().enumerate() {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let folder = path.parent().unwrap_or(Path::new("")).display().to_string();
                let sentence = format!("{name} in {folder}");
                let row = Row::new(&columns, number, &sentence)
                    .stop(true)
                    .show(ui, |cells| cells.two_lines(&name, &folder));
                if row.chosen || row.opened {
                    chosen = Some(path.clone());
                }
            }
        });
        chosen
    }

    fn check(&mut self) -> Option<Done> {
        self.is_used = true;
        let kind = request(self.purpose).kind;
        let checked = path_of(&self.text).and_then(|path| match kind {
            // A library that is not there is made.
            Kind::Open if self.purpose == Purpose::Library && !path.exists() => in_a_folder(path),
            Kind::Open => a_file(path),
            Kind::Folder => a_folder(path),
            Kind::Save => in_a_folder(path),
        });
        match checked {
            Ok(path)
                if kind == Kind::Save
                    && path.exists()
                    && self.may_replace.as_ref() != Some(&path) =>
            {
                let words = "A file of this name is there. Press once more to write over it";
                words.clone_into(&mut self.error);
                self.may_replace = Some(path);
                None
            }
            Ok(path) => Some(Done::Taken(path)),
            Err(words) => {
                self.error = words;
                None
            }
        }
    }
}

/// The path that a text means: with quotation marks or as the address of a file, as other programs copy it; `~` is home.
fn path_of(text: &str) -> Result<PathBuf, String> {
    let text = text.trim().trim_matches(['"', '\'']);
    let text = match text.strip_prefix("file://") {
        Some(address) => unescaped(address),
        None => text.to_owned(),
    };
    if text.is_empty() {
        return Err("Type a path first".to_owned());
    }
    let home = || env::home_dir().filter(|home| !home.as_os_str().is_empty());
    let path = match (text.strip_prefix('~'), home()) {
        (Some(rest), Some(home)) => home.join(rest.trim_start_matches(['/', '\\'])),
        _ => PathBuf::from(&text),
    };
    if path.is_absolute() {
        Ok(path)
    } else {
        Err(format!(
            "“{}” is only a part of a path. Begin with {}",
            shortened(&text),
            if cfg!(windows) { "C:\\ or ~" } else { "/ or ~" }
        ))
    }
}

fn a_file(path: PathBuf) -> Result<PathBuf, String> {
    match path.metadata() {
        Ok(meta) if meta.is_dir() => {
            Err("That is a folder. Add the name of a file in it".to_owned())
        }
        Ok(_) => Ok(path),
        Err(error) => Err(not_there(&path, &error, "file")),
    }
}

fn a_folder(path: PathBuf) -> Result<PathBuf, String> {
    match path.metadata() {
        Ok(meta) if meta.is_dir() => Ok(path),
        Ok(_) => Err("That is a file. Name a folder".to_owned()),
        Err(error) => Err(not_there(&path, &error, "folder")),
    }
}

/// A file to be made, in a folder that is there.
fn in_a_folder(path: PathBuf) -> Result<PathBuf, String> {
    if path.is_dir() {
        return Err("That is a folder. Add the name of a file in it".to_owned());
    }
    let folder = path.parent().unwrap_or(&path);
    match folder.metadata() {
        Ok(meta) if meta.is_dir() => Ok(path),
        Ok(_) => Err("What stands before the name is no folder".to_owned()),
        Err(error) => Err(not_there(folder, &error, "folder")),
    }
}

fn not_there(path: &Path, error: &std::io::Error, what: &str) -> String {
    if error.kind() == std::io::ErrorKind::PermissionDenied {
        return format!("You may not look at that {what}");
    }
    let name = path.display().to_string();
    format!("There is no {what} “{}”", shortened(&name))
}

fn shortened(text: &str) -> String {
    let count = text.chars().count();
    if count <= 70 {
        return text.to_owned();
    }
    let end: String = text.chars().skip(count - 69).collect();
    format!("…{end}")
}

/// Text with `%20` and its like as the letters that they stand for.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match digits.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_taken_however_it_was_copied() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("my people.csv");
        std::fs::write(&file, "x").unwrap();
        let plain = file.display().to_string();
        let address = format!("file://{}", plain.replace(' ', "%20"));
        for text in [
            plain.clone(),
            format!("  \"{plain}\" "),
            format!("'{plain}'"),
            address,
        ] {
            assert_eq!(path_of(&text).and_then(a_file), Ok(file.clone()), "{text}");
        }
        assert!(path_of("~/x").unwrap().is_absolute());
        assert!(
            path_of("people.csv")
                .unwrap_err()
                .contains("part of a path")
        );
        assert!(path_of("  ").is_err());
    }

    #[test]
    fn what_cannot_be_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let inside = |name: &str| folder.path().join(name);
        assert!(
            a_file(inside("gone.csv"))
                .unwrap_err()
                .contains("There is no file")
        );
        assert!(
            a_file(folder.path().to_owned())
                .unwrap_err()
                .contains("folder")
        );
        assert!(
            in_a_folder(inside("no/new.csv"))
                .unwrap_err()
                .contains("There is no folder")
        );
        assert!(in_a_folder(inside("new.csv")).is_ok());
        std::fs::write(inside("file"), "x").unwrap();
        assert!(
            a_folder(inside("file"))
                .unwrap_err()
                .contains("That is a file")
        );
    }
}
