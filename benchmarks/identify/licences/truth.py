"""Whether a field was read as it stands on the paper, the same yardstick for every reader."""

from collections.abc import Mapping
from datetime import date

from benchmarks.identify.licences.facts import Licence
from puhui.evidence.licence.checks.day import days_in
from puhui.evidence.licence.lines import folded

Read = Mapping[str, str | int | date | None]


def truth_of(licence: Licence) -> dict[str, str | int | date]:
    """Every field that the paper has."""
    found: dict[str, str | int | date | None] = {
        "uscc": licence.uscc,
        "name": licence.name,
        "kind": licence.kind,
        "legal_representative": licence.legal_representative,
        "capital": licence.capital_fen,
        "established_on": licence.established_on,
        "term": licence.term,
        "scope": licence.scope,
        "address": licence.address,
        "registration_authority": licence.registration_authority,
        "issued_on": licence.issued_on,
    }
    return {name: value for name, value in found.items() if value is not None}


def is_right(name: str, read: str | int | date | None, true: str | int | date) -> bool:
    """Letter by letter but for blanks and the width of brackets; a term by its days."""
    if not isinstance(true, str) or not isinstance(read, str):
        return read == true
    if name == "term":
        return days_in(read) == days_in(true) and ("长期" in read) == ("长期" in true)
    return _plain(read) == _plain(true)


def _plain(text: str) -> str:
    return folded(text).replace(":", "").replace("：", "").replace("．", ".")
