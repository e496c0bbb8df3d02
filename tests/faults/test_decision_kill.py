"""SIGKILL at random moments of a process that decides: no decision is half written, the trail is whole."""

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from puhui.decision import Replay, replay
from puhui.ground import Actor, Ground, Vault
from puhui.ground.audit import verify_trail
from puhui.ground.vault import load_or_make_keys
from puhui.ground.worker import seal_once
from puhui.intake import Status
from tests.decision.applying import applied

pytestmark = pytest.mark.faults

KILLS = 15

_BREEDER = """
import os, sys
from pathlib import Path
from uuid import UUID
from puhui.decision import decide_application
from puhui.ground import Actor, ActorKind, Ground, Mode, Settings, Vault
from puhui.ground.database import make_engine
from puhui.ground.vault import load_or_make_keys
from puhui.kernel import FixedClock
from tests.conftest import NOW
from tests.decision.making import SCORECARD

home, url, application_id = Path(sys.argv[1]), sys.argv[2], UUID(sys.argv[3])

def decide_for_ever():
    settings = Settings(home=home, database_url=url)
    vault = Vault(load_or_make_keys(settings.keys, settings.suite))
    ground = Ground(settings, make_engine(url), vault, FixedClock(NOW))
    clerk = Actor("clerk-990000", ActorKind.PERSON, frozenset({"admin"}), Mode.TEST)
    print(os.getpid(), flush=True)
    while True:
        with ground.work(clerk) as work:
            decide_application(work, application_id, scorecard=SCORECARD)

for line in sys.stdin:
    child = os.fork()
    if child == 0:
        decide_for_ever()
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""Imports once, then makes a fresh process for every line it reads and tells how that process ended."""


def test_killed_while_deciding_nothing_is_half_written(
    ground: Ground, clerk: Actor, database_url: str, tmp_path: Path
) -> None:
    """Fifteen deciders are shot, each somewhere in the middle of a decision, and after all of them: every
    decision has its audit line, its message and its step, replays to the byte, and the trail is whole."""
    settings = replace(ground.settings, home=tmp_path)
    ground = replace(ground, settings=settings, vault=Vault(load_or_make_keys(settings.keys, settings.suite)))
    with ground.work(clerk) as work:
        asked = applied(work)
    waits = random.Random(20261123)
    breeder = _breeder(tmp_path, database_url, str(asked.id))
    for _ in range(KILLS):
        _shoot_one(breeder, waits.uniform(0.0, 0.25))
    for patience_seconds in (1.0, 4.0, 16.0):  # on a machine so busy that nobody came to an end yet
        if not _has_decided(ground):
            _shoot_one(breeder, patience_seconds)
    breeder.kill()
    breeder.wait()
    _nobody_still_holds(ground)
    _everything_is_whole(ground, clerk)


def _breeder(home: Path, url: str, application_id: str) -> "subprocess.Popen[str]":
    root = Path(__file__).resolve().parents[2]
    return subprocess.Popen(
        [sys.executable, "-c", _BREEDER, str(home), url, application_id],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root), "OMP_NUM_THREADS": "1", "POLARS_MAX_THREADS": "1"},
    )


def _shoot_one(breeder: "subprocess.Popen[str]", after_seconds: float) -> None:
    assert breeder.stdin is not None
    assert breeder.stdout is not None
    breeder.stdin.write("another\n")
    breeder.stdin.flush()
    decider = int(breeder.stdout.readline())
    time.sleep(after_seconds)
    os.kill(decider, signal.SIGKILL)
    assert int(breeder.stdout.readline()) == -signal.SIGKILL, "it must die of the shot, not of an error"


def _has_decided(ground: Ground) -> bool:
    with ground.engine.connect() as connection:
        return connection.execute(text("SELECT count(*) FROM decision.decision")).scalar_one() > 0


def _nobody_still_holds(ground: Ground) -> None:
    """The server notices a dead client when it next writes to it; wait until every other session is gone."""
    others = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        " AND application_name = 'puhui' AND state <> 'idle'"
    )
    deadline = time.monotonic() + 20
    with ground.engine.connect() as connection:
        while connection.execute(others).scalar_one() and time.monotonic() < deadline:
            time.sleep(0.05)


def _everything_is_whole(ground: Ground, clerk: Actor) -> None:
    with ground.work(clerk) as work:
        kept = work.connection.execute(text("SELECT id FROM decision.decision")).scalars().all()
        audited = work.connection.execute(
            text("SELECT target FROM ground.audit_entry WHERE action = 'decision.made'")
        ).scalars()
        posted = work.connection.execute(
            text("SELECT payload ->> 'decision_id' FROM ground.outbox WHERE topic = 'decision.made'")
        ).scalars()
        steps = work.connection.execute(
            text("SELECT to_status FROM intake.application_step ORDER BY at, id")
        ).scalars()
        assert sorted(audited) == sorted(f"decision:{one}" for one in kept)
        assert sorted(posted) == sorted(str(one) for one in kept)
        assert list(steps).count(Status.DECIDED) == len(kept)
        replays = [replay(work, one) for one in kept[:5]]
        assert all(isinstance(one, Replay) and one.same for one in replays)
    assert kept, "at least one decider must have finished a decision before it was shot"
    seal_once(ground)
    report = verify_trail(ground.engine, ground.vault.keys.audit, ground.settings.audit_head)
    assert report.broken is None
