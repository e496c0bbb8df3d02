"""The weather on every wire: on which days which link is slow, refuses, falls silent, repeats or lies.

A day's weather is drawn from the seed, the link and the day alone; what happens to one request comes from the
link's own stream. The last days are calm, so that whatever waits can arrive.
"""

import random
from dataclasses import dataclass, field
from enum import StrEnum

from tests.simulation.world.drawing import CALM_DAYS


class Link(StrEnum):
    """A wire between two programs."""

    APPLICATIONS = "applications"
    """The platform to an institution."""
    EVENTS = "events"
    """An institution to the platform."""
    BUREAU = "bureau"
    PAYMENTS = "payments"


class Trouble(StrEnum):
    """What a wire does to one request."""

    NONE = "none"
    SLOW = "slow"
    REFUSE = "refuse"
    SILENT_BEFORE = "silent_before"
    """The request is lost."""
    SILENT_AFTER = "silent_after"
    """The request arrives and its answer is lost."""
    TWICE = "twice"
    REORDERED = "reordered"
    """The sender hears nothing; the request arrives later."""
    TAMPERED = "tampered"
    """An amount is changed on the way; the signature must not hold."""
    LIE = "lie"
    """The sender itself signs another amount."""


_TROUBLES: dict[Link, tuple[Trouble, ...]] = {
    Link.APPLICATIONS: (
        Trouble.SLOW,
        Trouble.REFUSE,
        Trouble.SILENT_BEFORE,
        Trouble.SILENT_AFTER,
        Trouble.TWICE,
        Trouble.REORDERED,
        Trouble.TAMPERED,
    ),
    Link.EVENTS: tuple(Trouble)[1:],
    Link.BUREAU: (Trouble.SLOW, Trouble.REFUSE, Trouble.SILENT_BEFORE, Trouble.SILENT_AFTER, Trouble.TWICE),
    Link.PAYMENTS: (
        Trouble.SLOW,
        Trouble.REFUSE,
        Trouble.SILENT_BEFORE,
        Trouble.SILENT_AFTER,
        Trouble.TWICE,
        Trouble.LIE,
    ),
}
_STORMY_SHARE = 0.35
_DEAD_SHARE = 0.05
_RARE = {Trouble.LIE: 0.15, Trouble.TAMPERED: 0.3}


@dataclass(frozen=True, slots=True)
class Day:
    """One link on one day: how likely a request meets trouble, and which kinds blow today."""

    share: float
    kinds: tuple[Trouble, ...]


_CALM = Day(0.0, ())


@dataclass(slots=True)
class Weather:
    """The weather of one seed; `calm()` stops all of it, for the end."""

    seed: int
    days: int
    day: int = 0
    is_on: bool = True
    _luck: dict[Link, random.Random] = field(default_factory=dict)

    def strikes(self, link: Link) -> Trouble:
        """What happens to the next request on this link today."""
        today = self._today(link)
        luck = self._luck.setdefault(link, random.Random(f"wire {self.seed} {link}"))
        if luck.random() >= today.share:
            return Trouble.NONE
        return luck.choices(today.kinds, weights=[_RARE.get(kind, 1.0) for kind in today.kinds])[0]

    def is_calm(self, link: Link) -> bool:
        """Whether nothing can happen on this link today."""
        return self._today(link).share == 0

    def calm(self) -> None:
        """No more trouble from here on."""
        self.is_on = False

    def _today(self, link: Link) -> Day:
        if not self.is_on or self.day >= self.days - CALM_DAYS:
            return _CALM
        return day_of(self.seed, link, self.day)


def day_of(seed: int, link: Link, day: int) -> Day:
    """The weather of a link on a day: mostly calm, sometimes rough, now and then nothing gets through.

    >>> day_of(1, Link.EVENTS, 3) == day_of(1, Link.EVENTS, 3)
    True
    """
    luck = random.Random(f"weather {seed} {link} {day}")
    drawn = luck.random()
    if drawn < _DEAD_SHARE:
        return Day(1.0, (Trouble.SILENT_BEFORE, Trouble.REFUSE))
    if drawn < _STORMY_SHARE:
        kinds = _TROUBLES[link]
        return Day(luck.choice((0.2, 0.5, 0.8)), tuple(luck.sample(kinds, k=min(3, len(kinds)))))
    return _CALM
