"""Tables in, tables out, for `puhui graph control`."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl

from puhui.graph.control import Control, ControlRule, Registry, Saying, control_rule, said_of
from puhui.graph.edges import Edges
from puhui.graph.edges.reading import LINE, Asked, GraphRead, RawTable, Unlisted, assemble, read_raw
from puhui.kernel import Language, Problem, Text

_EPOCH: Final = date(1970, 1, 1)
_TOLD_EVERY: Final = 200
_COLUMNS: Final = (
    *("of", "role", "who", "with", "basis", "share", "share_most", "votes", "sure", "why", "doubts"),
)


_NO_EDGES: Final = Problem(
    "graph.edges.invalid",
    Text("关系表里一行关系也没有。", "The table of relations has no row."),
    Text(
        "请核对 --edges：第一行是列名，如 from,to,kind,share。",
        "Check --edges: the first line names columns, as from,to,kind,share.",
    ),
)


@dataclass(frozen=True, slots=True)
class Holders:
    """A graph that was read, opened on a day."""

    registry: Registry
    rule: ControlRule
    keys: list[str]
    problems: tuple[Problem, ...]

    def place(self, key: str) -> int | None:
        """A node by its key."""
        return self.keys.index(key) if key in self.keys else None


@dataclass(slots=True)
class Answered:
    """The result table, and how often what was found."""

    rows: pl.DataFrame
    asked: int = 0
    owned: int = 0
    controlled: int = 0
    doubtful: int = 0

    def counts(self) -> dict[str, int]:
        """For machines."""
        return {name: getattr(self, name) for name in ("asked", "owned", "controlled", "doubtful")}


def open_holders(edges: Path, nodes: Path | None, day: date) -> Holders | Problem:
    """Reads the files. What is unsound in them is left out and told."""
    raw = read_raw(edges)
    if isinstance(raw, Problem):
        return raw
    if raw.rows.is_empty():
        return _NO_EDGES.at(raw.name)
    listed = _from_edges(raw) if nodes is None else read_raw(nodes)
    if isinstance(listed, Problem):
        return listed
    unlisted = Unlisted.DROP if nodes is not None else Unlisted.KEEP
    read = assemble(listed, raw, None, Asked(unlisted=unlisted, loops=True))
    if isinstance(read, Problem):
        return read
    rule = control_rule(day)
    registry = Registry(_as_holdings(read, rule), (day - _EPOCH).days, rule)
    problems = tuple(Problem(f"graph.edges.{it.code}", it.said) for it in read.remarks if it.lost)
    return Holders(registry, rule, read.keys.to_list(), problems)


def answer(
    holders: Holders,
    asked_of: Sequence[str],
    language: Language,
    on_progress: Callable[[int, int], object],
) -> Answered | Problem:
    """One row a person who owns or controls, in the order asked."""
    targets = _targets(holders, asked_of)
    if isinstance(targets, Problem):
        return targets
    answered = Answered(pl.DataFrame())
    saying = Saying(holders.registry.holdings.edges, holders.rule, holders.keys.__getitem__)
    columns = _Columns()
    for done, target in enumerate(targets):
        control = holders.registry.control(target)
        answered.asked += 1
        answered.owned += bool(control.owners)
        answered.controlled += control.controller is not None
        answered.doubtful += bool(control.remarks)
        for row in _rows(control, saying, holders.keys, language):
            columns.add(row)
        if done % _TOLD_EVERY == 0:
            on_progress(done, len(targets))
    answered.rows = columns.frame()
    return answered


@dataclass(slots=True)
class _Columns:
    told: dict[str, list[Any]] = field(default_factory=lambda: {it: [] for it in _COLUMNS})

    def add(self, row: Sequence[Any]) -> None:
        for column, value in zip(self.told.values(), row, strict=True):
            column.append(value)

    def frame(self) -> pl.DataFrame:
        return pl.DataFrame(self.told, schema=dict.fromkeys(_COLUMNS, pl.String))


def _rows(
    control: Control, saying: Saying, keys: Sequence[str], language: Language
) -> Iterator[tuple[str | None, ...]]:
    of = keys[control.target]
    doubts = _joined([saying.remark(it) for it in control.remarks], language)
    for owner in control.owners:
        why = saying.owner(owner).in_(language)
        shares = (_number(owner.share), _number(owner.share_most), _number(owner.votes))
        sure = "yes" if owner.is_sure else "no"
        for node in owner.nodes:
            others = " ".join(keys[it] for it in owner.members if it != node)
            yield (of, "beneficial_owner", keys[node], others, owner.basis, *shares, sure, why, doubts)
    found = control.controller
    if found is not None:
        why = saying.controller(found).in_(language)
        for node in found.nodes:
            others = " ".join(keys[it] for it in found.members if it != node)
            head = (of, "controller", keys[node], others, found.how, None, None)
            yield (*head, _number(found.votes), "no" if control.remarks else "yes", why, doubts)
    if not control.owners and found is None:
        yield (of, "none", None, None, None, None, None, None, "no", said_of(control).in_(language), doubts)


def _number(share: Fraction) -> str:
    """A share as a number, to six places and never rounded up."""
    millionths = share.numerator * 1_000_000 // share.denominator
    return f"{Decimal(millionths).scaleb(-6).normalize():f}"


def _joined(said: Sequence[Text], language: Language) -> str:
    return ("；" if language is Language.ZH else "; ").join(it.in_(language) for it in said)


def _targets(holders: Holders, asked_of: Sequence[str]) -> list[int] | Problem:
    if not asked_of:
        edges = holders.registry.holdings.edges
        kinds = holders.rule.kinds
        spoken = edges.of(*kinds.shares, *kinds.votes, *kinds.operates)
        return [int(it) for it in np.unique(spoken.target)]
    places = [holders.place(key) for key in asked_of]
    for key, place in zip(asked_of, places, strict=True):
        if place is None:
            return Problem(
                "graph.node.not_found",
                Text("关系表里没有这个节点。", "The relations name no such node."),
                Text("请核对 --of，与表中写法一致。", "Check --of: it is written as in the table."),
                key,
            )
    return [it for it in places if it is not None]


def _as_holdings(read: GraphRead, rule: ControlRule) -> Edges:
    """Relations without a kind are holdings, where nothing else says what they are."""
    edges = read.edges
    return replace(edges, kinds=(rule.kinds.shares[0],)) if edges.kinds == ("edge",) else edges


def _from_edges(raw: RawTable) -> RawTable:
    """A nodes table that lists nobody in particular: the first row's first cell, so that all are kept."""
    first = raw.rows.select(pl.first().alias("node"), pl.col(LINE))
    return RawTable(raw.name, first.head(1))
