"""The tables about persons as they are written, each without those whose source is silent; and the truth."""

from collections.abc import Iterator
from itertools import product
from typing import Final

import numpy as np
import polars as pl

from town.dice import Floats, Ints
from town.many_ids import coded
from town.owners.flows import KINDS, MONTHS, SIDES, Stream
from town.owners.hits import hits_of_registers
from town.owners.running import kinds_run
from town.owners.seen import Seen
from town.owners.texts import texts_of_people
from town.owners.ties import ties_of_people

SOURCES: Final = ("registers", "months", "balances", "texts", "relations")
_NOBODYS: Final = ("cash",)
_COUNTS: Final = (
    "payments", "counterparties", "evening_payments", "weekend_payments", "round_payments",
)  # fmt: skip


def owners_tables(seen: Seen) -> Iterator[tuple[str, pl.DataFrame]]:
    """`person_sources` first; then what each source shows of whom."""
    shown = _shown(seen)
    ids = pl.Series(coded("R", np.arange(1, len(seen.running.adult) + 1)))
    yield "person_sources", _sources(shown, ids)
    yield "person_months", _months(seen, shown["months"], ids)
    yield "person_balances", _balances(seen, shown["balances"], ids)
    yield "person_texts", _named(texts_of_people(seen), shown["texts"], ids)
    yield "person_registers", _named(hits_of_registers(seen), shown["registers"], ids)
    ties = _named(ties_of_people(seen), shown["relations"], ids)
    yield (
        "person_relations",
        ties.with_columns(other_id=ids.gather(ties["other"])).select("person_id", "other_id", "kind"),
    )


def truth_of_owners(seen: Seen) -> pl.DataFrame:
    """Every adult: runs or co-runs a business now, of which kind, in which trade, since when."""
    adult = np.flatnonzero(seen.running.adult)
    runs = pl.Series(seen.running.runs[adult])
    firm = np.maximum(seen.running.firm[adult], 0)
    return pl.DataFrame(
        {
            "person_id": coded("R", adult + 1),
            "runs_business": runs,
            "kind": kinds_run(seen.lives, seen.running)[adult],
            "trade": seen.businesses["trade"].gather(firm),
            "since": seen.businesses["started_on"].gather(firm),
        }
    ).with_columns(trade=pl.when("runs_business").then("trade"), since=pl.when("runs_business").then("since"))


def _shown(seen: Seen) -> dict[str, Ints]:
    """By source, the rows of the people of whom it shows anything."""
    rng, owners = seen.lives.dice.stream("person sources"), seen.lives.settings.owners
    adult = np.flatnonzero(seen.running.adult)
    return {name: adult[rng.random(len(adult)) >= owners.noisy(owners.silent[name])] for name in SOURCES} | {
        "": adult
    }


def _sources(shown: dict[str, Ints], ids: pl.Series) -> pl.DataFrame:
    adult = shown[""]
    seen = np.stack([np.isin(adult, shown[name]) for name in sorted(SOURCES)], axis=1)
    return pl.DataFrame(
        {
            "person_id": ids.gather(np.repeat(adult, len(SOURCES))),
            "source": pl.Series(sorted(SOURCES) * len(adult), dtype=pl.String),
            "seen": seen.ravel(),
        }
    )


def _months(seen: Seen, shown: Ints, ids: pl.Series) -> pl.DataFrame:
    people = len(seen.running.adult)
    here = np.zeros(people, np.bool_)
    here[shown] = True
    parts = [
        _summed([one for one in seen.streams if (one.side, one.kind) == pair], people, here).with_columns(
            side=pl.lit(place // len(KINDS), pl.Int8), counterparty=pl.lit(place % len(KINDS), pl.Int8)
        )
        for place, pair in enumerate(product(SIDES, KINDS))
    ]
    table = pl.concat(parts).sort("cell", "side", "counterparty")
    return table.select(
        person_id=ids.gather(table["cell"] // MONTHS),
        month=_month_names(seen).gather(table["cell"] % MONTHS),
        side=pl.Series(SIDES).gather(table["side"]),
        counterparty=pl.Series(KINDS).gather(table["counterparty"]),
        payments="payments",
        amount_fen="amount_fen",
        **{name: pl.col(name) for name in _COUNTS[1:]},
    )


def _summed(streams: list[Stream], people: int, here: np.typing.NDArray[np.bool_]) -> pl.DataFrame:
    size = people * MONTHS
    fen, counts = np.zeros(size, np.int64), np.zeros((size, len(_COUNTS)), np.int64)
    for one in streams:
        np.add.at(fen, one.cell, one.fen)
        np.add.at(counts, one.cell, one.counts)
    if streams and streams[0].kind in _NOBODYS:
        counts[:, 1] = np.minimum(counts[:, 1], 1)
    cell = np.flatnonzero((fen > 0) & np.repeat(here, MONTHS))
    columns = {name: counts[cell, place].astype(np.int32) for place, name in enumerate(_COUNTS)}
    return pl.DataFrame({"cell": cell, "amount_fen": fen[cell], **columns})


def _balances(seen: Seen, shown: Ints, ids: pl.Series) -> pl.DataFrame:
    accounts = seen.accounts

    def fen(table: Floats) -> Ints:
        return np.round(table[shown].ravel() * 100).astype(np.int64)

    return pl.DataFrame(
        {
            "person_id": ids.gather(np.repeat(shown, MONTHS)),
            "month": _month_names(seen).gather(np.tile(np.arange(MONTHS), len(shown))),
            "lowest_fen": fen(accounts.lowest),
            "mean_fen": fen(accounts.mean),
            "end_fen": fen(accounts.end),
            "debts_fen": fen(accounts.debts),
            "instalments_fen": fen(accounts.instalments),
            "card_used_share": np.round(accounts.card_used[shown].ravel(), 3),
        }
    )


def _named(table: pl.DataFrame, shown: Ints, ids: pl.Series) -> pl.DataFrame:
    here = table.filter(pl.col("person").is_in(shown))
    return here.select(ids.gather(here["person"]).alias("person_id"), pl.exclude("person"))


def _month_names(seen: Seen) -> pl.Series:
    calendar = seen.lives.calendar
    firsts = pl.Series(calendar.dates(calendar.starts[calendar.months - MONTHS : calendar.months]))
    return firsts.dt.strftime("%Y-%m")
