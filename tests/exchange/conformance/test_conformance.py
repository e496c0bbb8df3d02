"""The kit is green against the platform as it is, and red against one that is broken in a chosen way."""

import re
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from puhui.exchange import hear
from puhui.exchange.conformance import CHECKS, Bench, Check, Report, run_checks
from puhui.exchange.conformance.checks import BOOKS, DOOR, EVENTS, PACKAGES
from puhui.exchange.conformance.sandbox import NEIGHBOUR
from puhui.exchange.data import figures
from puhui.exchange.handover import store as handovers
from puhui.exchange.package import package_json
from puhui.exchange.partners import admitting
from puhui.exchange.partners import store as nonces
from puhui.exchange.reconciliation import compare, reading
from puhui.exchange.signing import verifier
from puhui.ground import Ground
from puhui.kernel import FixedClock, Problem, Text
from puhui.loan.mirror import judging
from tests.exchange.partner_platform import partner_client, platform


def _report(ground: Ground, checks: tuple[Check, ...] = CHECKS) -> Report:
    bench = Bench(partner_client(platform(ground)), patience_seconds=0.4, sleep=lambda _: None)
    return run_checks(bench, checks)


def _broken(report: Report) -> set[str]:
    return {verdict.name for verdict in report.verdicts if not verdict.is_kept}


def test_the_platform_keeps_every_promise(ground: Ground) -> None:
    """Thirty-six checks, all kept, a second time as well; what was refused on the way is written down."""
    assert _report(ground, EVENTS + BOOKS).is_conforming
    report = _report(ground)
    assert [(it.name, it.found) for it in report.verdicts if not it.is_kept] == []
    assert report.is_conforming and len(report.verdicts) == len(CHECKS) >= 15
    with ground.engine.connect() as connection:
        codes = set(connection.execute(text("SELECT code FROM exchange.refusal")).scalars())
        refused_files = connection.execute(text("SELECT code FROM exchange.reconciliation_refused")).scalars()
        files = set(refused_files)
    assert codes >= {
        "signature.missing",
        "signature.stale",
        "signature.replayed.conflict",
        "signature.digest",
    }
    assert files >= {"reconciliation.checksum", "reconciliation.institution.forbidden"}


def test_every_check_has_a_name_and_a_promise_in_both_languages() -> None:
    """Names are stable codes, each once."""
    names = [check.name for check in CHECKS]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z_]+", name) for name in names)
    assert all(
        check.promise.zh and check.promise.en and check.promise.zh != check.promise.en for check in CHECKS
    )


Break = Callable[[pytest.MonkeyPatch], None]


def _forgets_nonces(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(nonces, "remember_nonce", lambda *_: True)


def _has_all_the_time(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(admitting, "figures", lambda: {**figures(), "fresh_seconds": 10**9})


def _never_looks_at_the_body(patch: pytest.MonkeyPatch) -> None:
    right = verifier._right

    def trusting(content: Any, said: Any, key: Any) -> Any:
        problem = right(content, said, key)
        return None if problem is not None and problem.code == "signature.digest" else problem

    patch.setattr(verifier, "_right", trusting)


def _leaks_a_score(patch: pytest.MonkeyPatch) -> None:
    def leaking(package: Any) -> dict[str, Any]:
        return {**package_json(package), "credit_score": 710}

    patch.setattr("puhui.exchange.handover.fetching.package_json", leaking)


def _believes_every_amount(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(judging, "_same", lambda known, *_: known)


def _adds_up_wrongly(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(reading, "_check_total", lambda *_: None)


def _overlooks_a_fen(patch: pytest.MonkeyPatch) -> None:
    def blind(ours: Any, theirs: Any) -> Any:
        return tuple(
            it for it in compare(ours, theirs)
            if not (isinstance(it.ours, int) and isinstance(it.theirs, int) and abs(it.ours - it.theirs) <= 1)
        )  # fmt: skip

    patch.setattr("puhui.exchange.reconciliation.service.agreeing.compare", blind)


def _does_not_wait_for_a_gap(patch: pytest.MonkeyPatch) -> None:
    greedy = "puhui.exchange.hearing.listening.contiguous_from"
    patch.setattr(greedy, lambda through, kept: max([through, *kept]))


def _betrays_the_neighbour(patch: pytest.MonkeyPatch) -> None:
    def betraying(work: Any, event: Any) -> Any:
        if event.reference.startswith("neighbour"):
            return Problem("event.reference.forbidden", Text("别家的。", "Somebody else's."))
        return hear(work, event)

    routes = [module for name, module in sys.modules.items() if name.startswith("puhui.exchange.http")]
    for module in routes:
        if hasattr(module, "hear"):
            patch.setattr(module, "hear", betraying)


def _looks_into_the_neighbours_drawer(patch: pytest.MonkeyPatch) -> None:
    honest = handovers.handover_by_reference

    def looking(connection: Any, mode: Any, institution: str, reference: str, lock: bool = False) -> Any:
        whose = NEIGHBOUR if reference.startswith("neighbour") else institution
        return honest(connection, mode, whose, reference, lock)

    patch.setattr(handovers, "handover_by_reference", looking)


@pytest.mark.parametrize(
    ("breaking", "checks", "expected"),
    [
        (_forgets_nonces, DOOR, {"replayed_refused"}),
        (_has_all_the_time, DOOR, {"stale_refused", "future_dated_refused"}),
        (_never_looks_at_the_body, DOOR, {"wrong_digest_refused"}),
        (_leaks_a_score, PACKAGES, {"package_shows_only_consented"}),
        (_believes_every_amount, EVENTS, {"disagreeing_amount_flagged"}),
        (_adds_up_wrongly, BOOKS, {"file_count"}),
        (_overlooks_a_fen, EVENTS + BOOKS, {"difference_found"}),
        (_does_not_wait_for_a_gap, EVENTS, {"gap_waits_order_restored"}),
        (_betrays_the_neighbour, EVENTS, {"neighbour_invisible"}),
    ],
)
def test_a_platform_that_breaks_a_promise_is_found_out(
    ground: Ground,
    monkeypatch: pytest.MonkeyPatch,
    breaking: Break,
    checks: tuple[Check, ...],
    expected: set[str],
) -> None:
    """Whatever is broken, the checks that promise it are red; they are green where nothing is."""
    breaking(monkeypatch)
    report = _report(ground, checks)
    assert expected <= _broken(report) and not report.is_conforming
    assert all(verdict.found and verdict.found.zh for verdict in report.verdicts if not verdict.is_kept)


def test_a_program_that_looks_at_a_neighbour_is_stopped_by_the_database(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A query for another institution's row finds nothing over this one's login: the promise is kept all the
    same."""
    _looks_into_the_neighbours_drawer(monkeypatch)
    assert "neighbour_invisible" not in _broken(_report(ground, EVENTS))


def test_a_partner_whose_clock_is_wrong_hears_why(ground: Ground) -> None:
    """The kit says which refusal it met, not just that something failed."""
    there = platform(ground)
    client = replace(partner_client(there), clock=FixedClock(ground.clock.now().replace(year=2025)))
    report = run_checks(Bench(client, 0.0, lambda _: None))
    assert not report.is_conforming
    first = report.verdicts[0]
    assert first.name == "signed_accepted" and first.found and "signature.stale" in first.found.en
