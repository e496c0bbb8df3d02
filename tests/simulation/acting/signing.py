"""One borrower's steps at an institution: confirm, accept, answer, read, name an account, sign, draw.

Everything is asked as the borrower's own session asks it. The reading time is waited for on the town's clock;
who reads too fast is refused and has to wait after all.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from puhui.app.institution.case import Case, Stage
from puhui.app.institution.desk import accept_terms, case_of, confirm_inquiry, enter, inquiry_asks, sign
from puhui.app.party import Party
from puhui.ground import Work
from puhui.ground.identity import VISITOR, recognise
from puhui.kernel import Language, Problem
from puhui.loan import (
    Contract,
    Drawdown,
    NewAccount,
    answer_suitability,
    bind_account,
    confirm_cost_table,
    contract_text,
    reserve_drawdown,
    show_cost_table,
    suitability_questions,
)
from tests.simulation.acting.applying import as_borrower
from tests.simulation.acting.went import Went
from tests.simulation.houses.house import House
from tests.simulation.houses.town import Town
from tests.simulation.world.names import person
from tests.simulation.world.people import Borrower, Step

_READS_FOR = timedelta(seconds=12)
_REFUSED = frozenset({Stage.REFUSED, Stage.CLOSED})


@dataclass(slots=True)
class Signing:
    """A borrower who has come in at an institution."""

    borrower: Borrower
    town: Town
    house: House
    subject_id: UUID
    application_id: UUID
    contract: Contract | None = None
    shown: str = ""
    is_refused: bool = False
    drawn: list[UUID] = field(default_factory=list)
    draws_left: list[float] = field(default_factory=list)

    def take(self, step: Step) -> Went:
        """One step; `is_refused` says that the institution does not want it."""
        with self.house.work(as_borrower(self.subject_id)) as work:
            match step:
                case Step.INQUIRE:
                    return self._inquire(work)
                case Step.ACCEPT:
                    return self._accept(work)
                case Step.SUIT:
                    return self._answer(work)
                case Step.READ:
                    return self._read(work)
                case Step.CONFIRM:
                    return self._confirm(work)
                case Step.BIND:
                    return self._bind(work)
                case Step.SIGN:
                    return self._sign(work)
                case _:
                    return self._draw(work)

    def _inquire(self, work: Work) -> Went:
        asks = inquiry_asks(work, self._party, self.application_id)
        if isinstance(asks, Problem):
            return self._ends(asks)
        agreed = [ask.shown for ask in asks]
        case = confirm_inquiry(work, self._party, self.application_id, agreed, Language.ZH)
        return self._ends(case) if isinstance(case, Problem) else Went.ON

    def _accept(self, work: Work) -> Went:
        case = case_of(work, self._party, self.application_id)
        if isinstance(case, Problem):
            return self._ends(case)
        if case.stage in {Stage.INQUIRY, Stage.DECIDING}:
            return Went.WAITS
        if case.stage is Stage.REFERRED:
            return Went.OVER
        if case.stage in _REFUSED:
            return self._ends(case)
        accepted = accept_terms(work, self._party, self.application_id)
        return self._on(accepted)

    def _answer(self, work: Work) -> Went:
        answers = {
            one.code: next(answer.code for answer in one.answers if answer.suitable)
            for one in suitability_questions(work.today())
        }
        return self._on(answer_suitability(work, self._signed.id, answers))

    def _read(self, work: Work) -> Went:
        shown = show_cost_table(work, self._signed.id, Language.ZH)
        if isinstance(shown, Problem):
            return self._ends(shown)
        self.shown = shown.document_hash
        return Went.ON

    def _confirm(self, work: Work) -> Went:
        if self.borrower.reads_too_fast:
            early = confirm_cost_table(work, self._signed.id, self.shown)
            if isinstance(early, Problem):
                self.town.count("read too fast")
            else:
                return Went.ON
        self.town.wait(_READS_FOR)
        confirmed = confirm_cost_table(work, self._signed.id, self.shown)
        if isinstance(confirmed, Problem) and confirmed.code == "disclosure.changed.conflict":
            return self._read(work) and Went.WAITS
        return self._on(confirmed)

    def _bind(self, work: Work) -> Went:
        papers = person(self.borrower)
        new = NewAccount(papers.owner.name, papers.card, papers.phone)
        return self._on(bind_account(work, self._signed.id, new, self.town.verifier))

    def _sign(self, work: Work) -> Went:
        text = contract_text(work, self._signed.id)
        if isinstance(text, Problem):
            return self._ends(text)
        name = person(self.borrower).owner.name
        went = self._on(sign(work, self._party, self.application_id, text.hash, name))
        self.draws_left = list(self.borrower.draws)
        return went

    def _draw(self, work: Work) -> Went:
        """One drawdown, the button pressed several times; the next one another day."""
        share = self.draws_left.pop(0)
        amount_fen = int(self._signed.terms.limit_fen * share) // 10_000 * 10_000
        key = f"draw-{len(self.draws_left)}"
        for _ in range(self.borrower.taps):
            drawn = reserve_drawdown(work, self._signed.id, amount_fen, key)
            if isinstance(drawn, Problem) and drawn.code == "drawdown.whole":
                amount_fen = self._signed.terms.limit_fen
                self.draws_left.clear()
            if isinstance(drawn, Drawdown) and drawn.id not in self.drawn:
                self.drawn.append(drawn.id)
                self.town.count("drawdowns")
        return Went.WAITS if self.draws_left else Went.OVER

    def _on(self, answer: Contract | Problem) -> Went:
        if isinstance(answer, Problem):
            return self._ends(answer)
        self.contract = answer
        return Went.ON

    def _ends(self, why: Problem | Case) -> Went:
        """An answer that is no: where nothing is broken it stays no."""
        self.town.count(why.code if isinstance(why, Problem) else f"case {why.stage.value}")
        self.is_refused = True
        return Went.OVER

    @property
    def _party(self) -> Party:
        party = self.house.program.app.state.party
        assert isinstance(party, Party)
        return party

    @property
    def _signed(self) -> Contract:
        assert self.contract is not None
        return self.contract


def entered(borrower: Borrower, town: Town, house: House, ticket: str) -> Signing | Problem:
    """Come in through the one-time ticket."""
    with house.work(VISITOR) as work:
        came = enter(work, ticket)
        if isinstance(came, Problem):
            return came
        who = recognise(work.connection, work.clock, came.session.token)
        assert who is not None
    return Signing(borrower, town, house, UUID(who.id), came.application_id)
