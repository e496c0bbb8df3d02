"""What asking the public register about a person brings back: true hits, misses, and hits that mislead."""

from typing import Final

import numpy as np
import polars as pl

from town.dice import Anything, Floats, Ints
from town.owners.seen import Seen
from town.trade.tables import REGISTERED

_MONTH_DAYS: Final = 30.44
_HIT_OF: Final = {"company": "legal_representative", "individual": "individual_business"}
_FORMER_STATUS: Final = {"cancelled": 0.5, "revoked": 0.2, "open": 0.3}
_FORMER_REGISTERED: Final = 0.6
_SPOUSE_HOLDS: Final = 0.3
_FAMILY_RUN: Final = 0.4
_ANYBODY_CLOSED: Final = 0.02


def hits_of_registers(seen: Seen) -> pl.DataFrame:
    """One row a hit; whoever has none has one row that says so."""
    rng, owners = seen.lives.dice.stream("hits"), seen.lives.settings.owners
    adult = np.flatnonzero(seen.running.adult)
    chances = {name: owners.noisy(share) for name, share in owners.register.items()}
    parts = [
        _of_the_town(rng, seen, chances["missed"]),
        _of_spouses(rng, seen),
        _elsewhere(rng, seen, _some(rng, adult, chances["namesake"]), ("open",)),
        _elsewhere(rng, seen, _some(rng, adult[~seen.running.runs[adult]], chances["dormant"]), ("open",)),
        _elsewhere(
            rng,
            seen,
            _some(rng, adult[~seen.running.runs[adult]], chances["lent_name"]),
            ("open",),
            kinds=("company",),
        ),
        _elsewhere(
            rng,
            seen,
            _some(rng, adult, chances["investor"]),
            ("open",),
            kinds=("company",),
            hit="shareholder",
        ),
        _elsewhere(rng, seen, _some(rng, adult, _ANYBODY_CLOSED), ("cancelled", "cancelled", "revoked")),
        _of_former(rng, seen),
        _elsewhere(rng, seen, _unregistered(rng, seen), ("open",), kinds=("individual",)),
        _of_helpers(rng, seen),
    ]
    hits = pl.concat(parts)
    none = pl.DataFrame({"person": np.setdiff1d(adult, hits["person"].to_numpy())}).select(
        "person", hit=pl.lit("none"), firm_kind=pl.lit(None, pl.String), since=pl.lit(None, pl.Date),
        status=pl.lit(None, pl.String), share=pl.lit(None, pl.Float64),
    )  # fmt: skip
    return pl.concat([hits, none]).sort("person", "hit", "firm_kind", "since", "status", "share")


def _of_the_town(rng: np.random.Generator, seen: Seen, missed: float) -> pl.DataFrame:
    """The registered person, whoever runs it; a lookup by name and number misses a few."""
    firms = seen.lives.firms
    found = np.flatnonzero(np.isin(firms.kind, REGISTERED) & (rng.random(len(firms)) >= missed))
    kind = firms.kind[found]
    since = seen.businesses["started_on"].to_numpy()[found]
    share = _own_shares(rng, len(found))
    return _rows(
        firms.owner[found], [_HIT_OF[one] for one in kind.tolist()], kind, since, status="open", share=share
    )


def _of_spouses(rng: np.random.Generator, seen: Seen) -> pl.DataFrame:
    """The other one of a couple often holds a part of the company, helping in it or not."""
    firms, spouse = seen.lives.firms, seen.running.spouse[seen.lives.firms.owner]
    holds = (firms.kind == "company") & (spouse >= 0) & (rng.random(len(firms)) < _SPOUSE_HOLDS)
    holds &= ~firms.is_new
    at = np.flatnonzero(holds)
    share = np.round(rng.uniform(0.05, 0.5, len(at)), 2)
    since = seen.businesses["started_on"].to_numpy()[at]
    return _rows(spouse[at], ["shareholder"] * len(at), firms.kind[at], since, status="open", share=share)


def _of_former(rng: np.random.Generator, seen: Seen) -> pl.DataFrame:
    who = seen.lookalikes.people["former"]
    who = who[rng.random(len(who)) < _FORMER_REGISTERED]
    status = rng.choice(list(_FORMER_STATUS), len(who), p=list(_FORMER_STATUS.values()))
    count = len(who)
    return _rows(
        who,
        ["individual_business"] * count,
        np.full(count, "individual"),
        _since(rng, seen, count),
        status=status,
        share=np.ones(count),
    )


def _unregistered(rng: np.random.Generator, seen: Seen) -> Ints:
    """Who trades without a licence may still hold one of an older shop."""
    running, kind = seen.running, seen.lives.firms.kind
    runs = np.flatnonzero(running.runs & ~running.helper)
    runs = runs[~np.isin(kind[running.firm[runs]], REGISTERED)]
    return _some(rng, runs, seen.lives.settings.owners.register["older_licence"])


def _of_helpers(rng: np.random.Generator, seen: Seen) -> pl.DataFrame:
    """An individual business may be registered as run by the family."""
    running, kind = seen.running, seen.lives.firms.kind
    who = np.flatnonzero(running.helper)
    who = _some(rng, who[kind[running.firm[who]] == "individual"], _FAMILY_RUN)
    since = seen.businesses["started_on"].to_numpy()[running.firm[who]]
    count = len(who)
    return _rows(
        who,
        ["individual_business"] * count,
        np.full(count, "individual"),
        since,
        status="open",
        share=np.ones(count),
    )


def _elsewhere(
    rng: np.random.Generator,
    seen: Seen,
    who: Ints,
    statuses: tuple[str, ...],
    *,
    kinds: tuple[str, ...] = REGISTERED,
    hit: str = "",
) -> pl.DataFrame:
    """Firms outside the town: nobody here runs them."""
    count = len(who)
    kind = rng.choice(np.array(kinds), count)
    hits = [hit or _HIT_OF[one] for one in kind.tolist()]
    share = _own_shares(rng, count) if hit != "shareholder" else np.round(rng.uniform(0.02, 0.5, count), 2)
    status = rng.choice(np.array(statuses), count)
    return _rows(who, hits, kind, _since(rng, seen, count), status=status, share=share)


def _own_shares(rng: np.random.Generator, count: int) -> Floats:
    return np.where(rng.random(count) < 0.4, 1.0, np.round(rng.uniform(0.3, 0.95, count), 2))


def _since(rng: np.random.Generator, seen: Seen, count: int) -> Anything:
    """As old as the town's own firms are."""
    ages = seen.lives.firms.age_months[~seen.lives.firms.is_new]
    months = rng.choice(ages, count) + rng.integers(0, 6, count)
    days = (months * _MONTH_DAYS).astype(np.int64) + rng.integers(0, 30, count)
    return np.datetime64(seen.lives.settings.until) - days


def _some(rng: np.random.Generator, who: Ints, share: float) -> Ints:
    return who[rng.random(len(who)) < share]


def _rows(
    who: Ints, hit: list[str], kind: Anything, since: Anything, *, status: Anything | str, share: Anything
) -> pl.DataFrame:
    whole = np.asarray(kind) == "individual"
    return pl.DataFrame(
        {
            "person": np.asarray(who, dtype=np.int64),
            "hit": pl.Series(hit, dtype=pl.String),
            "firm_kind": pl.Series(np.asarray(kind).astype(str), dtype=pl.String),
            "since": pl.Series(np.asarray(since).astype("datetime64[D]")).cast(pl.Date),
            "status": pl.Series(np.broadcast_to(status, (len(who),)).astype(str), dtype=pl.String),
            "share": np.where(whole, 1.0, share),
        }
    )
