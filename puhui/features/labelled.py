"""A scorecard from the user's own firms: invoices and known outcomes in, a model with its card out.

Used by `puhui decide invoices` where the input folder says which firms defaulted. Firms without an outcome
are scored, never learnt from; the firm's number and rating are never looked at (`labelled.yaml` says why).
"""

from datetime import date
from functools import cache
from importlib.resources import as_file, files

import numpy as np
import polars as pl

from puhui.features.catalogue import catalogue
from puhui.features.snapshot import invoice_features
from puhui.kernel import Problem, Text
from puhui.learn import (
    About,
    Comparison,
    Figure,
    OnProgress,
    ScorecardSpec,
    Trained,
    auc_of_way,
    compare_with_logistic,
    load_spec,
    psi,
    score_frame,
    train_scorecard,
    with_extras,
)


@cache
def labelled_spec() -> ScorecardSpec:
    """The spec that ships; a person may hand `train_on_labelled` another."""
    with as_file(files("puhui.features") / "labelled.yaml") as path:
        spec = load_spec(path)
    if isinstance(spec, Problem):
        raise RuntimeError(spec.sentence())
    return spec


def train_on_labelled(  # noqa: PLR0917 - the last two have defaults
    invoices: pl.DataFrame,
    firms: pl.DataFrame,
    as_of: date,
    today: date,
    on_progress: OnProgress | None = None,
    seed: int = 0,
) -> Trained | list[Problem]:
    """A scorecard for `firms.defaulted`, judged by repeated cross-validation, with a full card.

    `firms` has `firm` and `defaulted` (null = not known). Outcomes have no dates, so the card also states
    the AUC from invoices of earlier years only: what was knowable well before.
    """
    spec = labelled_spec()
    everything = labelled_table(invoices, firms, as_of)
    about = _about(invoices, as_of, today)
    trained = train_scorecard(everything, spec, about, seed, on_progress)
    if isinstance(trained, list):
        return trained
    earlier = date(as_of.year - 1, 1, 1)
    return with_extras(
        trained,
        figures=_earlier(invoices, firms, earlier, seed),
        stability=_stability(trained, everything),
        comparisons=(*trained.card.comparisons, *_against_all(everything, seed)),
    )


def labelled_table(invoices: pl.DataFrame, firms: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Every feature of every firm beside its outcome; the table `puhui model train` can learn from."""
    snapshot = invoice_features(invoices, firms["firm"].to_list(), as_of)
    known = firms.select("firm", "defaulted", legal_form=_legal_form(firms))
    return known.join(snapshot, on="firm", how="left", maintain_order="left")


def _legal_form(firms: pl.DataFrame) -> pl.Expr:
    """`individual` 个体经营 or `company`, as the name tells: for the fairness check, never a feature."""
    if "name" not in firms.columns:
        return pl.lit(None, pl.String)
    individual = pl.col("name").str.contains("个体")
    return pl.when(individual).then(pl.lit("individual")).otherwise(pl.lit("company"))


def _about(invoices: pl.DataFrame, as_of: date, today: date) -> About:
    first = (
        invoices.filter(pl.col("issued_on") < as_of).select(pl.col("issued_on").min().cast(pl.String)).item()
    )
    titles = {feature.name: feature.title for feature in catalogue()}
    return About(
        today=today,
        source="增值税发票与企业清单 VAT invoices and the list of firms",
        period=f"{first} … {as_of} (不含 excluded)",
        titles=titles,
        limits=_LIMITS,
        forbidden=_FORBIDDEN,
    )


def _earlier(invoices: pl.DataFrame, firms: pl.DataFrame, as_of: date, seed: int) -> tuple[Figure, ...]:
    title = Text(f"仅用 {as_of} 之前发票的 AUC", f"AUC with invoices before {as_of} only")
    found = auc_of_way(labelled_table(invoices, firms, as_of), labelled_spec(), seed)
    if found is None:
        return ()
    return (Figure(title, found.mean, found.low, found.high, found.sd),)


def _against_all(everything: pl.DataFrame, seed: int) -> tuple[Comparison, ...]:
    """The peer that may use the whole catalogue."""
    spec = labelled_spec()
    names = tuple(f.name for f in catalogue() if f.name not in spec.reserved)
    peer = Text("普通逻辑回归（全部特征）", "Plain logistic regression (the whole catalogue)")
    return compare_with_logistic(everything, spec, names, peer, seed)


def _stability(trained: Trained, everything: pl.DataFrame) -> tuple[Figure, ...]:
    """How unlike the scored firms are to those learnt from, by fifths of the score (domain 8)."""
    points = score_frame(trained.scorecard, everything)["points"]
    known = everything["defaulted"].is_not_null()
    learnt, others = points.filter(known).to_numpy(), points.filter(~known).to_numpy()
    if len(others) == 0:
        return ()
    cuts = np.unique(np.quantile(learnt, [0.2, 0.4, 0.6, 0.8]))
    shares = [
        np.bincount(np.searchsorted(cuts, part, "right"), minlength=len(cuts) + 1) / len(part)
        for part in (others, learnt)
    ]
    title = Text(
        "评分分布 PSI（未知结果企业对训练企业）",
        "PSI of the score, firms without outcome against those learnt from",
    )
    return (Figure(title, psi(shares[0], shares[1])),)


_LIMITS = (
    Text(
        "标签少、没有违约日期，误差大，请以区间为准。",
        "Few labels, none dated: the error is wide; read the interval.",
    ),
    Text(
        "只见开票：不开票的销售、现金、民间借贷都看不见。",
        "Only invoices are seen: not sales without invoice, cash or informal debts.",
    ),
    Text(
        "样本是已有信贷记录的企业，违约率不代表人群。",
        "Firms with a credit record were sampled; their default rate is not the population's.",
    ),
    Text(
        "特征清单由人按五个问题选定，选时看过这类数据的结果，折外 AUC 因此略偏乐观。",
        "People chose the five features having seen such data; the out-of-fold AUC is a little hopeful.",
    ),
    Text(
        "包含2020年春节及新冠疫情前后的发票。", "The period may hold the Spring Festival and Covid of 2020."
    ),
)
_FORBIDDEN = (
    Text(
        "不得单独用于自动拒绝；拒绝须给出理由并可人工复核。",
        "Not to decline alone; reasons and a person's review are due.",
    ),
    Text("不得用于无经营发票的自然人。", "Not for persons without business invoices."),
    Text(
        "不得用于营销定价或估计个人的支付意愿。", "Not for marketing prices or anyone's willingness to pay."
    ),
)
