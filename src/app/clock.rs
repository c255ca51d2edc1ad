//! The real clock: the only place that reads the time.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::evening::{BootId, Clock, Stamp};

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
    let time = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    let boot_ms = time.tv_sec * 1000 + time.tv_nsec / 1_000_000;
    let boot_id = std::fs::read_to_string("/proc/sys/kernel/random/boot_id");
    (
        boot_ms,
        boot_id.map_or_else(|_| boot_of(boot_ms), |text| BootId::of(&text)),
    )
}

#[cfg(target_os = "macos")]
fn boot() -> (i64, BootId) {
    let boot_ms = i64::try_from(boot_time::Instant::now().elapsed_since_boot().as_millis())
        .unwrap_or(i64::MAX);
    (boot_ms, boot_of(boot_ms))
}

/// On Windows `Instant` runs through sleep; its start is that of the process, so the process names the boot.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn boot() -> (i64, BootId) {
    static START: std::sync::OnceLock<(std::time::Instant, i64)> = std::sync::OnceLock::new();
    let (start, wall) = START.get_or_init(|| (std::time::Instant::now(), wall_ms()));
    let run_ms = i64::try_from(start.elapsed().as_millis()).unwrap_or(i64::MAX);
    (
        run_ms,
        BootId::of(&format!("{} {wall}", std::process::id())),
    )
}

/// Where the system names no boot: the moment of boot, to the minute. Read once, because setting the wall clock moves
/// it; another process after such a setting takes it for another boot, and then the host is asked.
#[cfg(any(target_os = "linux", target_os = "macos"))]
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
