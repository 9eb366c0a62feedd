//! A project moves from Alembic to aludel and its database goes back and forth between both.
//!
//! Runs where `python3` has Alembic; elsewhere it says so. Not even CI needs it: what is tested is a script
//! for those who have Alembic.

use std::fs;
use std::path::Path;
use std::process::Command;

use testkit::Ended;

const INI: &str = "[alembic]\nscript_location = alembic\nsqlalchemy.url = sqlite:///app.db\n";

const ENV: &str = r#"
from alembic import context
from sqlalchemy import create_engine
url = context.config.get_main_option("sqlalchemy.url")
if context.is_offline_mode():
    context.configure(url=url, literal_binds=True, dialect_opts={"paramstyle": "named"})
    with context.begin_transaction():
        context.run_migrations()
else:
    with create_engine(url).connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()
"#;

/// The revisions: id, parents, depends_on, labels, upgrade, downgrade.
const REVISIONS: [[&str; 6]; 5] = [
    [
        "a1",
        "None",
        "None",
        "None",
        r#"op.create_table("users", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.Text))"#,
        r#"op.drop_table("users")"#,
    ],
    [
        "a2",
        "'a1'",
        "None",
        "None",
        r#"op.add_column("users", sa.Column("email", sa.Text)); op.create_index("users_email", "users", ["email"])"#,
        r#"op.drop_index("users_email"); op.drop_column("users", "email")"#,
    ],
    [
        "b1",
        "'a1'",
        "None",
        "('billing',)",
        r#"op.create_table("bills", sa.Column("paid", sa.Text)); op.execute("INSERT INTO bills VALUES ('50 %')")"#,
        r#"op.drop_table("bills")"#,
    ],
    ["m1", "('a2', 'b1')", "None", "None", "pass", "pass"],
    [
        "r1",
        "None",
        "('a2',)",
        "('reports',)",
        r#"op.create_table("reports", sa.Column("id", sa.Integer))"#,
        r#"op.drop_table("reports")"#,
    ],
];

fn write_project(folder: &Path) {
    fs::create_dir_all(folder.join("alembic/versions")).expect("it is ours");
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).expect("it is ours");
    write("alembic.ini", INI);
    write("alembic/env.py", ENV);
    for [id, parents, depends_on, labels, up, down] in REVISIONS {
        let text = format!(
            "\"\"\"step {id}\n\nRevision ID: {id}\nCreate Date: 2026-11-22 00:31:14.5\n\n\"\"\"\nfrom alembic import op\n\
             import sqlalchemy as sa\nrevision = '{id}'\ndown_revision = {parents}\ndepends_on = {depends_on}\n\
             branch_labels = {labels}\ndef upgrade():\n    {up}\ndef downgrade():\n    {down}\n"
        );
        write(&format!("alembic/versions/{id}_step.py"), &text);
    }
    write("aludel.toml", "url = 'sqlite:app.db'\nversion_table = 'alembic_version'\n");
}

fn python(folder: &Path, words: &[&str]) -> Ended {
    testkit::run(Command::new("python3").args(words).current_dir(folder))
}

fn aludel(folder: &Path, words: &[&str]) -> Ended {
    let mut command = Command::new(testkit::aludel());
    for name in ["DATABASE_URL", "DATABASE_URL_FILE", "ALUDEL_URL"] {
        command.env_remove(name);
    }
    testkit::run(command.args(words).current_dir(folder)).success()
}

#[test]
fn a_project_moves_and_its_database_is_shared() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    if python(folder, &["-c", "import alembic"]).code != 0 {
        eprintln!("skipped: python3 has no Alembic here");
        return;
    }
    write_project(folder);
    python(folder, &["-m", "alembic", "upgrade", "heads"]).success();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/from_alembic.py");
    let script = script.to_str().expect("a path of ours");
    python(folder, &[script]).success();

    let text = fs::read_to_string(folder.join("migrations/b1_step.sql")).expect("it was written");
    assert_eq!(
        text,
        "-- revision: b1\n-- revises: a1\n-- branch_labels: billing\n-- created: 2026-11-22T00:31:14Z\n--\n\
         -- step b1\n\n-- upgrade\nCREATE TABLE bills (\n    paid TEXT\n);\n\n\
         INSERT INTO bills VALUES ('50 %');\n\n-- downgrade\nDROP TABLE bills;\n"
    );
    let status = aludel(folder, &["status"]).stdout;
    assert!(status.contains("at:        m1 (head), r1 (head), 5 revisions applied"), "{status}");

    aludel(folder, &["downgrade", "base"]);
    assert_eq!(python(folder, &["-m", "alembic", "current"]).success().stdout, "");
    aludel(folder, &["upgrade", "heads"]);
    let current = python(folder, &["-m", "alembic", "current"]).success().stdout;
    assert!(current.contains("m1 (head)") && current.contains("r1 (head)"), "{current}");
    python(folder, &["-m", "alembic", "downgrade", "a1"]).success();
    assert_eq!(aludel(folder, &["current"]).stdout, "a1\n");
    aludel(folder, &["upgrade", "heads"]);

    let again = python(folder, &[script]).code_is(1);
    assert!(again.stderr.contains("is there already"), "{}", again.stderr);
}

#[test]
fn what_alembic_cannot_print_is_left_to_a_person() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    if python(folder, &["-c", "import alembic"]).code != 0 {
        eprintln!("skipped: python3 has no Alembic here");
        return;
    }
    write_project(folder);
    let file = folder.join("alembic/versions/a1_step.py");
    let text = fs::read_to_string(&file).expect("it is there");
    let reads = "op.get_bind().execute(sa.text('select 1')).fetchall()";
    fs::write(&file, text.replace(REVISIONS[0][5], reads)).expect("it is ours");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/from_alembic.py");
    let ended = python(folder, &[script.to_str().expect("a path of ours")]).code_is(1);
    assert!(
        ended.stderr.contains("to be written by hand: migrations/a1_step.sql: downgrade"),
        "{}",
        ended.stderr
    );
}
