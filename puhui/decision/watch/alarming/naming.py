"""Names of what is watched: figures, segments and groups, in both languages."""

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from puhui.decision.model import Step
from puhui.decision.publishing.fields import readable
from puhui.decision.watch.reading.coded import SCORE
from puhui.features import feature_named
from puhui.kernel import Problem, Text
from puhui.rulebook import rulebook

_FILE: Final = Path(__file__).parent.parent / "words.yaml"
_OPEN: Final = re.compile(r"\{\w+\}")
_SECRET: Final = ("fraud_", "velocity_", "fraud.")


@cache
def words() -> Any:  # noqa: ANN401 - a table of words
    """The table of words."""
    return yaml.safe_load(_FILE.read_text("utf-8"))


def figure_title(about: str) -> Text:
    """The name of a figure.

    >>> figure_title("score:0123456789ab").en
    'Score (scorecard 012345)'
    """
    if about.startswith(SCORE):
        version = about.removeprefix(SCORE)[:6]
        return Text(*(words()["score"][tongue].format(version=version) for tongue in ("zh", "en")))
    if about in words()["figures"]:
        return Text(**words()["figures"][about])
    feature = feature_named(about)
    if feature is not None:
        return feature.title
    return _fact(about) or Text(about, about)


def segment_title(by: str, value: str, on: date) -> Text:
    """The name of one segment or group: a kind of business, a trade's section, a region, a band of age."""
    if value in words()["values"]:
        return Text(**words()["values"][value])
    if by == "age":
        told = value.replace("-", "–")
        return Text(words()["age"]["zh"].format(range=told), words()["age"]["en"].format(range=told))
    if by == "trade":
        found = rulebook().on(on).industry(value)
        return Text(value, value) if isinstance(found, Problem) else Text(found.name, f"Section {value}")
    if by == "region":
        place = rulebook().on(on).region(value)
        name = "".join(part for part in (place.province, place.name) if part and part != "市辖区")
        return Text(f"{name} {value}".strip(), value)
    return Text(value, value)


def by_title(by: str) -> Text:
    """The name of a division."""
    return Text(**words()["by"][by]) if by in words()["by"] else Text(by, by)


def part_title(part: str) -> Text:
    """The name of a part of a decision that is timed."""
    return Text(**words()["parts"][part]) if part in words()["parts"] else Text(part, part)


def reason_title(code: str) -> Text:
    """The sentence of a reason with its figures left open; a fraud rule by its code.

    >>> reason_title("knock_out.no_invoices").zh
    '没有读到这家店的发票，还看不出经营情况'
    """
    step, _, name = code.partition(".")
    if step == Step.FRAUD:
        return Text(f"反欺诈规则 {name}", f"Fraud rule {name}")
    how, _, figure = name.partition(".")
    if figure and how in words()["scored"]:
        title = figure_title(figure)
        said = words()["scored"][how]
        return Text(said["zh"].format(figure=title.zh), said["en"].format(figure=title.en))
    told = rulebook().reasons.get(name)
    return Text(name, name) if told is None else Text(_left_open(told.zh), _left_open(told.en))


def is_secret(about: str) -> bool:
    """Whether a figure or a reason is of the fraud table, which not everybody who reads numbers may see."""
    return about.startswith(_SECRET)


def _left_open(sentence: str) -> str:
    """A sentence without its figures; what only tells figures goes with them.

    >>> _left_open("额度受还款能力限制：估算每月经营现金流约 {monthly_cash_yuan}")
    '额度受还款能力限制'
    """
    begins = re.split(r"[：:;；]", sentence, maxsplit=1)[0]
    return begins if "{" in sentence and "{" not in begins else _OPEN.sub("…", sentence)


@cache
def _fact(name: str) -> Text | None:
    for table in ("price", "fraud"):
        field = readable(table).get(name)
        if field is not None:
            return field.label
    return None
