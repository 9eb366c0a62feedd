//! Names of scratch databases: by them a later run recognises what is ours.

use std::time::{SystemTime, UNIX_EPOCH};

use sha2::{Digest as _, Sha256};

pub(super) const SCRATCH: &str = "aludel_scratch_";
pub(super) const TEMPLATE: &str = "aludel_template_";

/// A name that no other process has.
pub(super) fn unique() -> String {
    format!("{SCRATCH}{}_{:08x}", std::process::id(), fastrand::u32(..))
}

/// As [`unique`], with the time: where no lock can tell that its maker lives.
pub(super) fn unique_with_time() -> String {
    format!("{}_{:x}", unique(), now())
}

/// Whether the name is one of ours.
pub(super) fn is_scratch(name: &str) -> bool {
    parts(name).is_some()
}

/// Whether nothing but the time can tell that its maker lives, and it may live still.
///
/// A day is longer than any computation here.
pub(super) fn may_live(name: &str) -> bool {
    let Some((_, Some(made))) = parts(name) else { return false };
    now().saturating_sub(made) < 24 * 60 * 60
}

fn parts(name: &str) -> Option<(u32, Option<u64>)> {
    let mut parts = name.strip_prefix(SCRATCH)?.split('_');
    let process = parts.next()?.parse().ok()?;
    let random = parts.next()?;
    u32::from_str_radix(random, 16).ok().filter(|_| random.len() == 8)?;
    let made = match parts.next() {
        None => None,
        Some(time) => Some(u64::from_str_radix(time, 16).ok()?),
    };
    if parts.next().is_some() { None } else { Some((process, made)) }
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs())
}

/// The template's name for all that its content depends on.
pub(super) fn template(parts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.len().to_be_bytes());
        digest.update(part);
    }
    let hex: String = digest.finalize().iter().take(10).map(|byte| format!("{byte:02x}")).collect();
    format!("{TEMPLATE}{hex}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ours_are_recognised_and_others_left_alone() {
        assert!(is_scratch(&unique()) && !may_live(&unique()));
        assert!(is_scratch(&unique_with_time()) && may_live(&unique_with_time()));
        assert!(!may_live("aludel_scratch_7_0a0b0c0d_5f000000"));
        for other in
            ["aludel_scratch_", "aludel_scratch_notes", "aludel_scratch_7_0a", "app", "aludel_scratch_7"]
        {
            assert!(!is_scratch(other), "{other}");
        }
    }

    #[test]
    fn a_template_is_named_by_all_its_parts() {
        assert_eq!(template(&["a", "b"]), template(&["a", "b"]));
        assert_ne!(template(&["a", "b"]), template(&["ab", ""]));
        assert!(template(&["a"]).len() <= 63);
    }
}
