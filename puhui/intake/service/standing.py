"""An application as it stands: itself, both parties, who operates whom, and what they consented to.

Read at once, and held until the transaction ends where somebody is about to move it.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import orjson

from puhui.ground import Mode, Work
from puhui.ground.database.direct import Row
from puhui.ground.identity import subject_of
from puhui.intake import standing_store as store
from puhui.intake.consent import PLATFORM, Consent, Sensitivity, covering
from puhui.intake.model import Application, Operates, Status, SubjectKind
from puhui.intake.reference import source_is_public
from puhui.intake.service.access import SUBJECT_NOT_FOUND, is_borrower
from puhui.intake.service.applications import APPLICATION_NOT_FOUND
from puhui.kernel import Language, Problem


@dataclass(frozen=True, slots=True)
class Party:
    """Owner or business: what a decision asks of either beside its evidence."""

    id: UUID
    kind: SubjectKind
    trade: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that intake knows of an application. Without a business beside the owner they are one."""

    application: Application
    owner: Party
    business: Party
    links: tuple[Operates, ...]
    consents: tuple[Consent, ...]
    """Every consent that either party or an operator of theirs gave to this house, oldest first."""

    @property
    def parties(self) -> tuple[UUID, ...]:
        """Owner and business, each once."""
        return tuple(dict.fromkeys((self.owner.id, self.business.id)))

    def consent_for(
        self, subject_id: UUID, source: str, purpose: str, at: datetime, fields: Collection[str] = ()
    ) -> Consent | Problem | None:
        """The consent under which a source may be used at that instant; None for a public one, a problem for
        no. An owner's covers the books of the business that they operate, never the other way round."""
        if source_is_public(source):
            return None
        givers = [subject_id, *(it.owner_id for it in self.links if it.business_id == subject_id)]
        answers = [
            covering(
                (it for it in self.consents if it.subject_id == giver),
                source=source,
                purpose=purpose,
                fields=fields,
                recipient=PLATFORM,
                at=at,
            )
            for giver in givers
        ]
        return next((it for it in answers if isinstance(it, Consent)), None) or nearest(answers)


def standing(work: Work, application_id: UUID, *, hold: bool = False) -> Standing | Problem:
    """How an application stands. With `hold` nobody else moves it before this transaction ends."""
    return asking_standing(work, application_id, hold=hold)()


def asking_standing(
    work: Work, application_id: UUID, *, hold: bool = False
) -> Callable[[], Standing | Problem]:
    """Ask for it; called, it is there."""
    asked = store.standing(work.connection, work.actor.mode, application_id, hold=hold)
    return lambda: _standing(work, asked.rows())


def _standing(work: Work, rows: list[Row]) -> Standing | Problem:
    if not rows:
        return APPLICATION_NOT_FOUND
    *_, owner_kind, owner_trade, kind, trade, links_told, consents_told = rows[0]
    asked = _application(rows[0][:11])
    links = tuple(_link(it) for it in orjson.loads(links_told or "[]"))
    if problem := _unseen(work, asked, links):
        return problem
    if owner_kind is None or kind is None:
        return SUBJECT_NOT_FOUND
    owner = Party(asked.owner_id, SubjectKind(owner_kind), owner_trade)
    business = Party(asked.enterprise_id or asked.owner_id, SubjectKind(kind), trade)
    consents = tuple(_consent(it) for it in orjson.loads(consents_told or "[]"))
    return Standing(asked, owner, business, links, consents)


def nearest(answers: Collection[Consent | Problem]) -> Problem:
    """A withdrawn or narrow consent tells more than none."""
    refusals = [it for it in answers if isinstance(it, Problem)]
    return next((it for it in refusals if "missing" not in it.code), refusals[0])


def _unseen(work: Work, asked: Application, links: tuple[Operates, ...]) -> Problem | None:
    """A borrower sees their own, and the business that they operate."""
    if not is_borrower(work):
        return None
    if subject_of(work.actor) != asked.owner_id:
        return APPLICATION_NOT_FOUND
    pairs = {(it.owner_id, it.business_id) for it in links}
    is_theirs = asked.enterprise_id is None or (asked.owner_id, asked.enterprise_id) in pairs
    return None if is_theirs or asked.enterprise_id == asked.owner_id else SUBJECT_NOT_FOUND


def _application(row: tuple[Any, ...]) -> Application:
    kept = dict(zip(Application.__slots__, row, strict=True))
    return Application(**{**kept, "mode": Mode(kept["mode"]), "status": Status(kept["status"])})


def _link(kept: list[Any]) -> Operates:
    owner_id, business_id, since, recorded_at = kept
    return Operates(
        UUID(owner_id),
        UUID(business_id),
        date.fromisoformat(since) if since else None,
        datetime.fromisoformat(recorded_at),
    )


def _consent(kept: Mapping[str, Any]) -> Consent:
    return Consent(
        **{
            **kept,
            "id": UUID(kept["id"]),
            "mode": Mode(kept["mode"]),
            "subject_id": UUID(kept["subject_id"]),
            "fields": frozenset(kept["fields"]),
            "sensitivity": Sensitivity(kept["sensitivity"]),
            "language": Language(kept["language"]),
            "signed_at": datetime.fromisoformat(kept["signed_at"]),
            "until": datetime.fromisoformat(kept["until"]),
            "revoked_at": datetime.fromisoformat(kept["revoked_at"]) if kept["revoked_at"] else None,
        }
    )
