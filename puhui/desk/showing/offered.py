"""Offers with their whole quote, what fell out and why, hand-overs with what institutions told."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from puhui.desk.bodies.case.offered import (
    DueShown,
    FeeShown,
    FellOutShown,
    HandoverShown,
    OfferShown,
    ToldShown,
    WhyNotShown,
)
from puhui.desk.bodies.shapes import said
from puhui.desk.showing.naming import Names
from puhui.desk.wording import word
from puhui.exchange import EventKind, Handover, PartnerEvent, Received
from puhui.ground.web import Said
from puhui.kernel import Text
from puhui.matching import KeptOffer


def offer_body(one: KeptOffer) -> OfferShown:
    """One offer, every figure as it was told to the borrower."""
    told = one.told
    quote = told["quote"]
    figures = ("received_fen", "interest_fen", "fees_fen", "total_cost_fen")
    return OfferShown(
        **{name: getattr(one, name) for name in ("id", "rank", "product", "institution", "amount_fen")},
        **{name: quote[name] for name in figures},
        product_name=_said(told["product_name"]),
        institution_name=_said(told["institution_name"]),
        months=one.months,
        method=told["method"],
        annual_rate=told["annual_rate"],
        apr_simple=quote["apr_simple"],
        apr_effective=quote["apr_effective"],
        xirr=quote["xirr"],
        cap_basis=told["cap_basis"],
        approval_chance=str(one.approval_chance),
        expected_rate=str(one.expected_rate),
        fees=[_fee(it) for it in told["fees"]],
        schedule=[DueShown(**it) for it in quote["schedule"]],
        chosen_at=one.chosen_at,
    )


def fell_out_body(row: Mapping[str, Any]) -> FellOutShown:
    """One product that is not offered."""
    return FellOutShown(
        product=row["product"],
        product_name=_said(row["product_name"]),
        institution_name=_said(row["institution_name"]),
        reasons=[WhyNotShown(code=it["code"], text=_said(it)) for it in row["reasons"]],
    )


def handover_body(one: Handover, names: Names) -> HandoverShown:
    """A hand-over on the platform; the borrower's way in is theirs alone and not here."""
    return HandoverShown(
        id=str(one.id),
        institution=one.institution,
        institution_name=said(names.house(one.institution)),
        status=one.status.value,
        status_name=said(word("handover", one.status.value)),
        why=one.why,
        reference=one.reference,
        begun_at=one.begun_at,
        changed_at=one.changed_at,
        told=_told(one.told),
    )


def received_body(one: Received, told: Iterable[PartnerEvent], names: Names) -> HandoverShown:
    """What came in at an institution, and what it told about it since."""
    events = list(told)
    return HandoverShown(
        id=one.reference,
        institution=one.institution,
        institution_name=said(names.house(one.institution)),
        status=one.status.value,
        status_name=said(word("handover", one.status.value)),
        why=one.why,
        reference=one.reference,
        begun_at=one.received_at,
        changed_at=max([one.received_at, *(it.at for it in events)]),
        told=_told(events),
    )


def event_told(event: PartnerEvent) -> Text:
    """What an institution told, as a sentence."""
    if event.kind is EventKind.APPLICATION_DECIDED:
        return word("decided_told", str(event.body["outcome"]))
    return word("told", event.kind.value)


def _told(events: Iterable[PartnerEvent]) -> list[ToldShown]:
    return [ToldShown(at=it.at, kind=it.kind.value, what=said(event_told(it))) for it in events]


def _fee(told: Mapping[str, Any]) -> FeeShown:
    plain = {name: told[name] for name in ("timing", "basis", "amount_fen", "share")}
    return FeeShown(name=_said(told["name"]), payee=_said(told["payee"]), **plain)


def _said(both: Mapping[str, str]) -> Said:
    return Said(zh=both["zh"], en=both["en"])


def chosen(offers: Iterable[KeptOffer]) -> dict[UUID, KeptOffer]:
    """The offers that were chosen, by id."""
    return {it.id: it for it in offers if it.chosen_at is not None}
