//! What a moment is to the live evening: a stamp of two clocks. The real clock is read elsewhere, behind [`Clock`].

use uuid::Uuid;

/// A wall clock that strays further than this from the boot clock was set by somebody; less is ordinary slewing.
const JUMP_MS: i64 = 2_000;
/// An absence up to this long is not worth a question on screen.
const AWAY_MS: i64 = 60_000;

/// Which start of the machine a stamp belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BootId(Uuid);

impl BootId {
    /// Reads what the system calls this boot: a UUID as it stands, or any other text (such as the time of boot).
    pub fn of(text: &str) -> Self {
        let text = text.trim();
        Self(
            Uuid::parse_str(text)
                .unwrap_or_else(|_| Uuid::new_v5(&Uuid::NAMESPACE_OID, text.as_bytes())),
        )
    }

    /// The boot that a stored UUID stands for.
    pub const fn from_uuid(uuid: Uuid) -> Self {
        Self(uuid)
    }

    /// The UUID to store.
    pub const fn uuid(self) -> Uuid {
        self.0
    }
}

/// A moment on both clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Milliseconds since 1970 UTC; people and time servers may set it.
    pub wall_ms: i64,
    /// Milliseconds since boot, sleep included; nobody can set it, and it only compares within one boot.
    pub boot_ms: i64,
    /// The boot that `boot_ms` counts from.
    pub boot_id: BootId,
}

/// Where stamps come from: the machine's clocks in the program, a simulated one in tests and scripts.
pub trait Clock {
    /// This moment.
    fn now(&self) -> Stamp;
}

impl<C: Clock + ?Sized> Clock for std::sync::Arc<C> {
    fn now(&self) -> Stamp {
        self.as_ref().now()
    }
}

/// Milliseconds from one stamp to a later one. Within a boot it is exact whatever was done to the wall clock; across a
/// reboot only the wall clock knows, and it may have been set, so the result is merely kept from going below 0.
pub fn elapsed_ms(from: Stamp, to: Stamp) -> i64 {
    if from.boot_id == to.boot_id {
        to.boot_ms.saturating_sub(from.boot_ms)
    } else {
        to.wall_ms.saturating_sub(from.wall_ms).max(0)
    }
}

/// By how many milliseconds the wall clock was set between two stamps of one boot (negative: back), if by over 2 s.
/// Across a reboot nothing can be told.
pub fn wall_jump_ms(from: Stamp, to: Stamp) -> Option<i64> {
    let wall = to.wall_ms.saturating_sub(from.wall_ms);
    let jump = wall.saturating_sub(to.boot_ms.saturating_sub(from.boot_ms));
    (from.boot_id == to.boot_id && jump.saturating_abs() > JUMP_MS).then_some(jump)
}

/// An absence that the host is asked about: count it, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Away {
    /// How long, in milliseconds.
    pub gap_ms: i64,
    /// The machine was started anew meanwhile, so that the length rests on the wall clock alone.
    pub is_other_boot: bool,
}

/// The absence between the last sign of life and now, when it is over 60 s or spans a reboot.
pub fn away(last_seen: Stamp, now: Stamp) -> Option<Away> {
    let away = Away {
        gap_ms: elapsed_ms(last_seen, now),
        is_other_boot: last_seen.boot_id != now.boot_id,
    };
    (away.is_other_boot || away.gap_ms > AWAY_MS).then_some(away)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(wall_ms: i64, boot_ms: i64, boot: &str) -> Stamp {
        Stamp {
            wall_ms,
            boot_ms,
            boot_id: BootId::of(boot),
        }
    }

    #[test]
    fn within_a_boot_the_wall_clock_does_not_matter() {
        assert_eq!(
            elapsed_ms(stamp(1_000_000, 500, "a"), stamp(0, 10_500, "a")),
            10_000
        );
    }

    #[test]
    fn across_a_reboot_the_wall_clock_decides_and_never_goes_below_zero() {
        assert_eq!(
            elapsed_ms(stamp(1_000, 90_000, "a"), stamp(5_000, 10, "b")),
            4_000
        );
        assert_eq!(
            elapsed_ms(stamp(5_000, 90_000, "a"), stamp(1_000, 10, "b")),
            0
        );
    }

    #[test]
    fn a_jump_is_over_two_seconds_and_within_a_boot() {
        let start = stamp(100_000, 0, "a");
        assert_eq!(wall_jump_ms(start, stamp(112_000, 10_000, "a")), None);
        assert_eq!(
            wall_jump_ms(start, stamp(112_001, 10_000, "a")),
            Some(2_001)
        );
        assert_eq!(
            wall_jump_ms(start, stamp(80_000, 10_000, "a")),
            Some(-30_000)
        );
        assert_eq!(wall_jump_ms(start, stamp(80_000, 10_000, "b")), None);
    }

    #[test]
    fn an_absence_is_asked_about_after_a_minute_or_a_reboot() {
        let seen = stamp(0, 0, "a");
        assert_eq!(away(seen, stamp(60_000, 60_000, "a")), None);
        assert_eq!(
            away(seen, stamp(0, 60_001, "a")),
            Some(Away {
                gap_ms: 60_001,
                is_other_boot: false
            })
        );
        assert_eq!(
            away(seen, stamp(5_000, 0, "b")),
            Some(Away {
                gap_ms: 5_000,
                is_other_boot: true
            })
        );
    }

    #[test]
    fn any_text_names_a_boot() {
        let uuid = "3f0c9f3e-5f0b-4b57-9a3c-0d5f5b1f7a10";
        assert_eq!(BootId::of(&format!("{uuid}\n")).uuid().to_string(), uuid);
        assert_eq!(BootId::of("1795283837"), BootId::of("1795283837 "));
        assert_ne!(BootId::of("1795283837"), BootId::of("1795283838"));
    }
}
