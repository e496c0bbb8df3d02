"""A `Work` for a command: opened on the data folder of this machine, by whoever may read that folder."""

from collections.abc import Iterator
from contextlib import contextmanager

from puhui.app.cli.voice import UNAVAILABLE, stop
from puhui.ground import SYSTEM, Settings, Unavailable, Work, open_ground


@contextmanager
def opened_work() -> Iterator[Work]:
    """One transaction as Puhui itself; says what is wrong and ends when the ground cannot be opened."""
    try:
        with open_ground(Settings.from_env()) as ground, ground.work(SYSTEM) as work:
            yield work
    except Unavailable as unavailable:
        stop(unavailable.problem, UNAVAILABLE)
