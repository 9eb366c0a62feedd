//! Which templates are dropped: those that are old, and those that are too many.

/// So many templates for one purpose are kept; those used last stay.
const KEPT: usize = 8;
/// One that was used so many minutes ago may be used still: it stays, unless there are far too many.
const RECENT: u32 = 30;
const FAR_TOO_MANY: usize = 32;
/// A template that was not used for so many minutes is dropped: two weeks.
const UNUSED: u32 = 14 * 24 * 60;

/// A template that is kept on a server.
pub(super) struct Template {
    pub(super) name: String,
    pub(super) is_used: bool,
    /// For what.
    pub(super) of: String,
    /// How many minutes ago it was used.
    pub(super) minutes: Option<u32>,
}

/// The names of templates that are not used any more.
pub(super) fn old(mut templates: Vec<Template>) -> Vec<String> {
    templates.sort_by(|a, b| (&a.of, a.minutes).cmp(&(&b.of, b.minutes)));
    let mut old = Vec::new();
    let mut before: Option<(String, usize)> = None;
    for template in templates {
        let place = match &before {
            Some((of, place)) if *of == template.of => place + 1,
            _ => 0,
        };
        before = Some((template.of, place));
        let unused = template.minutes.unwrap_or(0);
        let is_old = unused > UNUSED || (place >= KEPT && unused > RECENT) || place >= FAR_TOO_MANY;
        if is_old && !template.is_used {
            old.push(template.name);
        }
    }
    old
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: u32 = 24 * 60;

    fn template(name: &str, of: &str, minutes: u32) -> Template {
        Template { name: name.to_owned(), is_used: false, of: of.to_owned(), minutes: Some(minutes) }
    }

    #[test]
    fn the_last_used_templates_for_each_purpose_stay() {
        let of_day = |day: u32| template(&format!("a{day}"), "a", day * DAY);
        let mut all: Vec<Template> = (0..10).map(of_day).collect();
        all.push(template("b15", "b", 15 * DAY));
        all.push(template("b14", "b", 14 * DAY));
        assert_eq!(old(all), ["a8", "a9", "b15"]);
    }

    #[test]
    fn those_used_just_now_stay_unless_they_are_far_too_many() {
        let all =
            |count: u32| (0..count).map(|minute| template(&minute.to_string(), "a", minute / 2)).collect();
        assert!(old(all(32)).is_empty());
        assert_eq!(old(all(34)), ["32", "33"]);
    }

    #[test]
    fn one_that_is_used_stays() {
        assert!(old(vec![Template { is_used: true, ..template("a", "a", 99 * DAY) }]).is_empty());
    }
}
