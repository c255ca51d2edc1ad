//! proto
use super::matrix::PairMatrix;

/// capacity
#[derive(Clone, Copy, Debug)]
pub struct Capacity { pub least: usize, pub most: usize }

const fn log2_q24(value: u64) -> u64 {
    // log2 of an integer >= 1, 24 fractional bits
    let whole = 63 - value.leading_zeros() as u64;
    let mut x = if whole >= 31 { value >> (whole - 31) } else { value << (31 - whole) };
    let mut frac = 0u64;
    let mut bit = 0;
    while bit < 24 {
        x = (x * x) >> 31;
        frac <<= 1;
        if x >= 1 << 32 { x >>= 1; frac |= 1; }
        bit += 1;
    }
    (whole << 24) | frac
}
const N: usize = 4096;
const fn table() -> [u32; N] {
    let mut t = [0; N];
    let mut i = 0;
    while i < N {
        let l = (13u64 << 24) - log2_q24(2 * i as u64 + 1); // -log2((i+.5)/4096), q24
        t[i] = ((l * 11_629_080) >> 32) as u32; // ln 2 in q24 = 11629080 ; result q16
        i += 1;
    }
    let mut seed = 12345u64;
    let mut i = N - 1;
    while i > 0 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let j = ((seed >> 33) % (i as u64 + 1)) as usize;
        let x = t[i]; t[i] = t[j]; t[j] = x;
        i -= 1;
    }
    t
}
static LOSS: [u32; N] = table();

pub struct Rng(pub u64);
impl Rng {
    #[inline]
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

pub struct Chain {
    n: usize, w: Vec<i32>, sums: Vec<i32>, pub table_of: Vec<u16>, slot_of: Vec<u16>, slots: Vec<u16>, slot_table: Vec<u16>,
    count: Vec<usize>, caps: Vec<Capacity>, pub value: i64, pub best: i64, pub best_slots: Vec<u16>, pub accepted: u64,
}
const EMPTY: u16 = u16::MAX;
impl Chain {
    pub fn new(m: &PairMatrix, caps: &[Capacity], seed: u64, penalty: i32) -> Self {
        let n = m.people();
        let mut w = vec![0; n * n];
        for i in 0..n { for j in 0..n { w[i*n+j] = m.gain(i,j) - penalty * i32::from(m.hard(i,j)); } }
        let mut slot_table = vec![];
        for (t, c) in caps.iter().enumerate() { for _ in 0..c.most { slot_table.push(t as u16); } }
        let mut rng = Rng(seed);
        let mut order: Vec<u16> = (0..n as u16).collect();
        for i in (1..n).rev() { order.swap(i, (rng.next() % (i as u64 + 1)) as usize); }
        // fill least first
        let mut slots = vec![EMPTY; slot_table.len()];
        let mut it = order.into_iter();
        let mut s0 = 0;
        for c in caps { for s in 0..c.least { if let Some(p) = it.next() { slots[s0+s] = p; } } s0 += c.most; }
        for s in &mut slots { if *s == EMPTY && let Some(p) = it.next() { *s = p; } }
        let mut c = Chain { n, w, sums: vec![0; n*caps.len()], table_of: vec![0; n], slot_of: vec![0; n], slots: slots.clone(), slot_table, count: vec![0; caps.len()], caps: caps.to_vec(), value: 0, best: i64::MIN, best_slots: slots, accepted: 0 };
        c.rebuild();
        c
    }
    pub fn rebuild(&mut self) {
        let n = self.n;
        self.sums.fill(0); self.count.fill(0); self.value = 0;
        for (s, &p) in self.slots.iter().enumerate() { if p != EMPTY {
            let t = self.slot_table[s] as usize;
            self.table_of[p as usize] = t as u16; self.slot_of[p as usize] = s as u16; self.count[t] += 1;
            for k in 0..n { self.sums[t*n+k] += self.w[p as usize*n+k]; }
        } }
        let mut v = 0i64;
        for p in 0..n { v += i64::from(self.sums[self.table_of[p] as usize*n + p]); }
        self.value = v / 2;
        if self.value > self.best { self.best = self.value; self.best_slots.copy_from_slice(&self.slots); }
    }
    pub fn mean_delta(&self, rng: &mut Rng, skip: i32) -> i64 {
        let n = self.n; let (mut s, mut c) = (0i64, 0i64);
        for _ in 0..2000 {
            let a = (rng.next() % n as u64) as usize; let b = (rng.next() % n as u64) as usize;
            let (t1, t2) = (self.table_of[a] as usize, self.table_of[b] as usize);
            if t1 == t2 { continue; }
            let d = self.sums[t2*n+a]-self.sums[t1*n+a]+self.sums[t1*n+b]-self.sums[t2*n+b]-2*self.w[a*n+b];
            if d.abs() > skip { continue; }
            s += i64::from(d.abs()); c += 1;
        }
        s / c.max(1)
    }
    #[inline(never)]
    pub fn anneal(&mut self, rng: &mut Rng, iterations: u64, t0: f64, t1: f64) {
        let n = self.n; let m = self.caps.len();
        const BLOCK: u64 = 512;
        let blocks = (iterations / BLOCK).max(1);
        let mut first = vec![0usize; m + 1];
        for t in 0..m { first[t+1] = first[t] + self.caps[t].most; }
        let ratio = (t1 / t0).powf(1.0 / blocks as f64);
        let mut temp = t0; let visits: usize = std::env::var("V").map_or(1, |v| v.parse().unwrap());
        for _b in 0..blocks {
            let t16 = temp as u64 as i64;
            let mut left = BLOCK as i64;
            while left > 0 {
                let r = rng.next();
                let a = (((r & 0xff_ffff) * n as u64) >> 24) as usize;
                let mut o = (r >> 52) as usize;
                let mut t2 = ((((r >> 24) & 0xff_ffff) * (m as u64)) >> 24) as usize;
                for _v in 0..visits {
                t2 += 1; if t2 >= m { t2 = 0; }
                let t1 = self.table_of[a] as usize;
                if t1 == t2 { continue; }
                let ga = self.sums[t2*n+a] - self.sums[t1*n+a];
                let (lo, hi) = (first[t2], first[t2+1]);
                left -= (hi - lo) as i64;
                let mut hit = None;
                {
                    let (x1, x2, wa) = (&self.sums[t1*n..t1*n+n], &self.sums[t2*n..t2*n+n], &self.w[a*n..a*n+n]);
                    for (s, &b) in self.slots[lo..hi].iter().enumerate() {
                        let d = if b == EMPTY { ga } else { let b = b as usize; ga + x1[b] - x2[b] - 2 * wa[b] };
                        let limit = -((t16 * i64::from(LOSS[o & 4095])) >> 32) as i32;
                        o += 1;
                        if d >= limit && (b != EMPTY || self.count[t1] > self.caps[t1].least) { hit = Some((lo + s, b, d)); break; }
                    }
                }
                let Some((s, b, d)) = hit else { continue };
                self.accepted += 1;
                self.value += i64::from(d);
                let sa = self.slot_of[a] as usize;
                let (x1, x2) = if t1 < t2 { let (l, h) = self.sums.split_at_mut(t2*n); (&mut l[t1*n..t1*n+n], &mut h[..n]) } else { let (l, h) = self.sums.split_at_mut(t1*n); (&mut h[..n], &mut l[t2*n..t2*n+n]) };
                if b == EMPTY {
                    let row = &self.w[a*n..a*n+n];
                    for ((x1, x2), w) in x1.iter_mut().zip(x2).zip(row) { *x1 -= w; *x2 += w; }
                    self.count[t1] -= 1; self.count[t2] += 1;
                } else {
                    let b = b as usize;
                    let (ra, rb) = (&self.w[a*n..a*n+n], &self.w[b*n..b*n+n]);
                    for (((x1, x2), wa), wb) in x1.iter_mut().zip(x2).zip(ra).zip(rb) { let c = wb - wa; *x1 += c; *x2 -= c; }
                    self.slot_of[b] = sa as u16; self.table_of[b] = t1 as u16;
                }
                self.slots[s] = a as u16; self.slots[sa] = b; self.slot_of[a] = s as u16; self.table_of[a] = t2 as u16;
                if self.value > self.best { self.best = self.value; self.best_slots.copy_from_slice(&self.slots); }
            }}
            temp *= ratio;
        }
    }
    pub fn restore(&mut self) { let b = self.best_slots.clone(); self.slots.copy_from_slice(&b); self.rebuild(); }
}
