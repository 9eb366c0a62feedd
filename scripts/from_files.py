#!/usr/bin/env python3
"""Writes the SQL migrations of another tool as revisions for aludel.

    python3 from_files.py OLD NEW     OLD: the folder of the other tool; NEW: the folder of revisions

These are read, by what the names look like:

    sqlx, golang-migrate, geni    20240102_add_email.sql, or .up.sql and .down.sql
    Flyway, refinery              V2__add_email.sql, U2__add_email.sql
    Diesel                        2024-01-02-120000_add_email/up.sql and down.sql
    dbmate                        20240102_add_email.sql with `-- migrate:up` and `-- migrate:down`

They become one line of revisions, by their versions. The SQL is not changed. What has no place there (Flyway's
repeatable scripts, placeholders, migrations in Java or Rust) is named at the end: exit code 1. Existing files
are not touched.
"""

import re
import sys
from pathlib import Path

DIESEL = re.compile(r"(?P<version>\d[^_]*)(?:_(?P<title>.*))?")
NAMED = re.compile(r"(?P<version>\d[\d-]*)_(?P<title>.+?)(?P<half>\.up|\.down)?\.sql")
FLYWAY = re.compile(r"(?P<half>[VU])(?P<version>\d[\d._]*?)__(?P<title>.+)\.sql")
WITHOUT_TRANSACTION = ("-- no-transaction", "-- transaction:no", "-- transaction:false", "-- migrate:up transaction:false")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__.strip())
    old, new = Path(sys.argv[1]), Path(sys.argv[2])
    migrations, left = read(old)
    if not migrations:
        sys.exit(f"{old}: no migrations in SQL were found")
    new.mkdir(parents=True, exist_ok=True)
    parent = "none"
    for key in sorted(migrations):
        migration = migrations[key]
        revision, title = migration["revision"], migration["title"]
        words = re.findall(r"[a-z0-9]+", title.lower())
        path = new / f"{'_'.join([revision, *words])}.sql"
        if path.exists():
            sys.exit(f"{path} is there already: nothing more was written")
        text = f"-- revision: {revision}\n-- revises: {parent}\n--\n-- {title}\n"
        if "up" not in migration:
            left.append(f"{migration['path']}: there is a way down, and no way up")
        for half, marker in [("up", "-- upgrade"), ("down", "-- downgrade")]:
            if half in migration:
                sql = migration[half]
                is_alone = migration["no_transaction"] or sql.lstrip().startswith(WITHOUT_TRANSACTION)
                section = " [no-transaction]" if is_alone else ""
                text += f"\n{marker}{section}\n{sql.strip()}\n"
                if FLYWAY.fullmatch(migration["path"].name) and re.search(r"\$\{\w+", sql):
                    left.append(f"{path}: placeholders (`${{…}}`) are not replaced: write the values")
        path.write_text(text, encoding="utf-8")
        print(path, flush=True)
        parent = revision
    for line in left:
        print(f"left for you: {line}", file=sys.stderr)
    sys.exit(1 if left else 0)


def read(folder):
    """The migrations by their versions, and what is none."""
    migrations, left = {}, []

    def add(version, title, path, no_transaction=False, **halves):
        revision = version.replace("-", "").replace("_", ".")
        # Diesel compares versions as text, whatever their length.
        is_diesel = path.name in ("up.sql", "down.sql")
        key = (revision,) if is_diesel else tuple(part.zfill(20) for part in revision.split("."))
        known = {"revision": revision, "title": title.replace("_", " "), "path": path}
        migration = migrations.setdefault(key, known | {"no_transaction": no_transaction})
        for half in halves:
            if half in migration:
                sys.exit(f"two migrations have the version {version}: {migration['path']} and {path}")
        migration.update(halves)

    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            continue
        name, place = path.name, path.relative_to(folder)
        in_folder = DIESEL.fullmatch(path.parent.name)
        named, flyway = NAMED.fullmatch(name), FLYWAY.fullmatch(name)
        if name in ("up.sql", "down.sql") and in_folder:
            alone = without_transaction(path.with_name("metadata.toml"))
            add(in_folder["version"], in_folder["title"] or "", place, alone, **{path.stem: text(path)})
        elif flyway:
            half = "up" if flyway["half"] == "V" else "down"
            add(flyway["version"], flyway["title"], place, **{half: text(path)})
        elif named and (parts := re.split(r"^-- migrate:(up|down).*\n", text(path), flags=re.M))[1:]:
            first = next((line for line in text(path).splitlines() if line in WITHOUT_TRANSACTION), "")
            halves = dict(zip(parts[1::2], parts[2::2]))
            if first:
                halves["up"] = f"{first.replace('migrate:up ', '')}\n{halves['up']}"
            add(named["version"], named["title"], place, **halves)
        elif named:
            half = (named["half"] or ".up").lstrip(".")
            add(named["version"], named["title"], place, **{half: text(path)})
        elif name not in ("README.md", ".keep", ".gitkeep", ".diesel_lock", "metadata.toml"):
            left.append(f"{place}: it is no migration with a version and a way up in SQL")
    return migrations, left


def without_transaction(metadata):
    """What Diesel's metadata.toml says beside a migration."""
    said = text(metadata) if metadata.exists() else ""
    return bool(re.search(r"^\s*run_in_transaction\s*=\s*false\b", said, re.M))


def text(path):
    return path.read_text(encoding="utf-8-sig")


main()
