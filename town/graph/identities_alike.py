"""Honest sharing that looks like borrowed names: a family's, a seed merchant's customers', an office's."""

from typing import Final

import numpy as np

from town.dice import Dice
from town.graph.identities import KIND, lent
from town.graph.scene import Scene


def plant_alike_identities(dice: Dice, scene: Scene, count: int) -> None:
    """As many of each sort as the settings want for `count` rings."""
    rng = dice.stream("graph identities alike")
    for what, plant in _LOOKALIKES.items():
        for _ in range(scene.how_many(rng, what, count)):
            plant(rng, scene)


def _family(rng: np.random.Generator, scene: Scene) -> None:
    """Husband, wife and grown children: one telephone, one account, applications over the years."""
    pair = scene.take_couple(rng)
    if pair is None:
        return
    home = np.flatnonzero((scene.household == scene.household[pair[0]]) & scene.adult)
    firms = scene.take_firms(min(len(home), int(rng.integers(2, 5))), fresh=True)
    if len(firms) < 2:
        return
    people = home[: len(firms)]
    scene.owner[firms] = people
    days = rng.integers(200, scene.last, len(firms))
    days = scene.asked_about(rng, firms, days, within=(-60, 60), yuan=90_000)
    scene.older(firms, int(days.min()) - 200)
    device = scene.sheet.nodes(1, "device")
    since, until = days - rng.integers(30, 500, len(people)), days + rng.integers(1, 60, len(people))
    scene.uses(people, device, since, until)
    scene.phone[people[1:]] = scene.phone[people[0]]
    yuan, paid = (
        rng.uniform(0.2, 0.9, len(people)) * scene.asked_yuan[firms],
        days + rng.integers(3, 40, len(people)),
    )
    lent(scene, people, paid, np.full(len(people), scene.account[people[0]]), yuan)
    scene.truth.lookalike(KIND, "family", people, business=scene.firm_node[firms], device=device)


def _same_supplier(rng: np.random.Generator, scene: Scene) -> None:
    """Before sowing everybody borrows and pays the same seed merchant; telephones are everybody's own."""
    firms = scene.take_firms(int(rng.integers(6, 16)))
    if len(firms) < 4:
        return
    first, size = int(rng.integers(250, scene.last - 60)), len(firms)
    days = scene.asked_about(rng, firms, np.full(size, first), within=(0, 45), yuan=60_000, spread=0.4)
    people, account = scene.owner[firms], scene.sheet.nodes(1, "account")
    scene.older(firms, first - 200)
    yuan, paid = rng.uniform(0.3, 0.95, size) * scene.asked_yuan[firms], days + rng.integers(3, 20, size)
    lent(scene, people, paid, np.full(size, account[0]), yuan)
    scene.truth.lookalike(KIND, "same_supplier", people, business=scene.firm_node[firms], account=account)


def _employer(rng: np.random.Generator, scene: Scene) -> None:
    """Colleagues with something on the side, who apply from the office and give its telephone."""
    firms = scene.take_firms(int(rng.integers(4, 9)))
    if len(firms) < 3:
        return
    size, people = len(firms), scene.owner[firms]
    days = np.full(size, int(rng.integers(300, scene.last)))
    days = scene.asked_about(rng, firms, days, within=(-150, 150), yuan=70_000)
    device, phone = scene.sheet.nodes(1, "device"), scene.sheet.nodes(1, "phone")
    scene.uses(people, device, days - rng.integers(20, 300, size), days + rng.integers(1, 90, size))
    scene.sheet.tie("contact_phone", people, phone[0], days - rng.integers(100, 900, size))
    scene.truth.lookalike(
        KIND, "employer", people, business=scene.firm_node[firms], device=device, phone=phone
    )


def _dealer(rng: np.random.Generator, scene: Scene) -> None:
    """Sells freezers and carts: for years customers apply at the counter; the money goes to him."""
    firms = scene.take_firms(int(rng.integers(8, 26)))
    if len(firms) < 4:
        return
    size, people = len(firms), scene.owner[firms]
    days = scene.asked_about(rng, firms, rng.integers(330, scene.last, size), within=(-5, 5), yuan=60_000)
    device, account = scene.sheet.nodes(1, "device"), scene.sheet.nodes(1, "account")
    scene.uses(people, device, days, days + 1)
    scene.has_device[people] = rng.random(size) < 0.93
    scene.keeps_loan[people] = 0.2
    yuan, paid = rng.uniform(0.6, 0.95, size) * scene.asked_yuan[firms], days + rng.integers(2, 20, size)
    lent(scene, people, paid, np.full(size, account[0]), yuan)
    business = scene.firm_node[firms]
    scene.truth.lookalike(KIND, "dealer", people, business=business, device=device, account=account)


_LOOKALIKES: Final = {
    "family": _family,
    "same_supplier": _same_supplier,
    "employer": _employer,
    "dealer": _dealer,
}
