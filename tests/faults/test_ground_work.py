"""kill -9 in the middle of work: nothing half written, no message lost, the audit trail whole."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from puhui.ground import Actor, Ground, Vault
from puhui.ground.audit import verify_trail
from puhui.ground.vault import load_or_make_keys
from puhui.ground.worker import Drained, drain_once, seal_once

pytestmark = pytest.mark.faults

_KILLED_AFTER = """
import os, signal, sys
from pathlib import Path
from puhui.ground import SYSTEM, Ground, Settings, Vault
from puhui.ground.audit import sealing
from puhui.ground.database import make_engine
from puhui.ground.vault import load_or_make_keys
from puhui.ground.worker import drain_once, seal_once
from puhui.kernel import SystemClock

moment, home, url = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
settings = Settings(home=home, database_url=url)
vault = Vault(load_or_make_keys(settings.keys, settings.suite))
ground = Ground(settings, make_engine(url), vault, SystemClock())
die = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
if moment == "work":
    with ground.work(SYSTEM) as work:
        work.audit("decision.make", "application:2")
        work.post("decision.made", {"application_id": "2"}, "2")
        die()
if moment == "handler":
    def handle(work, message):
        work.audit("decision.forward", "application:1")
        die()
    drain_once(ground, {"decision.made": handle})
if moment == "sealed, head not yet written":
    sealing.write_head = die
    seal_once(ground)
if moment == "sealing":
    sealing.store.add_links = die
    seal_once(ground)
"""


@pytest.mark.parametrize("moment", ["work", "handler", "sealing", "sealed, head not yet written"])
def test_killed_at_any_moment_nothing_is_lost_and_nothing_is_half_done(
    ground: Ground, clerk: Actor, database_url: str, tmp_path: Path, moment: str
) -> None:
    """The committed decision and its message are there, what was in the middle is not, the trail is whole."""
    settings = replace(ground.settings, home=tmp_path)
    ground = replace(ground, settings=settings, vault=Vault(load_or_make_keys(settings.keys, settings.suite)))
    with ground.work(clerk) as work:
        work.audit("decision.make", "application:1", outcome="refer")
        work.post("decision.made", {"application_id": "1"}, "1")
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED_AFTER, moment, str(tmp_path), database_url], check=False, timeout=60
    )
    assert killed.returncode == -9
    with ground.engine.connect() as connection:
        targets = connection.execute(text("SELECT target, action FROM ground.audit_entry")).all()
        keys = connection.execute(text("SELECT key FROM ground.outbox")).scalars().all()
    assert (targets, keys) == ([("application:1", "decision.make")], ["1"])
    seen: list[str] = []
    assert drain_once(ground, {"decision.made": lambda work, message: seen.append(message.key)}) == Drained(1)
    assert seen == ["1"]
    with ground.work(clerk) as work:
        work.audit("decision.read", "application:1")
    assert seal_once(ground) >= 1
    report = verify_trail(ground.engine, ground.vault.keys.audit, ground.settings.audit_head)
    assert (report.broken, report.sealed, report.unsealed) == (None, 2, 0)
