"""The classification answers are told in: codes, what they are called, their row of the size table."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from puhui.identify.industry.tables import load_english
from puhui.kernel import Problem, Text
from puhui.rulebook import Industry, SizeGroup, find_industry, groups_for, load_industries, rulebook

Groups = tuple[SizeGroup | None, ...]
"""Rows of the size table that a code may fall into; None stands for being outside the size standard."""


@dataclass(frozen=True)
class Classification:
    """GB/T 4754-2017 as far as it lies here: divisions always, classes where a code table is set."""

    industries: Mapping[str, Industry]
    source: str

    @cached_property
    def divisions(self) -> tuple[str, ...]:
        """Division codes in order."""
        return tuple(sorted(one.code for one in self.industries.values() if one.level == 2))

    @cached_property
    def has_classes(self) -> bool:
        """Whether the levels below the division are known."""
        return any(one.level == 4 for one in self.industries.values())

    @cached_property
    def finest(self) -> Mapping[str, tuple[str, ...]]:
        """Division → its codes at the lowest level, in order; empty without a code table."""
        classes: dict[str, list[str]] = {}
        for code in sorted(one.code for one in self.industries.values() if one.level == 4):
            classes.setdefault(code[:2], []).append(code)
        return {division: tuple(codes) for division, codes in classes.items()}

    def name(self, code: str) -> Text:
        """What a code is called: a class or group by its own name, with its division's in English.

        >>> open_classification().name("62").en
        'catering'
        """
        entry = self.industries.get(code) or self.industries.get(code[:2])
        english = load_english().get(code[:2] if code[:1].isdigit() else code, "")
        chinese = entry.name if entry else code
        return Text(chinese, english if len(code) <= 2 else f"{english}: {chinese}")

    def entry(self, written: str) -> Industry | Problem:
        """The entry for a code as people write it (`62`, `6210`, `H6210`), or its nearest known ancestor."""
        return find_industry(self.industries, written)

    def groups(self, code: str) -> Groups:
        """The rows of the size table for a code; (None,) where the size standard does not apply.

        >>> [group.number for group in open_classification().groups("70") if group]
        [13, 14, 16]
        """
        division = self.industries.get(code[:2])
        if division is None:
            return (None,)
        exact = self.industries.get(code) or Industry(
            code, len(code), division.name, division.code, division.section
        )
        return groups_for(rulebook().sizes, exact) or (None,)


def open_classification(own: Path | None = None) -> Classification:
    """What ships and `PUHUI_GBT4754`; else `own`, the code table that was kept when a model was trained.

    Raises ValueError naming a file that is no code table.
    """
    shipped = rulebook().industries
    if own is None or any(one.level > 2 for one in shipped.values()):
        return Classification(shipped, "rulebook")
    return Classification({**shipped, **load_industries(own)}, own.name)
