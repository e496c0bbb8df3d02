"""`python -m benchmarks.identify --only licence`: fields read from made-up licences, by way of spoiling.

The baseline in the same run is what one writes first: rapidocr's own pipeline over the picture as it is, its
lines joined, one regular expression a field. A field counts as right only when every letter is.
"""

import re
import resource
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks.identify.licences.facts import Licence, made_up
from benchmarks.identify.licences.fonts import MissingFontError, font_file
from benchmarks.identify.licences.paper import draw
from benchmarks.identify.licences.spoiling import SPOILINGS, Spoiling, jpeg, on_a_desk
from benchmarks.identify.licences.truth import Read, is_right, truth_of

_TODAY: Final = date(2026, 11, 23)
_EACH: Final = 3
_SURE: Final = 0.9


def measure(
    data: Path | None, quick: bool, each: int | None = None, ways: set[str] | None = None
) -> dict[str, Any]:
    """Share of fields that are right, ours beside the baseline's, and how many wrong ones said nothing."""
    del data
    try:
        import rapidocr  # noqa: F401, PLC0415

        font_file()
    except ImportError:
        return {"skipped": "the extra `photo` is not installed"}
    except MissingFontError as missing:
        return {"skipped": str(missing)}
    per = each or (1 if quick else _EACH)
    asked = _middle_degrees() if quick else SPOILINGS
    tallies: dict[tuple[str, str], _Tally] = defaultdict(_Tally)
    for spoiling, licence, picture in _pictures(per, ways, asked):
        tally = tallies[spoiling.way, spoiling.degree]
        started = time.perf_counter()
        tally.ours(licence, picture)
        tally.seconds.append(time.perf_counter() - started)
        tally.naive(licence, picture)
    return {
        "licences_each": per,
        "rows": [tally.figures(*where) for where, tally in tallies.items()],
        "all": _sum(list(tallies.values())),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def told(figures: dict[str, Any]) -> str:
    """A table for people."""
    lines = [
        f"licence photos ({figures['licences_each']} each; {figures['peak_mib']} MiB). right: every letter",
        "way       degree      ours  naive   code  silent  refused  asked     s",
    ]
    for row in [*figures["rows"], figures["all"]]:
        lines.append(
            f"{row['way']:<10}{row['degree']:<9}{row['ours']:>7.1%}{row['naive']:>7.1%}{row['code']:>7.0%}"
            f"{row['silently_wrong']:>8.1%}{row['refused']:>9.0%}{row['asked_for_better']:>7.0%}{row['seconds']:>6.1f}"
        )
    lines.append(
        "fields, all degrees: " + ", ".join(f"{k} {v:.0%}" for k, v in figures["all"]["fields"].items())
    )
    lines.append("silent: wrong, yet surer than 0.9, no rule against it and no better photo asked for")
    return "\n".join(lines)


class _Tally:
    """Counts for one way and degree."""

    def __init__(self) -> None:
        self.right: list[tuple[str, bool]] = []
        self.baseline: list[bool] = []
        self.silent = 0
        self.refused = 0
        self.asked = 0
        self.pictures = 0
        self.seconds: list[float] = []
        self.wrong: list[tuple[str, object, object]] = []

    def ours(self, licence: Licence, picture: bytes) -> None:
        from puhui.evidence.licence import Checked, FieldName, LicenceRead, read_licence  # noqa: PLC0415

        self.pictures += 1
        read = read_licence(picture, _TODAY)
        truth = truth_of(licence)
        if not isinstance(read, LicenceRead):
            self.refused += 1
            self.right += [(name, False) for name in truth]
            return
        self.asked += read.advice is not None
        for name, true in truth.items():
            field = read.fields[FieldName(name)]
            value = field.value if field.value is not None else field.text
            right = is_right(name, value, true)
            self.right.append((name, right))
            if not right:
                self.wrong.append((name, value, true))
            sure = field.confidence >= _SURE and field.checked is not Checked.WRONG and read.advice is None
            self.silent += not right and field.found and sure

    def naive(self, licence: Licence, picture: bytes) -> None:
        found = _naive(picture)
        self.baseline += [is_right(name, found.get(name), true) for name, true in truth_of(licence).items()]

    def figures(self, way: str, degree: str) -> dict[str, Any]:
        names = dict.fromkeys(name for name, _ in self.right)
        return {
            "way": way,
            "degree": degree,
            "ours": _share([right for _, right in self.right]),
            "naive": _share(self.baseline),
            "code": _share([right for name, right in self.right if name == "uscc"]),
            "silently_wrong": self.silent / max(1, len(self.right)),
            "refused": self.refused / max(1, self.pictures),
            "asked_for_better": self.asked / max(1, self.pictures),
            "seconds": float(np.median(self.seconds)) if self.seconds else 0.0,
            "fields": {
                name: _share([right for other, right in self.right if other == name]) for name in names
            },
            "wrong": self.wrong,
        }


def _sum(tallies: list[_Tally]) -> dict[str, Any]:
    whole = _Tally()
    for tally in tallies:
        whole.right += tally.right
        whole.baseline += tally.baseline
        whole.silent += tally.silent
        whole.refused += tally.refused
        whole.asked += tally.asked
        whole.pictures += tally.pictures
        whole.seconds += tally.seconds
    return {**whole.figures("all", ""), "wrong": []}


def _share(marks: list[bool]) -> float:
    return sum(marks) / max(1, len(marks))


def _middle_degrees() -> tuple[Spoiling, ...]:
    ways = {one.way: [other for other in SPOILINGS if other.way == one.way] for one in SPOILINGS}
    return tuple(degrees[len(degrees) // 2] for degrees in ways.values())


def _pictures(
    each: int, ways: set[str] | None, asked: tuple[Spoiling, ...] = SPOILINGS
) -> Iterator[tuple[Spoiling, Licence, bytes]]:
    for number, spoiling in enumerate(SPOILINGS):
        if spoiling not in asked or (ways and spoiling.way not in ways):
            continue
        for licence in made_up(each, seed=number):
            dice = np.random.default_rng(number)
            yield spoiling, licence, jpeg(spoiling.change(on_a_desk(draw(licence)), dice))


_NAIVE: Final = {
    "uscc": r"([0-9A-Z]{18})",
    "name": r"名\s*称[:：]?\s*(\S+)",
    "kind": r"类\s*型[:：]?\s*(\S+)",
    "legal_representative": r"(?:法定代表人|经营者|负责人|投资人|执行事务合伙人)[:：]?\s*(\S+)",
    "capital": r"(?:注册资本|出资额|成员出资总额)[:：]?\s*(\S+)",
    "established_on": r"(?:成立日期|注册日期)[:：]?\s*(\S+)",
    "term": r"营业期限[:：]?\s*(\S+)",
    "scope": r"经营范围[:：]?\s*(\S+)",
    "address": r"(?:住\s*所|经营场所|营业场所)[:：]?\s*(\S+)",
    "registration_authority": r"登记机关[:：]?\s*(\S+)",
    "issued_on": r"(\d{4}年\s*\d{2}月\s*\d{2}\s*日)\s*(?!.*年)",
}


def _naive(picture: bytes) -> Read:
    from puhui.evidence.licence.checks import amount_fen, read_day  # noqa: PLC0415

    read = _plain_ocr()(picture)
    text = "\n".join(read.txts or ())
    found: dict[str, str | int | date | None] = {}
    for name, pattern in _NAIVE.items():
        match = re.search(pattern, text, re.DOTALL if name == "issued_on" else 0)
        if match:
            found[name] = match[1]
    for name in ("established_on", "issued_on"):
        found[name] = read_day(str(found.get(name) or ""))
    found["capital"] = amount_fen(str(found.get("capital") or ""))
    return found


_KEPT: dict[str, Any] = {}


def _plain_ocr() -> Any:
    from rapidocr import RapidOCR  # noqa: PLC0415

    if "engine" not in _KEPT:
        _KEPT["engine"] = RapidOCR(params={"Global.log_level": "critical"})
    return _KEPT["engine"]


if __name__ == "__main__":
    import sys

    shown = measure(None, False, int(sys.argv[1]), set(sys.argv[2:]) or None)
    for row in shown["rows"]:
        for name, got, true in row.pop("wrong"):
            print(row["way"], row["degree"], name, repr(got), "≠", repr(true))
    print(told(shown))
