"""What nobody needs any more is forgotten, and nothing else."""

from dataclasses import replace
from datetime import timedelta

from puhui.app.sweeping import sweep
from puhui.ground import SYSTEM, Ground
from puhui.ground.idempotency import Answer, Claim, claim, keep
from puhui.ground.identity import issue_borrower_session, recognise, sign_in
from puhui.kernel import FixedClock, new_id
from tests.conftest import NOW

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
