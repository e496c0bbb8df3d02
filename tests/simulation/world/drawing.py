"""Draw a quarter's borrowers from a seed: the same seed gives the same people, whatever else changes.

Every borrower has a random stream of their own, so one more question to one of them moves nobody else.
"""

import random
from collections.abc import Sequence

from tests.simulation.world.people import Borrower, Card, Habit, Leaves, Leaving, Step

MONTHS = (3, 6, 12)
CALM_DAYS = 3
"""The last days, on which nobody new comes and every wire works, so that books and mirror come to rest."""
_LEAST_FEN, _MOST_FEN, _STEP_FEN = 500_000, 15_000_000, 10_000
_OWN_SHARE = 0.25
_LEAVING_SHARE = 0.3
_LEAVES_BEFORE = (Step.CHOOSE, Step.ENTER, Step.INQUIRE, Step.ACCEPT, Step.CONFIRM, Step.SIGN, Step.DRAW)


def borrowers_of(seed: int, days: int, count: int, institutions: Sequence[str]) -> tuple[Borrower, ...]:
    """The people who come in `days` days, early ones first, so that their loans have time to be repaid.

    >>> [b.number for b in borrowers_of(1, 92, 3, ["test_brook_bank"])]
    [0, 1, 2]
    >>> borrowers_of(1, 92, 3, ["a"])[:2] == borrowers_of(1, 92, 2, ["a"])
    True
    """
    return tuple(_borrower(seed, number, days, institutions) for number in range(count))


def _borrower(seed: int, number: int, days: int, institutions: Sequence[str]) -> Borrower:
    luck = random.Random(f"borrower {seed} {number}")
    last_day = max(0, days - CALM_DAYS - 1)
    return Borrower(
        number=number,
        arrives_day=min(last_day, int(luck.betavariate(1, 3) * last_day)),
        own=luck.choice(list(institutions)) if luck.random() < _OWN_SHARE else None,
        amount_fen=luck.randrange(_LEAST_FEN, _MOST_FEN, _STEP_FEN),
        months=luck.choice(MONTHS),
        habit=luck.choices(list(Habit), weights=(40, 20, 15, 10, 15))[0],
        late_days=luck.choice((1, 2, 5, 12, 31, 40)),
        steps_a_tick=luck.choice((1, 3, 12, 12)),
        choice=luck.randrange(8),
        draws=luck.choice(((1.0,), (1.0,), (0.5, 0.5), (0.4, 0.3, 0.3), (0.7, 0.7))),
        taps=luck.choice((1, 1, 2, 5)),
        reads_too_fast=luck.random() < 0.2,
        card=luck.choices(list(Card), weights=(86, 7, 7))[0],
        leaves=_leaves(luck),
    )


def _leaves(luck: random.Random) -> Leaves | None:
    if luck.random() >= _LEAVING_SHARE:
        return None
    return Leaves(luck.choice(list(Leaving)), luck.choice(_LEAVES_BEFORE), luck.random() < 0.4)
