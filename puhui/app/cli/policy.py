"""`puhui policy`: the policy tables in force, and a file of one looked over before anybody pastes it in."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

import click
from rich.table import Table

from puhui.app.cli.policy_price import price_command
from puhui.app.cli.voice import (
    UNAVAILABLE,
    language,
    print_json,
    say,
    stderr,
    stop,
    tell_problems,
)
from puhui.app.party import party_of
from puhui.decision import Policy, policy_now
from puhui.decision.publishing import ORDER, changes, opened, table_troubles, title_of
from puhui.ground import SYSTEM, Settings, Unavailable, Work, open_ground
from puhui.ground.publishing import Severity, Trouble, errors_in
from puhui.kernel import Problem, SystemClock, Text, business_date

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_JSON = click.option("--json", "as_json", is_flag=True, help="机器可读 For machines.")
_BROKEN: Final = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def policy() -> None:
    """现行策略表：列出、查看、检查文件、比较。The policy tables in force: list, show, check a file, compare.

    \b
    例 Examples:
      puhui policy list
      puhui policy show price > price.json
      puhui policy check price.json
      puhui policy diff price.json
      puhui policy price --owner pricing --funding 2.5% --out price.json
    """


policy.add_command(price_command)


@policy.command("list")
@_JSON
def list_command(as_json: bool) -> None:
    """每张表的版本和来历。Every table with its version and where it comes from."""
    with _in_force() as (_, now):
        lines = [_line(now, name) for name in ORDER]
    if as_json:
        print_json(lines)
        return
    shown = Table(box=None)
    for heading in ("表 table", "名称 title", "版本 version", "行 rows", "负责 owner"):
        shown.add_column(heading)
    for line in lines:
        title = line["title"][language().value]
        shown.add_row(line["name"], title, line["version"], str(line["rows"]), line["owner"])
    stderr.print(shown)


@policy.command()
@click.argument("name", type=click.Choice(ORDER))
def show(name: str) -> None:
    """把现行的表写到标准输出（JDM）。Write the table in force to standard output, as JDM."""
    with _in_force() as (_, now):
        print_json(opened(now.contents[name]))


@policy.command()
@click.argument("files", nargs=-1, required=True, type=_FILE)
@_JSON
def check(files: tuple[Path, ...], as_json: bool) -> None:
    """检查文件里的表，说出每一处问题；不需要数据库。Everything that is wrong with tables in files.

    The file's name says which table it is (price.json). Exit code 2 where there is an error.
    """
    today = business_date(SystemClock())
    found = {file: table_troubles(_name_of(file), _read(file), today) for file in files}
    if as_json:
        print_json([_told(file, it) for file, troubles in found.items() for it in troubles])
    else:
        for file, troubles in found.items():
            _say_troubles(file, troubles)
    if any(errors_in(troubles) for troubles in found.values()):
        raise SystemExit(_BROKEN)


@policy.command()
@click.argument("file", type=_FILE)
@_JSON
def diff(file: Path, as_json: bool) -> None:
    """文件和现行的表差在哪几行。Which rows of a file differ from the table in force."""
    with _in_force() as (_, now):
        rows = changes(opened(now.contents[_name_of(file)]), _read(file))
    if as_json:
        print_json(
            [{"row": it.row_id, "change": it.change, "zh": it.said.zh, "en": it.said.en} for it in rows]
        )
        return
    for row in rows:
        say(Text(f"{row.row_id}：{row.said.zh}", f"{row.row_id}: {row.said.en}"))
    if not rows:
        say(Text("与现行的表一样。", "The same as the table in force."))


@contextmanager
def _in_force() -> Iterator[tuple[Work, Policy]]:
    """The house's policy as it decides today, published tables among it."""
    with ExitStack() as closing:
        try:
            settings = Settings.from_env()
            ground = closing.enter_context(open_ground(settings, institution=settings.institution))
        except Unavailable as unavailable:
            stop(unavailable.problem, UNAVAILABLE)
        party = party_of(settings)
        if isinstance(party, Problem):
            stop(party)
        work = closing.enter_context(ground.work(SYSTEM))
        yield work, policy_now(work, party.decider.policy)


def _line(now: Policy, name: str) -> dict[str, Any]:
    table, title = now.tables[name].table, title_of(opened(now.contents[name]), name)
    return {
        "name": name,
        "title": {"zh": title.zh, "en": title.en},
        "version": table.meta.version,
        "rows": len(table.rows),
        "owner": table.meta.owner,
        "effective": table.meta.effective.isoformat(),
    }


def _name_of(file: Path) -> str:
    if file.stem not in ORDER:
        stop(
            Problem(
                "policy.not_found",
                Text(f"不知道 {file.name} 是哪张表。", f"It is not known which table {file.name} is."),
                Text(f"文件名应是：{'、'.join(ORDER)}。", f"Name it after one of: {', '.join(ORDER)}."),
            )
        )
    return file.stem


def _read(file: Path) -> dict[str, Any]:
    try:
        content = json.loads(file.read_text("utf-8"))
    except (ValueError, OSError) as error:
        stop(
            Problem(
                "policy.json",
                Text(f"这不是 JSON：{error}", f"This is not JSON: {error}"),
                Text("请导出为 JDM（JSON）文件。", "Export it as JDM, which is JSON."),
                str(file),
            )
        )
    return content if isinstance(content, dict) else {}


def _say_troubles(file: Path, troubles: tuple[Trouble, ...]) -> None:
    if not troubles:
        say(Text(f"{file}：没有问题。", f"{file}: nothing is wrong."))
        return
    say(Text(f"{file}：{len(troubles)} 处", f"{file}: {len(troubles)} to look at"))
    tell_problems([it.problem("policy") for it in troubles], at_most=100)


def _told(file: Path, trouble: Trouble) -> dict[str, Any]:
    return {
        "file": str(file),
        "kind": trouble.kind,
        "is_error": trouble.severity is Severity.ERROR,
        "row": trouble.row_id,
        "column": trouble.column,
        "other_row": trouble.other_row_id,
        "zh": trouble.what.zh,
        "en": trouble.what.en,
        "example": trouble.example,
    }
