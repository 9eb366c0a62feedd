//! The test of the revisions: what it finds, and that it finds nothing where all is well.

use aludel::{Migrations, file};
use aludel_testing::Error;

use crate::fresh::beside;
use crate::history;

const TABLE: (&str, &str) =
    ("CREATE TABLE birds (id integer NOT NULL PRIMARY KEY, name varchar(80))", "DROP TABLE birds");

#[test]
fn sound_revisions_pass() {
    for server in testkit::databases() {
        let migrations = history::both(
            "sound",
            &[TABLE, ("ALTER TABLE birds ADD COLUMN age integer", "ALTER TABLE birds DROP COLUMN age")],
        );
        let check = beside(&server, migrations).check();
        let models = "CREATE TABLE birds (id integer NOT NULL PRIMARY KEY, name varchar(80), age integer);";
        check.models_as_sql(models).run().unwrap();
    }
}

#[test]
fn all_faults_are_told_at_once() {
    for server in testkit::databases() {
        let migrations = history::both(
            "faulty",
            &[TABLE, ("ALTER TABLE birds ADD COLUMN age integer", "-- forgotten\nDELETE FROM birds")],
        );
        let check = beside(&server, migrations).check();
        let models = "CREATE TABLE birds (id integer NOT NULL PRIMARY KEY, name varchar(80), age integer);\n\
                      CREATE TABLE nests (id integer NOT NULL PRIMARY KEY);";
        let error = check.models_as_sql(models).run().unwrap_err();
        let Error::Faults(faults) = &error else { panic!("{error:?}") };
        let [restored, models] = &faults[..] else { panic!("{error}") };
        assert!(
            error.to_string().starts_with("2 faults in the revisions:\n\nrevision r1: its downgrade"),
            "{error}"
        );
        assert!(restored.contains("\n  --> faulty/migrations/r1.sql\n   - "), "{restored}");
        assert!(restored.to_lowercase().contains("drop column"), "{restored}");
        assert!(models.starts_with("the revisions do not make what the models say"), "{models}");
        assert!(models.contains("nests") && models.contains("revision --autogenerate"), "{models}");
    }
}

#[test]
fn a_failing_downgrade_has_its_place() {
    for server in testkit::databases() {
        let migrations = history::both("failing", &[(TABLE.0, "DROP TABLE bees")]);
        let error = beside(&server, migrations).check().run().unwrap_err().to_string();
        assert!(error.contains("revision r0: its downgrade fails: "), "{error}");
        assert!(error.contains("DROP TABLE bees"), "{error}");
    }
}

#[test]
fn two_heads_are_one_too_many() {
    let Some(server) = testkit::sqlite() else { return };
    let revision = |id: &str| {
        let text = format!(
            "-- revision: {id}\n-- upgrade\nCREATE TABLE t{id} (a int);\n-- downgrade\nDROP TABLE t{id};\n"
        );
        file::parse(format!("{id}.sql").as_ref(), text.as_bytes()).unwrap()
    };
    let migrations = Migrations::from_revisions(vec![revision("1"), revision("2")]).unwrap();
    let error = beside(&server, migrations).check().run().unwrap_err().to_string();
    assert!(error.contains("the revisions have 2 heads: 1, 2\n  --> 1.sql\n  --> 2.sql\n"), "{error}");
    assert!(error.contains("`aludel merge 1 2`"), "{error}");
}

#[test]
fn rust_sources_are_models() {
    for server in testkit::databases() {
        let folder = tempfile::tempdir().unwrap();
        let models = folder.path().join("models.rs");
        std::fs::write(
            &models,
            "diesel::table! {\n    birds (id) {\n        id -> Integer,\n        name -> Nullable<Varchar>,\n    }\n}\n",
        )
        .unwrap();
        let source = format!("rust:{}", models.display());
        let check = |halves: &[(&str, &str)]| {
            beside(&server, history::both("rust", halves)).check().models(&source).run()
        };
        check(&[TABLE]).unwrap();
        let more = ("ALTER TABLE birds ADD COLUMN age integer", "ALTER TABLE birds DROP COLUMN age");
        let error = check(&[TABLE, more]).unwrap_err().to_string();
        assert!(
            error.contains("the revisions do not make what the models say") && error.contains("age"),
            "{error}"
        );
    }
}
