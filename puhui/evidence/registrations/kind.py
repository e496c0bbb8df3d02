"""What a firm is registered as, read from the type that a register writes."""

from enum import StrEnum
from functools import cache
from typing import Any, Final

from puhui.evidence.reference import sentence, table
from puhui.kernel import Problem

_HERE: Final = "puhui.evidence.registrations"
_MISSING: Final = frozenset({"", "N/A", "NA", "-", "无"})


class RegistrationKind(StrEnum):
    """By who answers for the debts: in the first three of them the owner does, without limit."""

    INDIVIDUAL_BUSINESS = "individual_business"
    SOLE_PROPRIETORSHIP = "sole_proprietorship"
    PARTNERSHIP = "partnership"
    COMPANY = "company"
    COOPERATIVE = "cooperative"
    COLLECTIVE = "collective"
    STATE = "state"
    BRANCH = "branch"
    """Not a legal person: what it owes, its parent owes."""
    OTHER = "other"


def kind_of(written: str) -> RegistrationKind | Problem | None:
    """The kind, None where the register says nothing (most records of the shared sample).

    >>> kind_of("有限责任公司(自然人独资)"), kind_of("个体工商户"), kind_of("股份合作制分支机构")
    (<RegistrationKind.COMPANY: 'company'>, <RegistrationKind.INDIVIDUAL_BUSINESS: 'individual_business'>, \
<RegistrationKind.BRANCH: 'branch'>)
    """
    text = written.strip()
    if text.upper() in _MISSING:
        return None
    for kind, words in _kinds():
        if any(word in text for word in words):
            return kind
    return sentence(_HERE, "registration.type_unknown")


@cache
def _kinds() -> tuple[tuple[RegistrationKind, tuple[str, ...]], ...]:
    rows: list[dict[str, Any]] = list(table(_HERE, "kinds"))  # type: ignore[arg-type]
    return tuple((RegistrationKind(row["kind"]), tuple(row["words"])) for row in rows)
