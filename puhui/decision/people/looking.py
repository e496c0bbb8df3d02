"""What to look at first, and what the machine saw: a record told to the person who must now decide. Pure.

The sentences are a table (`look_first.yaml`); a row of a house's own policy that it does not know is told in
the row's own words, never left out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, Final

import yaml

from puhui.decision.figures import figure, told
from puhui.decision.jdm import Value
from puhui.decision.jdm.table import Row
from puhui.decision.model import Band, Inputs
from puhui.decision.models.sources import is_told
from puhui.decision.people.model import LookFirst, Machine, Measure, RowSpoke, Where
from puhui.decision.people.saying import is_by_person
from puhui.decision.policy import Policy
from puhui.features import feature_named
from puhui.kernel import Outcome, Text, strictest
from puhui.rulebook import rulebook

_FILE: Final = Path(__file__).with_name("look_first.yaml")
_MODEL: Final = "model"
_SCORES: Final = 2
_SCORES_SHOWN: Final = 8
_APPROVABLE: Final = frozenset({Band.A, Band.B, Band.C})


def look_first(
    inputs: Inputs, record: Mapping[str, Any], policy: Policy, *, asked_for_a_person: bool
) -> tuple[LookFirst, ...]:
    """Where to begin, weightiest first: rows that stopped the machine, then what cost most in the score."""
    facts = {**inputs.facts(), **record["measures"]}
    found = [_row(spoke, facts) for spoke in rows_that_spoke(record, policy) if _stopped(spoke)]
    if asked_for_a_person:
        found.append(_plain("asked_for_a_person", facts))
    if ["limit", "limit_below_least"] in record["reasons"]:
        found.append(_plain("limit", facts))
    found += [_doubted(code) for step, code in record["reasons"] if step == _MODEL]
    found += _costly(inputs, record)
    return tuple(sorted(found, key=lambda it: -it.weight))


def machine_view(
    inputs: Inputs, record: Mapping[str, Any], reasons: tuple[Text, ...], policy: Policy
) -> Machine:
    """What tables and score said, with every row that held; a person's word changes none of them."""
    rows = rows_that_spoke(record, policy)
    by_person = is_by_person(record)
    outcome = strictest([Outcome.APPROVE, *(row.outcome for row in rows if row.outcome)])
    return Machine(
        outcome if by_person else Outcome(record["outcome"]),
        Band(record["band"]) if record["band"] else None,
        0 if by_person else int(record["limit_fen"]),
        record["probability"],
        () if by_person else reasons,
        rows,
        tuple(_measure(name, value) for name, value in record["measures"].items() if name in _measured()),
        tuple(_scores(inputs, record)),
    )


def suggested(record: Mapping[str, Any], asked_fen: int) -> tuple[int, Band | None]:
    """What the bounds carry, down to ¥1,000 and within what was asked; and a band that can be approved."""
    carried_fen = round(float(record["measures"].get("carried_yuan") or 0) * 100)
    limit_fen = min(carried_fen, asked_fen) // 100_000 * 100_000
    band = Band(record["band"]) if record["band"] else None
    return max(limit_fen, 0), band if band in _APPROVABLE else None


def rows_that_spoke(record: Mapping[str, Any], policy: Policy) -> tuple[RowSpoke, ...]:
    """Every row that held, in the order of the steps."""
    return tuple(
        _spoke(step["step"], row)
        for step in record["steps"]
        for row in policy.tables[step["step"]].table.rows
        if row.row_id in step["rows"]
    )


def _spoke(step: str, row: Row) -> RowSpoke:
    outcome = dict(row.outputs).get("outcome")
    known = _words()["rows"].get(f"{step}.{row.row_id}")
    english = known.get("row", known["why"]["en"]) if known else row.row_id.replace("_", " ")
    return RowSpoke(
        step, row.row_id, Text(row.note or row.row_id, english), Outcome(str(outcome)) if outcome else None
    )


def _stopped(spoke: RowSpoke) -> bool:
    return spoke.outcome in {Outcome.REFER, Outcome.DECLINE}


def _row(spoke: RowSpoke, facts: Mapping[str, Value]) -> LookFirst:
    code = f"{spoke.step}.{spoke.row_id}"
    words = _words()["rows"].get(code)
    if words is not None:
        looked = _told(code, words, facts)
        return looked if _has_its_figures(words, facts) else replace(looked, why=spoke.description)
    other = _words()["other_row"]
    what = Text(
        other["what"]["zh"].format(row=spoke.description.zh),
        other["what"]["en"].format(row=spoke.description.en),
    )
    return LookFirst(code, what, spoke.description, Where(other["where"]), other["weight"])


def _doubted(code: str) -> LookFirst:
    """The model's own word did not count: why, and that everything else has to be read."""
    words = _words()["model"]
    return LookFirst(
        code, Text(**words["what"]), rulebook().reason(code), Where(words["where"]), words["weight"]
    )


def _has_its_figures(words: Mapping[str, Any], facts: Mapping[str, Value]) -> bool:
    """Whether every figure of the sentence is known; "only not known" says nothing."""
    names = (name for _, name, _, _ in Formatter().parse(words["why"]["zh"]) if name)
    return all(facts.get(name) is not None for name in names)


def _plain(code: str, facts: Mapping[str, Value]) -> LookFirst:
    return _told(code, _words()[code], facts)


def _told(code: str, words: Mapping[str, Any], facts: Mapping[str, Value]) -> LookFirst:
    what, why = (told(Text(**words[name]), facts) for name in ("what", "why"))
    return LookFirst(code, what, why, Where(words["where"]), int(words["weight"]))


def _costly(inputs: Inputs, record: Mapping[str, Any]) -> Iterator[LookFirst]:
    """The known figures that cost most in the score."""
    costly = sorted(record["contributions"], key=lambda it: -it[2])
    known = [it for it in costly if it[2] > 0 and inputs.features.get(it[0]) is not None and is_told(it[0])]
    words = _words()["score"]
    for place, (name, _, _) in enumerate(known[:_SCORES]):
        said = {"title": _title(name), "value": figure(name, inputs.features.get(name))}
        what, why = (told(Text(**words[part]), {}, said) for part in ("what", "why"))
        yield LookFirst(f"score.{name}", what, why, Where(words["where"]), words["weight"] - place)


def _scores(inputs: Inputs, record: Mapping[str, Any]) -> Iterator[Measure]:
    """What moved the score most, either way; points against a neutral firm, negative where they cost."""
    told_ones = [it for it in record["contributions"] if is_told(it[0])]
    for name, _, shortfall in sorted(told_ones, key=lambda it: -abs(it[2]))[:_SCORES_SHOWN]:
        if shortfall:
            yield Measure(name, _title(name), figure(name, inputs.features.get(name)), -float(shortfall))


def _measure(name: str, value: Value) -> Measure:
    return Measure(name, Text(**_measured()[name]), figure(name, value))


def _measured() -> Mapping[str, Any]:
    """The figures that are shown, by name."""
    measures: Mapping[str, Any] = _words()["measures"]
    return measures


def _title(name: str) -> Text:
    feature = feature_named(name)
    return feature.title if feature else Text(name, name)


@cache
def _words() -> Mapping[str, Any]:
    words: Mapping[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    return words
