"""The table that `puhui model score` writes for a boosted model: key, score, three reasons, then the rest."""

import polars as pl

from puhui.app.cli.model_scores import no_key
from puhui.features import feature_named
from puhui.kernel import Language, Problem, Text
from puhui.learn import Boosted, BoostedModel, Reason, score_boosted

_REASONS = 3


def boosted_table(held: Boosted, table: pl.DataFrame, language: Language) -> pl.DataFrame | list[Problem]:
    """One row for each row of `table`. `score` is the probability of the model's target.

    A reason is `title: value (what it added to the log odds)`.
    """
    scored = score_boosted(held.model, table, _REASONS)
    if held.key not in table.columns:
        return [no_key(held.key), *(scored if isinstance(scored, list) else [])]
    if isinstance(scored, list):
        return scored
    own = [table[held.key], pl.Series("score", scored.probability)]
    for place in range(_REASONS):
        told = [_say(held.model, row, place, language) for row in scored.reasons]
        own.append(pl.Series(f"reason_{place + 1}", told, dtype=pl.String))
    taken = {column.name for column in own}
    return pl.DataFrame([*own, *(column for column in table.iter_columns() if column.name not in taken)])


def _say(model: BoostedModel, reasons: tuple[Reason, ...], place: int, language: Language) -> str | None:
    if place >= len(reasons):
        return None
    reason = reasons[place]
    feature = feature_named(reason.column)
    title = (feature.title if feature else model.title(reason.column)).in_(language)
    return f"{title}: {_value(reason, language)} ({reason.added:+.2f})"


def _value(reason: Reason, language: Language) -> str:
    if reason.value is None:
        return Text("未知", "unknown").in_(language)
    if isinstance(reason.value, str):
        return reason.value
    feature = feature_named(reason.column)
    return feature.say(reason.value).in_(language) if feature else f"{reason.value:,.4g}"
