"""One person behind several names: a device, a few new numbers, and one account for all the money."""

from typing import Final

import numpy as np

from town.dice import Dice, Floats, Ints
from town.graph.scene import Scene

KIND: Final = "borrowed_identity"
_SIZES: Final = (4, 11)
_WITHIN_DAYS: Final = 540


def plant_identities(dice: Dice, scene: Scene, count: int, known: list[tuple[Ints, Ints]]) -> None:
    """`count` rings besides those of `known` (businesses, days on which they asked)."""
    rng = dice.stream("graph identities")
    for firms, days in known:
        _ring(rng, scene, firms, days)
    for _ in range(count):
        firms = scene.take_firms(int(rng.integers(*_SIZES)), registered=True, fresh=True)
        if len(firms) >= 3:
            first = scene.last - int(rng.integers(60, _WITHIN_DAYS))
            begun, yuan = np.full(len(firms), first), float(rng.lognormal(11.7, 0.5))
            days = scene.asked_about(rng, firms, begun, within=(0, 35), yuan=yuan, spread=0.25)
            young = rng.random(len(firms)) < 0.8
            scene.young(firms[young], days[young] - rng.integers(50, 260, int(young.sum())))
            _ring(rng, scene, firms, days)


def _ring(rng: np.random.Generator, scene: Scene, firms: Ints, days: Ints) -> None:
    """One or two devices, a few new numbers, and what is lent goes on to one account within days."""
    people, size = scene.owner[firms], len(firms)
    devices = scene.sheet.nodes(1 + int(size > 5), "device")
    at = devices[rng.integers(0, len(devices), size)]
    scene.uses(people, at, days - rng.integers(3, 25, size), days + rng.integers(1, 10, size))
    again = (rng.random(size) < 0.4) & (len(devices) > 1)
    other = devices[(np.searchsorted(devices, at) + 1) % len(devices)]
    scene.uses(people[again], other[again], days[again] - 2, days[again] + 1)
    scene.has_device[people] = rng.random(size) < 0.25
    scene.keeps_loan[people] = 0.1
    phones = _new_numbers(rng, scene, people, days)
    pot, controller = _one_pot(rng, scene, firms, days)
    scene.truth.ring(
        KIND,
        people,
        **({"controller": controller} if len(controller) else {}),
        business=scene.firm_node[firms],
        device=devices,
        phone=phones,
        account=pot,
    )


def _new_numbers(rng: np.random.Generator, scene: Scene, people: Ints, days: Ints) -> Ints:
    """Bought weeks before, one for two or three of the names; some keep their own."""
    size = len(people)
    phones = scene.sheet.nodes(max(1, round(size / 2.5)), "phone")
    fresh = rng.random(size) < 0.75
    scene.phone[people[fresh]] = phones[np.arange(size) % len(phones)][fresh]
    scene.phone_since[people[fresh]] = (days - rng.integers(6, 60, size))[fresh]
    return phones


def _one_pot(rng: np.random.Generator, scene: Scene, firms: Ints, days: Ints) -> tuple[Ints, Ints]:
    """The account that nearly all the money reaches, a fifth of it through the first name's; and whose."""
    people, size = scene.owner[firms], len(firms)
    pot, controller = scene.sheet.nodes(1, "account"), scene.take_people(1)
    if len(controller) and rng.random() < 0.6:
        scene.sheet.tie("holds_account", controller, pot, scene.last - int(rng.integers(500, 1_100)))
    first = scene.account[people[np.argmin(days)]]
    through = (rng.random(size) < 0.2) & (scene.account[people] != first)
    paid = days + rng.integers(3, 15, size)
    yuan = rng.uniform(0.8, 0.98, size) * scene.asked_yuan[firms]
    seen = rng.random(size) < 0.92
    lent(scene, people[seen], paid[seen] + 1, np.where(through, first, pot[0])[seen], yuan[seen])
    on = paid[through] + rng.integers(1, 4, int(through.sum()))
    scene.moves(np.full(len(on), first), pot, on + 1, yuan[through] * 0.98)
    return pot, controller


def lent(scene: Scene, people: Ints, day: Ints, to: Ints, yuan: Floats) -> None:
    """What was lent goes on from each one's account; where it is that account already, it stays."""
    rows = scene.account[people] != to
    scene.moves(scene.account[people[rows]], to[rows], day[rows], yuan[rows])
