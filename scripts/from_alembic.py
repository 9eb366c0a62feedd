#!/usr/bin/env python3
"""Writes the revisions of an Alembic project as SQL files for aludel.

    python3 from_alembic.py [FOLDER]     where alembic.ini is; FOLDER: migrations

The SQL is what Alembic itself prints with --sql, for the database that env.py names offline; no database is
asked. A half that Alembic can't print (one that reads rows, or a batch on SQLite) is named at the end, and left
for you to write: exit code 1. Existing files are not touched.
"""

import io
import re
import sys
from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationStep
from alembic.script import ScriptDirectory
from alembic.util import to_tuple


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "migrations")
    folder.mkdir(parents=True, exist_ok=True)
    config = Config("alembic.ini")
    script = ScriptDirectory.from_config(config)
    unprinted = []
    for revision in reversed(list(script.walk_revisions())):
        path = folder / (Path(revision.path).stem.rstrip("_") + ".sql")
        if path.exists():
            sys.exit(f"{path} is there already: nothing more was written")
        halves = []
        for half in ["upgrade", "downgrade"]:
            try:
                halves.append(f"-- {half}\n" + sql(config, script, revision, half))
            except Exception as error:  # whatever a revision's Python code raises
                halves.append(f"-- {half}\n-- Alembic could not print this half: write it.\n")
                unprinted.append(f"{path}: {half}: {type(error).__name__}: {error}".splitlines()[0])
        path.write_text(header(revision) + "\n" + "\n".join(halves), encoding="utf-8")
        print(path)
    for line in unprinted:
        print(f"to be written by hand: {line}", file=sys.stderr)
    sys.exit(1 if unprinted else 0)


def header(revision):
    created = re.search(r"^Create Date: (\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)", revision.module.__doc__ or "", re.M)
    lines = [
        ("revision", revision.revision),
        ("revises", ", ".join(to_tuple(revision.down_revision, default=())) or "none"),
        ("depends_on", ", ".join(to_tuple(revision.dependencies, default=()))),
        ("branch_labels", ", ".join(to_tuple(getattr(revision.module, "branch_labels", None), default=()))),
        ("created", f"{created[1]}T{created[2]}Z" if created else ""),
    ]
    text = "".join(f"-- {key}: {value}\n" for key, value in lines if value)
    message = (revision.module.__doc__ or "").split("Revision ID:")[0].strip()
    return text + "--\n" + "".join(f"-- {line}".rstrip() + "\n" for line in message.splitlines())


def sql(config, script, revision, half):
    """What Alembic prints for this one step, without the transaction and the version table."""
    output = io.StringIO()
    tables = []
    upgrade = half == "upgrade"

    def step(_, context):
        tables.append(context.version_table)
        make = MigrationStep.upgrade_from_script if upgrade else MigrationStep.downgrade_from_script
        return [make(script.revision_map, revision)]

    before = revision._normalized_down_revisions if upgrade else (revision.revision,)
    options = {"as_sql": True, "starting_rev": before or None, "destination_rev": None, "output_buffer": output}
    with EnvironmentContext(config, script, fn=step, **options):
        script.run_env()
    table = rf'(?:\S+\.)?"?{re.escape(tables[0])}"?'
    text = re.sub(rf"^CREATE TABLE {table} \(.*?\n\);\n", "", output.getvalue(), flags=re.M | re.S)
    text = re.sub(rf"^(INSERT INTO|UPDATE|DELETE FROM) {table} .*;\n", "", text, flags=re.M)
    text = re.sub(r"^(BEGIN|COMMIT|START TRANSACTION);\n|^-- Running .*\n", "", text, flags=re.M)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


main()
