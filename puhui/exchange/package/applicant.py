"""Whether an application package names somebody who can be taken in. Pure.

A number that fails its own check digits, a business of no known kind or a purpose that nobody may have is
refused where it arrives: its borrower would else stand before a door that does not open.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from puhui.exchange.package.model import ApplicationPackage
from puhui.intake import SubjectKind, checked_words, purposes
from puhui.kernel import Problem, Text
from puhui.kernel.identifiers import parse_mobile, parse_resident_id, parse_uscc

_REGISTERED: Final = frozenset(
    {SubjectKind.ENTERPRISE, SubjectKind.INDIVIDUAL_BUSINESS, SubjectKind.COOPERATIVE}
)
_NAME_CHARACTERS: Final = 200
"""As many as a package may carry."""


def wrong_applicant(package: ApplicationPackage, on: date) -> Iterator[Problem]:
    """Every place at which the package says nobody, by name and without what was written there."""
    asked = package.application
    if asked.borrower_kind not in set(SubjectKind):
        yield _NOBODY.at("application.borrower_kind")
    if asked.purpose not in purposes():
        yield _NOBODY.at("application.purpose")
    for name, is_wrong in _identity(package, on).items():
        if is_wrong:
            yield _NOBODY.at(f"identity.{name}")


def _identity(package: ApplicationPackage, on: date) -> Mapping[str, bool]:
    who, kind = package.identity, package.application.borrower_kind
    return {
        "name": not _is_a_name(who.name),
        "business_name": who.business_name is not None and not _is_a_name(who.business_name),
        "resident_id": isinstance(parse_resident_id(who.resident_id or "", on=on), Problem),
        "phone": who.phone is not None and isinstance(parse_mobile(who.phone), Problem),
        "uscc": kind in _REGISTERED and isinstance(parse_uscc(who.uscc or ""), Problem),
        "region": who.region is not None and not _is_a_region(who.region),
    }


def _is_a_name(written: str) -> bool:
    return isinstance(checked_words(written, where="name", at_most=_NAME_CHARACTERS), str)


def _is_a_region(written: str) -> bool:
    return len(written) == 6 and written.isascii() and written.isdecimal()


_NOBODY: Final = Problem(
    "package.applicant",
    Text(
        "资料包里的申请人信息有一项不成立，不能受理。",
        "Something that the package says about the applicant cannot be; it was not accepted.",
    ),
    Text("请核对这一项后用新的编号发送。", "Check it, and send the package under a new id."),
)
