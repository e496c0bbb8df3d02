"""Residents of the street borrow over the real pages of a platform and three institutions."""

from pathlib import Path

import pytest

from tests.journeys.neighbourhood import PLATFORM, Neighbourhood
from tests.journeys.street import Street
from town.lending_walk import walk
from town.residents import Resident
from town.write import yesterday

pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def own_street(tmp_path: Path) -> Street:
    """Another street than the one whose residents other journeys have let apply at these very houses."""
    return Street.build(tmp_path / "street", until=yesterday(), seed=7)


def test_residents_walk_to_true_loans_and_a_second_walk_only_looks(
    everybody: Neighbourhood, own_street: Street
) -> None:
    """Two borrow, one of them repays; the rail saw it all, and the platform's mirror has no break."""
    residents = _likely(own_street)
    moved_before = len(everybody.movements())
    walked = list(walk(everybody.platform.address, own_street.folder, residents))
    assert [it.came_to for it in sorted(walked, key=lambda it: it.code)] == ["lent", "repaid"], walked
    lenders = {it.address: name for name, it in everybody.institutions.items()}
    for it in walked:
        house = lenders["/".join(it.at.split("/")[:3])]
        position = everybody.asked(house, f"/api/v1/loans/{it.at.rpartition('/')[2].partition('?')[0]}")
        assert (position["repaid"]["principal_fen"] > 0) == (it.came_to == "repaid")
    assert len(everybody.movements()) == moved_before + 3
    again = list(walk(everybody.platform.address, own_street.folder, residents))
    assert [it.before for it in again] == [True, True]
    assert len(everybody.movements()) == moved_before + 3
    assert everybody.asked(PLATFORM, "/api/v1/mirror/breaks") == []


def _likely(street: Street) -> list[Resident]:
    found = street.who_is("honest_strong", "individual_business")
    return sorted(found[-2:], key=lambda it: it.code)
