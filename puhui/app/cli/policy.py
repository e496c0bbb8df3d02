"""`puhui policy`: the policy tables in force, and a file of one looked over before anybody pastes it in."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import click
from rich.table import Table

from puhui.app.cli.policy_facts import facts_command
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
from puhui.decision import Policy
from puhui.decision.publishing import (
    ORDER,
    Changed,
    Standing,
    changes,
    opened,
    policy_on,
    standing_on,
    table_troubles,
)
from puhui.ground import SYSTEM, Settings, Unavailable, Work, open_ground
from puhui.ground.publishing import Severity, Trouble, errors_in
from puhui.kernel import Problem, SystemClock, Text, business_date

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_DAY = click.DateTime(["%Y-%m-%d"])
_ON = click.option("--on", type=_DAY, help="哪一天 As of which day  [今天 today]")
_JSON = click.option("--json", "as_json", is_flag=True, help="机器可读 For machines.")
_BROKEN: Final = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def policy() -> None:
    """现行策略表：列出、查看、检查文件、比较。The policy tables in force: list, show, check a file, compare.

    \b
    例 Examples:
      puhui policy list
      puhui policy list --on 2026-12-01
      puhui policy show price > price.json
      puhui policy facts eligibility
      puhui policy check price.json
      puhui policy diff price.json
      puhui policy compare 2026-11-01 2026-12-01
      puhui policy price --owner pricing --funding 2.5% --out price.json
    """


policy.add_command(price_command)
policy.add_command(facts_command)


@policy.command("list")
@_ON
@_JSON
def list_command(on: datetime | None, as_json: bool) -> None:
    """某一天生效的每张表：版本、负责人、依据。Every table in force on a day, with who answers for it."""
    with _base() as (work, base):
        lines = [_line(it) for it in standing_on(work, base, _day(work, on))[1]]
    if as_json:
        print_json(lines)
        return
    shown = Table(box=None)
    for heading in ("表 table", "名称 title", "版本 version", "生效 since", "负责 owner"):
        shown.add_column(heading, overflow="fold")
    for line in lines:
        title, since = line["title"][language().value], line["effective"]
        early = {"zh": " 未到", "en": " (not yet)"}[language().value] if line["is_early"] else ""
        shown.add_row(line["name"], title, line["version"], since + early, line["owner"])
    stderr.print(shown)
    for line in lines:
        say(Text(f"{line['name']} 的依据：{line['source']}", f"{line['name']} comes from: {line['source']}"))


@policy.command()
@click.argument("name", type=click.Choice(ORDER))
@_ON
def show(name: str, on: datetime | None) -> None:
    """把某一天生效的表写到标准输出（JDM）。Write the table in force on a day to standard output, as JDM."""
    with _base() as (work, base):
        print_json(opened(policy_on(work, base, _day(work, on)).contents[name]))


@policy.command()
@click.argument("files", nargs=-1, required=True, type=_FILE)
@_ON
@_JSON
def check(files: tuple[Path, ...], on: datetime | None, as_json: bool) -> None:
    """检查文件里的表，说出每一处问题；不需要数据库。Everything that is wrong with tables in files.

    The file's name says which table it is (price.json). Exit code 2 where there is an error.
    """
    today = on.date() if on else business_date(SystemClock())
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
@_ON
@_JSON
def diff(file: Path, on: datetime | None, as_json: bool) -> None:
    """文件和某一天生效的表差在哪几行。Which rows of a file differ from the table in force on a day."""
    with _base() as (work, base):
        then = policy_on(work, base, _day(work, on))
        rows = changes(opened(then.contents[_name_of(file)]), _read(file))
    if as_json:
        print_json([_changed(it) for it in rows])
        return
    for row in rows:
        say(Text(f"{row.row_id}：{row.said.zh}", f"{row.row_id}: {row.said.en}"))
    if not rows:
        say(Text("与生效的表一样。", "The same as the table in force."))


@policy.command()
@click.argument("one", type=_DAY)
@click.argument("other", type=_DAY)
@_JSON
def compare(one: datetime, other: datetime, as_json: bool) -> None:
    """两天的策略差在哪几行，按已发布的算。Which rows differ between two days, by what is published."""
    with _base() as (work, base):
        before, after = (policy_on(work, base, it.date()) for it in (one, other))
        found = {it: changes(opened(before.contents[it]), opened(after.contents[it])) for it in ORDER}
    if as_json:
        print_json([{"table": name, **_changed(it)} for name, rows in found.items() for it in rows])
        return
    for name, rows in found.items():
        for row in rows:
            say(Text(f"{name} {row.row_id}：{row.said.zh}", f"{name} {row.row_id}: {row.said.en}"))
    if not any(found.values()):
        say(Text("这两天的策略一样。", "The policy is the same on both days."))


@contextmanager
def _base() -> Iterator[tuple[Work, Policy]]:
    """The policy that the house begins with; what it published stands over it (`policy_on`)."""
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
        yield work, party.decider.policy


def _day(work: Work, on: datetime | None) -> date:
    return on.date() if on else work.today()


def _line(it: Standing) -> dict[str, Any]:
    return {
        "name": it.name,
        "title": {"zh": it.title.zh, "en": it.title.en},
        "version": it.version,
        "rows": it.rows,
        "owner": it.owner,
        "source": it.source,
        "effective": it.since.isoformat(),
        "is_early": it.is_early,
        "publication": it.number,
        "published_by": it.published_by,
    }


def _changed(it: Changed) -> dict[str, Any]:
    return {"row": it.row_id, "change": it.change, "zh": it.said.zh, "en": it.said.en}


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
