"""The floor under every policy: what no table, however edited, can turn into an approval (design 2.4)."""

from collections.abc import Mapping
from typing import Final

from puhui.decision.jdm import Value
from puhui.decision.model import Band, EvidencePath

_APPROVABLE: Final = {Band.A.value, Band.B.value, Band.C.value}
_REGISTRATION_KNOWN: Final = {"MATCH", "NOT_REGISTERED"}


def evidence_is_whole(facts: Mapping[str, Value]) -> bool:
    """Whether everything an approval stands on is there and clean, by the path the evidence came.

    >>> evidence_is_whole({"path": "batch", "invoices_total": 0})
    False
    """
    nobody_was_asked = facts.get("path") == EvidencePath.BATCH.value
    if facts.get("incomplete"):
        return False
    return _trade_is_known(facts) and (nobody_was_asked or _person_is_known(facts))


def _trade_is_known(facts: Mapping[str, Value]) -> bool:
    known = all(
        _positive(facts.get(name)) for name in ("invoices_total", "sales_12m_yuan", "monthly_cash_yuan")
    )
    return known and _positive(facts.get("service_share")) and facts.get("band") in _APPROVABLE


def _person_is_known(facts: Mapping[str, Value]) -> bool:
    return (
        facts.get("path") == EvidencePath.APPLICATION.value
        and facts.get("consent") is True
        and facts.get("identity") == "MATCH"
        and facts.get("enterprise") in _REGISTRATION_KNOWN
        and facts.get("listing") == "NO_RECORD"
        and facts.get("debts_known") is True
        and facts.get("books_own") is True
        and facts.get("books_whole") is True
        and all(_not_negative(facts.get(name)) for name in ("debt_service_monthly_yuan", "debt_balance_yuan"))
    )


def _positive(value: Value) -> bool:
    return _not_negative(value) and value != 0


def _not_negative(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0
