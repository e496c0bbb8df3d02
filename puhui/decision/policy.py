"""The house's policy: its tables, read, checked, compiled, and named by what they contain."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from puhui.decision.jdm import (
    BrokenTableError,
    Compiled,
    Pointed,
    Said,
    Trace,
    Value,
    Walk,
    check,
    compile_table,
    compile_walk,
    read_table,
    sealed,
    version_of,
)
from puhui.decision.jdm.cell import Literal
from puhui.decision.model import Step
from puhui.learn import Scorecard

_STEPS: Final = tuple(step.value for step in Step)
FOLDER: Final = Path(__file__).parent / "policies"
LOOKUPS: Final = ("rating", "cash_flow", "pricing_basis")
"""Tables that are looked up between the steps; they say numbers, never an outcome."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Compiled tables by name, and `content`: the bytes of all their files as one, kept so that a decision
    can be replayed. `version` is its hash; `walking` gives all six steps as one function, which
    is made when somebody walks."""

    tables: Mapping[str, Compiled]
    contents: Mapping[str, str]
    content: bytes
    version: str
    walking: Callable[[], Walk] = field(repr=False, compare=False)

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
    return Policy(tables, dict(contents), content, version_of(content), walking)


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


@cache
def shipped_policy(folder: Path = FOLDER) -> Policy:
    """The tables that come with Puhui, or those of another folder."""
    contents = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.json"))}
    return policy_from(contents, f"{folder.name}/")


def _compiled(name: str, content: bytes, where: str) -> Compiled:
    return compile_table(check(read_table(name, content, where), where))
