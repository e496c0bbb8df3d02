"""One case before a person, as it goes out."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from puhui.decision.model import DecisionOwner
from puhui.decision.money.bodies import WaterfallBody
from puhui.decision.people.bodies.machine import MachineBody
from puhui.decision.people.bodies.requests import RequestBody, request_body
from puhui.decision.people.bodies.staff import Logins, Who, who
from puhui.decision.people.model import Where
from puhui.decision.people.referring import Referral
from puhui.ground.web import Said
from puhui.kernel import Problem, Text


class LookFirstBody(BaseModel):
    """One thing to look at."""

    code: str
    what: Said
    why: Said
    where: Where
    weight: int


class SuggestedBody(BaseModel):
    """What the bounds carry; 0 and null where they cannot be reckoned."""

    limit_fen: int
    band: Literal["A", "B", "C"] | None


class AuthorityBody(BaseModel):
    """What the reader's own word is worth here. Amounts are limits of an approval in this case; what people
    approved for the same owner before (`counted_before_fen`) has been taken off `mine_fen` and above."""

    alone_up_to_fen: int
    mine_fen: int
    needs_second_above_fen: int
    highest_fen: int
    counted_before_fen: int
    may_decline: Literal["decide", "propose", "nothing"]
    table_version: str


class ProposalBody(BaseModel):
    """A colleague's proposal that waits for a second person."""

    id: UUID
    outcome: Literal["approve", "decline"]
    limit_fen: int
    band: Literal["A", "B", "C"] | None
    reason: Said
    by: Who
    at: datetime
    may_i_confirm: bool
    why_not: Said | None


class DisagreedBody(BaseModel):
    """A second person's no."""

    by: Who
    at: datetime
    note: str


class ReferralBody(BaseModel):
    """One case before a person."""

    application_id: UUID
    decision_id: UUID
    decided_at: datetime
    outcome: Literal["approve", "refer", "decline"]
    decision_owner: DecisionOwner
    waits: bool
    decided_by: list[Who]
    look_first: list[LookFirstBody]
    machine: MachineBody
    asked_fen: int
    months: int
    suggested: SuggestedBody
    authority: AuthorityBody
    never: Said | None
    """Why nobody may approve; null where somebody may."""
    proposal: ProposalBody | None
    disagreed: DisagreedBody | None
    requests: list[RequestBody]
    limit_path: WaterfallBody | None
    """How the tables came to a limit; null where they reckoned none."""

    @classmethod
    def of(cls, found: Referral, logins: Logins) -> "ReferralBody":
        """From a referral."""
        return cls(
            application_id=found.application_id,
            decision_id=found.decision_id,
            decided_at=found.decided_at,
            outcome=found.outcome.value,
            decision_owner=found.owner,
            waits=found.waits,
            decided_by=[who(it, logins) for it in found.by],
            look_first=[
                LookFirstBody(
                    code=it.code, what=Said.of(it.what), why=Said.of(it.why), where=it.where, weight=it.weight
                )
                for it in found.look_first
            ],
            machine=MachineBody.of(found.machine),
            asked_fen=found.asked_fen,
            months=found.months,
            suggested=SuggestedBody(
                limit_fen=found.suggested_fen,
                band=found.suggested_band.value if found.suggested_band else None,  # type: ignore[arg-type]
            ),
            authority=AuthorityBody(
                alone_up_to_fen=found.mine.alone_up_to_fen,
                mine_fen=found.mine.mine_fen,
                needs_second_above_fen=found.mine.needs_second_above_fen,
                highest_fen=found.mine.highest_fen,
                counted_before_fen=found.mine.counted_before_fen,
                may_decline=found.mine.may_decline.value,
                table_version=found.mine.version,
            ),
            never=_sentence(found.never),
            proposal=_proposal(found, logins),
            disagreed=_disagreed(found, logins),
            requests=[request_body(it, logins) for it in found.requests],
            limit_path=None if found.limit_path is None else WaterfallBody.of(found.limit_path),
        )


def _proposal(found: Referral, logins: Logins) -> ProposalBody | None:
    waiting = found.proposal
    if waiting is None:
        return None
    return ProposalBody(
        id=waiting.id,
        outcome=waiting.says.outcome.value,  # type: ignore[arg-type]
        limit_fen=waiting.says.limit_fen,
        band=waiting.says.band.value if waiting.says.band else None,  # type: ignore[arg-type]
        reason=Said.of(waiting.says.reason),
        by=who(waiting.by, logins),
        at=waiting.at,
        may_i_confirm=found.why_not is None,
        why_not=_sentence(found.why_not),
    )


def _disagreed(found: Referral, logins: Logins) -> DisagreedBody | None:
    no = found.disagreed
    return None if no is None else DisagreedBody(by=who(no.by, logins), at=no.at, note=no.note)


def _sentence(problem: Problem | None) -> Said | None:
    if problem is None:
        return None
    fix = problem.fix or Text("", "")
    return Said(zh=f"{problem.what.zh}{fix.zh}", en=f"{problem.what.en} {fix.en}".strip())
