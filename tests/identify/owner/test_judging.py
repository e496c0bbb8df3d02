"""One person and a table of them: the same answer, exact reasons, and nothing that was not agreed to."""

from dataclasses import fields

import numpy as np
import polars as pl
import pytest

from puhui.features import PersonSource
from puhui.identify.owner import Kind, OwnerAnswer, Seen, judge, judge_many, shipped_model
from puhui.identify.owner.model import RUNNING
from puhui.identify.owner.scoring import matrix
from puhui.identify.owner.shift import moved
from puhui.identify.owner.training import Labelled

FRUIT_STALL = {
    "months_seen": 12.0,
    "in_person_qr_yuan": 21_000.0,
    "in_person_qr_payments": 640.0,
    "in_person_qr_months": 12.0,
    "in_person_qr_parties": 410.0,
    "in_person_qr_ticket_yuan": 33.0,
    "out_market_yuan": 12_500.0,
    "out_market_payments": 16.0,
    "out_market_months": 12.0,
    "in_wage_yuan": 0.0,
    "in_wage_payments": 0.0,
    "beyond_wage_yuan": 23_000.0,
    "goods_to_takings": 0.55,
}


def seen_of(row: dict[str, float | None], *sources: PersonSource) -> Seen:
    return Seen(frozenset(sources or PersonSource), row)


def rows_of(features: pl.DataFrame) -> list[dict[str, float | None]]:
    return features.drop("person_id").head(60).rows(named=True)


def test_one_person_is_judged_as_a_table_of_them_would_be(owners_features: pl.DataFrame) -> None:
    """`judge` and `judge_many` say the same of everybody."""
    table = judge_many(owners_features.head(60))
    for place, row in enumerate(rows_of(owners_features)):
        one = judge(seen_of(row))
        assert one.probability == pytest.approx(table["probability"][place])
        assert (one.kind, one.registered) == (table["kind"][place], table["registered"][place])


def test_reasons_add_up_to_the_answer_exactly(owners_features: pl.DataFrame) -> None:
    """Base and every topic's weight give the log odds, to rounding: nothing is told that did not count."""
    model = shipped_model()
    ready = model.explained()
    for row in rows_of(owners_features):
        answer = judge(seen_of(row))
        told = sum(topic.weight for topic in answer.weighed)
        odds = float(np.log(answer.probability / (1 - answer.probability)))
        assert model.intercept + model.slope * ready.base + told == pytest.approx(odds, abs=1e-6)


def test_a_source_that_was_not_agreed_to_changes_nothing() -> None:
    """Whoever puts an open register entry among the values: without consent it is not even looked at."""
    only_months = judge(seen_of(FRUIT_STALL, PersonSource.MONTHS))
    sneaked = judge(
        seen_of({**FRUIT_STALL, "registered_open": 1.0, "registered_individual": 1.0}, PersonSource.MONTHS)
    )
    assert sneaked == only_months
    assert sneaked.registered is None and sneaked.sources_seen == (PersonSource.MONTHS,)


def test_not_known_is_not_zero() -> None:
    """A person of whom nothing may be seen is neither owner nor not: the share of owners is the answer."""
    nothing = judge(Seen(frozenset(), {}))
    assert nothing.probability == pytest.approx(nothing.prior, abs=0.1)
    assert nothing.reasons == () and nothing.registered is None
    empty_register = judge(seen_of({"registered_open": 0.0, "registered_hits": 0.0}, PersonSource.REGISTERS))
    assert empty_register.probability < nothing.probability


def test_whom_no_register_names_is_found_and_asked(
    owners_features: pl.DataFrame, owners_people: Labelled
) -> None:
    """Most unregistered sellers of a town are found, and each is asked a question with reasons to show."""
    unregistered = owners_features.filter(owners_people.kind == RUNNING.index(Kind.UNREGISTERED))
    answers = [judge(seen_of(row)) for row in unregistered.drop("person_id").rows(named=True)]
    found = [answer for answer in answers if answer.runs_business]
    assert len(found) > len(answers) / 2
    for answer in found:
        assert answer.question is not None and "？" in answer.question.zh and "?" in answer.question.en
        assert 1 <= len(answer.reasons) <= 3
        assert all("暂无数据" not in reason.zh for reason in answer.reasons)


def test_kinds_and_none_share_the_whole() -> None:
    """Five ways to be, one certainty."""
    answer = judge(seen_of(FRUIT_STALL, PersonSource.MONTHS))
    assert set(answer.kinds) == set(Kind)
    assert sum(answer.kinds.values()) == pytest.approx(1.0)


def test_a_place_with_more_owners_moves_everybodys_odds_alike() -> None:
    """One factor on the odds; who is likelier than whom stays."""
    model = shipped_model()
    here, there = judge(seen_of(FRUIT_STALL), prior=0.06), judge(seen_of(FRUIT_STALL), prior=0.25)
    odds = np.log(here.probability / (1 - here.probability))
    expected = moved(np.array([odds]), 0.06, 0.25)[0]
    assert np.log(there.probability / (1 - there.probability)) == pytest.approx(expected)
    assert model.prior not in (0.06, 0.25)


def test_the_inference_has_no_place_for_a_purpose_or_a_status() -> None:
    """An answer cannot say what a loan is for, nor that it is 普惠: there is no field, and no column."""
    named = {field.name for field in fields(OwnerAnswer)}
    columns = set(judge_many(pl.DataFrame({"in_person_qr_yuan": [1.0]}), reasons=True).columns)
    for word in ("purpose", "inclusive", "puhui", "status", "loan", "limit", "rate"):
        assert not [name for name in named | columns if word in name.split("_")]


def test_columns_that_are_not_there_are_not_known() -> None:
    """A table with one column is answered, and says which source it saw."""
    answers = judge_many(pl.DataFrame({"registered_open": [1.0, 0.0, None]}))
    assert answers["sources_seen"].to_list() == ["registers", "registers", ""]
    assert answers["registered"].to_list() == [True, False, None]
    assert answers["probability"][0] > answers["probability"][1]


def test_reasons_are_told_of_whom_a_register_names_even_if_unlikely(owners_features: pl.DataFrame) -> None:
    """A dormant firm's owner is asked whether it is still open."""
    answers = judge_many(owners_features, reasons=True)
    quiet = answers.filter(pl.col("registered").fill_null(False) & ~pl.col("runs_business"))
    assert quiet.height > 0
    assert quiet["question"].str.contains("还在营业吗").all()
    assert answers.filter(pl.col("probability") < 0.02)["reason_1"].null_count() > 0


def test_values_that_are_no_numbers_are_not_known() -> None:
    """Infinity and NaN never reach the trees as numbers."""
    rows = matrix(pl.DataFrame({"in_wage_yuan": [float("inf"), float("nan"), 5_000.0]}), ("in_wage_yuan",))
    assert np.isnan(rows[:2, 0]).all() and rows[2, 0] == 5_000
