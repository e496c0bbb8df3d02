"""`puhui model champion`, `recalibrate`: what a model is used for, two people each time."""

from datetime import datetime
from typing import Final
from uuid import UUID

import click

from puhui.app.cli.as_person import person_options, person_work
from puhui.app.cli.model_told import DAY, JSON, JUDGEMENT, NOTE, PRODUCT, or_stop, product_of, told
from puhui.app.cli.voice import stop
from puhui.decision.models import (
    Recalibration,
    Settled,
    Use,
    found,
    propose_champion,
    propose_recalibration,
    settle_use,
)
from puhui.decision.models.bodies import UseBody
from puhui.decision.models.shown import uses_shown
from puhui.ground import Work
from puhui.kernel import Problem, Text


@click.command()
@click.argument("model")
@PRODUCT
@click.option("--from", "begins", type=DAY, default=None, help="生效日 From which day.  [today]")
@click.option("--approve", is_flag=True, help="批准别人的提议 Approve what somebody else proposed for it.")
@NOTE
@person_options
@JSON
def champion(
    *,
    model: str,
    product: str,
    begins: datetime | None,
    approve: bool,
    note: str,
    login: str,
    password_stdin: bool,
    as_json: bool,
) -> None:
    """提议（或批准）由哪个模型评分。Propose, or approve, which model rates a product from a day on.

    MODEL 为 judgement 时改回判断评分卡。`judgement` as MODEL goes back to the judgement scorecard.

    \b
    例 Examples:
      puhui model champion my_model --as risk.01
      puhui model champion my_model --approve --as chief.01
      puhui model champion judgement --product cloud-loan --from 2027-01-01 --as risk.01
    """
    action = "model.approve" if approve else "model.register"
    with person_work(login, password_stdin, action) as work:
        chosen = None if model == JUDGEMENT else or_stop(found(work, model)).id
        if approve:
            done = _approved(work, "champion", product_of(product), chosen, note)
        else:
            since = begins.date() if begins else work.today()
            done = or_stop(propose_champion(work, product_of(product), chosen, since, note))
        shown = _use_of(work, done)
    told(shown, as_json, _APPROVED if approve else _PROPOSED)


@click.command()
@click.argument("model")
@PRODUCT
@click.option("--shift", default=0.0, show_default=True, help="截距 What is added to the log odds.")
@click.option("--slope", default=1.0, show_default=True, help="斜率 What they are multiplied by.")
@click.option("--from", "begins", type=DAY, default=None, help="生效日 From which day.  [today]")
@click.option("--approve", is_flag=True, help="批准别人的提议 Approve what somebody else proposed for it.")
@NOTE
@person_options
@JSON
def recalibrate(
    *,
    model: str,
    product: str,
    shift: float,
    slope: float,
    begins: datetime | None,
    approve: bool,
    note: str,
    login: str,
    password_stdin: bool,
    as_json: bool,
) -> None:
    """提议（或批准）按产品自己的结果重新校准。Propose, or approve, a product's own recalibration.

    \b
    例 Examples:
      puhui model recalibrate my_model --product cloud-loan --shift 0.2 --slope 0.9 --as risk.01
      puhui model recalibrate my_model --product cloud-loan --approve --as chief.01
    """
    with person_work(login, password_stdin, "model.approve" if approve else "model.register") as work:
        chosen = or_stop(found(work, model)).id
        if approve:
            done = _approved(work, "recalibration", product_of(product), chosen, note)
        else:
            since, moved = begins.date() if begins else work.today(), Recalibration(shift, slope)
            made = propose_recalibration(work, product_of(product), chosen, moved, since, note=note)
            done = or_stop(made)
        shown = _use_of(work, done)
    told(shown, as_json, _APPROVED if approve else _PROPOSED)


def _approved(work: Work, kind: str, product: str, model_id: UUID | None, note: str) -> Use:
    """The open proposal that names this very model, approved: nobody approves another one by mistake."""
    for use in uses_shown(work):
        if use.state == "waiting" and (use.kind, use.product, use.model_id) == (kind, product, model_id):
            return or_stop(settle_use(work, use.id, Settled.APPROVED, note))
    stop(_NOTHING_WAITS)


def _use_of(work: Work, use: Use) -> UseBody:
    return next(it for it in uses_shown(work) if it.id == use.id)


_APPROVED: Final = Text("已批准，从下一个决定起生效", "Approved: the next decision goes by it")
_PROPOSED: Final = Text("已提议，等另一个人批准", "Proposed; another person approves it")
_NOTHING_WAITS = Problem(
    "model.use.not_found",
    Text("没有等待批准的这个提议。", "No such proposal waits."),
    Text("用 puhui model list --json 看看有哪些。", "`puhui model list --json` shows what there is."),
)
