//! What docs/models.md says of other tools' models, with the tools themselves.
//!
//! Runs where `python3` has SQLAlchemy; elsewhere it says so. Not even CI needs it: what is tested is a
//! recipe for those who have SQLAlchemy.

use std::fs;
use std::path::Path;
use std::process::Command;

const MODELS: &str = r#"
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase):
    pass

class Post(Base):
    __tablename__ = "posts"
    id: Mapped[int] = mapped_column(primary_key=True)
    author: Mapped[int] = mapped_column(ForeignKey("users.id"))

class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(30), index=True)
"#;

#[test]
fn sqlalchemy_prints_its_models() {
    let has_it = Command::new("python3").args(["-c", "import sqlalchemy"]).output();
    if !has_it.is_ok_and(|ended| ended.status.success()) {
        println!("SKIPPED: python3 has no SQLAlchemy here");
        return;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let page = fs::read_to_string(root.join("docs/models.md")).expect("it is there");
    let recipe = page.split("```python file=app/ddl.py\n").nth(1).and_then(|rest| rest.split("```").next());
    let recipe = recipe.expect("the page has the recipe").replace("postgresql://", "sqlite://");
    let folder = tempfile::tempdir().expect("a folder");
    let app = folder.path().join("app");
    fs::create_dir(&app).expect("it is ours");
    for (name, text) in [("__init__.py", ""), ("models.py", MODELS), ("ddl.py", &recipe)] {
        fs::write(app.join(name), text).expect("it is ours");
    }
    fs::write(
        folder.path().join("aludel.toml"),
        "url = 'sqlite:app.db'\nmodels.command = 'python3 -m app.ddl'\n",
    )
    .expect("it is ours");
    let mut aludel = Command::new(env!("CARGO_BIN_EXE_aludel"));
    let ended = testkit::run(aludel.args(["diff", "--from", "empty", "--words"]).current_dir(folder.path()));
    let words = "  adds table users\n  adds table posts\n  adds index users.ix_users_name\n";
    assert_eq!((ended.stdout.as_str(), ended.code), (words, 0), "{}", ended.stderr);
}
