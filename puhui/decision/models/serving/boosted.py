"""A boosted model as it serves: `boosted.json` and `trees.txt`, read without any library that trains."""

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import orjson

from puhui.decision.jdm import Value
from puhui.decision.models.serving.columns import Made, made_by, number_of, words_of
from puhui.decision.models.serving.members import ServedForest, ServedLine, served_forest, served_line
from puhui.decision.models.serving.score import MILLION, Part, PartsScore, added_up, millionths
from puhui.decision.models.serving.trees_text import Floats, bags_of
from puhui.decision.models.serving.words import Encoded, risk_of, usual_of
from puhui.kernel import Text
from puhui.learn import Scale
from puhui.learn.boosted.columns import Looks
from puhui.learn.boosted.file import FORMATS
from puhui.learn.folder import BOOSTED
from puhui.learn.formulas import read_formula

SCALE: Final = Scale()
"""What a point of a boosted score means: 600 are odds of 20:1, 40 double them, as on a scorecard."""


@dataclass(frozen=True, slots=True, eq=False)
class ServedTrees:
    """`score` of a row: what it gives is the sum of its parts, each settled to a millionth of a point."""

    name: str
    version: str
    target: str
    looks: Looks
    columns: tuple[str, ...]
    derived: tuple[tuple[str, Made], ...] = field(repr=False)
    words: tuple[Encoded, ...] = field(repr=False)
    forest: ServedForest = field(repr=False)
    lines: tuple[ServedLine, ...] = field(repr=False)
    base: int
    """Points of the average row, in millionths."""
    titles: Mapping[str, Text] = field(repr=False)

    @property
    def features(self) -> tuple[str, ...]:
        """The facts it reads, in order."""
        return self.looks.raw

    def score(self, row: Mapping[str, Value]) -> PartsScore:
        """Score one applicant; what is absent is missing, never zero."""
        seen = self._seen(row)
        matrix = self._matrix(seen)
        added = self.forest.parts(matrix)
        for line in self.lines:
            added = added + line.parts(matrix)
        counted = [millionths(-float(one) * POINTS_A_LOG_ODD) for one in added]
        points = added_up(self.base, counted)
        parts = tuple(
            Part(
                name,
                self._value(seen, name, float(value)),
                it / MILLION,
                -it / MILLION,
                self.titles.get(name),
            )
            for name, value, it in zip(self.columns, matrix, counted, strict=True)
            if it
        )
        return PartsScore(points, SCALE.probability(points), self.base / MILLION, parts)

    def _seen(self, row: Mapping[str, Value]) -> Mapping[str, Value]:
        seen = {name: row.get(name) for name in self.looks.raw}
        for name, made in self.derived:
            seen[name] = made(seen)
        return seen

    def _matrix(self, seen: Mapping[str, Value]) -> Floats:
        numbers = {name: _or_nan(number_of(seen.get(name))) for name in self.looks.numbers}
        values = list(numbers.values())
        for encoder in self.words:
            values += encoder.encode(words_of(seen.get(encoder.column)), numbers)
        return np.array(values, dtype=np.float64)

    def _value(self, seen: Mapping[str, Value], name: str, value: float) -> float | str | None:
        if name in self.looks.words and name not in self.looks.numbers:
            return words_of(seen.get(name))
        return None if math.isnan(value) else value


class OtherFormatError(ValueError):
    """A file of another version of the format; its text is the format it names."""


POINTS_A_LOG_ODD: Final = SCALE.pdo / math.log(2)


def read_boosted(written: str, trees: str) -> ServedTrees:
    """The model of two texts. Raises ValueError, KeyError or TypeError where they are not one."""
    about = orjson.loads(written)
    if not isinstance(about, dict):
        raise ValueError(BOOSTED)
    if about.get("format") not in FORMATS:
        raise OtherFormatError(str(about.get("format")))
    if hashlib.sha256(trees.encode()).hexdigest() != about["trees_sha256"]:
        raise ValueError("trees.txt")
    looks = Looks(
        tuple(about["numbers"]), tuple(about["words"]), tuple(about["derive"].items()), about["group"]
    )
    columns, shift, slope = (
        tuple(about["names"]),
        *(float(about["calibration"][it]) for it in ("shift", "slope")),
    )
    words = _words(about)
    if columns != (*looks.numbers, *(name for encoder in words for name in encoder.names)):
        raise ValueError("names")
    if not {encoder.column for encoder in words} <= set(looks.words):
        raise ValueError("words")
    forest, lines, intercept = _members(about, trees, slope, len(columns))
    base = shift + intercept + forest.expected
    if not math.isfinite(base) or forest.most_column >= len(columns):
        raise ValueError("members")
    return ServedTrees(
        name=str(about["name"]),
        version=str(about["version"]),
        target=str(about["target"]),
        looks=looks,
        columns=columns,
        derived=tuple((name, made_by(read_formula(formula))) for name, formula in looks.derive),
        words=words,
        forest=forest,
        lines=lines,
        base=millionths(SCALE.points(base)),
        titles={name: Text(it["zh"], it["en"]) for name, it in about["titles"].items()},
    )


def _members(
    about: Mapping[str, Any], trees: str, slope: float, columns: int
) -> tuple[ServedForest, tuple[ServedLine, ...], float]:
    bags, weights, lines, intercept = bags_of(trees), {}, [], 0.0
    for one in about["members"]:
        weight = slope * float(one["weight"])
        if not math.isfinite(weight):
            raise ValueError("members")
        if "trees" in one:
            if len(bags.get(one["name"], ())) != one["trees"]:
                raise ValueError("trees.txt")
            weights[one["name"]] = weight
        else:
            lines.append(served_line(one["line"], weight, columns))
            intercept += weight * float(one["line"]["intercept"])
    return served_forest({name: bags[name] for name in weights}, weights), tuple(lines), intercept


def _words(about: Mapping[str, Any]) -> tuple[Encoded, ...]:
    """Risks first, then what is typical; a number that a word is compared with must be one of the model's."""
    usual = [usual_of(it) for it in about.get("typicals", ())]
    if not {name for it in usual for name in it.numbers} <= set(about["numbers"]):
        raise ValueError("typicals")
    return (*(risk_of(it, bool(about["counts"])) for it in about["encoders"]), *usual)


def _or_nan(number: float | None) -> float:
    return math.nan if number is None else number
