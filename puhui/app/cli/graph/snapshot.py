"""`puhui graph snapshot`: the relations of PostgreSQL written out for serving, now."""

from typing import Final

import click

from puhui.app.cli.voice import UNAVAILABLE, print_json, say, stop
from puhui.graph.serving import Made, make_snapshot
from puhui.ground import Mode, Settings, Unavailable, open_ground
from puhui.kernel import Problem, Text

_MODES: Final = {"live": (Mode.LIVE,), "test": (Mode.TEST,), "all": tuple(Mode)}


@click.command()
@click.option(
    "--mode", type=click.Choice(sorted(_MODES)), default="all", help="真实业务或试用 Which relations.  [all]"
)
@click.option("--json", "as_json", is_flag=True, help="机器可读 For machines.")
def snapshot(mode: str, as_json: bool) -> None:
    """把数据库中的关系写成快照，供查询使用。Write the relations of the database as a snapshot to serve from.

    \b
    运行中的系统会自己写；恢复备份或更换关系种类之后可以用它立刻写。
    A running system does this by itself; use it after a restore or a change of concepts.

    \b
    退出码 Exit code: 0 已完成 done, 3 打不开或一直有人在写 cannot be opened, or written all the time.

    \b
    例 Example:
      puhui graph snapshot --mode live
    """
    try:
        settings = Settings.from_env()
        with open_ground(settings, institution=settings.institution) as ground:
            told = {
                it.value: make_snapshot(ground.engine, settings.home, it, ground.clock.now())
                for it in _MODES[mode]
            }
    except Unavailable as unavailable:
        stop(unavailable.problem, UNAVAILABLE)
    for made in told.values():
        if isinstance(made, Problem):
            stop(made, UNAVAILABLE)
    _say({name: made for name, made in told.items() if isinstance(made, Made)}, as_json=as_json)


def _say(told: dict[str, Made], *, as_json: bool) -> None:
    if as_json:
        print_json({name: {"nodes": it.nodes, "edges": it.edges} for name, it in told.items()})
        return
    for name, it in told.items():
        say(
            Text(
                f"{name}：{it.nodes:,} 个节点，{it.edges:,} 条关系。",
                f"{name}: {it.nodes:,} nodes, {it.edges:,} relations.",
            )
        )
