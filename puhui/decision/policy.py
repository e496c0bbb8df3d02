"""The house's policy: its tables, read, checked, compiled, and named by what they contain."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import orjson

from puhui.decision.jdm import (
    RULE_PREFIX,
    BrokenTableError,
    Compiled,
    Pointed,
    Said,
    Table,
    Trace,
    Value,
    Walk,
    check,
    compile_table,
    compile_walk,
    read_table,
    rules_asked,
    sealed,
    version_of,
)
from puhui.decision.jdm.cell import Literal
from puhui.decision.model import Step
from puhui.decision.ruling import every_ruling, named_rules
from puhui.learn import Scorecard

_STEPS: Final = tuple(step.value for step in Step)
FOLDER: Final = Path(__file__).parent / "policies"
LOOKUPS: Final = ("rating", "cash_flow", "pricing_basis")
"""Tables that are looked up between the steps; they say numbers, never an outcome."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Compiled tables by name, and `content`: the bytes of all their files as one, kept so that a decision
    can be replayed. `version` is its hash; `walking` gives all six steps as one function, which
    is made when somebody walks; `rules_asked` are the rulebook's values that some cell or column reads."""

    tables: Mapping[str, Compiled]
    contents: Mapping[str, str]
    content: bytes
    version: str
    walking: Callable[[], Walk] = field(repr=False, compare=False)
    rules_asked: frozenset[str] = frozenset()

    def look_up(self, table: str, facts: Mapping[str, Value]) -> dict[str, Literal]:
        """What a `first` table says about these facts."""
        answers = self.tables[table].answers(facts)
        return answers[0] if answers else {}

    def walk(self, facts: Mapping[str, Value]) -> tuple[tuple[Said, Trace], ...]:
        """All six steps in order over the same facts: rows and trace of each. What a table alone costs; a
        decision adds score, rating and money between the steps (`engine`)."""
        return self.walking().run(facts)[0]

    def with_table(self, name: str, content: bytes) -> "Policy":
        """The same policy with one table replaced, as checked as any other."""
        return policy_from({**self.contents, name: content.decode()})


def policy_from(contents: Mapping[str, str], where: str = "") -> Policy:
    """A policy from the text of its tables. Every step and lookup must be there, and nothing else."""
    names = {*_STEPS, *LOOKUPS}
    if set(contents) != names:
        raise BrokenTableError(
            f"{where or 'policy'}: expected tables {sorted(names)}, found {sorted(contents)}"
        )
    tables = {name: _compiled(name, text.encode(), f"{where}{name}.json") for name, text in contents.items()}
    content = sealed(dict(contents))
    walking = cache(lambda: compile_walk([tables[step].table for step in _STEPS]))
    asked = frozenset(it for table in tables.values() for it in _rules_of(table.table))
    return Policy(tables, dict(contents), content, version_of(content), walking, asked)


def points_of(scorecard: Scorecard) -> tuple[Pointed, ...]:
    """A scorecard's points as a walk counts them; with `scorecard.base_points` they are its score."""
    return tuple(
        Pointed(
            it.feature,
            tuple(float(edge) for edge in it.edges),
            tuple(row.points for row in it.bins),
            it.missing_points,
        )
        for it in scorecard.factors
    )


@lru_cache(maxsize=16)
def kept_policy(content: bytes) -> Policy:
    """The policy whose `content` a record keeps, compiled once."""
    return policy_from(orjson.loads(content))


@cache
def shipped_policy(folder: Path = FOLDER) -> Policy:
    """The tables that come with Puhui, or those of another folder."""
    contents = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.json"))}
    return policy_from(contents, f"{folder.name}/")


def _rules_of(table: Table) -> Iterable[str]:
    return (it for it in (*table.inputs, *rules_asked(table)) if it.startswith(RULE_PREFIX))


def _compiled(name: str, content: bytes, where: str) -> Compiled:
    table = read_table(name, content, where)
    asked = rules_asked(table)
    if strange := [it for it in asked if it not in named_rules()]:
        raise BrokenTableError(f"{where}: the rulebook has nothing named {', '.join(strange)}")
    rulings = [values for _, values in every_ruling(asked, table.meta.effective)]
    return compile_table(check(table, where, rulings))
