"""`puhui end-of-day`: close business dates by hand, each step once, whatever was killed before."""

from contextlib import ExitStack
from datetime import date
from typing import Any

import click

from puhui.app.cli.voice import UNAVAILABLE, print_json, say, stop
from puhui.app.party import Party, party_of
from puhui.app.providers import outside_of
from puhui.ground import SYSTEM, Settings, Unavailable, open_ground
from puhui.kernel import Problem, Text
from puhui.servicing.closing import EndOfDay, StepDone, end_of_day


@click.command()
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    help="之后的会计日 The business date to stand at afterwards  [today]",
)
@click.option("--ahead", is_flag=True, help="演示：可以走到今天之后 Demo: may pass today's date.")
@click.option("--json", "as_json", is_flag=True, help="机器可读 For machines.")
def command(until: Any, ahead: bool, as_json: bool) -> None:  # noqa: ANN401 - click's datetime
    """机构日终：计息、到期、扣款、分档、核对。An institution's end of day: accrue, bill, collect, age, check.

    被中断后再运行会接着做，账不会重复。Killed and run again it goes on, and nothing is booked twice.

    \b
    退出码 Exit code: 0 已完成 done, 2 日期不对 a wrong day, 3 打不开 cannot be opened.

    \b
    例 Examples:
      puhui end-of-day
      puhui end-of-day --until 2026-12-01
    """
    with ExitStack() as closing:
        try:
            done = _closed(closing, until.date() if until else None, ahead=ahead)
        except Unavailable as unavailable:
            stop(unavailable.problem, UNAVAILABLE)
    if isinstance(done, Problem):
        stop(done)
    if as_json:
        print_json(_plain(done))
    else:
        day = done.business_date.isoformat()
        say(Text(f"关了 {len(done.days)} 天，会计日 {day}。", f"{len(done.days)} days closed; it is {day}."))


def _closed(closing: ExitStack, until: date | None, *, ahead: bool) -> EndOfDay | Problem:
    settings = Settings.from_env()
    ground = closing.enter_context(open_ground(settings, institution=settings.institution))
    if ground.institution is None:
        return _NOT_A_LENDER
    party = party_of(settings)
    if not isinstance(party, Party):
        return party
    outside = outside_of(ground, party, closing)
    return end_of_day(ground, outside.payments, SYSTEM, until, ahead_allowed=ahead, progress=_say_step)


def _say_step(done: StepDone) -> None:
    say(
        Text(
            f"  {done.on} {done.step.value}：{done.loans} 笔，{done.seconds:.2f} 秒",
            f"  {done.on} {done.step.value}: {done.loans} loans, {done.seconds:.2f} s",
        )
    )


def _plain(done: EndOfDay) -> dict[str, Any]:
    return {
        "business_date": done.business_date.isoformat(),
        "days": [day.isoformat() for day in done.days],
        "steps": [
            {"on": it.on.isoformat(), "step": it.step.value, "loans": it.loans, "seconds": it.seconds}
            for it in done.steps
        ],
    }


_NOT_A_LENDER = Problem(
    "day.platform",
    Text("平台没有账，也没有日终；日终属于机构。", "The platform keeps no books and has no end of day."),
    Text("请在机构一侧运行（PUHUI_INSTITUTION）。", "Run it at an institution (PUHUI_INSTITUTION)."),
)
