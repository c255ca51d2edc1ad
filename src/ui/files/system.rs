//! The file dialogs of the system. They are asked on a thread of their own, because some block for half a minute.

use std::{
    env,
    path::PathBuf,
    pin::Pin,
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use super::{Answer, FilePicker, Kind, Request, RequestId};

/// A dialog that is gone sooner than this was never there: nobody reads and closes one so fast.
const TOO_SOON: Duration = Duration::from_millis(1_200);

/// The dialogs of the system.
#[derive(Debug)]
pub struct SystemPicker {
    last: RequestId,
    sender: mpsc::Sender<(RequestId, Answer)>,
    answers: mpsc::Receiver<(RequestId, Answer)>,
}

impl Default for SystemPicker {
    fn default() -> Self {
        let (sender, answers) = mpsc::channel();
        Self {
            last: 0,
            sender,
            answers,
        }
    }
}

type Choosing = Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>>;

impl FilePicker for SystemPicker {
    fn shows_files(&self) -> bool {
        true
    }

    fn ask(&mut self, request: &Request, wake: Box<dyn FnOnce() + Send>) -> RequestId {
        self.last += 1;
        let id = self.last;
        let sender = self.sender.clone();
        let answer = move |answer| {
            // The window may be gone; then there is nobody to tell.
            drop(sender.send((id, answer)));
        };
        if let Some(reason) = nothing_to_ask() {
            answer(Answer::Failed(reason.to_owned()));
            wake();
            return id;
        }
        let choosing = dialog(request);
        let failed = answer.clone();
        let work = move || {
            let asked_at = Instant::now();
            let chosen = pollster::block_on(choosing);
            answer(match chosen {
                Some(file) => Answer::Picked(file.path().to_owned()),
                None if asked_at.elapsed() < TOO_SOON => {
                    Answer::Failed("The file dialog closed before it could be seen".to_owned())
                }
                None => Answer::Cancelled,
            });
            wake();
        };
        let spawned = thread::Builder::new()
            .name("file dialog".to_owned())
            .spawn(work);
        if let Err(error) = spawned {
            failed(Answer::Failed(format!(
                "No thread could be started: {error}"
            )));
        }
        id
    }

    fn poll(&mut self) -> Option<(RequestId, Answer)> {
        self.answers.try_recv().ok()
    }
}

/// The dialog, which some systems want to be made on the thread of the window.
fn dialog(request: &Request) -> Choosing {
    let mut dialog = rfd::AsyncFileDialog::new().set_title(request.title);
    let (name, endings) = request.filter;
    if !endings.is_empty() {
        dialog = dialog
            .add_filter(name, endings)
            .add_filter("Every file", &["*"]);
    }
    if !request.name.is_empty() {
        dialog = dialog.set_file_name(request.name);
    }
    match request.kind {
        Kind::Open => Box::pin(dialog.pick_file()),
        Kind::Save => Box::pin(dialog.save_file()),
        Kind::Folder => Box::pin(dialog.pick_folder()),
    }
}

/// Why no dialog can come up, where that is certain beforehand. Linux has them from a portal on the session's bus, or from
/// zenity; asking where neither is there would only cost time.
fn nothing_to_ask() -> Option<&'static str> {
    if !cfg!(target_os = "linux") || has_portal() || has_zenity() {
        return None;
    }
    Some("Neither a desktop portal nor zenity is installed, which show file dialogs on Linux")
}

fn has_portal() -> bool {
    let bus = env::var_os("DBUS_SESSION_BUS_ADDRESS").filter(|bus| !bus.is_empty());
    let in_runtime = || {
        let folder = env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
        folder.is_some_and(|folder| folder.join("bus").exists())
    };
    if bus.is_none() && !in_runtime() {
        return false;
    }
    // In a sandbox the portal is there without a file that says so.
    if PathBuf::from("/.flatpak-info").exists() {
        return true;
    }
    let folders = env::var_os("XDG_DATA_DIRS")
        .filter(|folders| !folders.is_empty())
        .unwrap_or_else(|| "/usr/local/share:/usr/share".into());
    env::split_paths(&folders).any(|folder| {
        folder
            .join("dbus-1/services/org.freedesktop.portal.Desktop.service")
            .exists()
    })
}

fn has_zenity() -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join("zenity").is_file())
}
