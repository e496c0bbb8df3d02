"""Who walks, who is remembered, who goes on: the book of the walk, with a lender played from a script."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from town import lending_walk
from town.lending_walk import Walked, walk
from town.residents import Resident, settle
from town.walking.applying import Lost
from town.walking.browsing import Page

UNTIL = date(2026, 11, 22)
CASE = "http://lender.test/lending/1"


@pytest.fixture
def residents() -> tuple[Resident, ...]:
    return tuple(resident for resident, _ in settle(1, 8, UNTIL))[:4]


def _page(address: str) -> Page:
    return Page(address, 200, (), (), "current", "approve")


def _playing(monkeypatch: pytest.MonkeyPatch, **parts: Callable[..., Any]) -> None:
    plain: dict[str, Callable[..., Any]] = {
        "chosen_lender": lambda *_: CASE,
        "borrow": lambda _browser, case, _resident: _page(f"{case}/drawdowns/2"),
        "repay_once": lambda *_: True,
    }
    for name, part in {**plain, **parts}.items():
        monkeypatch.setattr(lending_walk, name, part)


def test_every_second_one_repays_and_a_second_walk_only_looks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, residents: tuple[Resident, ...]
) -> None:
    """Run twice it is done once: nobody opens a page the second time."""
    _playing(monkeypatch)
    first = {it.code: it for it in walk("http://platform.test", tmp_path, residents)}
    assert [first[it.code].came_to for it in residents] == ["lent", "repaid", "lent", "repaid"]
    _playing(monkeypatch, chosen_lender=lambda *_: pytest.fail("walked again"))
    again = list(walk("http://platform.test", tmp_path, residents))
    assert all(it.before for it in again)
    assert {it.code for it in again} == set(first)


def test_a_verdict_is_remembered_and_a_broken_walk_goes_on_where_it_was(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, residents: tuple[Resident, ...]
) -> None:
    """Declined is declined; a network that failed at the lender is tried again at the lender."""

    def choose(_browser: object, _folder: Path, resident: Resident, _place: int) -> str:
        if resident == residents[0]:
            raise Lost("decline")
        return CASE

    def fail(*_: object) -> Page:
        raise httpx.ConnectError("away")

    _playing(monkeypatch, chosen_lender=choose, borrow=fail)
    assert {it.came_to for it in walk("http://platform.test", tmp_path, residents[:2])} == {
        "decline",
        "stopped",
    }
    _playing(monkeypatch, chosen_lender=lambda *_: pytest.fail("applied again"))
    again = {it.code: it for it in walk("http://platform.test", tmp_path, residents[:2])}
    assert again[residents[0].code].before
    assert again[residents[1].code].at == f"{CASE}/drawdowns/2"


def test_the_book_is_for_its_owner_only(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, residents: tuple[Resident, ...]
) -> None:
    """Cookies are in it, so nobody else on the machine reads it; no name and no identifier is."""
    _playing(monkeypatch)
    list(walk("http://platform.test", tmp_path, residents))
    book = tmp_path / "lending.json"
    assert book.stat().st_mode & 0o077 == 0
    written = book.read_text("utf-8")
    assert {Walked(**row).came_to for row in json.loads(written).values()} == {"lent", "repaid"}
    assert not any(it.owner_id in written or it.owner_name in written for it in residents)
