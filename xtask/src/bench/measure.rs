//! What a program costs: time on the wall, time of the processor, memory; of many who take turns.

use std::fs::File;
use std::io::{Read as _, Seek as _};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4 as _;

/// What one run of a program cost.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cost {
    pub(super) wall: Duration,
    /// In the program and, on its behalf, in the kernel.
    pub(super) cpu: Duration,
    /// The most that was resident at once, in bytes.
    pub(super) memory: u64,
}

/// One who takes part; a lap sets up what it needs and gives the cost of the program alone.
pub(super) struct Contestant<'a> {
    name: String,
    lap: Box<dyn FnMut() -> Result<Cost, String> + 'a>,
}

/// A contestant's laps, in the order of the rounds.
pub(super) struct Laps {
    pub(super) name: String,
    pub(super) costs: Vec<Cost>,
}

/// Runs a program to its end, its output thrown away.
pub(super) fn cost_of(command: &mut Command) -> Result<Cost, String> {
    let mut said = tempfile::tempfile().map_err(|error| format!("a temporary file: {error}"))?;
    let stderr = said.try_clone().map_err(|error| format!("a temporary file: {error}"))?;
    let began = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(stderr)
        .spawn()
        .map_err(|error| format!("{command:?}: {error}"))?;
    let used = child.wait4().map_err(|error| format!("{command:?}: {error}"))?;
    let wall = began.elapsed();
    if !used.status.success() {
        return Err(format!("{command:?}: {}\n{}", used.status, text(&mut said)));
    }
    Ok(Cost { wall, cpu: used.rusage.utime + used.rusage.stime, memory: used.rusage.maxrss })
}

fn text(file: &mut File) -> String {
    let mut bytes = Vec::new();
    let _ = file.rewind().and_then(|()| file.read_to_end(&mut bytes));
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(12)..].join("\n")
}

impl<'a> Contestant<'a> {
    pub(super) fn new(
        name: impl Into<String>,
        lap: impl FnMut() -> Result<Cost, String> + 'a,
    ) -> Contestant<'a> {
        Contestant { name: name.into(), lap: Box::new(lap) }
    }
}

/// Lets them take turns. The first must not fail; another that does is out, aloud.
///
/// # Errors
/// What the first one said when it failed.
pub(super) fn race(rounds: usize, contestants: Vec<Contestant<'_>>) -> Result<Vec<Laps>, String> {
    let mut field: Vec<(Contestant<'_>, Vec<Cost>)> =
        contestants.into_iter().map(|contestant| (contestant, Vec::new())).collect();
    // The first lap finds caches cold, and is not counted.
    for round in 0..=rounds {
        let mut out = Vec::new();
        for turn in 0..field.len() {
            // Nobody always runs behind the same one.
            let place = (turn + round) % field.len();
            let (contestant, costs) = &mut field[place];
            match (contestant.lap)() {
                Ok(cost) if round > 0 => costs.push(cost),
                Ok(_) => {}
                Err(words) if place == 0 => return Err(words),
                Err(words) => {
                    super::skip(&format!("{}: {words}", contestant.name));
                    out.push(place);
                }
            }
        }
        out.sort_unstable();
        for place in out.into_iter().rev() {
            field.remove(place);
        }
    }
    let laps = field.into_iter().map(|(contestant, costs)| Laps { name: contestant.name, costs });
    Ok(laps.collect())
}

impl Laps {
    pub(super) fn wall(&self) -> Spread {
        Spread::of(self.costs.iter().map(|cost| cost.wall))
    }

    pub(super) fn cpu(&self) -> Spread {
        Spread::of(self.costs.iter().map(|cost| cost.cpu))
    }

    pub(super) fn memory(&self) -> u64 {
        self.costs.iter().map(|cost| cost.memory).max().unwrap_or(0)
    }

    /// The median, over the rounds, of our wall time by theirs.
    pub(super) fn wall_ratio(&self, other: &Laps) -> f64 {
        let pairs = self.costs.iter().zip(&other.costs);
        let mut ratios: Vec<f64> =
            pairs.map(|(ours, theirs)| ours.wall.as_secs_f64() / theirs.wall.as_secs_f64()).collect();
        ratios.sort_by(f64::total_cmp);
        ratios.get(ratios.len() / 2).copied().unwrap_or(f64::NAN)
    }
}

/// Of many durations the least and the one in the middle.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spread {
    pub(super) least: Duration,
    pub(super) median: Duration,
}

impl Spread {
    fn of(durations: impl Iterator<Item = Duration>) -> Spread {
        let mut sorted: Vec<Duration> = durations.collect();
        sorted.sort_unstable();
        let at = |index: usize| sorted.get(index).copied().unwrap_or_default();
        Spread { least: at(0), median: at(sorted.len() / 2) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(millis: u64) -> Cost {
        Cost { wall: Duration::from_millis(millis), ..Cost::default() }
    }

    #[test]
    fn who_fails_is_out_and_the_others_go_on() {
        let mut left = 2;
        let failing = move || {
            left -= 1;
            if left < 0 { Err("tired".to_owned()) } else { Ok(fixed(2)) }
        };
        let field = vec![
            Contestant::new("one", || Ok(fixed(4))),
            Contestant::new("two", failing),
            Contestant::new("three", || Ok(fixed(8))),
        ];
        let laps = race(3, field).expect("the first one never fails");
        let names: Vec<&str> = laps.iter().map(|laps| laps.name.as_str()).collect();
        assert_eq!(names, ["one", "three"]);
        assert_eq!(laps[0].costs.len(), 3);
        assert!((laps[0].wall_ratio(&laps[1]) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn a_program_is_measured_and_its_failure_told() {
        let cost = cost_of(Command::new("sh").args(["-c", "exit 0"])).expect("sh runs");
        assert!(cost.memory > 0 && cost.wall > Duration::ZERO);
        let words = cost_of(Command::new("sh").args(["-c", "echo why >&2; exit 3"])).expect_err("it fails");
        assert!(words.ends_with("why"), "{words}");
    }

    #[test]
    fn the_median_stands_in_the_middle() {
        let spread = Spread::of([5, 1, 9].into_iter().map(Duration::from_millis));
        assert_eq!((spread.least.as_millis(), spread.median.as_millis()), (1, 5));
    }
}
