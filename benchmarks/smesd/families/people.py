"""The people of a firm: their roles, what they hold, and in how many other firms they are."""

from itertools import combinations

import numpy as np

from benchmarks.smesd.reading import Floats, World
from benchmarks.smesd.ties import Ties, degree, flat, most


def people(world: World, ties: Ties) -> dict[str, Floats]:
    """Counts of people; sums in 10,000 yuan; shares of registered capital."""
    return {**_roles(ties), **_elsewhere(ties), **_holdings(world, ties)}


def _roles(ties: Ties) -> dict[str, Floats]:
    every, total = degree(ties.anyone), sum(ties.people.values())
    found = {
        "people": every,
        "roles_a_person": degree(total) / np.maximum(every, 1),
        "most_roles": most(total),
    }
    for one, other in combinations(sorted(ties.people), 2):
        found[f"{one}_and_{other}"] = degree(ties.people[one].multiply(ties.people[other]))
    doing = flat(ties.people["invested"] + ties.people["executed"] + ties.people["supervised"])
    found["stakeholder_only"] = degree(ties.people["stakeholder"]) - degree(
        ties.people["stakeholder"].multiply(doing)
    )
    return found | {f"share_{it}": degree(ties.people[it]) / np.maximum(every, 1) for it in ties.people}


def _elsewhere(ties: Ties) -> dict[str, Floats]:
    others = np.asarray(ties.anyone.sum(0)).ravel() - 1
    found = {"unknown_firms": degree(ties.strangers)}
    for name, matrix in {**ties.people, "anyone": ties.anyone}.items():
        busy = matrix.multiply(others[None, :]).tocsr()
        busy.eliminate_zeros()
        found |= {
            f"elsewhere_{name}": degree(busy),
            f"busiest_{name}": most(busy),
            f"busy_{name}": degree(flat(busy)),
        }
    part, size = np.bincount(ties.component), ties.component_nodes
    together = part[ties.component] * 1.0
    return found | {"component": size, "component_firms": together, "component_ratio": size / together}


def _holdings(world: World, ties: Ties) -> dict[str, Floats]:
    capital = np.maximum(world.firms["registered_capital"].cast(float).to_numpy(), 1e-9)
    persons, firms = degree(ties.holdings), ties.held["firms_invested"]
    held = np.where(persons > 0, persons, np.nan)
    return {
        "held_by_people": persons,
        "largest_holder": most(ties.holdings) / held,
        "concentration": degree(ties.holdings.power(2)) / held**2,
        "held_by_people_of_capital": persons / capital,
        "one_unit_holders": degree(ties.holdings == 1) / np.maximum(degree(ties.people["invested"]), 1),
        "held_by_firms": firms,
        "held_by_firms_of_capital": firms / capital,
        "put_into_firms": ties.held["firms_invest"],
        "put_into_firms_of_capital": ties.held["firms_invest"] / capital,
        "held": persons + firms,
        "held_of_capital": (persons + firms) / capital,
        "share_of_firms": firms / np.where(persons + firms > 0, persons + firms, np.nan),
    }
