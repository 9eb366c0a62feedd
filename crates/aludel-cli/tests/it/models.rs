//! What docs/models.md says of other tools' models, with the tools themselves.
//!
//! SQLAlchemy where `python3` has it; Django where pip can install it, Drizzle where npm can, once for all
//! runs. Elsewhere it is said. Not even CI needs them: what is tested is a recipe for those who have them.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
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

const DJANGO: &str = "4.2.16";

/// The folder into which pip has put this version of Django; none where it can't be had.
fn django() -> Option<PathBuf> {
    installed(&format!("django-{DJANGO}"), |folder| {
        let mut pip = Command::new("python3");
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--timeout", "15"]);
        pip.arg("--target").arg(folder).arg(format!("django=={DJANGO}"));
        pip
    })
}

/// A folder that is filled once for all runs; none, which is said, where that fails.
fn installed(name: &str, install: impl FnOnce(&Path) -> Command) -> Option<PathBuf> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if !target.is_dir() {
        let making = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).ok()?;
        let ended = install(making.path()).output();
        if !ended.is_ok_and(|ended| ended.status.success()) {
            // The macros' output is swallowed by the test harness when a test passes; this handle's is not.
            let words = format!("SKIPPED: the recipe of docs/models.md: {name} can't be installed here\n");
            let _ = std::io::stderr().write_all(words.as_bytes());
            return None;
        }
        // Another run may have been quicker.
        let _ = fs::rename(making.keep(), &target);
    }
    Some(target)
}

const DJANGO_SETTINGS: &str = "
SECRET_KEY = 'x'
INSTALLED_APPS = ['shop']
DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': ':memory:'}}
DEFAULT_AUTO_FIELD = 'django.db.models.BigAutoField'
";

const DJANGO_MODELS: &str = "
from django.db import models

class Tag(models.Model):
    name = models.CharField(max_length=30, db_index=True)

class Post(models.Model):
    title = models.TextField()
    tags = models.ManyToManyField(Tag)
    parent = models.ForeignKey('self', null=True, on_delete=models.SET_NULL)
";

#[test]
fn django_prints_its_models() {
    let Some(django) = django() else { return };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let page = fs::read_to_string(root.join("docs/models.md")).expect("it is there");
    let recipe = page.split("```python file=ddl.py\n").nth(1).and_then(|rest| rest.split("```").next());
    let recipe = recipe.expect("the page has the recipe");
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in [
        ("ddl.py", recipe),
        ("project/__init__.py", ""),
        ("project/settings.py", DJANGO_SETTINGS),
        ("shop/__init__.py", ""),
        ("shop/models.py", DJANGO_MODELS),
        ("aludel.toml", "url = 'sqlite:app.db'\nmodels.command = 'python3 ddl.py'\n"),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("it stands in a folder")).expect("it is ours");
        fs::write(path, text).expect("it is ours");
    }
    let mut aludel = Command::new(env!("CARGO_BIN_EXE_aludel"));
    aludel.args(["diff", "--from", "empty", "--words"]).current_dir(folder.path());
    let ended = testkit::run(aludel.env("PYTHONPATH", django).env("PYTHONDONTWRITEBYTECODE", "1"));
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    for table in ["shop_tag", "shop_post", "shop_post_tags"] {
        assert!(ended.stdout.contains(&format!("  adds table {table}\n")), "{}", ended.stdout);
    }
}

const DRIZZLE: [&str; 2] = ["drizzle-kit@0.31.11", "drizzle-orm@0.44.7"];

const DRIZZLE_CONFIG: &str = "
import { defineConfig } from 'drizzle-kit';
export default defineConfig({ dialect: 'sqlite', schema: './schema.ts' });
";

const DRIZZLE_MODELS: &str = "
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
export const users = sqliteTable(
  'users',
  { id: integer().primaryKey(), name: text().notNull() },
  (table) => [index('users_name').on(table.name)],
);
export const posts = sqliteTable('posts', {
  id: integer().primaryKey(),
  author: integer().references(() => users.id),
});
";

#[test]
fn drizzle_prints_its_models() {
    let name = DRIZZLE.join("-").replace('@', "-");
    let modules = installed(&name, |folder| {
        let mut npm = Command::new("npm");
        npm.args(["install", "--silent", "--no-audit", "--no-fund"]).args(DRIZZLE).current_dir(folder);
        npm
    });
    let Some(modules) = modules else { return };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let page = fs::read_to_string(root.join("docs/models.md")).expect("it is there");
    let command = "models.command = \"npx drizzle-kit export\"";
    assert!(page.contains(command), "the page has the recipe");
    let folder = tempfile::tempdir().expect("a folder");
    std::os::unix::fs::symlink(modules.join("node_modules"), folder.path().join("node_modules"))
        .expect("it is ours");
    for (path, text) in [
        ("drizzle.config.ts", DRIZZLE_CONFIG),
        ("schema.ts", DRIZZLE_MODELS),
        ("aludel.toml", &format!("url = 'sqlite:app.db'\n{command}\n")),
    ] {
        fs::write(folder.path().join(path), text).expect("it is ours");
    }
    let mut aludel = Command::new(env!("CARGO_BIN_EXE_aludel"));
    let ended = testkit::run(aludel.args(["diff", "--from", "empty", "--words"]).current_dir(folder.path()));
    let words = "  adds table users\n  adds table posts\n  adds index users.users_name\n";
    assert_eq!((ended.stdout.as_str(), ended.code), (words, 0), "{}", ended.stderr);
}
