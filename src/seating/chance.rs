//! Chance without a clock, floating point or the platform's logarithm: the same seed draws the same
//! numbers on every machine. It decides nothing itself; `chain` asks it.

/// Draws in a row of [`LOSSES`] before it repeats.
const DRAWS: usize = 4096;

/// The natural logarithm of 2, with 24 fractional bits.
const LN_2: u64 = 11_629_080;

/// Losses that a search at temperature 1 may take, with 16 fractional bits: -ln(u) for [`DRAWS`] even
/// steps of u between 0 and 1, shuffled. A move whose loss is at most temperature times such a draw is
/// accepted with probability exp(-loss / temperature), which is the rule of Metropolis (1953).
static LOSSES: [u32; DRAWS] = losses();

/// `SplitMix64` (Steele, Lea and Flood 2014): one addition and two multiplications a draw.
#[derive(Clone, Debug)]
pub(super) struct Chance {
    state: u64,
}

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    #[inline]
    pub(super) fn draw(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is at least 1 and below 2^24.
    #[inline]
    pub(super) fn below(&mut self, end: usize) -> usize {
        scale(self.draw(), end)
    }

    /// Puts `items` in an order by chance (Fisher and Yates).
    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for end in (1..items.len()).rev() {
            let other = self.below(end + 1);
            items.swap(end, other);
        }
    }
}

/// The lowest 24 bits of a draw as a number below `end`, without a division.
#[inline]
pub(super) fn scale(bits: u64, end: usize) -> usize {
    (((bits & 0xff_ffff) * end as u64) >> 24) as usize
}

/// The worst change that is accepted at `temperature` (16 fractional bits) by draw number `draw`:
/// zero or negative.
#[inline]
pub(super) fn least_change(temperature: i64, draw: usize) -> i32 {
    #[allow(
        clippy::indexing_slicing,
        reason = "the remainder is below the length of the table"
    )]
    let loss = i64::from(LOSSES[draw % DRAWS]);
    -((temperature * loss) >> 32) as i32
}

/// The binary logarithm of `value` >= 1 with 24 fractional bits, one bit for each squaring.
const fn log2(value: u64) -> u64 {
    let whole = 63 - value.leading_zeros() as u64;
    let mut mantissa = if whole >= 31 {
        value >> (whole - 31)
    } else {
        value << (31 - whole)
    };
    let mut fraction = 0;
    let mut bit = 0;
    while bit < 24 {
        mantissa = (mantissa * mantissa) >> 31;
        fraction <<= 1;
        if mantissa >= 1 << 32 {
            mantissa >>= 1;
            fraction |= 1;
        }
        bit += 1;
    }
    (whole << 24) | fraction
}

#[allow(
    clippy::indexing_slicing,
    reason = "evaluated while compiling, which checks every index"
)]
const fn losses() -> [u32; DRAWS] {
    let mut table = [0; DRAWS];
    let mut step = 0;
    while step < DRAWS {
        // u = (step + 1/2) / 4096 = (2 step + 1) / 2^13.
        let bits = (13 << 24) - log2(2 * step as u64 + 1);
        table[step] = ((bits * LN_2) >> 32) as u32;
        step += 1;
    }
    // Shuffled, because the search walks along it instead of drawing each time.
    let mut seed = 12_345_u64;
    let mut end = DRAWS - 1;
    while end > 0 {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let other = ((seed >> 33) % (end as u64 + 1)) as usize;
        let moved = table[end];
        table[end] = table[other];
        table[other] = moved;
        end -= 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn losses_are_those_of_the_natural_logarithm() {
        let mut sorted = LOSSES.map(|loss| f64::from(loss) / 65_536.0);
        sorted.sort_by(|a, b| b.total_cmp(a));
        for (step, loss) in sorted.iter().enumerate() {
            let exact = -((step as f64 + 0.5) / DRAWS as f64).ln();
            assert!(
                (loss - exact).abs() < 1e-4,
                "step {step}: {loss} is not {exact}"
            );
        }
    }

    #[test]
    fn a_shuffle_keeps_every_item() {
        let mut items: Vec<usize> = (0..50).collect();
        Chance::new(7).shuffle(&mut items);
        assert_ne!(items, (0..50).collect::<Vec<_>>());
        items.sort_unstable();
        assert_eq!(items, (0..50).collect::<Vec<_>>());
    }
}
