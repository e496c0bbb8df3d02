"""The house that a command looks at: its ground opened, one work begun, its decider read."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from puhui.app.cli.voice import UNAVAILABLE, WRONG_INPUT, say, stderr, stop, tell_problems
from puhui.app.party import party_of
from puhui.decision import Decider
from puhui.ground import Actor, ActorKind, Erased, Mode, Settings, Unavailable, Work, open_ground
from puhui.ground.publishing import Refused, errors_in
from puhui.kernel import Problem, Text

T = TypeVar("T")
FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER: Final = click.Path(exists=True, file_okay=False, path_type=Path)
json_option = click.option("--json", "as_json", is_flag=True, help="机器可读 For machines.")
test_option = click.option("--test", "is_test", is_flag=True, help="看测试数据 Look at test data.")
_ROLES: Final = frozenset({"admin"})


@contextmanager
def house(is_test: bool = False) -> Iterator[tuple[Work, Decider]]:
    """One work of whoever runs this machine, and the house's decider."""
    actor = Actor("command-line", ActorKind.PERSON, _ROLES, Mode.TEST if is_test else Mode.LIVE)
    with ExitStack() as closing:
        settings = Settings.from_env()
        try:
            ground = closing.enter_context(open_ground(settings, institution=settings.institution))
        except Unavailable as unavailable:
            stop(unavailable.problem, UNAVAILABLE)
        party = party_of(settings)
        if isinstance(party, Problem):
            stop(party)
        yield closing.enter_context(ground.work(actor)), party.decider


def read_table(file: Path) -> dict[str, Any]:
    """A policy table out of a JDM file."""
    try:
        content = json.loads(file.read_text("utf-8"))
    except (ValueError, OSError) as error:
        stop(_not_json(error).at(str(file)))
    return content if isinstance(content, dict) else {}


def found(result: T | Erased | Refused | Problem) -> T:
    """The value; anything else is told, and the command ends."""
    if isinstance(result, Problem):
        stop(result)
    if isinstance(result, Erased):
        stop(_ERASED)
    if isinstance(result, Refused):
        say(_WRONG)
        tell_problems([it.problem("policy") for it in errors_in(result.troubles)], at_most=100)
        raise SystemExit(WRONG_INPUT)
    return result


def rows_of(*cells: tuple[str, ...]) -> None:
    """Lines of a small table to standard error, columns in step."""
    widths = [max(len(cell) for cell in column) for column in zip(*cells, strict=True)]
    for line in cells:
        told = "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        stderr.print(told.rstrip(), markup=False)


def _not_json(error: Exception) -> Problem:
    return Problem(
        "policy.json",
        Text(f"这不是 JSON：{error}", f"This is not JSON: {error}"),
        Text("请导出为 JDM（JSON）文件。", "Export it as JDM, which is JSON."),
    )


_WRONG: Final = Text("这张表有错，没有试：", "The table is wrong; nothing was tried:")
_ERASED: Final = Problem(
    "decision.gone",
    Text("本人的数据已删除，不能再作一遍。", "The subject was erased; it cannot be made again."),
    Text("保留下来的只有编号、时间和结果。", "Only its id, time and outcome are kept."),
)
