"""One borrower's way to money, a step at a time: at an institution's own door, or through the platform.

A step that a bad wire or a dead house spoils is simply tried again later, as a person would; nothing here
repairs anything.
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from puhui.app.institution.desk import leave
from puhui.app.pages.choosing import choose_with_consent
from puhui.exchange import Handover, HandoverStatus, handover_of, renew_entry
from puhui.ground import Work
from puhui.intake import Status, application, consents_of, withdraw_application, withdraw_consent
from puhui.kernel import Language, Problem
from puhui.matching import offers_of
from tests.simulation.acting.applying import apply, as_borrower
from tests.simulation.acting.signing import Signing, entered
from tests.simulation.acting.went import Went
from tests.simulation.houses.house import House
from tests.simulation.houses.town import Town
from tests.simulation.world.people import STEPS, Borrower, Leaving, Step

_ENDED = frozenset({Status.WITHDRAWN, Status.EXPIRED})
_BROKEN_OFF = frozenset({HandoverStatus.REFUSED, HandoverStatus.EXPIRED, HandoverStatus.CLOSED})


@dataclass(slots=True)
class Journey:
    """Where a borrower is. `over` says why they stopped, None while they go on."""

    borrower: Borrower
    town: Town
    step: Step = Step.APPLY
    owner_id: UUID | None = None
    application_id: UUID | None = None
    offers_tried: int = 0
    house: House | None = None
    signing: Signing | None = None
    has_left: bool = False
    over: str | None = None

    def walk(self) -> None:
        """As many steps as this borrower takes in one go."""
        for _ in range(self.borrower.steps_a_tick):
            if self.over is None:
                self._leave_perhaps()
            if self.over is not None:
                return
            before, went = self.step, self._take()
            if went is Went.OVER:
                self.over = self.over or f"over at {before}"
                self.town.count(f"ended at {before}")
            if went is not Went.ON:
                return
            self.step = STEPS[STEPS.index(before) + 1]

    def _take(self) -> Went:
        match self.step:
            case Step.APPLY:
                return self._apply()
            case Step.CHOOSE:
                return self._choose()
            case Step.ENTER:
                return self._enter()
        assert self.signing is not None
        went = self.signing.take(self.step)
        if went is Went.OVER and self.signing.is_refused and not self._is_own:
            return self._next_offer()
        return went

    def _apply(self) -> Went:
        house = self.town.houses[self.borrower.own] if self.borrower.own else self.town.platform
        with house.work() as work:
            asked = apply(work, self.borrower)
        if isinstance(asked, Problem):
            self.over = asked.code
            return Went.OVER
        self.town.count("applications")
        self.owner_id, self.application_id, self.house = asked.owner_id, asked.id, house
        if self._is_own:
            self.signing = Signing(self.borrower, self.town, house, asked.owner_id, asked.id)
        return Went.ON

    def _choose(self) -> Went:
        if self._is_own:
            return Went.ON
        with self._at_platform() as work:
            asked, found = application(work, self._asked), offers_of(work, self._asked)
            assert not isinstance(asked, Problem) and not isinstance(found, Problem)
            if asked.status in _ENDED:
                return Went.OVER
            if found.valid_until is None:
                self.town.ask_for_advice(self._asked)
                return Went.WAITS
            if self.offers_tried >= len(found.offers):
                return Went.OVER
            offer = found.offers[(self.borrower.choice + self.offers_tried) % len(found.offers)]
            chosen = choose_with_consent(work, asked, offer, Language.ZH, self.town.platform.party.catalogue)
        if isinstance(chosen, Problem):
            self.town.count(chosen.code)
            return Went.OVER
        self.house = self.town.houses[offer.institution]
        self.town.count("offers chosen")
        return Went.ON

    def _enter(self) -> Went:
        if self._is_own:
            return Went.ON
        with self._at_platform() as work:
            found = handover_of(work, self._asked)
            if isinstance(found, Handover) and found.status not in _BROKEN_OFF and found.entry_until:
                courier = self.town.platform.outside.courier
                if found.entry_until <= work.now() and courier is not None:
                    found = renew_entry(work, self._asked, courier)
        if isinstance(found, Problem):
            return Went.WAITS
        if found.status in _BROKEN_OFF:
            return self._next_offer()
        if found.entry_url is None:
            return Went.WAITS
        assert self.house is not None
        ticket = urlsplit(found.entry_url).path.rsplit("/", 1)[-1]
        came = entered(self.borrower, self.town, self.house, ticket)
        if isinstance(came, Problem):
            self.town.count(came.code)
            return Went.WAITS
        self.signing = came
        return Went.ON

    def _next_offer(self) -> Went:
        self.offers_tried += 1
        self.step, self.signing = Step.CHOOSE, None
        return Went.WAITS

    def _leave_perhaps(self) -> None:
        """Take consent or application back, once; a stubborn one goes on as if nothing had happened."""
        leaves = self.borrower.leaves
        if leaves is None or self.has_left or leaves.before is not self.step:
            return
        if leaves.how is not Leaving.WALKS_AWAY:
            self._take_back(leaves.how)
        self.has_left = True
        self.town.count(leaves.how)
        if not leaves.is_stubborn or leaves.how is Leaving.WALKS_AWAY:
            self.over = str(leaves.how)

    def _take_back(self, how: Leaving) -> None:
        if self._is_own:
            assert self.house is not None
            with self.house.work(as_borrower(self._owner)) as work:
                leave(work, self.house.party, self._asked)
            return
        with self._at_platform() as work:
            if how is Leaving.TAKES_APPLICATION_BACK:
                withdraw_application(work, self._asked)
            else:
                _withdraw_consents(work, self._owner)

    def _at_platform(self) -> AbstractContextManager[Work]:
        return self.town.platform.work(as_borrower(self._owner))

    @property
    def _is_own(self) -> bool:
        return self.borrower.own is not None

    @property
    def _asked(self) -> UUID:
        assert self.application_id is not None
        return self.application_id

    @property
    def _owner(self) -> UUID:
        assert self.owner_id is not None
        return self.owner_id


def _withdraw_consents(work: Work, owner_id: UUID) -> None:
    given = consents_of(work, owner_id)
    assert not isinstance(given, Problem)
    for one in given:
        if one.recipient != "platform" and one.stands(work.now()):
            withdraw_consent(work, one.id)
