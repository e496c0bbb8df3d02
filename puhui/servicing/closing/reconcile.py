"""The day's own control: schedules and ledger say the same to the fen; then positions are kept."""

from datetime import date
from uuid import UUID

from sqlalchemy import text

from puhui.ground import Work
from puhui.loan import AccountCode, trial_balance
from puhui.servicing.closing.report import Step
from puhui.servicing.closing.run import CHUNK, Chunk, Run
from puhui.servicing.store import loans, positions, schedules
from puhui.servicing.store.whose import whose


class BooksDisagreeError(Exception):
    """Ledger and schedules differ: the day stays open until a person has looked. Never a rounding matter."""


def reconcile(run: Run) -> None:
    """Compare in both modes, then keep positions chunk by chunk. Raises BooksDisagreeError."""
    for mode in run.modes:
        with run.ground.work(run.acting(mode)) as work:
            work.connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
            compare(work)
    run.walk(Step.RECONCILE, lambda work, after: _keep(work, after, run.on))


def compare(work: Work) -> None:
    """Raise unless ledger and schedules agree, seen at one moment while others go on working."""
    balances, owed = trial_balance(work), schedules.receivables(work.connection, whose(work))
    owed[AccountCode.PRINCIPAL] += loans.unopened_fen(work.connection, whose(work))
    differing = [code for code in owed if balances[code] != owed[code]]
    if differing:
        raise BooksDisagreeError(", ".join(sorted(differing)))


def _keep(work: Work, after: UUID | None, on: date) -> Chunk:
    kept, last = positions.keep(work.connection, whose(work), on, after=after, at_most=CHUNK)
    return Chunk(kept, last)
