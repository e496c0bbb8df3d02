"""One run of `puhui decide invoices`: read, learn, decide, keep, write; telling a person at every stage."""

from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

import polars as pl
from rich.progress import Progress

from puhui.app.cli.decide_troubles import (
    FUTURE,
    LEFT_OUT,
    NO_DATABASE,
    NO_HOME,
    NO_INVOICES,
    NOBODY,
    TOO_EARLY,
)
from puhui.app.cli.decided_summary import Stopwatch, summary
from puhui.app.cli.decided_table import cannot_write, decided_table, write_decided
from puhui.app.cli.decided_telling import tell
from puhui.app.cli.voice import (
    NOT_WHOLE,
    UNAVAILABLE,
    language,
    print_json,
    stderr,
    stop,
    tell_problems,
)
from puhui.decision import (
    Batch,
    Chosen,
    Decided,
    Law,
    MadeBy,
    Policy,
    choose_scorecard,
    content_hash,
    decide_firms,
    firm_numbers,
    keep_batch,
    law_on,
    policy_now,
    priced_by_churn,
    read_churn,
    shipped_policy,
    with_rows_left_out,
)
from puhui.evidence import InvoiceReading, read_invoices
from puhui.ground import SYSTEM, Actor, ActorKind, Ground, Settings, Unavailable, open_ground
from puhui.kernel import Problem, SystemClock, Text, business_date
from puhui.rulebook import NoRuleInForce

OPERATOR: Final = Actor("command-line", ActorKind.PERSON, frozenset({"admin"}))
UNDECLARED: Final = "未写明，由运营方自行负责 not declared, on the operator's own responsibility"
"""What is kept beside the decisions when nobody named a legal basis."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked on the command line."""

    folder: Path
    out: Path
    as_of: date | None
    contract_on: date | None
    everybody: bool
    retrain: bool
    record: bool
    basis: str
    home: Path | None
    excel: bool
    strict: bool
    as_json: bool


def run(wanted: Wanted) -> None:
    """Do it, or stop with a sentence and an exit code."""
    trouble = cannot_write(wanted.out, wanted.folder)
    if trouble is not None:
        stop(trouble)
    with ExitStack() as closing:
        watch = Stopwatch()
        settings, ground = _open(wanted, closing)
        watch.done("database")
        progress = closing.enter_context(
            Progress(console=stderr, transient=True, disable=not stderr.is_terminal)
        )
        today = business_date(SystemClock())
        reading = _read(wanted, today, progress)
        watch.done("read")
        about = _about(wanted, reading, today)
        chosen = _choose(wanted, reading, about, settings, progress)
        watch.done("scorecard")
        firms = _firms(wanted, reading)
        numbers = firm_numbers(reading.invoices, firms, about.as_of)
        numbers = with_rows_left_out(numbers, reading.left_out)
        watch.done("features")
        made_by = MadeBy(_policy(wanted.folder, ground), chosen.scorecard, _law(about))
        bar = progress.add_task(_word("决定", "deciding"), total=len(firms))
        decided = decide_firms(numbers, made_by, about, lambda done, _: progress.update(bar, completed=done))
        watch.done("decide")
        _keep_and_write(wanted, decided, made_by, about, ground)
        watch.done("keep")
    told = summary(decided, watch.seconds, **_more(wanted, about, chosen, reading))
    print_json(told) if wanted.as_json else tell(told, reading, chosen)
    if wanted.strict and not reading.whole:
        stop(LEFT_OUT, NOT_WHOLE)


def _open(wanted: Wanted, closing: ExitStack) -> tuple[Settings, Ground | None]:
    try:
        settings = Settings.from_env()
        if wanted.home is not None:
            settings = replace(settings, home=wanted.home.expanduser().absolute())
        return settings, closing.enter_context(open_ground(settings)) if wanted.record else None
    except Unavailable as unavailable:
        problem = unavailable.problem
        tell_problems([problem])
        stop(NO_DATABASE, UNAVAILABLE)


def _read(wanted: Wanted, today: date, progress: Progress) -> InvoiceReading:
    bar = progress.add_task(_word("读取文件", "reading files"), total=None)
    reading = read_invoices(
        wanted.folder, today, on_progress=lambda done, rows: progress.update(bar, completed=done, total=done)
    )
    progress.remove_task(bar)
    if reading.invoices.is_empty():
        tell_problems([*reading.problems, *reading.remarks])
        stop(NO_INVOICES.at(str(wanted.folder)))
    return reading


def _about(wanted: Wanted, reading: InvoiceReading, today: date) -> Batch:
    if wanted.as_of is not None and wanted.as_of > today + timedelta(days=1):
        stop(FUTURE)
    as_of = wanted.as_of or _day_after_the_last(reading, today)
    if not (reading.invoices["issued_on"] < as_of).any():
        stop(TOO_EARLY)
    basis = wanted.basis.strip() or UNDECLARED
    source_hash = content_hash(reading.firms, reading.invoices)
    return Batch(as_of, wanted.contract_on or today, basis, source_hash, reading.files_unread)


def _day_after_the_last(reading: InvoiceReading, today: date) -> date:
    last = reading.invoices.filter(~pl.col("voided"))["issued_on"].max()
    return last + timedelta(days=1) if isinstance(last, date) else today


def _choose(
    wanted: Wanted, reading: InvoiceReading, about: Batch, settings: Settings, progress: Progress
) -> Chosen:
    bar = progress.add_task(_word("训练评分卡", "training a scorecard"), total=None)

    def on_progress(done: int, total: int) -> None:
        progress.update(bar, completed=done, total=total)

    models, today = settings.home / "models", business_date(SystemClock())
    try:
        chosen = choose_scorecard(
            reading, about.as_of, today, models, retrain=wanted.retrain, on_progress=on_progress
        )
    except OSError:
        stop(NO_HOME.at(str(settings.home)))
    progress.remove_task(bar)
    return chosen


def _firms(wanted: Wanted, reading: InvoiceReading) -> list[str]:
    asked = reading.firms if wanted.everybody else reading.firms.filter(pl.col("defaulted").is_null())
    if asked.is_empty():
        stop(NOBODY)
    return asked["firm"].to_list()


def _policy(folder: Path, ground: Ground | None) -> Policy:
    policy = _in_force(ground)
    table = read_churn(folder) if folder.is_dir() else None
    if table is None:
        return policy
    if isinstance(table, Problem):
        tell_problems([table])
        return policy
    return priced_by_churn(policy, table, "rate and churn table beside the invoices")


def _in_force(ground: Ground | None) -> Policy:
    """What the house has published decides here too; without a database there is only what ships."""
    if ground is None:
        return shipped_policy()
    with ground.work(SYSTEM) as work:
        return policy_now(work, shipped_policy())


def _law(about: Batch) -> Law:
    try:
        return law_on(about.contract_on)
    except NoRuleInForce as none:
        stop(none.problem)


def _keep_and_write(
    wanted: Wanted, decided: list[Decided], made_by: MadeBy, about: Batch, ground: Ground | None
) -> None:
    """The table is written before the transaction ends: either both are there or neither."""
    if ground is None:
        _write(wanted, decided, ())
        return
    with ground.work(OPERATOR) as work:
        _write(wanted, decided, keep_batch(work, decided, made_by, about))


def _write(wanted: Wanted, decided: list[Decided], ids: tuple[UUID, ...]) -> None:
    trouble = write_decided(decided_table(decided, ids, language()), wanted.out, wanted.excel)
    if trouble is not None:
        stop(trouble)


def _more(wanted: Wanted, about: Batch, chosen: Chosen, reading: InvoiceReading) -> dict[str, object]:
    return {
        "out": str(wanted.out),
        "as_of": about.as_of.isoformat(),
        "contract_on": about.contract_on.isoformat(),
        "basis": wanted.basis.strip() or None,
        "recorded": wanted.record,
        "scorecard": chosen.scorecard.name,
        "scorecard_folder": None if chosen.folder is None else str(chosen.folder),
        "trained_now": chosen.fresh,
        "rows_read": reading.rows_read,
        "invoices": reading.invoices.height,
        "problems": len(reading.problems),
        "remarks": len(reading.remarks),
    }


def _word(zh: str, en: str) -> str:
    return Text(zh, en).in_(language())
