"""Consent: the authorisation object of domain 5.1, and whether one covers what somebody is about to do.

Pure. A consent covers one subject, one source, named fields, one purpose, one recipient and a period.
Whatever is not written in it is not consented to.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from puhui.ground import Mode
from puhui.kernel import Language, Problem, Text

PLATFORM = "platform"
"""The recipient when nobody else receives anything: the house itself, a platform or an institution."""


class Sensitivity(StrEnum):
    """PIPL 28: `sensitive` (finances, identity, biometrics …) needs a consent of its own (PIPL 29)."""

    ORDINARY = "ordinary"
    SENSITIVE = "sensitive"


@dataclass(frozen=True, slots=True)
class NewConsent:
    """What somebody signed. `text_hash` is the SHA-256 of the text as it was shown, recipient named.

    `separate` says that it was asked and signed on its own, not bundled with another consent. A recipient
    other than the platform is named with its contact (PIPL 23); there is one consent for each.
    """

    subject_id: UUID
    source: str
    fields: tuple[str, ...]
    purpose: str
    text_id: str
    text_version: str
    text_hash: str
    until: datetime
    recipient: str = PLATFORM
    recipient_name: str = ""
    recipient_contact: str = ""
    separate: bool = False
    language: Language = Language.ZH


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent that was given; `revoked_at` is when it was taken back, if it was."""

    id: UUID
    mode: Mode
    subject_id: UUID
    source: str
    fields: frozenset[str]
    purpose: str
    recipient: str
    recipient_name: str
    recipient_contact: str = field(repr=False)
    sensitivity: Sensitivity
    separate: bool
    text_id: str
    text_version: str
    text_hash: str
    language: Language
    signed_at: datetime
    until: datetime
    revoked_at: datetime | None = None

    def stands(self, at: datetime) -> bool:
        """Given, not yet taken back and not run out at that instant; `until` is exclusive."""
        return self.signed_at <= at < self.until and (self.revoked_at is None or at < self.revoked_at)


def covering(
    consents: Iterable[Consent],
    *,
    source: str,
    purpose: str,
    fields: Collection[str],
    recipient: str,
    at: datetime,
) -> Consent | Problem:
    """The latest consent that covers all of it, else why none does, the nearest miss named.

    Fields may not be pieced together from two consents: each was read and signed as one whole.
    """
    asked = [it for it in consents if (it.source, it.purpose, it.recipient) == (source, purpose, recipient)]
    standing = [it for it in asked if it.stands(at)]
    enough = [it for it in standing if it.fields >= set(fields)]
    if enough:
        return max(enough, key=lambda consent: (consent.signed_at, consent.id))
    return _miss(asked, standing, at)


def _miss(asked: list[Consent], standing: list[Consent], at: datetime) -> Problem:
    if standing:
        return _TOO_NARROW
    if any(it.revoked_at is not None and it.revoked_at <= at for it in asked):
        return _TAKEN_BACK
    return _RAN_OUT if asked else _NEVER_GIVEN


_ASK = Text("请让本人阅读授权书并重新授权。", "Ask the person to read the consent text and to consent.")
_NEVER_GIVEN = Problem(
    "consent.missing.forbidden",
    Text("没有覆盖这项数据的授权。", "No consent covers this data."),
    _ASK,
)
_TAKEN_BACK = Problem(
    "consent.withdrawn.forbidden",
    Text("授权已被撤回，新的处理已停止。", "The consent was withdrawn; new processing has stopped."),
    _ASK,
)
_RAN_OUT = Problem(
    "consent.expired.forbidden",
    Text("授权已过有效期。", "The consent has run out."),
    _ASK,
)
_TOO_NARROW = Problem(
    "consent.fields.forbidden",
    Text("授权没有包括所需的全部信息项。", "The consent does not include every field that is needed."),
    _ASK,
)
