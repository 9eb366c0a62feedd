//! What is read of flags, the environment and the file.

use super::*;
use crate::flags::NoSettings;

fn config(text: &str, flags: Flags, variables: &[(&str, &str)]) -> Result<Config, Failure> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(FILE_NAME);
    std::fs::write(&path, text).expect("written");
    let flags = Flags { config: Some(path), ..flags };
    let environment =
        |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    read(&flags, &NoSettings, &environment)
}

fn words(result: Result<Config, Failure>) -> Vec<String> {
    let problems = result.expect_err("refused").problems;
    problems
        .into_iter()
        .map(|problem| {
            let line = problem.place.and_then(|place| place.line).map(|line| format!("{line}: "));
            let hint = problem.hints.first().map(|hint| format!(" ({hint})"));
            format!("{}{}{}", line.unwrap_or_default(), problem.message, hint.unwrap_or_default())
        })
        .collect()
}

#[test]
fn flag_over_environment_over_section_over_file() {
    let text = "lock_wait = '1s'\nurl = 'sqlite:file.db'\n[environments.test]\nlock_wait = '2s'\n";
    let plain = config(text, Flags::default(), &[]).expect("right");
    assert_eq!(plain.lock_wait, Duration::from_secs(1));
    assert_eq!(plain.url.expect("set").0, "sqlite:file.db");
    let section = Flags { environment: Some("test".into()), ..Flags::default() };
    assert_eq!(config(text, section.clone(), &[]).expect("right").lock_wait, Duration::from_secs(2));
    let variables = [("ALUDEL_LOCK_WAIT", "3s"), ("DATABASE_URL", "sqlite:environment.db")];
    let all =
        config(text, Flags { url: Some("sqlite:flag.db".into()), ..section }, &variables).expect("right");
    assert_eq!(all.lock_wait, Duration::from_secs(3));
    assert_eq!(all.url.expect("set").0, "sqlite:flag.db");
    let environment = config(text, Flags::default(), &variables).expect("right");
    assert_eq!(
        environment.url.expect("set"),
        ("sqlite:environment.db".into(), Origin::Variable("DATABASE_URL".into()))
    );
}

#[test]
fn every_complaint_at_once_with_its_line() {
    let text = "lock_timout = '5s'\nmigrations = 7\nwait = 'soon'\n[environment.x]\n";
    assert_eq!(
        words(config(text, Flags::default(), &[("ALUDEL_AHEAD", "strat")])),
        [
            "4: unknown key \"environment\" (did you mean `environments`?)",
            "1: unknown key \"lock_timout\" (did you mean `lock_timeout`?)",
            "2: `migrations` is a text or a list of texts, not an integer",
            "the environment variable ALUDEL_AHEAD can't be \"strat\": did you mean \"start\"?",
            "3: `wait` can't be \"soon\": write a time as `500ms`, `60s`, `5m` or `1h`",
        ]
    );
}

#[test]
fn an_unknown_environment_is_refused() {
    let flags = Flags { environment: Some("prodution".into()), ..Flags::default() };
    assert_eq!(
        words(config("[environments.production]\n", flags, &[])),
        ["there is no environment \"prodution\" (did you mean `-n production`?)"]
    );
}

#[test]
fn broken_toml_has_a_place() {
    assert_eq!(words(config("url = \n", Flags::default(), &[])).len(), 1);
    assert!(words(config("a = 1\nurl = 'x\n", Flags::default(), &[]))[0].starts_with("2: "));
}

#[test]
fn two_urls_are_refused() {
    let both = [("DATABASE_URL", "sqlite:a"), ("DATABASE_URL_FILE", "/nowhere")];
    assert_eq!(words(config("", Flags::default(), &both)).len(), 1);
}

#[test]
fn migrations_of_the_file_stand_beside_it() {
    let config = config("migrations = ['a', '/b']", Flags::default(), &[]).expect("right");
    let beside = config.file.as_deref().and_then(Path::parent).expect("a folder").to_owned();
    assert_eq!(config.migrations, [beside.join("a"), PathBuf::from("/b")]);
}

#[test]
fn durations() {
    let milliseconds = |text| parse_duration(text).map(|duration| duration.as_millis()).ok();
    assert_eq!(milliseconds("500ms"), Some(500));
    assert_eq!(milliseconds("60s"), Some(60_000));
    assert_eq!(milliseconds("5m"), Some(300_000));
    assert_eq!(milliseconds("1h"), Some(3_600_000));
    assert_eq!(milliseconds("7"), Some(7_000));
    assert_eq!(milliseconds("0"), Some(0));
    for wrong in ["", "s", "-1s", "1.5s", "5 years", "99999999999999999999s", "18446744073709551615h"] {
        assert_eq!(milliseconds(wrong), None, "{wrong}");
    }
}

#[test]
fn tables() {
    assert_eq!(parse_table("t"), Ok((None, "t".into())));
    assert_eq!(parse_table("s.t"), Ok((Some("s".into()), "t".into())));
    assert!(parse_table("").is_err() && parse_table("a.b.c").is_err() && parse_table(".t").is_err());
}

#[test]
fn mistyped_variables_are_found() {
    let names = ["ALUDEL_LOCK_TIMOUT", "ALUDEL_PORT_5432_TCP", "ALUDEL_WAIT", "HOME"].map(str::to_owned);
    assert_eq!(
        mistyped_variables(names.into_iter()),
        ["the environment variable ALUDEL_LOCK_TIMOUT means nothing; did you mean ALUDEL_LOCK_TIMEOUT?"]
    );
}

#[test]
fn what_holds_where_nobody_says_anything_can_be_read() {
    let config = config("", Flags::default(), &[]).expect("right");
    assert_eq!(config.version_table, (None, "aludel_version".to_owned()));
    assert_eq!((config.lock_wait, config.lease), (Duration::from_secs(300), Duration::from_secs(30)));
    assert_eq!(config.lock_timeout, Some(Duration::from_secs(5)));
    assert_eq!(config.lock_retry, Duration::from_secs(120));
    assert_eq!((config.id_scheme, config.ahead), (IdScheme::Sequential, Ahead::Start));
    assert_eq!(config.transaction, TransactionMode::PerRevision);
}
