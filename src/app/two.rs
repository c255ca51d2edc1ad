//! Work on two threads of its own: enough for paper, and the rest of the machine stays with whoever looks at the window.

use std::{
    sync::{
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc,
    },
    thread,
};

const THREADS: usize = 2;

/// Does `work` for each of `items`; `took` hears on this thread of each that is done, with its place, as it is done, and
/// says whether to go on. Where no thread can be started, this one does the work.
pub(super) fn on_two<I: Sync, T: Send>(
    items: &[I],
    work: impl Fn(&I) -> T + Sync,
    mut took: impl FnMut(usize, T) -> bool,
) {
    let next = AtomicUsize::new(0);
    let is_over = AtomicBool::new(false);
    let (sender, done) = mpsc::channel();
    let run = |sender: &mpsc::Sender<(usize, T)>| {
        while !is_over.load(Ordering::Relaxed) {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { break };
            if sender.send((at, work(item))).is_err() {
                break;
            }
        }
    };
    thread::scope(|scope| {
        let (run, started) = (&run, THREADS.min(items.len()));
        let started = (0..started)
            .filter(|number| {
                let sender = sender.clone();
                let thread = thread::Builder::new().name(format!("paper {}", number + 1));
                thread.spawn_scoped(scope, move || run(&sender)).is_ok()
            })
            .count();
        if started == 0 {
            run(&sender);
        }
        drop(sender);
        for (at, result) in done {
            if !is_over.load(Ordering::Relaxed) && !took(at, result) {
                is_over.store(true, Ordering::Relaxed);
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_done_once_and_can_be_stopped() {
        let items: Vec<usize> = (0..100).collect();
        let mut seen = Vec::new();
        on_two(
            &items,
            |item| item * 2,
            |at, twice| {
                assert_eq!(twice, at * 2);
                seen.push(at);
                true
            },
        );
        seen.sort_unstable();
        assert_eq!(seen, items);

        let mut taken = 0;
        on_two(
            &items,
            |item| *item,
            |_, _| {
                taken += 1;
                taken < 5
            },
        );
        assert_eq!(taken, 5);
        on_two(
            &[] as &[usize],
            |item| *item,
            |_, _| panic!("nothing to do"),
        );
    }
}
