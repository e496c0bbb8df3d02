"""`puhui model register`, `approve`, `withdraw`, `list`: the register, by people who sign in."""

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import click
from rich.table import Table

from puhui.app.cli.as_person import person_options, person_work
from puhui.app.cli.model_told import DAY, JSON, NOTE, PRODUCT, or_stop, plain, product_of, told
from puhui.app.cli.voice import UNAVAILABLE, language, print_json, say, stderr, stop
from puhui.decision.models import (
    Fallback,
    Registered,
    Settled,
    Terms,
    files_in,
    found,
    register_model,
    settle_model,
    withdraw_model,
)
from puhui.decision.models.bodies import ModelLine
from puhui.decision.models.shown import models_shown, uses_shown
from puhui.ground import SYSTEM, Settings, Unavailable, Work, open_ground
from puhui.kernel import Text

_A_YEAR: Final = timedelta(days=365)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@PRODUCT
@click.option(
    "--expires-on", type=DAY, default=None, help="到期日 From this day it rates nobody.  [in a year]"
)
@click.option(
    "--fallback",
    type=click.Choice([it.value for it in Fallback]),
    default=Fallback.REFER.value,
    show_default=True,
    help="缺少所需来源时 Where a source it needs is missing: a person, or the judgement scorecard.",
)
@NOTE
@person_options
@JSON
def register(
    *,
    folder: Path,
    product: str,
    expires_on: datetime | None,
    fallback: str,
    note: str,
    login: str,
    password_stdin: bool,
    as_json: bool,
) -> None:
    """登记一个模型文件夹；由另一个人批准后才能用。Hand a model folder in; another person approves it.

    \b
    例 Examples:
      puhui model register models/mine --as risk.01
      puhui model register models/mine --product cloud-loan --expires-on 2027-06-30 --as risk.01
      puhui model register models/mine --fallback judgement --as risk.01 --password-stdin < password.txt
    """
    files = or_stop(files_in(folder))
    with person_work(login, password_stdin, "model.register") as work:
        until = expires_on.date() if expires_on else work.today() + _A_YEAR
        terms = Terms(product_of(product), Fallback(fallback), work.today(), until)
        made = or_stop(register_model(work, files, terms, note, str(folder)))
        shown = _line_of(work, made)
    told(shown, as_json, Text("已登记，等另一个人批准", "Registered; another person has to approve it"))


@click.command("approve")
@click.argument("model")
@click.option("--reject", is_flag=True, help="退回 Reject it instead.")
@NOTE
@person_options
@JSON
def settle(*, model: str, reject: bool, note: str, login: str, password_stdin: bool, as_json: bool) -> None:
    """批准（或退回）别人登记的模型。Approve, or reject, a model that somebody else handed in.

    MODEL 是模型名，或版本的前八位以上。MODEL is a name, or eight digits or more of a version.

    \b
    例 Examples:
      puhui model approve my_model --as chief.01
      puhui model approve 3f9a01c2 --reject --note "样本太旧 the sample is too old" --as chief.01
    """
    verdict = Settled.REJECTED if reject else Settled.APPROVED
    with person_work(login, password_stdin, "model.approve") as work:
        done = or_stop(settle_model(work, or_stop(found(work, model)).id, verdict, note))
        shown = _line_of(work, done)
    told(shown, as_json, Text("已退回", "Rejected") if reject else Text("已批准", "Approved"))


@click.command()
@click.argument("model")
@click.option("--why", required=True, help="原因 Why.")
@person_options
@JSON
def withdraw(*, model: str, why: str, login: str, password_stdin: bool, as_json: bool) -> None:
    """立即撤下一个模型；它评的申请转人工，直到另选现役。Stop a model at once; its cases go to people.

    \b
    例 Example: puhui model withdraw my_model --why "漂移 it drifted" --as risk.01
    """
    with person_work(login, password_stdin, "model.withdraw") as work:
        done = or_stop(withdraw_model(work, or_stop(found(work, model)).id, why))
        shown = _line_of(work, done)
    told(shown, as_json, Text("已撤下", "Withdrawn"))


@click.command("list")
@JSON
def list_models(as_json: bool) -> None:
    """登记册：每个模型的状态、现役产品、到期日。The register: state, what each rates, when it expires.

    \b
    例 Examples:
      puhui model list
      puhui model list --json
    """
    with ExitStack() as closing:
        try:
            settings = Settings.from_env()
            ground = closing.enter_context(open_ground(settings, institution=settings.institution))
        except Unavailable as unavailable:
            stop(unavailable.problem, UNAVAILABLE)
        work = closing.enter_context(ground.work(SYSTEM))
        lines, uses = models_shown(work), uses_shown(work)
    if as_json:
        print_json({"models": plain(lines), "uses": plain(uses)})
    elif lines:
        _drawn(lines)
    else:
        say(
            Text(
                "登记册是空的；现在用判断评分卡评分。",
                "The register is empty; the judgement scorecard rates.",
            )
        )


def _drawn(lines: Sequence[ModelLine]) -> None:
    shown = Table(box=None)
    for heading in (
        "版本 version",
        "名称 name",
        "状态 state",
        "现役 rates",
        "AUC",
        "到期 expires",
        "登记 by",
    ):
        shown.add_column(heading)
    for line in lines:
        rates = ", ".join(it or "house" for it in line.champion_of)
        state = _STATES[line.state].in_(language())
        shown.add_row(
            line.version[:8],
            line.name,
            state,
            rates,
            f"{line.auc:.3f}",
            line.expires_on.isoformat(),
            line.registered.by,
        )
    stderr.print(shown)


def _line_of(work: Work, model: Registered) -> ModelLine:
    return next(it for it in models_shown(work) if it.id == model.id)


_STATES: Final = {
    "waiting": Text("待批准", "waiting"),
    "rejected": Text("已退回", "rejected"),
    "approved": Text("已批准", "approved"),
    "champion": Text("现役", "champion"),
    "expired": Text("已到期", "expired"),
    "withdrawn": Text("已撤下", "withdrawn"),
}
