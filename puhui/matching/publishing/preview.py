"""What a draft would have done: past requests matched again, by the product in force and by the draft.

What a request asked for was kept with its round, without a name; nothing is written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from puhui.decision import Band
from puhui.ground import Work
from puhui.intake import SubjectKind
from puhui.kernel import Outcome
from puhui.matching.catalogue import shipped_chances
from puhui.matching.match import match
from puhui.matching.model import Catalogue, MatchRequest, Offer
from puhui.matching.publishing.store import newest_requests
from puhui.rulebook import rulebook


@dataclass(frozen=True, slots=True)
class Change:
    """One past request for which the product would be offered otherwise, or not at all."""

    application_id: UUID
    before: Offer | None
    after: Offer | None

    @property
    def kind(self) -> str:
        """`gained`, `lost`, `cheaper`, `dearer` or `other`."""
        if self.before is None or self.after is None:
            return "gained" if self.before is None else "lost"
        was, now = self.before.quote.total_cost_fen, self.after.quote.total_cost_fen
        return "other" if was == now else "cheaper" if now < was else "dearer"


@dataclass(frozen=True, slots=True)
class Preview:
    """How many were tried, how many stay as they were, and the rest."""

    tried: int
    same: int
    changes: tuple[Change, ...]


def preview(
    work: Work, code: str, before: Catalogue, after: Catalogue, at_most: int, *, is_own: bool
) -> Preview:
    """The newest requests, by both catalogues, as far as this product is concerned."""
    changes = []
    requests = newest_requests(work.connection, work.actor.mode, at_most)
    for kept in requests:
        request = request_from(kept)
        one = Change(
            request.application_id,
            _offer_of(code, request, before, work, is_own=is_own),
            _offer_of(code, request, after, work, is_own=is_own),
        )
        changes += [one] if _figures(one.before) != _figures(one.after) else []
    work.audit("product.previewed", f"product:{code}", tried=len(requests))
    return Preview(len(requests), len(requests) - len(changes), tuple(changes))


def request_from(kept: Mapping[str, Any]) -> MatchRequest:
    """A request again, as it was kept with its round."""
    return MatchRequest(
        **{
            **kept,
            "application_id": UUID(kept["application_id"]),
            "outcome": Outcome(kept["outcome"]),
            "band": Band(kept["band"]) if kept["band"] else None,
            "borrower_kind": SubjectKind(kept["borrower_kind"]),
            "data": frozenset(kept["data"]),
        }
    )


def _offer_of(
    code: str, request: MatchRequest, catalogue: Catalogue, work: Work, *, is_own: bool
) -> Offer | None:
    found = match(request, catalogue, shipped_chances(), rulebook(), work.today(), is_own=is_own)
    return next((it for it in found.offers if it.product.code == code), None)


def _figures(offer: Offer | None) -> tuple[int, int, Decimal] | None:
    return None if offer is None else (offer.amount_fen, offer.quote.total_cost_fen, offer.quote.apr_simple)
