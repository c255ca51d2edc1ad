//! The screens that there are, and on which of them the table display opens. The system names them only by their order:
//! "Screen 1, 2, 3".

use egui::{Rect, pos2, vec2};

/// A screen of this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Monitor {
    /// Where it is among the others and how large, in pixels.
    pub place: Rect,
    /// The window of the program is on it.
    pub has_window: bool,
}

/// Where the display is to open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wanted {
    /// On another screen than the program's, where there is one.
    #[default]
    Other,
    /// On that screen, counted from 0.
    Screen(usize),
    /// As a window, wherever that is.
    Window,
}

impl Wanted {
    /// The word under which it is kept.
    pub(super) fn word(self) -> String {
        match self {
            Self::Other => String::new(),
            Self::Screen(at) => (at + 1).to_string(),
            Self::Window => "window".to_owned(),
        }
    }

    /// What was kept; anything unknown is the usual.
    pub(super) fn read(kept: Option<&str>) -> Self {
        match kept {
            Some("window") => Self::Window,
            Some(word) => match word.parse::<usize>() {
                Ok(number) if number > 0 => Self::Screen(number - 1),
                _ => Self::Other,
            },
            None => Self::Other,
        }
    }

    /// On which of the screens it opens; none where it opens as a window. The only screen is never covered.
    pub fn on(self, monitors: &[Monitor]) -> Option<usize> {
        if monitors.len() < 2 {
            return None;
        }
        let other = || {
            let mut others = monitors.iter();
            others.position(|monitor| !monitor.has_window)
        };
        match self {
            Self::Window => None,
            Self::Screen(at) if at < monitors.len() => Some(at),
            // A screen that is not there now.
            Self::Screen(_) | Self::Other => other(),
        }
    }
}

/// The screens, as the window that is drawn knows them; none where that is not known. Under X11 winit 0.30 may keep to
/// the list that it read first (rust-windowing/winit #3405).
pub(super) fn all(frame: &eframe::Frame) -> Vec<Monitor> {
    let Some(window) = frame.winit_window() else {
        return Vec::new();
    };
    let here = window.current_monitor();
    let monitors = window.available_monitors();
    monitors
        .map(|monitor| {
            let (at, size) = (monitor.position(), monitor.size());
            let at = pos2(at.x as f32, at.y as f32);
            let size = vec2(size.width as f32, size.height as f32);
            Monitor {
                place: Rect::from_min_size(at, size),
                has_window: here.as_ref() == Some(&monitor),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn monitors(with_window: usize, count: usize) -> Vec<Monitor> {
        let monitor = |at| Monitor {
            place: Rect::from_min_size(pos2(1920.0 * at as f32, 0.0), vec2(1920.0, 1080.0)),
            has_window: at == with_window,
        };
        (0..count).map(monitor).collect()
    }

    #[test]
    fn the_only_screen_is_never_covered() {
        for wanted in [
            Wanted::Other,
            Wanted::Screen(0),
            Wanted::Screen(1),
            Wanted::Window,
        ] {
            assert_eq!(wanted.on(&monitors(0, 1)), None);
            assert_eq!(wanted.on(&[]), None);
        }
    }

    #[test]
    fn it_opens_where_the_program_is_not_unless_another_screen_is_chosen() {
        assert_eq!(Wanted::Other.on(&monitors(0, 2)), Some(1));
        assert_eq!(Wanted::Other.on(&monitors(1, 3)), Some(0));
        assert_eq!(Wanted::Screen(2).on(&monitors(0, 3)), Some(2));
        assert_eq!(Wanted::Screen(0).on(&monitors(0, 2)), Some(0));
        assert_eq!(Wanted::Window.on(&monitors(0, 2)), None);
        // A screen that was chosen and is gone.
        assert_eq!(Wanted::Screen(2).on(&monitors(0, 2)), Some(1));
    }

    #[test]
    fn a_choice_is_kept_in_a_word() {
        for wanted in [
            Wanted::Other,
            Wanted::Screen(0),
            Wanted::Screen(2),
            Wanted::Window,
        ] {
            assert_eq!(Wanted::read(Some(&wanted.word())), wanted);
        }
        assert_eq!(Wanted::read(None), Wanted::Other);
        assert_eq!(Wanted::read(Some("0")), Wanted::Other);
    }
}
