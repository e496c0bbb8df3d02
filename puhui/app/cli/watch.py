"""`puhui decision watch`: the numbers of every day that is over, and the alarms that stand."""

import sys
from dataclasses import asdict
from datetime import date, datetime, timedelta
from time import perf_counter
from typing import Any

import click
from rich.progress import Progress

from puhui.app.cli.voice import UNAVAILABLE, language, print_json, say, stderr, stop
from puhui.app.party import Party, party_of
from puhui.app.watching import performance_of
from puhui.decision.watch import Alarm, Run, days_of, looked, watch_due, what_moved, what_to_do
from puhui.ground import Actor, ActorKind, Ground, Mode, Settings, Unavailable, open_ground
from puhui.kernel import Problem, Text

_DAY = timedelta(days=1)
_DATE = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--since", type=_DATE, help="从哪天起 First day.  [30 days back]")
@click.option("--until", type=_DATE, help="到哪天 Last day.  [yesterday]")
@click.option("--test", "is_test", is_flag=True, help="测试数据 Test data instead of live.")
@click.option("--json", "as_json", is_flag=True, help="机器可读 For machines.")
def watch(since: datetime | None, until: datetime | None, *, is_test: bool, as_json: bool) -> None:
    """监测：补齐每天的数字，列出预警。Give every day that is over its numbers; list the alarms.

    \b
    例 Examples:
      puhui decision watch
      puhui decision watch --since 2026-11-01 --until 2026-11-20 --json

    \b
    退出码 Exit: 0 完成 done, 2 日期不对 wrong dates, 3 打不开 no database
    """
    mode = Mode.TEST if is_test else Mode.LIVE
    settings = Settings.from_env()
    party = party_of(settings)
    if isinstance(party, Problem):
        stop(party, UNAVAILABLE)
    try:
        with open_ground(settings, institution=settings.institution) as ground:
            _watch(ground, party, mode, (_on(since), _on(until)), as_json=as_json)
    except Unavailable as unavailable:
        stop(unavailable.problem, UNAVAILABLE)


def _watch(
    ground: Ground, party: Party, mode: Mode, asked: tuple[date | None, date | None], *, as_json: bool
) -> None:
    started = perf_counter()
    run = _run(ground, party, mode)
    seconds = perf_counter() - started
    with ground.work(Actor("command-line", ActorKind.PERSON, frozenset({"admin"}), mode)) as work:
        until = asked[1] or work.today() - _DAY
        since = asked[0] or until - 30 * _DAY
        if as_json:
            days = days_of(work, since, until, at_most=sys.maxsize)
            if isinstance(days, Problem):
                stop(days)
            found = looked(work, since, until)
            print_json(_plain(run, seconds, days, found.alarms))
            return
        found = looked(work, since, until)
    _tell(run, seconds, found.on, found.alarms)


def _run(ground: Ground, party: Party, mode: Mode) -> Run:
    with Progress(console=stderr, transient=True, disable=not stderr.is_terminal) as progress:
        name = Text("读决定", "reading decisions").in_(language())
        bar = progress.add_task(name, total=None)
        return watch_due(
            ground,
            mode,
            performance_of(party),
            lambda done, total: progress.update(bar, completed=done, total=total),
        )


def _plain(run: Run, seconds: float, days: list[dict[str, Any]], alarms: tuple[Alarm, ...]) -> dict[str, Any]:
    did = {**asdict(run), "seconds": round(seconds, 2)}
    told = [{**asdict(one), "what": asdict(what_moved(one)), "do": asdict(what_to_do(one))} for one in alarms]
    return {"run": did, "days": days, "alarms": told}


def _tell(run: Run, seconds: float, on: date | None, alarms: tuple[Alarm, ...]) -> None:
    if on is None:
        say(
            Text(
                "还没有可看的数字：有申请作出决定的第二天起才有。",
                "No numbers yet: there are some the day after the first application was decided.",
            )
        )
        return
    did = f"{run.days} / {run.decisions:,} / {seconds:.1f}"
    say(Text(f"补齐天数 / 读决定 / 秒：{did}；数字到 {on}", f"Days / decisions / seconds: {did}; up to {on}"))
    standing = [one for one in alarms if one.cleared_on is None]
    if not standing:
        say(Text("没有预警。", "No alarms."))
    for one in standing:
        what, do = what_moved(one).in_(language()), what_to_do(one).in_(language())
        sys.stdout.write(f"{one.raised_on}  {one.level}  {what}\n            {do}\n")


def _on(given: datetime | None) -> date | None:
    return None if given is None else given.date()
