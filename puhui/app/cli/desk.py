"""`puhui desk`: the queue that people work in."""

from contextlib import ExitStack
from dataclasses import asdict

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from puhui.app.cli.voice import UNAVAILABLE, print_json, say, stderr, stop
from puhui.desk import Rebuilt, rebuild
from puhui.ground import Ground, Settings, Unavailable, open_ground
from puhui.kernel import Text


@click.group()
def desk() -> None:
    """工作台的申请队列。The queue of applications at the desk."""


@desk.command("rebuild")
@click.option("--json", "as_json", is_flag=True, help="机器可读 For machines.")
def rebuild_command(as_json: bool) -> None:
    """重做队列里的每一行；编号、负责人、备注和视图不变。

    Make every row of the queue again; numbers, who looks after what, notes and views stay as they are.
    Work may go on meanwhile, and a run that was stopped is simply run again.

    \b
    退出码 Exit code: 0 已完成 done, 3 打不开 cannot be opened.

    \b
    例 Examples:
      puhui desk rebuild
      puhui desk rebuild --json
      PUHUI_INSTITUTION=test_brook_bank puhui desk rebuild
    """
    with ExitStack() as closing:
        try:
            settings = Settings.from_env()
            ground = closing.enter_context(open_ground(settings, institution=settings.institution))
        except Unavailable as unavailable:
            stop(unavailable.problem, UNAVAILABLE)
        done = _rebuilt(ground, quiet=as_json)
    if as_json:
        print_json(asdict(done))
    else:
        say(
            Text(
                f"重做了 {done.rows:,} 行，其中 {done.changed:,} 行与原来不同。",
                f"{done.rows:,} rows made again; {done.changed:,} of them had been different.",
            )
        )


def _rebuilt(ground: Ground, *, quiet: bool) -> Rebuilt:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=stderr, transient=True, disable=quiet) as progress:
        task = progress.add_task("desk", total=None)

        def tell(so_far: Rebuilt) -> None:
            progress.update(task, completed=so_far.rows, total=so_far.total)

        return rebuild(ground, progress=tell)
