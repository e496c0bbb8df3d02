"""A frame of firms runs as columns: nulls, texts, ticks and numbers keep what they are."""

from datetime import date

import polars as pl

from puhui.decision.columns import columns_of, compile_columns
from puhui.decision.model import Step
from puhui.decision.policy import shipped_policy

FIRMS = pl.DataFrame(
    {
        "path": ["application", "batch", "application", None],
        "identity": ["MATCH", None, "ERROR", "MISMATCH"],
        "consent": [True, None, False, True],
        "invoices_total": [12, 0, None, 5],
        "sales_void_share": [0.1, 0.9, None, float("nan")],
        "purpose": ["stock", "securities", "", None],
        "seen_on": [date(2026, 1, 1)] * 4,
    }
)


def test_a_frame_says_what_its_rows_say() -> None:
    """Row by row, NaN in a number being what is not known."""
    tables = [shipped_policy().tables[step] for step in (Step.KNOCK_OUT, Step.FRAUD)]
    said = compile_columns(tables).run(columns_of(FIRMS), traced=True)
    for firm, facts in enumerate(FIRMS.fill_nan(None).iter_rows(named=True)):
        for table in tables:
            its = said.tables[table.table.name]
            assert (its.of(firm), its.trace_of(firm)) == table.run(facts), (firm, table.table.name)


def test_an_empty_frame_is_nobody() -> None:
    """No firm, no row, no trouble."""
    said = compile_columns([shipped_policy().tables["fraud"]]).run(columns_of(FIRMS.clear()))
    assert said.tables["fraud"].rows.shape[1] == 0
