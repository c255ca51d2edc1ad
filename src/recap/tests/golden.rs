//! A digest of the bytes of each paper of the sample: the same in any order, thread and process, and on any computer,
//! for only our own faces are looked at. When a page is meant to change, or a crate that writes it, the failure says the
//! new digest; before it goes in here, the pictures of the papers are to be looked at (`packaging/dev/papers`).

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::{house, *};

const DIGESTS: [(&str, &str); 5] = [
    (
        "recap",
        "0d5c6b544dbc92a34e4ab4c3ea9b56fac0ef232781ee184a7431549009020fdf",
    ),
    (
        "sheet",
        "90a4ceb7c5017d7bbfca6e28dd9a62bd2a634288a26e7f22741a592d174607fc",
    ),
    (
        "cards",
        "7b377f1c11c4393a30f5b9c679ce16499525b60d06e2ccc5c2a984fc45630368",
    ),
    (
        "kitchen",
        "249faac2895cce2d3066c2dbf07b7afe56ac37e2965eec1537e22d2c347e789b",
    ),
    (
        "organiser",
        "44ab3a99ebe2ac9e5969b81950bcbd6a7492c7527ec9450b2b84cb9c8dc00118",
    ),
];

/// The papers written in an order: the name of each with the digest of its bytes.
fn digests(faces: &Faces, is_last_first: bool) -> Vec<(&'static str, String)> {
    let mut papers: Vec<_> = house::papers(faces).into_iter().collect();
    if is_last_first {
        papers.reverse();
    }
    let mut digests: Vec<_> = papers
        .iter()
        .map(|(name, laid)| (*name, digest(&house::bytes(laid, faces))))
        .collect();
    if is_last_first {
        digests.reverse();
    }
    digests
}

fn digest(bytes: &[u8]) -> String {
    let mut words = String::new();
    for byte in Sha256::digest(bytes) {
        write!(words, "{byte:02x}").expect("a string takes all");
    }
    words
}

#[test]
fn every_paper_of_the_sample_is_the_same_to_the_byte() {
    let shared = faces();
    let expected = DIGESTS.map(|(name, digest)| (name, digest.to_owned()));
    assert_eq!(digests(&shared, false), expected);
    assert_eq!(digests(&faces(), true), expected, "in another order");
    std::thread::scope(|scope| {
        let threads = [(); 2].map(|()| scope.spawn(|| digests(&shared, false)));
        for thread in threads {
            assert_eq!(thread.join().expect("no panic"), expected, "in a thread");
        }
    });
}
