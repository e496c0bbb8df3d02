"""Many at once, and nonsense that is rightly signed."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from puhui.exchange import Heard, Received, hear, open_entry
from puhui.ground import Actor
from puhui.kernel import Problem
from tests.exchange.posting import a_package, posted, rows
from tests.exchange.told import an_event, handed
from tests.exchange.two_sides import Town

T = TypeVar("T")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)


def eight(act: Callable[[int], T]) -> list[T]:
    """Eight at once."""
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(act, range(8)))


def test_one_package_sent_eight_times_at_once_is_one_reference(town: Town) -> None:
    """Each under a key of its own, so nothing but the package says that they are the same."""
    answers = eight(lambda _: posted(town.bank, a_package(), town.platform.keys))
    assert {it.status_code for it in answers} == {202}
    assert len({it.json()["reference"] for it in answers}) == 1
    assert rows(town.bank, "received") == 1


def test_one_ticket_brought_by_eight_at_once_opens_for_one(town: Town, clerk: Actor) -> None:
    """Somebody who read over the borrower's shoulder is one too many."""
    ticket = posted(town.bank, a_package(), town.platform.keys).json()["entry_url"].rpartition("/")[2]

    def bring(_: int) -> Received | Problem:
        with town.bank.ground.work(clerk) as work:
            return open_entry(work, ticket)

    opened = [it for it in eight(bring) if isinstance(it, Received)]
    assert len(opened) == 1


def test_one_event_told_eight_times_at_once_is_applied_once(town: Town, clerk: Actor) -> None:
    """Two answers, one effect."""
    handed(town.platform.ground, clerk, "r-1")

    def tells(_: int) -> Heard | Problem:
        with town.platform.ground.work(clerk) as work:
            return hear(work, an_event("r-1", 1))

    assert sorted(eight(tells)) == [Heard.APPLIED] + [Heard.KNOWN] * 7  # type: ignore[type-var]


@pytest.mark.parametrize(
    "path",
    [
        "/partner/v1/applications",
        "/partner/v1/applications/0199b5a0-6c00-7000-8000-000000000007/withdraw",
        "/partner/v1/applications/x/entry",
        "/partner/v1/events",
        "/partner/v1/packages/0199b5a0-6c00-7000-8000-000000000007/received",
    ],
)
def test_signed_nonsense_is_refused_and_never_our_fault(town: Town, path: str) -> None:
    """Any JSON, and a true package or event with anything in any of its places."""
    side, keys = (
        (town.bank, town.platform.keys) if "applications" in path else (town.platform, town.bank.keys)
    )
    whole: dict[str, Any] = json.loads(a_package())

    @settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.one_of(JSON, st.tuples(st.sampled_from(sorted(whole)), JSON)))
    def send(nonsense: Any) -> None:
        body = {**whole, nonsense[0]: nonsense[1]} if isinstance(nonsense, tuple) else nonsense
        response = posted(side, json.dumps(body).encode(), keys, path=path)
        assert response.status_code < 500, response.text
        if response.status_code >= 400:
            assert response.headers["content-type"] == "application/problem+json"

    send()
