"""What a cell may speak about: facts that a table can read where it stands, answers that it has to give."""

from dataclasses import dataclass
from typing import Literal

from puhui.decision.policy import Policy
from puhui.decision.publishing.documents import body_of, in_two, opened
from puhui.kernel import Text

FieldType = Literal["number", "text", "boolean"]


@dataclass(frozen=True, slots=True)
class Field:
    """A fact, or an answer. `values` where only these are ever said."""

    name: str
    label: Text
    type: FieldType
    is_output: bool
    values: tuple[str, ...] | None = None


def fields_of(policy: Policy, name: str) -> tuple[Field, ...]:
    """The fields of one table."""
    body = body_of(opened(policy.contents[name]))
    read = [_field(it, is_output=False) for it in body.get("inputs", [])]
    said = [_field(it, is_output=True) for it in body.get("outputs", [])]
    return (*read, *said)


def _field(column: dict[str, str], *, is_output: bool) -> Field:
    return Field(column["field"], in_two(column.get("name") or column["field"]), "text", is_output)
