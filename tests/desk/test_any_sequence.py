"""After whatever happens at a platform and its lenders, every row of the queue is what a rebuild would make.

The simulated town lends in rough weather: messages are late, twice and out of order, programs die half way.
Whenever a house has nothing left to handle, its rows are made again and compared.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from sqlalchemy import text

from puhui.desk import CaseFile, Reader, Stage, case_page, file_of, overview_of, refresh, relations_of
from puhui.ground import SYSTEM, Mode, Work
from puhui.kernel import Problem
from puhui.matching import shipped_catalogue
from tests.simulation.conftest import town_server  # noqa: F401 - a fixture
from tests.simulation.houses.cluster import Cluster
from tests.simulation.houses.house import House
from tests.simulation.houses.town import Town
from tests.simulation.running.outcome import Asked
from tests.simulation.running.quarter import Run


@dataclass
class Watched:
    """What was looked at: how many rows, which stages, and which rows were not what they should be."""

    rows: int = 0
    stages: Counter[str] = field(default_factory=Counter)
    owed_fen: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[tuple[str, CaseFile, CaseFile | None]] = field(default_factory=list)

    def compare(self, house: House) -> None:
        """Every row with the row that is made now."""
        with house.ground.work(SYSTEM) as work:
            for row in every(work):
                self.rows += 1
                self.stages[row.stage] += 1
                again = refresh(at(work, row.mode), row.application_id)
                if again != row:
                    self.wrong.append((house.code, row, again))

    def look(self, house: House) -> None:
        """Every page of a house that has come to rest; what its pages owe, its overview says."""
        self.owed_fen = Counter({key: 0 for key in self.owed_fen if key[0] == house.code})
        with house.ground.work(SYSTEM) as work:
            for row in every(work):
                self.owed_fen[house.code, row.mode] += owed_on_page(at(work, row.mode), row)
            for (code, mode), owed_fen in self.owed_fen.items():
                if code == house.code:
                    assert overview_of(at(work, mode), 7).money.outstanding_fen == owed_fen


def owed_on_page(work: Work, row: CaseFile) -> int:
    """What the page of an application says is owed; the page is whole and tells in both languages."""
    page = case_page(work, row.application_id, shipped_catalogue(), Reader(fraud=True))
    assert not isinstance(page, Problem), page
    assert not isinstance(relations_of(work, row.application_id), Problem)
    for moment in page.timeline:
        assert moment.what.zh and not re.search(r"[一-鿿]", moment.what.en + moment.who.en), moment
    drawn = [it for loan in page.loans for it in loan.drawdowns if it.state == "posted"]
    assert bool(drawn) or row.stage is not Stage.LENT, row
    return sum(it.outstanding_fen for it in drawn)


def at(work: Work, mode: str) -> Work:
    """The same work in a mode."""
    return replace(work, actor=replace(SYSTEM, mode=Mode(mode)))


def every(work: Work) -> Iterator[CaseFile]:
    """The row of every application, as it lies there."""
    for found in work.connection.execute(text("SELECT id, mode FROM intake.application")).all():
        kept = work.connection.execute(
            text("SELECT count(*) FROM desk.case_file WHERE application_id = :id"), {"id": found.id}
        )
        assert kept.scalar_one() == 1, f"application {found.id} has no row"
        row = file_of(at(work, found.mode), found.id)
        assert row is not None
        yield row


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    """Looks at a house's rows whenever it has handled all its messages."""
    seen, drain = Watched(), House.drain

    def drain_and_look(house: House) -> int:
        done = drain(house)
        if done and not house.has_waiting():
            seen.compare(house)
        return done

    monkeypatch.setattr(House, "drain", drain_and_look)
    return seen


class Watching(Run):
    """A run that looks at the desk instead of at the books."""

    watched: Watched

    def _look(self, town: Town, onlooker: Any, *, is_quiet: bool) -> bool:
        for house in town.everybody:
            if not house.has_waiting():
                self.watched.compare(house)
                self.watched.look(house)
        return bool(self.watched.wrong)


def test_a_row_that_events_made_is_the_row_that_a_rebuild_makes(
    town_server: Cluster,  # noqa: F811
    watched: Watched,
) -> None:
    """Over days of lending, at the platform and at three institutions, row by row, hour by hour."""
    run = Watching(Asked(town_server.home, town_server.sockets, days=4, borrowers=3), SEED)
    run.watched = watched
    run.live()
    assert run.watched.wrong == []
    assert run.watched.rows > 10
    assert run.watched.stages[Stage.LENT] and run.watched.stages[Stage.AT_INSTITUTION]


SEED = 1
"""A seed in which loans are made within four days."""
