"""`puhui decision`: look at kept decisions again."""

from typing import ClassVar
from uuid import UUID

import click

from puhui.app.cli.lazily import Lazily
from puhui.app.cli.voice import NOT_WHOLE, UNAVAILABLE, print_json, say, stop
from puhui.decision import Replay
from puhui.decision import replay as make_again
from puhui.ground import Actor, ActorKind, Erased, Settings, Unavailable, open_ground
from puhui.kernel import Problem, Text

_OPERATOR = Actor("command-line", ActorKind.PERSON, frozenset({"admin"}))


class _Decision(Lazily):
    places: ClassVar = {
        "watch": (
            "puhui.app.cli.watch:watch",
            "监测：补齐每天的数字，列出预警 The numbers of each day, and alarms",
        ),
        "what-if": (
            "puhui.app.cli.decision_what_if:what_if_command",
            "如果当时不一样 One kept decision with something otherwise",
        ),
        "flips": (
            "puhui.app.cli.decision_what_if:flips_command",
            "换一张表，谁会翻转 Who would flip if a table were otherwise",
        ),
        "backtest": (
            "puhui.app.cli.decision_backtest:backtest_command",
            "用有结果的历史比较两套政策 Two policies over history with outcomes",
        ),
        "allocate": (
            "puhui.app.cli.allocate:allocate_command",
            "把一笔预算分给许多企业 Share a budget out among many firms",
        ),
    }


@click.group(cls=_Decision, context_settings={"help_option_names": ["-h", "--help"]})
def decision() -> None:
    """已作出的决定 Decisions that were made.

    \b
    例 Example:
      puhui decision replay 01a20802-9201-744c-b635-73ee2ca564d4
    """


@decision.command()
@click.argument("decision_id", type=click.UUID)
@click.option("--json", "as_json", is_flag=True, help="机器可读 For machines.")
def replay(decision_id: UUID, as_json: bool) -> None:
    """只凭当时的记录重新作一遍决定，逐字节比较。Make a decision again from its record alone, byte for byte.

    \b
    例 Example:
      puhui decision replay 01a20802-9201-744c-b635-73ee2ca564d4

    \b
    退出码 Exit: 0 相同 the same, 2 没有 not found, 3 打不开 no database, 4 不同 different
    """
    try:
        with open_ground(Settings.from_env()) as ground, ground.work(_OPERATOR) as work:
            found = make_again(work, decision_id)
    except Unavailable as unavailable:
        stop(unavailable.problem, UNAVAILABLE)
    if isinstance(found, Problem):
        stop(found)
    if isinstance(found, Erased):
        say(
            Text(
                "本人的数据已删除，不能重放（Erased）。",
                "The subject was erased; nothing to replay (Erased).",
            )
        )
        return
    _tell(decision_id, found, as_json)


def _tell(decision_id: UUID, found: Replay, as_json: bool) -> None:
    if as_json:
        about = {"decision_id": str(decision_id), "same": found.same, "kept_hash": found.kept_hash}
        print_json({**about, "record_hash": found.record_hash, "record": found.decision.record()})
    if not found.same:
        stop(_DIFFERENT.at(str(decision_id)), NOT_WHOLE)
    if not as_json:
        outcome, digest = found.decision.outcome.value, found.record_hash
        say(Text(f"逐字节相同：{outcome}，{digest}", f"The same, byte for byte: {outcome}, {digest}"))


_DIFFERENT = Problem(
    "decision.replay.different",
    Text("重放的结果与记录不同。", "The replay differs from the record."),
    Text("请保留现场，核对程序版本与数据库。", "Keep everything as it is; check the program's version."),
)
