"""What the platform does about what its rooms tell: hand over, deliver, apply what it hears, stop."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from puhui.app.outside import Outside
from puhui.exchange import (
    Partner,
    apply_heard,
    deliver_package,
    deliver_withdrawal,
    partner,
    send_package,
    withdraw_consented,
    withdraw_package,
)
from puhui.ground import Work
from puhui.ground.outbox import Message
from puhui.kernel import Problem, Text
from puhui.loan.mirror import mirror
from puhui.matching import offers_of

CHOICE_LASTS: Final = timedelta(minutes=30)
"""So long a choice waits for what is missing before nothing comes of it; the borrower may choose again."""
_STOPPED: Final = frozenset({"withdrawn"})


def hand_over(work: Work, message: Message, outside: Outside) -> Problem | None:
    """A chosen offer becomes a package. Without a bureau credit data has no lawful way, so nothing leaves;
    nor does anything leave long after it was chosen, or to somebody who is not connected."""
    application_id, offer_id = (UUID(message.payload[name]) for name in ("application_id", "offer_id"))
    if work.now() - message.posted_at > CHOICE_LASTS or not _is_connected(work, application_id, offer_id):
        return None
    if outside.bureau is None:
        return _NO_BUREAU
    sent = send_package(work, application_id, offer_id, outside.bureau)
    return sent if isinstance(sent, Problem) else None


def _is_connected(work: Work, application_id: UUID, offer_id: UUID) -> bool:
    kept = offers_of(work, application_id)
    chosen = () if isinstance(kept, Problem) else [it for it in kept.offers if it.id == offer_id]
    to = partner(work, chosen[0].institution) if chosen else None
    return isinstance(to, Partner) and to.stands(work.today())


def deliver(work: Work, message: Message, outside: Outside) -> Problem | None:
    """Send a package; silence is tried again until the hand-over runs out."""
    if outside.courier is None:
        return _NO_COURIER
    return deliver_package(work, message, outside.courier)


def deliver_stop(work: Work, message: Message, outside: Outside) -> Problem | None:
    """Tell an institution to stop."""
    if outside.courier is None:
        return _NO_COURIER
    return deliver_withdrawal(work, message, outside.courier)


def apply(work: Work, message: Message) -> Problem | None:
    """An institution's event in its order: the hand-over moves and the mirror follows, or neither."""
    return apply_heard(work, message, mirror)


def stop_for_consent(work: Work, message: Message) -> Problem | None:
    """A consent was withdrawn: every hand-over that travelled under it stops (PIPL 15)."""
    withdraw_consented(work, UUID(message.payload["consent_id"]))
    return None


def stop_for_application(work: Work, message: Message) -> Problem | None:
    """The application was withdrawn; what was handed over stops with it."""
    if message.payload["status"] in _STOPPED:
        withdraw_package(work, UUID(message.payload["application_id"]))
    return None


_NO_BUREAU: Final = Problem(
    "bureau.unavailable",
    Text(
        "没有配置征信机构，申请资料不能发出。",
        "No credit bureau is configured; the application cannot be handed over.",
    ),
    Text("请设置 PUHUI_BUREAU_URL。", "Set PUHUI_BUREAU_URL."),
)
_NO_COURIER: Final = Problem(
    "partner.unavailable",
    Text("没有可用的发送通道。", "There is no way to reach partners."),
    Text("请检查本机网络和签名密钥。", "Check the network and the signing keys."),
)
