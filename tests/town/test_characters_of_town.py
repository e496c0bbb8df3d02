"""What each character leaves behind in the tables, where anybody could see it."""

from dataclasses import replace

import polars as pl
import pytest

from town.folder import TownFolder
from town.lives import live
from town.settings import Characters, Missing, read_settings
from town.written import write_town
from town.written.relations import relations_table

DISHONEST = (
    "borrowed_identity", "circular_invoicing", "shared_device_farm", "mutual_guarantee", "coached",
)  # fmt: skip


@pytest.fixture(scope="module")
def known(made: TownFolder) -> pl.DataFrame:
    """Applications with the truth beside them."""
    truth = made.read("truth/businesses").select("business_id", "character", "ring_id", "leader_id")
    return made.read("applications").join(truth, on="business_id", maintain_order="left")


def _of(known: pl.DataFrame, character: str) -> pl.DataFrame:
    return known.filter(pl.col("character") == character)


def test_every_character_is_in_a_small_town_and_prevalence_nought_means_none(made: TownFolder) -> None:
    """At least one ring of each that the settings want, none where they say 0."""
    assert set(made.read("truth/businesses")["character"]) == {"honest_strong", "honest_weak", *DISHONEST}
    nobody = Characters(0.5, 0.0, 0.0, 0.0, 0.0, 0.0)
    assert set(live(read_settings(characters=nobody), 3, 1_000).firms.character) == {
        "honest_strong",
        "honest_weak",
    }


def test_a_farm_applies_by_night_from_one_or_two_devices(known: pl.DataFrame) -> None:
    """Many people, the same small hours, the same amount."""
    for _, ring in _of(known, "shared_device_farm").group_by("ring_id"):
        assert ring["device_id"].n_unique() <= 2
        assert ring["network"].n_unique() == 1
        assert ring["amount_fen"].n_unique() == 1
        assert ring["applied_at"].dt.hour().max() < 6


def test_a_farms_takings_are_the_same_every_day(made: TownFolder, known: pl.DataFrame) -> None:
    """An honest till goes up and down with the week; an invented one hardly moves."""
    taken = made.read("till_flows").with_columns(month=pl.col("on").dt.month_start())
    spread = taken.group_by("business_id", "month").agg(
        cv=pl.col("taken_fen").std() / pl.col("taken_fen").mean(), days=pl.len()
    )
    spread = spread.filter(pl.col("days") > 20).join(
        known.select("business_id", "character"), on="business_id"
    )
    farm = spread.filter(pl.col("character") == "shared_device_farm")["cv"].median()
    honest = spread.filter(pl.col("character").str.starts_with("honest"))["cv"].median()
    assert farm < 0.1 < honest


def test_borrowed_identities_share_a_device_an_agents_address_and_new_telephones(
    made: TownFolder, known: pl.DataFrame
) -> None:
    """And a young firm: registered within a year before asking."""
    borrowed = _of(known, "borrowed_identity").join(
        made.read("businesses").select("business_id", "agent_id", "address", "started_on", "uscc"),
        on="business_id",
    )
    phones = made.read("phones").select("phone", "person_id", "since")
    dated = borrowed.join(phones, on=["phone", "person_id"])
    assert dated.height == borrowed.height
    assert (dated["applied_at"].dt.date() - dated["since"]).dt.total_days().max() < 60
    assert borrowed.filter(pl.col("uscc").is_not_null())["agent_id"].null_count() == 0
    assert (borrowed["applied_at"].dt.date() - borrowed["started_on"]).dt.total_days().max() < 400
    for _, ring in borrowed.group_by("ring_id"):
        assert ring["device_id"].n_unique() <= 2


def test_the_money_of_a_borrowed_identity_leaves_within_days(lives_with_loans: TownFolder) -> None:
    """Almost all of the loan goes to the person behind it."""
    truth = lives_with_loans.read("truth/businesses").filter(pl.col("character") == "borrowed_identity")
    flows = lives_with_loans.read("bank_flows").join(truth, on="business_id")
    lent = flows.filter(pl.col("kind") == "loan").select("business_id", lent_fen="amount_fen", lent_on="on")
    gone = flows.filter(pl.col("kind") == "transfer").join(lent, on="business_id")
    soon = gone.filter((pl.col("on") - pl.col("lent_on")).dt.total_days().is_between(0, 3))
    sent = (-pl.col("amount_fen").sum() / pl.col("lent_fen").first()).alias("share")
    share = soon.group_by("business_id").agg(sent)
    assert lent.height > 0
    assert share.height == lent.height
    assert share["share"].min() > 0.9


@pytest.fixture(scope="module")
def lives_with_loans(tmp_path_factory: pytest.TempPathFactory) -> TownFolder:
    """A town in which everybody gets what they ask for and every account can be seen."""
    plain = read_settings()
    generous = replace(
        plain, lending=replace(plain.lending, approving_share=1.0), missing=Missing(0, 0, 0, 0, 0, 3)
    )
    folder = TownFolder(tmp_path_factory.mktemp("generous"))
    write_town(folder, live(generous, 5, 1_500), lambda _zh, _en: None)
    return folder


def test_a_circle_sells_to_itself(made: TownFolder, known: pl.DataFrame) -> None:
    """Before the application much of a member's sales goes to others of its ring; honest firms have none."""
    ring_of = dict(known.filter(pl.col("ring_id").is_not_null()).select("business_id", "ring_id").iter_rows())
    sold = made.read("output_invoices").filter(pl.col("价税合计") > 0)
    ring = sold.with_columns(
        seller=pl.col("企业代号").replace_strict(ring_of, default=None),
        buyer=pl.col("购方单位代号").replace_strict(ring_of, default=None),
    )
    inside = ring.group_by("企业代号").agg(
        share=pl.col("价税合计").filter(pl.col("seller") == pl.col("buyer")).sum() / pl.col("价税合计").sum()
    )
    shares = inside.join(known.select("business_id", "character"), left_on="企业代号", right_on="business_id")
    circle = shares.filter(pl.col("character") == "circular_invoicing")["share"]
    others = shares.filter(pl.col("character").str.starts_with("honest"))["share"]
    assert circle.min() > 0.05
    assert circle.median() > 0.15
    assert others.max() == 0


def test_a_mutual_ring_guarantees_everybody_for_everybody(made: TownFolder, known: pl.DataFrame) -> None:
    """n members, n × (n − 1) guarantees; an honest guarantee is seldom returned."""
    given = made.read("relations").filter(pl.col("kind") == "guarantees")
    pairs = set(given.select("from_id", "to_id").iter_rows())
    for _, ring in _of(known, "mutual_guarantee").group_by("ring_id"):
        members = ring["business_id"].to_list()
        assert all((one, other) in pairs for one in members for other in members if one != other)


def test_an_agents_clients_say_the_same_in_no_time(known: pl.DataFrame) -> None:
    """One purpose for most of a ring, and a form filled in within minutes."""
    coached, honest = _of(known, "coached"), _of(known, "honest_strong")
    assert coached["minutes_filling"].median() < honest["minutes_filling"].median() / 2
    for _, ring in coached.group_by("ring_id"):
        assert ring["purpose"].value_counts()["count"].max() >= 0.5 * ring.height


def test_most_clients_of_an_agent_say_who_sent_them() -> None:
    """Where one in five is coached, agents sent more than half of those."""
    coached = live(read_settings(characters=Characters(0.5, 0.0, 0.0, 0.0, 0.0, 0.2)), 4, 1_500)
    clients = coached.firms.character[coached.asked.firm] == "coached"
    leaders = coached.population.people["person_id"].gather(coached.firms.leader[coached.asked.firm[clients]])
    sent = relations_table(coached).filter(pl.col("kind") == "referred")
    by_agent = sent.filter(pl.col("from_id").is_in(leaders.to_list()))
    assert by_agent.height >= 0.5 * clients.sum()


def test_one_honest_helper_serves_many_neighbours(known: pl.DataFrame) -> None:
    """A device with many people is no proof: some shops help a whole street to apply."""
    honest = known.filter(pl.col("ring_id").is_null())
    assert honest.group_by("device_id").agg(pl.col("person_id").n_unique())["person_id"].max() >= 3
