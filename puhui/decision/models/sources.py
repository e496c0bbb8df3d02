"""Which source a fact comes from, whether anything of it is known, and which facts nobody is told about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from puhui.decision.jdm import Value
from puhui.features import feature_named
from puhui.kernel import Text

_FILE: Final = Path(__file__).with_name("sources.yaml")
OWN: Final = "own"


@dataclass(frozen=True, slots=True)
class Source:
    """`always`: it is there with every application, so that no model ever lacks it."""

    name: str
    title: Text
    catalogue: bool = False
    always: bool = False
    names: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()

    def claims(self, fact: str) -> bool:
        """Whether a fact comes from here."""
        named = fact in self.names or (bool(self.prefixes) and fact.startswith(self.prefixes))
        return named or (self.catalogue and feature_named(fact) is not None)


@lru_cache(maxsize=4096)
def source_of(fact: str) -> str:
    """The source of a fact.

    >>> source_of("top_buyer_share"), source_of("debt_balance_yuan"), source_of("lender")
    ('invoices', 'debts', 'own')
    """
    return next((name for name, it in sources().items() if it.claims(fact)), OWN)


def needed(facts: Iterable[str]) -> tuple[str, ...]:
    """The sources that a model of these facts needs, in the table's order.

    >>> needed(["debt_balance_yuan", "buyers", "months"])
    ('invoices', 'debts')
    """
    found = {source_of(fact) for fact in facts}
    return tuple(name for name, it in sources().items() if name in found and not it.always)


def lacking(needs: Iterable[str], reads: Iterable[str], facts: Mapping[str, Value]) -> tuple[str, ...]:
    """Of the needed sources those of which not one fact that is read is known."""
    known = {source_of(name) for name in reads if facts.get(name) is not None}
    return tuple(name for name in needs if name not in known)


def is_told(fact: str) -> bool:
    """Whether a borrower may be told about a fact.

    >>> is_told("top_buyer_share"), is_told("velocity_phone_7d")
    (True, False)
    """
    return not fact.startswith(_never_told())


@cache
def sources() -> Mapping[str, Source]:
    """The table, in its order."""
    return {name: _source(name, it) for name, it in _written()["sources"].items()}


@cache
def _never_told() -> tuple[str, ...]:
    return tuple(_written()["never_told"]["prefixes"])


@cache
def _written() -> dict[str, Any]:
    written: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return written


def _source(name: str, written: Mapping[str, Any]) -> Source:
    return Source(
        name,
        Text(written["zh"], written["en"]),
        bool(written.get("catalogue")),
        bool(written.get("always")),
        frozenset(written.get("names", ())),
        tuple(written.get("prefixes", ())),
    )
