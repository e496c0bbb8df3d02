"""Checks a new subject: every field on its own, everything that is wrong told at once.

Pure. What each kind must say is one table: a registered business its USCC, a person or farm household the
resident identity number, an unregistered operator a trade, a place, since when, who it is and what shows it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Final

from puhui.intake.model import REGISTERED, Identity, NewSubject, SubjectKind
from puhui.intake.written import checked_words, folded
from puhui.kernel import Problem, Text
from puhui.kernel.identifiers import RegisteredAs, Uscc, parse_mobile, parse_resident_id, parse_uscc

_OPERATOR: Final = SubjectKind.UNREGISTERED_OPERATOR
_NEEDS: Final[Mapping[SubjectKind, frozenset[str]]] = {
    SubjectKind.PERSON: frozenset({"resident_id"}),
    SubjectKind.ENTERPRISE: frozenset({"uscc"}),
    SubjectKind.INDIVIDUAL_BUSINESS: frozenset({"uscc"}),
    SubjectKind.COOPERATIVE: frozenset({"uscc"}),
    SubjectKind.FARM_HOUSEHOLD: frozenset({"resident_id", "place"}),
    _OPERATOR: frozenset({"trade", "place", "since", "evidence", "operated_by"}),
}
_MAY_NOT: Final[Mapping[SubjectKind, frozenset[str]]] = {
    SubjectKind.PERSON: frozenset({"uscc", "operated_by"}),
    SubjectKind.FARM_HOUSEHOLD: frozenset({"uscc"}),
    _OPERATOR: frozenset({"uscc", "resident_id"}),
    **{kind: frozenset({"resident_id"}) for kind in REGISTERED},
}
_USCC_OF: Final[Mapping[SubjectKind, frozenset[RegisteredAs]]] = {
    SubjectKind.ENTERPRISE: frozenset({RegisteredAs.ENTERPRISE, RegisteredAs.OTHER}),
    SubjectKind.INDIVIDUAL_BUSINESS: frozenset({RegisteredAs.INDIVIDUAL_BUSINESS}),
    SubjectKind.COOPERATIVE: frozenset({RegisteredAs.COOPERATIVE}),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """A subject whose every field holds. `key` is what makes two registrations the same one."""

    new: NewSubject
    identity: Identity = field(repr=False)
    key: str = field(repr=False)
    place: str | None = field(repr=False)
    trade: str | None = None
    evidence: tuple[str, ...] = field(default=(), repr=False)


def check_subject(
    new: NewSubject, *, today: date, limits: Mapping[str, int]
) -> Checked | tuple[Problem, ...]:
    """The checked subject, or all that is wrong with it, each problem at its field."""
    found: dict[str, object] = {
        "name": checked_words(new.name, where="name", at_most=limits["name_characters"]),
        "resident_id": _identifier(new.resident_id, "resident_id", today),
        "uscc": _uscc(new),
        "phone": _identifier(new.phone, "phone", today),
        "place": _words(new.place, "place", limits),
        "trade": _words(new.trade, "trade", limits),
    }
    evidence = [_evidence(item, limits) for item in new.evidence]
    problems = (
        *_owed(new),
        *(it for it in found.values() if isinstance(it, Problem)),
        *(it for it in evidence if isinstance(it, Problem)),
        *_impossible(new, today, limits),
    )
    if problems:
        return problems
    words = {name: None if value is None else str(value) for name, value in found.items()}
    identity = Identity(words["name"] or "", words["resident_id"], words["uscc"], words["phone"])
    key = _key(new, identity, words["place"])
    return Checked(new, identity, key, words["place"], words["trade"], tuple(map(str, evidence)))


def _owed(new: NewSubject) -> Iterator[Problem]:
    said = {it.name for it in fields(new) if getattr(new, it.name) not in (None, "", ())}
    for name in sorted(_NEEDS[new.kind] - said):
        yield _MISSING.at(name)
    for name in sorted(_MAY_NOT[new.kind] & said):
        yield _NOT_THIS_KIND.at(name)


def _identifier(written: str | None, name: str, today: date) -> str | Problem | None:
    if not written:
        return None
    parsed = parse_mobile(written) if name == "phone" else parse_resident_id(written, on=today)
    return parsed.at(name) if isinstance(parsed, Problem) else parsed.value


def _uscc(new: NewSubject) -> str | Problem | None:
    if not new.uscc or new.kind not in REGISTERED:
        return None
    parsed = parse_uscc(new.uscc)
    if isinstance(parsed, Problem):
        return parsed.at("uscc")
    return parsed.value if _fits(new.kind, parsed) else _WRONG_CATEGORY.at("uscc")


def _fits(kind: SubjectKind, uscc: Uscc) -> bool:
    return uscc.registered_as in _USCC_OF[kind]


def _words(written: str | None, name: str, limits: Mapping[str, int]) -> str | Problem | None:
    return checked_words(written or "", where=name, at_most=limits[f"{name}_characters"], required=False)


def _evidence(written: str, limits: Mapping[str, int]) -> str | Problem | None:
    return checked_words(written, where="evidence", at_most=limits["evidence_characters"])


def _impossible(new: NewSubject, today: date, limits: Mapping[str, int]) -> Iterator[Problem]:
    if new.since is not None and new.since > today:
        yield _FUTURE.at("since")
    if new.since is not None and new.since.year < limits["oldest_business_year"]:
        yield _TOO_OLD.at("since")
    if new.region is not None and not (
        len(new.region) == 6 and new.region.isascii() and new.region.isdecimal()
    ):
        yield _REGION.at("region")
    if len(new.evidence) > limits["evidence_items"]:
        yield _too_many(len(new.evidence), limits["evidence_items"]).at("evidence")


def _key(new: NewSubject, identity: Identity, place: str | None) -> str:
    if new.kind is _OPERATOR:
        return f"{new.operated_by}|{folded(identity.name)}|{folded(place or '')}"
    return identity.uscc or identity.resident_id or ""


_MISSING = Problem(
    "subject.field.missing",
    Text("这一项没有填写。", "This field is empty."),
    Text("这类主体需要填写这一项。", "It is needed for this kind of subject."),
)
_NOT_THIS_KIND = Problem(
    "subject.field.not_this_kind",
    Text("这类主体没有这一项。", "This kind of subject has no such thing."),
    Text("请删去，或者改选主体类型。", "Remove it, or choose another kind."),
)
_WRONG_CATEGORY = Problem(
    "subject.uscc.category",
    Text(
        "统一社会信用代码的类别与主体类型不符（91企业，92个体工商户，93农民专业合作社）。",
        "The category of the credit code does not fit the kind (91 enterprise, 92 individual business, "
        "93 cooperative).",
    ),
    Text("请对照营业执照改正代码或主体类型。", "Compare with the licence; correct the code or the kind."),
)
_FUTURE = Problem(
    "subject.since.future",
    Text("开始经营的日期在将来。", "The date when the business began is in the future."),
    Text("请改正日期。", "Correct the date."),
)
_TOO_OLD = Problem(
    "subject.since.too_old",
    Text("开始经营的年份不可能这么早。", "The business cannot have begun that early."),
    Text("请改正日期。", "Correct the date."),
)
_REGION = Problem(
    "subject.region.shape",
    Text("行政区划代码应为6位数字。", "A region code has six digits."),
    Text("请选择省、市、区县。", "Choose province, city and county."),
)


def _too_many(count: int, at_most: int) -> Problem:
    return Problem(
        "subject.evidence.too_long",
        Text(f"共{count}项说明，最多{at_most}项。", f"{count} items of {at_most}."),
        Text("请只留最能说明问题的几项。", "Keep those that show most."),
    )
