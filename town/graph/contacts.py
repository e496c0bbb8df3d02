"""What applicants let see: numbers, devices, accounts, and where money went afterwards."""

from typing import Final

import numpy as np

from town.dice import Dice, Floats, Ints
from town.graph.registers import somebody_near
from town.graph.scene import Scene

_OWN_PHONE_SHARE: Final = 0.82
_BOOKKEEPER_SHARE: Final = 0.07
_CLIENTS: Final = 35
_FAMILY_DEVICE_SHARE: Final = 0.18
_OWN_ACCOUNT_SHARE: Final = 0.6
_OWNERS_ACCOUNT_SHARE: Final = 0.9
_PAYMENTS: Final = 3


def tie_contacts(dice: Dice, scene: Scene) -> None:
    """Businesses first, then whoever asked for a loan."""
    _firm_phones(dice.stream("graph phones"), scene)
    _firm_accounts(dice.stream("graph accounts"), scene)
    rng, asking = dice.stream("graph people"), scene.sheet.all_asking()
    people = np.unique(asking.owner)
    first, latest = np.full(len(scene.phone), scene.last), np.full(len(scene.phone), -1)
    np.minimum.at(first, asking.owner, asking.day)
    np.maximum.at(latest, asking.owner, asking.day)
    since = np.minimum(scene.phone_since[people], first[people] - 3)
    scene.sheet.tie("contact_phone", people, scene.phone[people], since)
    since = scene.last - rng.integers(400, 4_000, len(people))
    scene.sheet.tie("holds_account", people, scene.account[people], since)
    _devices(rng, scene, people, (first, latest))
    _spent(rng, scene, asking.owner, asking.day, asking.yuan)


def _firm_phones(rng: np.random.Generator, scene: Scene) -> None:
    """The owner's own, a bookkeeper's for dozens of clients, or a line of the shop's."""
    count = len(scene.owner)
    share, line = rng.random(count), scene.sheet.nodes(count, "phone")
    keepers = scene.sheet.nodes(max(1, round(count * _BOOKKEEPER_SHARE / _CLIENTS)), "phone")
    hired = np.where(share < _OWN_PHONE_SHARE + _BOOKKEEPER_SHARE, rng.choice(keepers, count), line)
    is_own = share < _OWN_PHONE_SHARE
    number = np.where(is_own, scene.phone[scene.owner], hired)
    since = np.where(is_own, np.maximum(scene.started, scene.phone_since[scene.owner]), scene.started)
    rows = scene.is_registered
    scene.sheet.tie("contact_phone", scene.firm_node[rows], number[rows], since[rows])


def _firm_accounts(rng: np.random.Generator, scene: Scene) -> None:
    """A company's money comes to its own, another's to its owner's, now and then to the spouse's."""
    asked = np.unique(scene.sheet.all_asking().firm)
    owner, own = scene.owner[asked], scene.sheet.nodes(len(asked), "account")
    is_owners = rng.random(len(asked)) < _OWNERS_ACCOUNT_SHARE
    holder = np.where(is_owners, owner, somebody_near(rng, scene, owner))
    is_own = scene.is_company[asked] & (rng.random(len(asked)) < _OWN_ACCOUNT_SHARE)
    account = np.where(is_own, own, scene.account[holder])
    scene.sheet.tie("pays_into", scene.firm_node[asked], account, scene.started[asked] + 20)


def _devices(rng: np.random.Generator, scene: Scene, people: Ints, asked: tuple[Ints, Ints]) -> None:
    """The own one for years; in some families another that everybody uses."""
    first, latest = asked
    seen = people[scene.has_device[people]]
    since = np.minimum(scene.device_since[seen], first[seen] - rng.integers(20, 500, len(seen)))
    scene.uses(seen, scene.device[seen], since, latest[seen] + rng.integers(1, 400, len(seen)))
    homes = scene.sheet.nodes(int(scene.household.max()) + 1, "device")
    share = np.where(scene.has_device[people], _FAMILY_DEVICE_SHARE, _FAMILY_DEVICE_SHARE / 3)
    some = people[rng.random(len(people)) < share]
    since = first[some] - rng.integers(10, 700, len(some))
    scene.uses(some, homes[scene.household[some]], since, latest[some] + rng.integers(1, 60, len(some)))


def _spent(rng: np.random.Generator, scene: Scene, who: Ints, day: Ints, yuan: Floats) -> None:
    """To suppliers mostly, of whom some are everybody's; sometimes to kin or a friend."""
    row = np.repeat(np.arange(len(who)), rng.poisson(_PAYMENTS, len(who)))
    popular = scene.sheet.nodes(max(3, len(who) // 60), "account")
    others = scene.sheet.nodes(max(10, len(who) // 2), "account")
    sort = rng.random(len(row))
    much_used = popular[(len(popular) * rng.random(len(row)) ** 2).astype(np.int64)]
    near = scene.account[somebody_near(rng, scene, who[row])]
    to = np.select([sort < 0.3, sort < 0.85], [much_used, rng.choice(others, len(row))], near)
    giver = scene.account[who[row]]
    part = rng.lognormal(-1.2, 0.9, len(row))
    whole = np.bincount(row, part, minlength=len(who))[row]
    paid = part / np.maximum(whole + 0.2, 1.0) * scene.keeps_loan[who[row]] * yuan[row]
    on = day[row] + 3 + rng.gamma(1.5, 20, len(row)).astype(np.int64)
    kept = to != giver
    scene.moves(giver[kept], to[kept], on[kept], paid[kept])
