"""What the platform itself may see of a person, and whether a source may be used at all.

Of an application only the register's answer is such a source. One declared sum of debts is no history of
balances and invoices are the firm's: neither is put in the place of what the model was taught on.
"""

from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final
from uuid import UUID

import yaml

from puhui.evidence import VerificationKind, VerificationResult, consent_for, verifications_of
from puhui.features import SOURCE_TITLES, PersonSource
from puhui.ground import Work
from puhui.identify.owner import Seen
from puhui.intake import Subject, SubjectKind, links_of, subject
from puhui.kernel import Problem, Text

_REPRESENTED: Final = frozenset({SubjectKind.ENTERPRISE, SubjectKind.COOPERATIVE})


def seen_here(work: Work, subject_id: UUID) -> Seen:
    """The registers, where the register itself confirmed a business of theirs; else nothing."""
    links = links_of(work, subject_id)
    if isinstance(links, Problem):
        return Seen(frozenset(), {})
    firms = [it.business_id for it in links if it.owner_id == subject_id and _confirmed(work, it.business_id)]
    found = [one for firm in firms if isinstance(one := subject(work, firm), Subject)]
    kinds = [one.kind for one in found]
    if not kinds:
        return Seen(frozenset(), {})
    ages = [_months(one.since, work.today()) for one in found if one.since]
    individual = sum(kind is SubjectKind.INDIVIDUAL_BUSINESS for kind in kinds)
    represented = sum(kind in _REPRESENTED for kind in kinds)
    values: dict[str, float | None] = {
        "registered_hits": float(individual + represented),
        "registered_open": float(individual + represented),
        "registered_individual": float(individual),
        "registered_representative": float(represented),
        "registered_shareholder": 0.0,
        "registered_closed": 0.0,
        "registered_months": max(ages, default=None),
        "registered_newest_months": min(ages, default=None),
    }
    return Seen(frozenset({PersonSource.REGISTERS}), values)


def may_use(work: Work, subject_id: UUID, sources: Collection[PersonSource]) -> Problem | None:
    """Why one of these may not be used about this person; None when all may."""
    for source in sorted(sources):
        behind = sources_behind()[source]
        if behind is None:
            return _no_text(source)
        consent = consent_for(work, subject_id, behind)
        if isinstance(consent, Problem):
            return consent
    return None


@cache
def sources_behind() -> Mapping[PersonSource, str | None]:
    """Which source of `intake` stands behind each."""
    told = yaml.safe_load(Path(__file__).with_name("known.yaml").read_text("utf-8"))
    return {PersonSource(name): behind for name, behind in told["sources"].items()}


def _months(since: date, today: date) -> float:
    return float(max(0, (today.year - since.year) * 12 + today.month - since.month))


def _confirmed(work: Work, business_id: UUID) -> bool:
    asked = verifications_of(work, business_id).get(VerificationKind.ENTERPRISE_FOUR_FACTOR)
    return asked is not None and asked.result is VerificationResult.MATCH


def _no_text(source: PersonSource) -> Problem:
    title = SOURCE_TITLES[source]
    return Problem(
        "identify.source.forbidden",
        Text(
            f"“{title.zh}”还没有授权书，不能用来判断具体的人。",
            f"No consent text asks for {title.en} yet, so it may not be used about anybody.",
        ),
        Text("请去掉这一项。", "Leave it out."),
        source.value,
    )
