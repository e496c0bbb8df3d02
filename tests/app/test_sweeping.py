"""What nobody needs any more is forgotten, and nothing else."""

from dataclasses import replace
from datetime import timedelta

from puhui.app.party import shipped_institution
from puhui.app.sweeping import expire_idle, sweep
from puhui.ground import SYSTEM, Ground
from puhui.ground.idempotency import Answer, Claim, claim, keep
from puhui.ground.identity import issue_borrower_session, recognise, sign_in
from puhui.ground.outbox import backlog, store
from puhui.intake import Application, NewApplication, Status, application, submit_application
from puhui.kernel import FixedClock, new_id
from tests.conftest import NOW
from tests.loan.lending import CLERK, drafted

WANTED = Claim("actor", "live", "POST /x", "a-key-of-the-client", b"fingerprint")


def test_keys_tries_and_sessions_go_when_their_time_is_over(ground: Ground) -> None:
    """Today nothing goes; a day later the key, a good month later the failed try and the session."""
    with ground.work(SYSTEM) as work:
        token = issue_borrower_session(work, new_id()).token
        sign_in(work, "nobody.01", "wrong", address="10.0.0.1")
        assert claim(work.connection, WANTED, NOW, 24) is None
        keep(work.connection, WANTED, Answer(201, (), b""))
    gone = [sweep(replace(ground, clock=FixedClock(NOW + timedelta(days=days)))) for days in (0, 2, 40)]
    assert gone == [0, 1, 2]
    with ground.work(SYSTEM) as work:
        assert recognise(work.connection, work.clock, token) is None


def test_an_application_nobody_goes_on_with_expires_and_one_with_a_contract_does_not(ground: Ground) -> None:
    """A month of silence ends it; a contract is no silence."""
    lender = replace(ground, institution="test_brook_bank", vault=ground.vault.for_tenant("test_brook_bank"))
    party = shipped_institution("test_brook_bank")
    with lender.work(CLERK) as work:
        under = drafted(work)
        idle = submit_application(work, NewApplication(under.subject_id, 2_000_000, 6, "rent"))
        assert isinstance(idle, Application)
    later = replace(lender, clock=FixedClock(NOW + timedelta(days=31)))
    assert [expire_idle(lender, party), expire_idle(later, party), expire_idle(later, party)] == [0, 1, 0]
    with lender.work(CLERK) as work:
        kept, gone = (application(work, it) for it in (under.application_id, idle.id))
        assert isinstance(kept, Application) and kept.status is not Status.EXPIRED
        assert isinstance(gone, Application) and gone.status is Status.EXPIRED


def test_messages_that_were_handled_are_forgotten_after_a_season(ground: Ground) -> None:
    """Those that wait, or that a person has to look at, stay."""
    with ground.work(SYSTEM) as work:
        for key in ("done", "waiting"):
            work.post("intake.consent_given", {"key": key}, key)
        take = store.take_due(work.connection, ["intake.consent_given"], work.now())
        assert take is not None
        store.mark_done(work.connection, [take.message_id], work.now())
    sweep(replace(ground, clock=FixedClock(NOW + timedelta(days=89))))
    with ground.work(SYSTEM) as work:
        assert not work.post("intake.consent_given", {"key": "done"}, "done")
    assert sweep(replace(ground, clock=FixedClock(NOW + timedelta(days=91)))) >= 1
    with ground.work(SYSTEM) as work:
        assert backlog(work.connection).waiting == 1
