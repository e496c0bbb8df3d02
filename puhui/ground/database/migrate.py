"""Bringing the schema up to this program, from the first table on.

Each room is an Alembic branch of its own in `<room>/migrations`; all of them run in one transaction under an
advisory lock, so two starts at once agree and a killed start leaves nothing half done. We only go forward: a
way back is a restored backup (decision 0004). A database that a newer Puhui has touched is refused.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext, MigrationInfo, RevisionStep
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, text

import puhui
from puhui.ground.unavailable import Unavailable
from puhui.kernel import Problem, Text

VERSION_TABLE: Final = "schema_revision"
VERSION_SCHEMA: Final = "ground"
SCHEMA_LOCK: Final = 0x70756875_69_01
"""Held while tables or rights on them change, so that two starts follow each other."""


def find_migrations() -> tuple[Path, ...]:
    """The `migrations` folder of every room that has one, this one first."""
    rooms = sorted(Path(puhui.__file__).parent.glob("*/migrations"))
    return tuple(folder for folder in rooms if any(folder.glob("*.py")))


def migrate(engine: Engine, folders: Sequence[Path] | None = None) -> tuple[str, ...]:
    """Upgrade every room to its newest revision; gives the revisions that were applied, in order."""
    scripts = _scripts(find_migrations() if folders is None else folders)
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": SCHEMA_LOCK})
        connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {VERSION_SCHEMA}"))
        current = _current(connection)
        _refuse_newer(scripts, current)
        if set(current) == set(scripts.get_heads()):
            return ()
        return _upgrade(connection, scripts)


def _scripts(folders: Sequence[Path]) -> ScriptDirectory:
    here = str(Path(__file__).parent)
    return ScriptDirectory(here, version_locations=[str(folder) for folder in folders])


def _current(connection: Connection) -> tuple[str, ...]:
    context = MigrationContext.configure(connection, opts=_where())
    return context.get_current_heads()


def _refuse_newer(scripts: ScriptDirectory, current: Sequence[str]) -> None:
    for revision in current:
        try:
            scripts.get_revision(revision)
        except CommandError:
            raise Unavailable(_newer(revision)) from None


def _upgrade(connection: Connection, scripts: ScriptDirectory) -> tuple[str, ...]:
    applied: list[str] = []

    def steps(revision: tuple[str, ...], _context: MigrationContext) -> list[RevisionStep]:
        return scripts._upgrade_revs("heads", revision)  # type: ignore[arg-type]

    def note(ctx: MigrationContext, step: MigrationInfo, heads: object, run_args: object) -> None:
        applied.extend(step.up_revision_ids)

    with EnvironmentContext(Config(), scripts, fn=steps, destination_rev="heads") as environment:
        environment.configure(connection=connection, on_version_apply=note, **_where())
        environment.run_migrations()
    return tuple(applied)


def _where() -> dict[str, Any]:
    return {"version_table": VERSION_TABLE, "version_table_schema": VERSION_SCHEMA}


def _newer(revision: str) -> Problem:
    return Problem(
        "database.newer_schema",
        Text(
            f"这个数据库被更新版本的 Puhui 用过（{revision}），这一版不认识它；数据没有被改动。",
            f"A newer Puhui has used this database ({revision}), which this one does not know; "
            "nothing was changed.",
        ),
        Text(
            "请安装更新的 Puhui，或恢复升级之前的备份，或把 PUHUI_HOME 指向新的文件夹。",
            "Install the newer Puhui, or restore the backup from before the upgrade, "
            "or point PUHUI_HOME to a new folder.",
        ),
    )
