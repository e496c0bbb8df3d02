"""Many firms from files: a portfolio pre-decision under a basis the operator declares.

Nobody was identified and no debts were asked for, so an `approve` here means: worth inviting to apply, up
to this limit (`EvidencePath.BATCH`). The same engine and the same tables decide;
only the column `path` differs.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from uuid import UUID

import polars as pl

from puhui.decision import store
from puhui.decision.engine import decide
from puhui.decision.keeping import Decided, MadeBy, keep
from puhui.decision.model import EvidencePath, Inputs
from puhui.decision.trade import trade_facts
from puhui.features import invoice_features
from puhui.ground import Work
from puhui.kernel import new_id

OnDecided = Callable[[int, int], None]
"""Called now and then with decided and all."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What holds for all of a batch: the days, the declared legal basis, the hash of what was read."""

    as_of: date
    contract_on: date
    basis: str
    source_hash: str = ""
    files_unread: int = 0


def firm_numbers(invoices: pl.DataFrame, firms: Sequence[str], as_of: date) -> pl.DataFrame:
    """Everything a firm's invoices say to a decision: its features, and its trade's sums for the tables."""
    features = invoice_features(invoices, firms, as_of)
    return features.join(trade_facts(invoices, firms, as_of), on="firm", how="left", maintain_order="left")


def with_rows_left_out(numbers: pl.DataFrame, left_out: Mapping[str, int]) -> pl.DataFrame:
    """Beside each firm's numbers, the share of its rows that could not be read: evidence that is missing."""
    lost = pl.col("firm").replace_strict(left_out, default=0, return_dtype=pl.Float64)
    return numbers.with_columns(
        rows_left_out_share=lost / (lost + pl.col("invoices_total").fill_null(0))
    ).with_columns(pl.col("rows_left_out_share").fill_nan(0.0))


def decide_firms(
    numbers: pl.DataFrame, made_by: MadeBy, about: Batch, on_decided: OnDecided | None = None
) -> list[Decided]:
    """One decision a row of `numbers`, in their order; a firm without invoices is referred, not left out."""
    decided = []
    for row in numbers.iter_rows(named=True):
        inputs = Inputs(
            subject=row.pop("firm"),
            path=EvidencePath.BATCH,
            as_of=about.as_of,
            contract_on=about.contract_on,
            features=row,
            evidence={"files_unread": about.files_unread},
            basis=about.basis,
        )
        start = perf_counter()
        decision = decide(inputs, made_by.policy, made_by.scorecard, made_by.law)
        decided.append(Decided(inputs, decision, {"decide_ms": round((perf_counter() - start) * 1000, 3)}))
        if on_decided is not None:
            on_decided(len(decided), numbers.height)
    return decided


def keep_batch(work: Work, decided: Sequence[Decided], made_by: MadeBy, about: Batch) -> tuple[UUID, ...]:
    """Write a batch and its decisions down, with the basis the operator declared and one line of audit."""
    batch_id = new_id()
    store.add_batch(
        work.connection,
        {
            "id": batch_id,
            "mode": work.actor.mode.value,
            "basis": about.basis,
            "source_hash": about.source_hash,
            "as_of": about.as_of,
            "decisions": len(decided),
            "decided_at": work.now(),
            "actor": work.actor.id,
        },
    )
    ids = keep(work, decided, made_by, batch_id=batch_id)
    work.audit("decision.batch", f"batch:{batch_id}", decisions=len(decided), as_of=about.as_of.isoformat())
    return ids
