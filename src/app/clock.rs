//! The real clock: the only place that reads the time. And one that a file drives, for tests and pictures.

use std::{
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::{SystemTime, UNIX_EPOCH},
};

use chrono::DateTime;

use crate::evening::{BootId, Clock, Stamp};

/// Whichever clock a session goes by.
pub type AnyClock = Box<dyn Clock + Send + Sync>;

/// Why a file drives no clock.
#[derive(Debug, thiserror::Error)]
#[error(
    "{} holds no moment. Write one such as 2026-11-26T19:33:00Z into it, and behind it, if you like, the milliseconds since boot and a name for the boot",
    file.display()
)]
pub struct NoMoment {
    file: PathBuf,
}

/// The machine's clock, or the one that a file drives.
pub fn clock(file: Option<&Path>) -> Result<AnyClock, NoMoment> {
    Ok(match file {
        Some(file) => Box::new(FileClock::new(file)?),
        None => Box::new(SystemClock),
    })
}

/// A clock that stands at the moment that a text file holds, which is read each time: one line with
/// `WALL [BOOT_MS [BOOT]]`, where WALL is an RFC 3339 moment (`2026-11-26T19:33:00Z`, fractions of a second allowed),
/// `BOOT_MS` the milliseconds since boot (otherwise those since 1970, so that both clocks go together) and BOOT any word
/// that names the boot. While the file cannot be read, as in the moment in which it is written, the last moment stands.
#[derive(Debug)]
pub struct FileClock {
    file: PathBuf,
    last: Mutex<Stamp>,
}

impl FileClock {
    /// The clock of a file that holds a moment.
    pub fn new(file: &Path) -> Result<Self, NoMoment> {
        let no_moment = || NoMoment {
            file: file.to_owned(),
        };
        let first = moment_in(file).ok_or_else(no_moment)?;
        Ok(Self {
            file: file.to_owned(),
            last: Mutex::new(first),
        })
    }
}

impl Clock for FileClock {
    fn now(&self) -> Stamp {
        // A thread that panicked left nothing half done in a stamp.
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        *last = moment_in(&self.file).unwrap_or(*last);
        *last
    }
}

fn moment_in(file: &Path) -> Option<Stamp> {
    let text = std::fs::read_to_string(file).ok()?;
    let mut words = text.split_whitespace();
    let wall = DateTime::parse_from_rfc3339(words.next()?).ok()?;
    let wall_ms = wall.timestamp_millis();
    let boot_ms = match words.next() {
        Some(word) => word.parse().ok()?,
        None => wall_ms,
    };
    Some(Stamp {
        wall_ms,
        boot_ms,
        boot_id: BootId::of(words.next().unwrap_or("a file")),
    })
}

/// The machine's clocks.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Stamp {
        let (boot_ms, boot_id) = boot();
        Stamp {
            wall_ms: wall_ms(),
            boot_ms,
            boot_id,
        }
    }
}

/// UTC milliseconds.
#[allow(clippy::disallowed_methods, reason = "this is the clock")]
pub fn wall_ms() -> i64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// Milliseconds since boot, sleep included, and which boot. (`Instant` stands still in sleep on Linux:
/// rust-lang/rust #87906.)
#[cfg(target_os = "linux")]
fn boot() -> (i64, BootId) {
    static SHIFT_MS: std::sync::LazyLock<i64> = std::sync::LazyLock::new(|| {
        let offsets = std::fs::read_to_string("/proc/self/timens_offsets");
        shift_ms(&offsets.unwrap_or_default())
    });
    let time = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    let boot_ms = time.tv_sec * 1000 + time.tv_nsec / 1_000_000 - *SHIFT_MS;
    let boot_id = std::fs::read_to_string("/proc/sys/kernel/random/boot_id");
    (
        boot_ms,
        boot_id.map_or_else(|_| boot_of(boot_ms), |text| BootId::of(&text)),
    )
}

/// By how much a time namespace, such as a container's, shifts the boot clock: the boot is still called the same in it, so
/// that a stamp from inside could not be compared with one from outside. From the lines of `/proc/self/timens_offsets`
/// (`boottime SECONDS NANOSECONDS`, `time_namespaces(7)`).
#[cfg(target_os = "linux")]
fn shift_ms(offsets: &str) -> i64 {
    let shift = |line: &str| {
        let mut words = line.split_whitespace();
        // Older kernels call the clock by its number.
        words
            .next()
            .filter(|clock| matches!(*clock, "boottime" | "7"))?;
        let secs: i64 = words.next()?.parse().ok()?;
        let nanos: i64 = words.next()?.parse().ok()?;
        Some(secs.saturating_mul(1_000).saturating_add(nanos / 1_000_000))
    };
    offsets.lines().find_map(shift).unwrap_or_default()
}

/// Elsewhere a clock runs through sleep, too (on Windows `Instant` is one), but nothing says since when: since the boot as
/// it was when the process first looked. Windows tells that to 16 ms (`GetTickCount64`), macOS to the microsecond
/// (`kern.boottime`).
#[cfg(not(target_os = "linux"))]
fn boot() -> (i64, BootId) {
    #[cfg(target_os = "macos")]
    use boot_time::Instant;
    #[cfg(not(target_os = "macos"))]
    use std::time::Instant;
    static START: std::sync::OnceLock<(Instant, i64, BootId)> = std::sync::OnceLock::new();
    let (start, before_ms, boot_id) = START.get_or_init(|| {
        let uptime = uptime_lib::get().ok();
        let before_ms = uptime.and_then(|uptime| i64::try_from(uptime.as_millis()).ok());
        // Where the system does not tell, a process is a boot of its own, and after it the host is asked.
        let own = || BootId::of(&format!("{} {}", std::process::id(), wall_ms()));
        let boot_id = before_ms.map_or_else(own, boot_of);
        (Instant::now(), before_ms.unwrap_or_default(), boot_id)
    });
    let run_ms = i64::try_from(start.elapsed().as_millis()).unwrap_or(i64::MAX);
    (before_ms.saturating_add(run_ms), *boot_id)
}

/// Where the system names no boot: the moment of boot, to the minute. Read once, because setting the wall clock moves
/// it; another process after such a setting takes it for another boot, and then the host is asked.
fn boot_of(boot_ms: i64) -> BootId {
    static BOOT: std::sync::OnceLock<BootId> = std::sync::OnceLock::new();
    *BOOT.get_or_init(|| BootId::of(&((wall_ms() - boot_ms) / 60_000).to_string()))
}

/// The time zone of this machine (IANA), or UTC. What the variable `TZ` names comes first, as everywhere.
pub fn zone() -> String {
    let is_known = |name: &String| name.parse::<chrono_tz::Tz>().is_ok();
    let named = std::env::var("TZ")
        .ok()
        .map(|name| name.trim_start_matches(':').to_owned())
        .filter(is_known);
    let system = || iana_time_zone::get_timezone().ok().filter(is_known);
    named.or_else(system).unwrap_or_else(|| "UTC".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn a_namespace_with_another_boot_time_is_seen_through() {
        for (offsets, expected) in [
            (
                "monotonic           0         0\nboottime         3600         0\n",
                3_600_000,
            ),
            ("monotonic 5 0\nboottime -100 250000000\n", -99_750),
            ("1 0 0\n7 1000 0\n", 1_000_000),
            ("", 0),
            ("boottime soon", 0),
        ] {
            assert_eq!(shift_ms(offsets), expected, "{offsets}");
        }
    }

    #[test]
    fn a_file_drives_the_clock_and_what_is_no_moment_leaves_it_standing() {
        let folder = tempfile::TempDir::new().unwrap();
        let file = folder.path().join("clock");
        assert!(FileClock::new(&file).is_err());
        let write = |text: &str| std::fs::write(&file, text).unwrap();
        write("tomorrow");
        let said = FileClock::new(&file).unwrap_err().to_string();
        assert!(said.contains("2026-11-26T19:33:00Z"), "{said}");
        write("2026-11-26T19:33:00Z\n");
        let clock = FileClock::new(&file).unwrap();
        let first = clock.now();
        assert_eq!(first.wall_ms, 1_795_721_580_000);
        assert_eq!(first.boot_ms, first.wall_ms);
        write("");
        assert_eq!(clock.now(), first);
        write("2026-11-26T20:33:00.5+01:00 90000 monday");
        let later = clock.now();
        assert_eq!(later.wall_ms, first.wall_ms + 500);
        assert_eq!(
            (later.boot_ms, later.boot_id),
            (90_000, BootId::of("monday"))
        );
    }
}
