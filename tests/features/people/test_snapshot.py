"""What may be seen of a person becomes numbers, and what may not never does."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.features import PersonSource, PersonTables, last_month, person_catalogue, person_features
from puhui.features.people.tables import COLUMNS, TABLES

UNTIL = 2026 * 12 + 11
SHOP, FRIEND, CLERK = "R000001", "R000002", "R000003"


def tables(seen: dict[str, set[PersonSource]]) -> PersonTables:
    """A shop that takes ¥18,000 a month by code, whoever may look at it."""
    sources = [
        (person, source.value, source in own) for person, own in seen.items() for source in PersonSource
    ]
    rows: dict[PersonSource, list[tuple[object, ...]]] = {
        PersonSource.REGISTERS: [
            (SHOP, "individual_business", "individual", date(2020, 11, 5), "open", 1.0),
            (FRIEND, "legal_representative", "company", date(2018, 1, 1), "cancelled", 0.6),
        ],
        PersonSource.MONTHS: [
            *(
                (SHOP, f"2026-{month:02d}", "in", "person_qr", 400, 1_800_000, 250, 100, 120, 8)
                for month in (9, 10)
            ),
            (SHOP, "2026-10", "out", "market", 4, 900_000, 2, 0, 1, 0),
            (SHOP, "2025-10", "in", "wage", 1, 500_000, 1, 0, 0, 0),
            (CLERK, "2026-10", "in", "wage", 1, 480_000, 1, 0, 0, 0),
        ],
        PersonSource.BALANCES: [(SHOP, "2026-10", 100_000, 400_000, 350_000, 0, 0, 0.3)],
        PersonSource.TEXTS: [
            (SHOP, date(2026, 10, 2), "payee_note", "货款"),
            (SHOP, date(2026, 10, 9), "delivery", "收件：测试早餐店 测试甲"),
            (CLERK, date(2026, 10, 9), "payee_note", "饭钱"),
        ],
        PersonSource.RELATIONS: [(FRIEND, SHOP, "spouse"), (CLERK, SHOP, "transfers")],
    }
    frames = {
        source: pl.DataFrame(rows[source], dict(COLUMNS[table]), orient="row")
        for source, table in TABLES.items()
    }
    return PersonTables(pl.DataFrame(sources, dict(COLUMNS["person_sources"]), orient="row"), frames)


def of(frame: pl.DataFrame, person: str) -> dict[str, float | None]:
    return frame.filter(pl.col("person_id") == person).row(0, named=True)


EVERYTHING = {person: set(PersonSource) for person in (SHOP, FRIEND, CLERK)}


def test_a_shops_year_is_counted_to_the_yuan() -> None:
    """¥18,000 a month by code in two months seen, ¥45 a payment, a quarter of them in the evening."""
    shop = of(person_features(tables(EVERYTHING), UNTIL), SHOP)
    assert (shop["months_seen"], shop["in_person_qr_months"]) == (2, 2)
    assert shop["in_person_qr_yuan"] == pytest.approx(18_000)
    assert shop["in_person_qr_ticket_yuan"] == pytest.approx(45)
    assert shop["in_person_qr_evening_share"] == pytest.approx(0.25)
    assert shop["goods_to_takings"] == pytest.approx(0.25)
    assert (shop["registered_open"], shop["registered_months"]) == (1, 72)
    assert (shop["texts_payee_note_goods"], shop["texts_delivery_shop"]) == (1, 1)


def test_what_is_older_than_a_year_does_not_count() -> None:
    """A wage of thirteen months ago is no wage of this year."""
    shop = of(person_features(tables(EVERYTHING), UNTIL), SHOP)
    assert shop["in_wage_yuan"] == 0
    assert shop["months_since_wage"] is None


@pytest.mark.parametrize("source", PersonSource)
def test_a_source_that_was_not_agreed_to_leaves_no_trace(source: PersonSource) -> None:
    """Rows lie there, but every number of the source is unknown: not zero, not something else."""
    seen = {person: set(PersonSource) - {source} for person in EVERYTHING}
    found = person_features(tables(seen), UNTIL)
    own = [feature.name for feature in person_catalogue() if feature.source is source]
    assert found.select(pl.all_horizontal(pl.col(own).is_null())).to_series().all()


def test_seen_and_nothing_there_is_a_true_zero() -> None:
    """Nobody registered the clerk, and we looked: zero entries. Balances have no row: not known."""
    clerk = of(person_features(tables(EVERYTHING), UNTIL), CLERK)
    assert clerk["registered_hits"] == 0
    assert clerk["balance_mean_yuan"] is None


def test_an_entry_that_was_closed_is_not_open() -> None:
    """A cancelled company counts as closed, and says no age."""
    friend = of(person_features(tables(EVERYTHING), UNTIL), FRIEND)
    assert (friend["registered_hits"], friend["registered_open"], friend["registered_closed"]) == (1, 0, 1)
    assert friend["registered_months"] is None


def test_of_relatives_only_a_register_that_may_be_seen_is_used() -> None:
    """The friend's spouse is registered; where that register may not be seen it is not known."""
    assert of(person_features(tables(EVERYTHING), UNTIL), FRIEND)["spouse_registered"] == 1
    hidden = {**EVERYTHING, SHOP: set(PersonSource) - {PersonSource.REGISTERS}}
    assert of(person_features(tables(hidden), UNTIL), FRIEND)["spouse_registered"] is None


def test_whether_somebody_is_married_is_no_feature() -> None:
    """No number changes because a person has a spouse who runs nothing."""
    names = {feature.name for feature in person_catalogue()}
    assert not names & {"spouse", "kin", "age", "sex", "is_man", "children"}


@settings(max_examples=6, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_makes_no_difference(dice: object) -> None:
    """Tables come as they come; the numbers are the same."""
    given_tables = tables(EVERYTHING)
    seed = dice.randint(0, 10_000)  # type: ignore[attr-defined]
    mixed = {
        source: rows.sample(fraction=1, shuffle=True, seed=seed)
        for source, rows in given_tables.by_source.items()
    }
    one = person_features(given_tables, UNTIL)
    other = person_features(PersonTables(given_tables.sources, mixed), UNTIL)
    assert one.equals(other)


def test_every_feature_has_words_in_both_languages_and_a_topic() -> None:
    """A person is told reasons: each number can be said."""
    for feature in person_catalogue():
        assert feature.title.zh and feature.title.en and feature.topic
        assert feature.say(3.0).zh and feature.say(None).en == "not known"


def test_the_last_month_is_found_among_words() -> None:
    """October 2026 is the last whole month, so November is where we stand."""
    assert last_month(["2025-12", "2026-10"]) == UNTIL
    assert last_month([]) is None
