"""The register of firms: names, credit codes, capital and addresses, some of them shared by many."""

from typing import Final

import numpy as np
import polars as pl

from town.dice import Bools, Floats, Ints, Words, scattered
from town.lives import Lives
from town.many_ids import MOST_FIRMS, coded, credit_codes
from town.people import firm_names
from town.settings import Settings
from town.trade.firms import Firms
from town.trade.tables import REGISTERED, trades

_CAPITALS: Final = np.array([1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 800, 1000, 2000, 5000, 10000])
_MARKET_SIDES: Final = ("wholesale",)
_AGENT_FROM: Final = 8
_LARGEST_ADDRESS: Final = 96
_STALL_ROWS: Final = 9


def businesses_table(lives: Lives) -> pl.DataFrame:
    """Every business as its neighbours know it; `uscc`, capital and register date only where registered."""
    settings, population, firms = lives.settings, lives.population, lives.firms
    rng = lives.dice.stream("businesses")
    count, rows = len(firms), trades()
    registered = np.isin(firms.kind, REGISTERED)
    words = np.array([row.word for row in rows])[firms.trade]
    people = population.people
    started = (
        np.datetime64(settings.until)
        - (firms.age_months * 30.44).astype(np.int64)
        - rng.integers(0, 30, count)
    )
    category = np.where(firms.kind == "company", "1", "2")
    numbers = scattered(count, MOST_FIRMS - 7, rng)
    codes = np.where(registered, credit_codes(category, numbers), "")
    community = people["community"].to_numpy()[firms.owner].astype(str)
    address, holder = _addresses(rng, settings, firms, registered, community)
    market = _markets(rng, firms)
    employees = np.maximum(
        1, np.round(np.exp(rng.normal(0.4, 0.5, count)) * (lives.ledger.base / 25_000) ** 0.55)
    )
    return pl.DataFrame(
        {
            "business_id": coded("F", np.arange(1, count + 1)),
            "kind": firms.kind,
            "name": firm_names(firms.kind, words, rng),
            "trade": words,
            "industry": np.array([row.industry for row in rows])[firms.trade],
            "owner_id": people["person_id"].to_numpy()[firms.owner].astype(str),
            "started_on": pl.Series(started),
            "uscc": codes,
            "capital_wan": _capital(rng, settings, firms),
            "community": community,
            "address": address,
            "agent_id": holder,
            "market_id": market,
            "platform": np.where(firms.kind == "part_time_seller", coded("样本平台", firms.owner % 4, 1), ""),
            "employees": np.where(np.isin(firms.kind, ("stall", "part_time_seller")), 1, employees).astype(
                np.int64
            ),
        }
    ).with_columns(
        pl.col("uscc", "agent_id", "market_id", "platform").replace({"": None}),
        capital_wan=pl.when(pl.Series(firms.kind == "company")).then("capital_wan"),
    )


def registrations_table(businesses: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """The public part: no phone, no household, the legal representative by name and person."""
    names = people.select(owner_id="person_id", legal_representative="name")
    return (
        businesses.filter(pl.col("uscc").is_not_null())
        .join(names, on="owner_id", how="left", maintain_order="left")
        .select(
            "business_id", "uscc", "name",
            type=pl.col("kind").replace_strict({"company": "有限责任公司", "individual": "个体工商户"}),
            registered_on="started_on",
            status=pl.lit("存续"),
            capital_wan="capital_wan",
            industry="industry",
            address="address",
            legal_representative="legal_representative",
            legal_representative_id="owner_id",
        )
    )  # fmt: skip


def markets_table(businesses: pl.DataFrame) -> pl.DataFrame:
    """Wholesale markets with how many of the town's businesses stand in them."""
    return (
        businesses.filter(pl.col("market_id").is_not_null())
        .group_by("market_id")
        .agg(businesses=pl.len().cast(pl.Int64))
        .sort("market_id")
        .select(
            "market_id",
            name=pl.format("虚构市样本区测试批发市场{}", pl.col("market_id").str.slice(1)),
            businesses="businesses",
        )
    )


def _capital(rng: np.random.Generator, settings: Settings, firms: Firms) -> Floats:
    drawn = rng.normal(np.log(settings.business.capital_wan), settings.business.capital_sigma, len(firms))
    nearest = np.abs(drawn[:, None] - np.log(_CAPITALS)[None, :]).argmin(axis=1)
    return np.asarray(_CAPITALS[nearest].astype(np.float64))


def _markets(rng: np.random.Generator, firms: Firms) -> Words:
    sides = np.array([row.side for row in trades()])[firms.trade]
    markets = max(1, round(len(firms) / 900))
    chance = np.where(np.isin(sides, _MARKET_SIDES), 0.7, np.where(firms.kind == "stall", 0.25, 0.02))
    inside = rng.random(len(firms)) < chance
    return np.where(inside, coded("M", rng.integers(1, markets + 1, len(firms)), 2), "")


def _addresses(
    rng: np.random.Generator, settings: Settings, firms: Firms, registered: Bools, community: Words
) -> tuple[Words, Words]:
    """Most firms have their own; shared addresses get rarer with size; the large ones are agents'."""
    count = len(firms)
    group = np.arange(count) + count
    group[registered] = _address_groups(rng, settings, int(registered.sum()))
    sizes = np.bincount(group[registered], minlength=int(group.max()) + 1)
    agents = max(1, round(count / settings.business.per_person * settings.business.agents_per_person))
    largest = np.argsort(-sizes, kind="stable")[:agents]
    hidden = np.isin(firms.character, ("borrowed_identity",)) & registered
    group = np.where(hidden, largest[np.maximum(firms.ring, 0) % agents], group)
    sizes = np.bincount(group[registered], minlength=len(sizes))
    street = np.char.add(np.char.add(community, "测试路"), (group % 997 + 1).astype(str))
    whole = np.char.add(np.char.add(street, "号"), np.char.add((group // 997 + 1).astype(str), "室"))
    shared = np.char.add("虚构市样本区示例大厦", np.char.add(group.astype(str), "室"))
    is_shared = registered & (sizes[group] > 1)
    is_agent = registered & (np.isin(group, largest) | (sizes[group] >= _AGENT_FROM))
    agent = np.where(is_agent, coded("A", group, 5), "")
    return np.where(is_shared, shared, whole), agent


def _address_groups(rng: np.random.Generator, settings: Settings, count: int) -> Ints:
    shared, tail = settings.business.shared_address_share, settings.business.address_tail
    draws = rng.random(count)
    sizes = np.where(draws < shared, np.floor(2 * (draws / shared) ** (-1 / tail)), 1)
    sizes = np.minimum(sizes, _LARGEST_ADDRESS).astype(np.int64)
    group = np.repeat(np.arange(count), sizes)[:count]
    return np.asarray(rng.permutation(group))
