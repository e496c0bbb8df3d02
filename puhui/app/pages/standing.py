"""Which of the consents that are asked for have been given: on the page before, or earlier."""

from collections.abc import Collection
from datetime import date

from puhui.app.pages.views.consent import Ask, asks
from puhui.app.pages.views.house import House
from puhui.ground import Work
from puhui.ground.identity import subject_of
from puhui.intake import consents_of
from puhui.kernel import Problem


def agreed_asks(shown: Collection[str] | None, today: date, house: House | None = None) -> list[Ask]:
    """Those whose present wording was ticked; all that are asked when `shown` is None."""
    return [ask for ask in asks(today, house) if shown is None or ask.shown in shown]


def standing_keys(work: Work) -> frozenset[str]:
    """What the borrower of this session has given a consent about that stands now."""
    owner_id = subject_of(work.actor)
    given = consents_of(work, owner_id) if owner_id else ()
    if isinstance(given, Problem):
        return frozenset()
    return frozenset(consent.text_id.removeprefix("own_") for consent in given if consent.stands(work.now()))
