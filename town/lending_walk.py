"""Residents who borrow: each walks the platform's pages and then a lender's own, as anybody with a browser.

Nothing is skipped for them: consents are ticked, the cost table is read for as long as the lender's clock
asks, the contract is signed by name, the money comes over the payment rail. Who has arrived is remembered
beside the street, so a later start only looks; who was interrupted at a lender goes on where they were.
"""

import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import httpx

from town.residents import Resident
from town.walking.applying import Lost, chosen_lender
from town.walking.borrowing import borrow, repay_once
from town.walking.browsing import Browser

_BOOK: Final = "lending.json"
_TIMEOUT_SECONDS: Final = 60
_ARRIVED: Final = frozenset({"decline", "refer", "no_offer", "refused", "lent", "repaid"})


@dataclass(frozen=True, slots=True)
class Walked:
    """How far somebody came: a verdict that ended it (decline, refer, no_offer, refused), `lent`, `repaid`,
    or `stopped` on the way. `at` is the last address: the loan where there is one."""

    code: str
    came_to: str
    at: str = ""
    cookies: dict[str, str] = field(default_factory=dict, repr=False)
    before: bool = False


def walk(
    platform: str,
    folder: Path,
    residents: Sequence[Resident],
    *,
    at_once: int = 4,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Walked]:
    """Let these residents borrow, a few at once; told as they arrive. `platform` is its address, `folder` the
    street's. Every second one repays a first instalment; they spread over the lenders."""
    street = _Street(platform, folder, sleep)
    book = _read(folder / _BOOK)
    arrived = {code for code, known in book.items() if known.came_to in _ARRIVED}
    yield from (replace(book[it.code], before=True) for it in residents if it.code in arrived)
    with ThreadPoolExecutor(at_once) as threads:
        walks = [
            threads.submit(_walked, street, resident, place, book.get(resident.code))
            for place, resident in enumerate(residents)
            if resident.code not in arrived
        ]
        for done in as_completed(walks):
            walked = done.result()
            book[walked.code] = walked
            _write(folder / _BOOK, book)
            yield walked


@dataclass(frozen=True, slots=True)
class _Street:
    platform: str
    folder: Path
    sleep: Callable[[float], None]


def _walked(street: _Street, resident: Resident, place: int, known: Walked | None) -> Walked:
    at = known.at if known else ""
    with httpx.Client(
        base_url=street.platform,
        headers={"Accept": "text/html", "Accept-Language": "zh-CN"},
        cookies=known.cookies if known else None,
        follow_redirects=True,
        timeout=_TIMEOUT_SECONDS,
        trust_env=False,
    ) as client:
        browser, came_to = Browser(client, street.sleep), "stopped"
        try:
            at = at or chosen_lender(browser, street.folder, resident, place)
            loan = borrow(browser, at, resident)
            at, came_to = loan.address, "lent"
            if place % 2 and repay_once(browser, loan):
                came_to = "repaid"
        except Lost as lost:
            came_to = lost.came_to
        except httpx.HTTPError:
            came_to = came_to if came_to == "lent" else "stopped"
        return Walked(resident.code, came_to, at, dict(client.cookies))


def _read(book: Path) -> dict[str, Walked]:
    rows: dict[str, dict[str, Any]] = json.loads(book.read_text("utf-8")) if book.exists() else {}
    return {code: Walked(**row) for code, row in rows.items()}


def _write(book: Path, walked: dict[str, Walked]) -> None:
    """For its owner only: the cookies of made-up people are in it."""
    written = book.with_suffix(".new")
    with os.fdopen(
        os.open(written, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as file:
        json.dump({code: asdict(it) for code, it in sorted(walked.items())}, file)
    written.replace(book)
