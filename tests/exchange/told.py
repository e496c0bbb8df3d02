"""What an institution may tell, one true body of each kind, and hand-overs to tell it about."""

from typing import Any
from uuid import UUID

from puhui.exchange import EventKind, HandoverStatus, PartnerEvent, apply_heard, events
from puhui.exchange.handover import store
from puhui.ground import Actor, Ground, Mode, Work
from puhui.ground.worker import drain_once
from puhui.kernel import new_id
from tests.exchange.made_up import NOW
from tests.exchange.posting import a_package, posted
from tests.exchange.two_sides import BANK, Town

BODIES: dict[EventKind, dict[str, Any]] = {
    EventKind.APPLICATION_RECEIVED: {"package_id": "01a0c450-6c00-7000-8000-000000000007"},
    EventKind.APPLICATION_DECIDED: {
        "decision_id": "d-1",
        "decision_owner": "institution",
        "outcome": "approve",
        "limit_fen": 10_000_000,
        "months": 12,
        "annual_rate": "0.0890",
        "is_counter_offer": True,
        "reasons": [{"code": "limit.own_policy", "zh": "按本行政策", "en": "By our own policy"}],
    },
    EventKind.APPLICATION_CLOSED: {"why": "withdrawn"},
    EventKind.CONTRACT_SIGNED: {
        "contract_ref": "c-1",
        "product": "cloud_invoice_credit",
        "limit_fen": 10_000_000,
        "months": 12,
        "annual_rate": "0.0890",
        "cost_table_hash": "0" * 64,
    },
    EventKind.DRAWDOWN_RESERVED: {
        "drawdown_ref": "w-1",
        "contract_ref": "c-1",
        "amount_fen": 5_000_000,
        "expires_at": "2026-11-23T03:00:00.000000Z",
    },
    EventKind.DRAWDOWN_POSTED: {
        "drawdown_ref": "w-1",
        "contract_ref": "c-1",
        "amount_fen": 5_000_000,
        "value_date": "2026-11-23",
    },
    EventKind.DRAWDOWN_VOIDED: {"drawdown_ref": "w-1", "amount_fen": 5_000_000, "why": "account_closed"},
    EventKind.DRAWDOWN_EXPIRED: {"drawdown_ref": "w-1", "amount_fen": 5_000_000},
    EventKind.REPAYMENT_POSTED: {
        "repayment_ref": "p-1",
        "drawdown_ref": "w-1",
        "principal_fen": 400_000,
        "interest_fen": 37_083,
        "fees_fen": 0,
        "penalty_fen": 0,
        "value_date": "2026-12-23",
    },
    EventKind.LOAN_SETTLED: {"drawdown_ref": "w-1", "value_date": "2027-11-23"},
    EventKind.ARREARS_CHANGED: {
        "drawdown_ref": "w-1",
        "days_past_due": 31,
        "bucket": "M2",
        "on": "2027-01-23",
    },
}


def received(town: Town) -> str:
    """A package at the bank; the reference it gave."""
    told = posted(town.bank, a_package(), town.platform.keys).json()
    reference: str = told["reference"]
    return reference


def handed(ground: Ground, actor: Actor, reference: str) -> UUID:
    """A hand-over on the platform that the bank knows under `reference`."""
    application_id = new_id()
    row = {
        "id": new_id(),
        "institution": BANK,
        "mode": actor.mode,
        "application_id": application_id,
        "offer_id": new_id(),
        "owner_id": new_id(),
        "package_id": new_id(),
        "consent_id": new_id(),
        "pseudonym": "0a" * 20,
        "sealed_package": b"",
        "reference": reference,
        "status": HandoverStatus.RECEIVED,
        "begun_at": NOW,
        "changed_at": NOW,
    }
    with ground.work(actor) as work:
        assert store.add_handover(work.connection, row)
    return application_id


def an_event(reference: str, sequence: int, kind: EventKind = EventKind.LOAN_SETTLED) -> PartnerEvent:
    """Event number `sequence`; its id follows from both."""
    return PartnerEvent(
        UUID(int=hash((reference, sequence)) & ((1 << 128) - 1)),
        BANK,
        Mode.TEST,
        reference,
        sequence,
        kind,
        NOW,
        BODIES[kind],
    )


def heard_by(side: Ground, applied: list[int]) -> None:
    """Drain what was heard, noting the order in which it is applied."""

    def note(work: Work, event: PartnerEvent) -> None:
        applied.append(event.sequence)

    handlers = {
        events.EVENT_HEARD: lambda work, it: apply_heard(work, it, note),
        events.HANDOVER_MOVED: lambda work, it: None,
    }
    drain_once(side, handlers)
