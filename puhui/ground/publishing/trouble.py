"""What is wrong with content that is to be published: every place at once, none lost behind the first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from puhui.kernel import Problem, Text


class Severity(StrEnum):
    """An error keeps content from being submitted; a warning is for people to weigh."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong, and where. `kind` is for machines (`gap`, `overlap`, `cell` …); `row_id` and
    `column` mark the place, `other_row_id` the second row where two are at odds; `example` shows it."""

    kind: str
    what: Text
    fix: Text
    row_id: str | None = None
    column: str | None = None
    severity: Severity = Severity.ERROR
    other_row_id: str | None = None
    example: Mapping[str, Any] | None = None

    def problem(self, prefix: str) -> Problem:
        """As a refusal tells it, under a code of the room's own."""
        place = [
            Text(f"第 {self.row_id} 行", f"row {self.row_id}") if self.row_id else None,
            Text(f"{self.column} 列", f"column {self.column}") if self.column else None,
        ]
        told = [part for part in place if part]
        where = Text("，".join(it.zh for it in told), ", ".join(it.en for it in told)) if told else None
        return Problem(f"{prefix}.{self.kind}", self.what, self.fix, where)


@dataclass(frozen=True, slots=True)
class Refused:
    """Content that may not go on, with everything that is wrong with it."""

    troubles: tuple[Trouble, ...]


def errors_in(troubles: Iterable[Trouble]) -> tuple[Trouble, ...]:
    """Those that keep content from being submitted."""
    return tuple(it for it in troubles if it.severity is Severity.ERROR)
