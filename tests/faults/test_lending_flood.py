"""The same drawdown sent fifty times at once, and two hundred at once against one line, over real HTTP."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.faults.lending_books import seen, wrong
from tests.faults.lending_processes import BANK, Houses, houses
from tests.simulation.facts.seen import DrawdownSeen
from tests.simulation.houses.cluster import Cluster
from tests.simulation.houses.opening import PLATFORM

pytestmark = pytest.mark.faults

AT_ONCE = 20
"""Connections that send at the same time."""


def test_fifty_times_the_same_drawdown_lends_once_and_two_hundred_never_exceed_the_line(
    town_server: Cluster, tmp_path: Path
) -> None:
    """Fifty requests with the key of one form: one drawdown, one payment. Then two hundred of ¥1,000 each
    against what is left of a line of ¥120,000: exactly as many as fit are lent, and every book agrees."""
    with houses(town_server, "flood", tmp_path) as both:
        both.breeders[PLATFORM].bear()
        both.breeders[BANK].bear()
        same = _send(both, [("one-and-the-same-form", "100000")] * 50)
        assert set(same) <= {303, 409}, same
        both.come_to_rest()
        assert [one.amount_fen for one in _drawn(both)] == [10_000_000]
        different = _send(both, [(f"another-form-{number:03d}", "1000") for number in range(200)])
        assert set(different) <= {303, 422}, different
        both.come_to_rest()
        limit_fen = both.contract.terms.limit_fen
        assert sum(one.amount_fen for one in _drawn(both)) <= limit_fen
        assert different[303] == (limit_fen - 10_000_000) // 100_000
        assert wrong(both) == []
        assert sum(one["amount_fen"] for one in both.movements()) == sum(
            one.paid_out_fen for one in _drawn(both)
        )


def _send(both: Houses, forms: list[tuple[str, str]]) -> Counter[int]:
    """Every form at once, and what was answered how often."""
    path = f"/lending/{both.contract.application_id}/draw"
    headers = {"authorization": f"Bearer {both.token}"}
    with (
        httpx.Client(base_url=both.addresses[BANK], headers=headers, timeout=60) as client,
        ThreadPoolExecutor(AT_ONCE) as crowd,
    ):

        def send(form: tuple[str, str]) -> int:
            typed = {"idempotency_key": form[0], "draw_amount": form[1]}
            return client.post(path, data=typed).status_code

        return Counter(crowd.map(send, forms))


def _drawn(both: Houses) -> list[DrawdownSeen]:
    return [one for one in seen(both).houses[0].drawdowns if one.state == "posted"]
