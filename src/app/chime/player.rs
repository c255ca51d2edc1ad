//! The chime by the system's output: soft notes that are reckoned here. The output is opened for each cue and closed after
//! it. The only file that names rodio.

use std::{f32::consts::TAU, num::NonZero, sync::mpsc, time::Duration};

use rodio::{
    DeviceSinkBuilder,
    buffer::SamplesBuffer,
    cpal::{self, ErrorKind},
};

use super::NoSound;
use crate::evening::Cue;

const RATE: u32 = 48_000;
/// The notes of the cues, in hertz: one, two that fall (G, E), three that rise (C, E, G).
const NOTES: [&[f32]; 3] = [&[659.3], &[784.0, 659.3], &[523.3, 659.3, 784.0]];
/// From one note to the next, and how long the last one rings, in seconds.
const STEP: f32 = 0.28;
const RING: f32 = 1.0;
/// How loud a note is at its height, of 1.
const LOUDNESS: f32 = 0.16;
/// What an output may need to have played what it was given.
const SLACK: Duration = Duration::from_millis(250);
/// An output that fails so soon was not heard. It is opened again after a moment, so many times at the most: with a sound
/// server behind ALSA every second stream may fail while it begins (`snd_pcm_avail_delay`: I/O error, under `PulseAudio`).
const AT_ONCE: Duration = Duration::from_millis(200);
const MOMENT: Duration = Duration::from_millis(20);
const ATTEMPTS: usize = 12;

/// When an output failed.
enum Failure {
    AtOnce,
    Later,
}

/// Plays a cue, and returns when it is over.
pub(super) fn play(cue: Cue) -> Result<(), NoSound> {
    for _ in 0..ATTEMPTS {
        match play_once(cue) {
            Ok(()) => return Ok(()),
            Err(Failure::AtOnce) => std::thread::sleep(MOMENT),
            Err(Failure::Later) => break,
        }
    }
    Err(NoSound)
}

fn play_once(cue: Cue) -> Result<(), Failure> {
    let (tell, failures) = mpsc::channel();
    let heard = move |error: cpal::Error| {
        // The others are a crackle at the most, or another output that goes on with it.
        let is_lost = !matches!(
            error.kind(),
            ErrorKind::Xrun | ErrorKind::RealtimeDenied | ErrorKind::DeviceChanged
        );
        if is_lost {
            tell.send(()).unwrap_or_default();
        }
    };
    let opened = DeviceSinkBuilder::from_default_device()
        .and_then(|builder| builder.with_error_callback(heard).open_sink_or_fallback());
    // What the system says of it is for nobody at a table.
    let Ok(mut output) = opened else {
        return Err(Failure::Later);
    };
    output.log_on_drop(false);
    let samples = samples(cue);
    let length = Duration::from_secs_f32(samples.len() as f32 / RATE as f32);
    let (Some(one), Some(rate)) = (NonZero::new(1), NonZero::new(RATE)) else {
        return Err(Failure::Later);
    };
    output.mixer().add(SamplesBuffer::new(one, rate, samples));
    if failures.recv_timeout(AT_ONCE).is_ok() {
        return Err(Failure::AtOnce);
    }
    match failures.recv_timeout((length + SLACK).saturating_sub(AT_ONCE)) {
        Ok(()) => Err(Failure::Later),
        Err(_over) => Ok(()),
    }
}

/// A cue as samples: each note a sine with a little of its octave, which comes softly and rings out.
fn samples(cue: Cue) -> Vec<f32> {
    let notes = NOTES.get(cue.notes() - 1).copied().unwrap_or_default();
    let length = STEP * (notes.len() as f32 - 1.0) + RING;
    let at = |sample: usize| {
        let time = sample as f32 / RATE as f32;
        (0_u8..)
            .zip(notes)
            .map(|(number, hertz)| note(*hertz, time - STEP * f32::from(number)))
            .sum()
    };
    (0..(length * RATE as f32) as usize).map(at).collect()
}

fn note(hertz: f32, time: f32) -> f32 {
    if !(0.0..RING).contains(&time) {
        return 0.0;
    }
    let phase = TAU * hertz * time;
    let tone = phase.sin() + 0.25 * (2.0 * phase).sin();
    let attack = (time / 0.02).min(1.0);
    let end = ((RING - time) / 0.05).min(1.0);
    LOUDNESS * tone * attack * end * (-4.0 * time).exp()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notes_are_as_many_as_the_cue_has_and_soft() {
        for cue in [Cue::WrappingUp, Cue::TimeIsUp, Cue::Questions] {
            assert_eq!(NOTES[cue.notes() - 1].len(), cue.notes());
            let samples = samples(cue);
            let secs = samples.len() as f32 / RATE as f32;
            assert!((1.0..2.0).contains(&secs), "{secs}");
            let loudest = samples.iter().fold(0.0_f32, |most, at| most.max(at.abs()));
            assert!((0.05..0.5).contains(&loudest), "{loudest}");
            // It neither begins nor ends with a click.
            assert!(samples.first().unwrap().abs() < 0.001);
            assert!(samples.last().unwrap().abs() < 0.001);
        }
    }
}
