"""`puhui warning run`: look at every running customer for the business date; list whom to talk to first."""

import click

from puhui.app.cli.voice import UNAVAILABLE, language, print_json, say, stop
from puhui.ground import SYSTEM, Actor, ActorKind, Ground, Mode, Settings, Unavailable, open_ground
from puhui.kernel import Problem, Text, say_amount
from puhui.servicing import business_date
from puhui.servicing.warning import Warned, warn_night, warnings_of
from puhui.servicing.warning.wording import signal_said

_SHOWN = 20


@click.group()
def warning() -> None:
    """贷后预警。Post-loan warnings."""


@warning.command()
@click.option("--test", "is_test", is_flag=True, help="测试数据 Test data instead of live.")
@click.option("--json", "as_json", is_flag=True, help="机器可读 For machines.")
def run(*, is_test: bool, as_json: bool) -> None:
    """跑今晚的预警；跑过就只列出来。Run the night's warnings; once done it only lists them.

    被中断后再运行会接着做。Killed and run again it goes on where it stopped.

    \b
    退出码 Exit: 0 完成 done, 2 另一个进程在跑 another process runs it, 3 打不开 cannot be opened

    \b
    例 Examples:
      puhui warning run
      puhui warning run --json
    """
    settings = Settings.from_env()
    mode = Mode.TEST if is_test else Mode.LIVE
    try:
        with open_ground(settings, institution=settings.institution) as ground:
            if ground.institution is None:
                stop(_NOT_A_LENDER)
            _run(ground, mode, as_json=as_json)
    except Unavailable as unavailable:
        stop(unavailable.problem, UNAVAILABLE)


def _run(ground: Ground, mode: Mode, *, as_json: bool) -> None:
    actor = Actor("command-line", ActorKind.PERSON, frozenset({"admin"}), mode)
    with ground.work(actor) as work:
        on = business_date(work)
    night = warn_night(ground, SYSTEM, mode, on)
    if isinstance(night, Problem):
        stop(night)
    with ground.work(actor) as work:
        listed = warnings_of(work, on, at_most=_SHOWN)
    if as_json:
        rows = [_plain(it) for it in listed]
        print_json({"on": on.isoformat(), "customers": night.customers, "warned": night.warned, "rows": rows})
        return
    say(
        Text(
            f"{on}：看了 {night.customers} 位客户，{night.warned} 位有信号。",
            f"{on}: {night.customers} customers looked at, {night.warned} with a signal.",
        )
    )
    for it in listed:
        lost = say_amount(it.expected_loss_fen)
        seen = [said.in_(language()) for code in it.signals if (said := signal_said(code))]
        say(
            Text(
                f"  {it.application_id}  {lost.zh}  {'、'.join(seen)}",
                f"  {it.application_id}  {lost.en}  {', '.join(seen)}",
            )
        )


def _plain(one: Warned) -> dict[str, object]:
    """Ids, amounts and codes; nobody's name."""
    return {
        "application_id": str(one.application_id),
        "exposure_fen": one.exposure_fen,
        "expected_loss_fen": one.expected_loss_fen,
        "default_probability": str(one.default_probability),
        "signals": list(one.signals),
    }


_NOT_A_LENDER = Problem(
    "warning.platform",
    Text("平台不放款，没有贷后客户。", "A platform lends nothing and has no running customers."),
    Text(
        "请在机构的进程里运行（PUHUI_INSTITUTION）。",
        "Run it in an institution's process (PUHUI_INSTITUTION).",
    ),
)
