"""What follows from decisions gives way on a busy machine, and to nothing on a quiet one."""

from itertools import count
from pathlib import Path
from uuid import UUID

import pytest

from puhui.ground import Actor, Erased, Ground, Work
from puhui.ground.outbox import Message, backlog
from puhui.ground.vault import store as keys
from puhui.ground.worker import Drained, Pace, drain_once
from puhui.ground.worker.pace import Busy
from puhui.kernel import new_id


@pytest.fixture
def counters(tmp_path: Path) -> Path:
    """Where the machine counts its ticks."""
    return tmp_path / "stat"


def _a_second_each(counters: Path) -> Busy:
    return Busy(counters, count().__next__)


def _ticks(counters: Path, busy: int, idle: int) -> None:
    counters.write_text(f"cpu  {busy} 0 0 {idle} 0 0 0 0 0 0\ncpu0 0 0 0 0\n")


def test_a_machine_with_less_than_a_quarter_idle_is_busy(counters: Path) -> None:
    """Counted from one look to the next: it is quiet again as soon as it is."""
    busy = _a_second_each(counters)
    _ticks(counters, 1_000, 9_000)
    busy()
    _ticks(counters, 1_080, 9_020)
    assert busy()
    _ticks(counters, 1_120, 9_080)
    assert not busy()


def test_where_nobody_counts_the_machine_is_never_busy(counters: Path) -> None:
    """Then the worker never rests."""
    busy = _a_second_each(counters)
    assert not busy()
    assert not busy()


def test_it_rests_as_many_times_as_it_is_told_and_never_long() -> None:
    """Three times as long as it worked, a second at most, and not at all where there is a core to spare."""
    assert Pace(3, lambda: True).rest_seconds(0.1) == pytest.approx(0.3)
    assert Pace(3, lambda: True).rest_seconds(20) == 1.0
    assert Pace(3, lambda: False).rest_seconds(0.1) == 0.0
    assert Pace(0, lambda: True).rest_seconds(0.1) == 0.0


def test_messages_that_share_a_transaction_fail_alone(ground: Ground, clerk: Actor) -> None:
    """The one that fails is tried again, those beside it are done; others keep a transaction of their own."""
    with ground.work(clerk) as work:
        for key in ("1", "2", "3"):
            work.post("application.moved", {"application_id": key}, key)
        work.post("payment.due", {"application_id": "4"}, "4")
    connections: dict[str, set[int]] = {"application.moved": set(), "payment.due": set()}

    def picky(work: Work, message: Message) -> None:
        connections[message.topic].add(_transaction(work))
        if message.key == "2":
            raise RuntimeError

    handlers = {"application.moved": picky, "payment.due": picky}
    assert drain_once(ground, handlers, sharing={"application.moved"}) == Drained(done=3, failed=1)
    assert len(connections["application.moved"]) == 1
    assert not connections["application.moved"] & connections["payment.due"]
    with ground.work(clerk) as work:
        assert backlog(work.connection).waiting == 1


def test_only_who_is_told_so_does_not_wait_for_the_disk(ground: Ground, clerk: Actor) -> None:
    """What reaches nobody outside may be done again after a power cut; everything else is on the disk."""
    with ground.work(clerk) as work:
        work.post("offers.wanted", {"application_id": "1"}, "1")
        work.post("payment.due", {"application_id": "1"}, "1")
    seen: list[str] = []

    def look(work: Work, message: Message) -> None:
        asked = work.connection.exec_driver_sql("SHOW synchronous_commit").scalar_one()
        seen.append(f"{message.topic} {asked}")

    drain_once(ground, {"offers.wanted": look}, waits_for_disk=False)
    drain_once(ground, {"payment.due": look})
    assert seen == ["offers.wanted off", "payment.due on"]


def test_a_work_that_looks_once_asks_once_for_a_key(
    ground: Ground, clerk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the next work asks again: a key that was destroyed in between opens nothing."""
    asked: list[UUID] = []
    look = keys.key

    def counted(*these: object) -> object:
        asked.append(these[1])  # type: ignore[arg-type]
        return look(*these)  # type: ignore[arg-type]

    monkeypatch.setattr("puhui.ground.vault.vault.store.key", counted)
    who = new_id()
    with ground.work(clerk) as work:
        sealed = work.vault.seal(work.connection, who, "name", "测试小吃店")
    with ground.work(clerk) as work:
        once = work.looking_once()
        for _ in range(3):
            assert once.vault.open(once.connection, who, "name", sealed) == "测试小吃店"
        assert asked == [who]
        once.vault.destroy(once.connection, who)
        assert isinstance(once.vault.open(once.connection, who, "name", sealed), Erased)
    with ground.work(clerk) as work:
        once = work.looking_once()
        assert isinstance(once.vault.open(once.connection, who, "name", sealed), Erased)


def _transaction(work: Work) -> int:
    found: int = work.connection.exec_driver_sql("SELECT txid_current()").scalar_one()
    return found
