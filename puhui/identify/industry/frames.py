"""Tables in and out of the cascade: columns by their names in either language, answers beside what came."""

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from puhui.identify.industry.items import items_in
from puhui.identify.industry.judging import STAGES
from puhui.identify.industry.model import Columns, Status
from puhui.kernel import Language

if TYPE_CHECKING:
    from puhui.identify.industry.answering import Settled
    from puhui.identify.industry.cascade import Cascade

NAMES: Final = {
    "name": ("name", "名称", "企业名称", "字号", "商户名称", "company_name", "firm_name"),
    "business_scope": ("business_scope", "经营范围", "scope"),
    "items": ("items", "开票项目", "商品名称", "货物或应税劳务名称"),
    "merchant_category": ("merchant_category", "mcc", "商户类别", "商户类别码"),
    "industry_code": ("industry_code", "行业代码"),
}
"""Columns that are read, and the names under which they are found."""

ANSWERS: Final = (
    "division",
    "class",
    "probability",
    "top3_divisions",
    "evidence",
    "status",
    "stage",
    "model",
)


def recognised(columns: list[str]) -> dict[str, str]:
    """What is read → the column it stands in.

    >>> recognised(["企业名称", "MCC", "note"])
    {'name': '企业名称', 'merchant_category': 'MCC'}
    """
    lowered = {column.strip().lower().lstrip("\ufeff"): column for column in reversed(columns)}
    found = {}
    for what, names in NAMES.items():
        there = next((lowered[name] for name in names if name in lowered), None)
        if there is not None:
            found[what] = there
    return found


def columns_in(frame: pl.DataFrame) -> Columns:
    """The columns that are read; one that is not there is a column of empty words."""
    found = recognised(frame.columns)

    def column(what: str) -> list[str]:
        if what not in found:
            return [""] * frame.height
        given = frame[found[what]]
        if isinstance(given.dtype, pl.List):
            given = given.cast(pl.List(pl.String)).list.join(";")
        cast = given.cast(pl.String, strict=False).fill_null("").str.strip_chars()
        return cast.to_list()

    items = [items_in(cell) if cell else () for cell in column("items")] if "items" in found else None
    return Columns(
        column("name"),
        column("business_scope"),
        items if items is not None else [()] * frame.height,
        column("merchant_category"),
        column("industry_code"),
    )


def answered_frame(
    cascade: "Cascade", frame: pl.DataFrame, columns: Columns, settled: "Settled", language: Language
) -> pl.DataFrame:
    """The rows as they came, with the answers; a column that came under an answer's name is `…_given` now."""
    from puhui.identify.industry.answering import STATUSES  # noqa: PLC0415
    from puhui.identify.industry.telling import told_evidence  # noqa: PLC0415

    classes = np.array(cascade.lexicon.classes)
    order, judged = settled.order, settled.judged
    silent = settled.status == STATUSES.index(Status.NO_TEXT)
    first, top = classes[order[:, 0]], judged.divisions[np.arange(len(order)), order[:, 0]]
    three = classes[order[:, :3]]
    answers = pl.DataFrame(
        {
            "division": first,
            "class": settled.finer.codes,
            "probability": np.round(top.astype(np.float64), 4),
            "top3_divisions": ["|".join(row) for row in three.tolist()],
            "evidence": told_evidence(cascade, columns, settled, language),
            "status": [STATUSES[at].value for at in settled.status],
            "stage": [STAGES[at].value for at in judged.stages],
            "model": [cascade.model] * frame.height,
        }
    )
    empty = pl.Series(silent)
    answers = answers.with_columns(
        pl.when(empty).then(None).otherwise(pl.col(name)).alias(name)
        for name in ("division", "class", "probability", "top3_divisions", "evidence")
    )
    given: dict[str, str] = {name: f"{name}_given" for name in ANSWERS if name in frame.columns}
    return frame.rename(given).hstack(answers)
