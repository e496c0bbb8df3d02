"""Beside everything else the graph's snapshots are kept, and a failure of one stops nothing."""

import threading

import pytest

from puhui.app import snapshotting
from puhui.ground import Ground


def test_a_look_that_fails_is_followed_by_the_next(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first look raises; the second one comes, and making ready is not forgotten."""
    looks: list[str] = []
    twice = threading.Event()

    def fails_once(_: Ground) -> None:
        looks.append("look")
        if len(looks) == 2:
            raise RuntimeError("once")
        if len(looks) >= 3:
            twice.set()

    monkeypatch.setattr(snapshotting, "warm", lambda: looks.append("warm"))
    monkeypatch.setattr(snapshotting, "snapshot_due", fails_once)
    with snapshotting.snapshotting(ground, look_seconds=0.01):
        assert twice.wait(20)
    assert looks[0] == "warm"
    assert looks.count("warm") == 1
