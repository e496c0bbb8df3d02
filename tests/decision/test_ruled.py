"""Cells that ask the rulebook: they mean what zen-engine takes them for, on every day what holds that day."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import zen
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.decision import EvidencePath, Policy, decide, law_on, shipped_policy
from puhui.decision.columns import compile_columns
from puhui.decision.jdm import (
    BrokenTableError,
    check,
    compile_table,
    compile_walk,
    read_table,
    sealed,
    with_rules,
)
from puhui.decision.model import Law
from puhui.decision.publishing import table_troubles
from puhui.decision.publishing.documents import opened
from puhui.decision.ruling import named_rules, rules_on
from puhui.kernel import Outcome
from tests.decision.making import CONTRACT_ON, LAW, SCORECARD, decided, firm
from tests.decision.test_jdm import CELLS, FACTS, jdm

NAMES = ("rule_lpr_1y", "rule_working_capital_months_most")
ASKING = st.tuples(st.sampled_from(["> ", ">= ", "<", "<= "]), st.sampled_from(NAMES)).map("".join)
RULED = st.one_of(
    CELLS,
    ASKING,
    st.tuples(ASKING, CELLS.filter(bool)).map(", ".join),
    st.tuples(CELLS.filter(lambda it: it and "," not in it and "or" not in it), ASKING).map(" and ".join),
)
ROWS = st.lists(st.tuples(RULED, RULED, CELLS), min_size=1, max_size=4)
VALUES = st.fixed_dictionaries(dict.fromkeys(NAMES, st.integers(-9, 9).map(float)))
Document = dict[str, Any]


def ruled(name: str, row_id: str, **cells: str) -> Document:
    """A shipped table with some cells of one row written anew."""
    document = opened(shipped_policy().contents[name])
    (node,) = [it for it in document["nodes"] if it["type"] == "decisionTableNode"]
    (row,) = [it for it in node["content"]["rules"] if it["_id"] == row_id]
    row.update(cells)
    return document


def policy_with(document: Document, name: str) -> Policy:
    """The shipped policy with that table."""
    return shipped_policy().with_table(name, sealed(document))


TERM = ruled("eligibility", "term", in_months="null, < 1, > rule_working_capital_months_most")


@settings(max_examples=200, deadline=None)
@given(ROWS, st.sampled_from(["first", "collect"]), FACTS, VALUES)
def test_a_ruled_table_is_the_same_alone_in_a_walk_in_columns_and_in_zen_engine(
    rows: list[tuple[str, ...]], hit_policy: str, many: list[dict[str, Any]], values: dict[str, float]
) -> None:
    """zen-engine is handed the rule's value as the fact of that name; columns have it written in."""
    document = jdm(rows, hit_policy)
    table = read_table("t", json.dumps(document).encode(), "t.json")
    alone, walk = compile_table(table), compile_walk([table])
    oracle = zen.ZenEngine({"loader": lambda key: json.dumps(document)})
    said = compile_columns([alone], rules=values).run(
        {name: [facts.get(name) for facts in many] for name in table.inputs}
    )
    for firm_number, facts in enumerate(many):
        given_facts = {**facts, **values}
        theirs = oracle.evaluate("t", given_facts)["result"]
        expected = theirs if isinstance(theirs, list) else [theirs] if theirs else []
        assert alone.answers(given_facts) == expected, (facts, alone.source)
        assert walk.run(given_facts)[0] == (alone.run(given_facts),)
        assert said.tables["t"].of(firm_number) == alone.run(given_facts)[0]


def test_a_table_with_a_gap_on_some_day_is_refused() -> None:
    """Between four and the rule's value there is nobody on days when it is above four."""
    table = read_table(
        "t", json.dumps(jdm([("< 4", "", ""), (">= rule_lpr_1y", "", ""), ("null", "", "")])).encode(), "t"
    )
    with pytest.raises(BrokenTableError, match="no row speaks about"):
        check(table, "t", [{"rule_lpr_1y": 3.5}, {"rule_lpr_1y": 4.5}])
    with pytest.raises(BrokenTableError, match="no value for rule_lpr_1y"):
        check(table, "t")


def test_a_rule_that_nobody_knows_is_refused_on_loading_and_told_while_writing() -> None:
    """With row and column, in both languages."""
    strange = ruled("eligibility", "term", in_months="null, < 1, > rule_of_thumb")
    with pytest.raises(BrokenTableError, match="nothing named rule_of_thumb"):
        policy_with(strange, "eligibility")
    (trouble,) = [it for it in table_troubles("eligibility", strange, CONTRACT_ON) if it.kind == "cell"]
    assert (trouble.row_id, trouble.column) == ("term", "months")
    assert "rule_of_thumb" in trouble.what.zh
    assert "rule_of_thumb" in trouble.what.en


@pytest.mark.parametrize(
    "cell", ["== rule_lpr_1y", "!= rule_lpr_1y", "rule_lpr_1y", "in [rule_lpr_1y]", "> lpr"]
)
def test_only_ordering_asks_the_rulebook(cell: str) -> None:
    """Equality with a rate, or a name that is no rule's, is a slip."""
    with pytest.raises(BrokenTableError, match="column x"):
        read_table("t", json.dumps(jdm([(cell, "", "")])).encode(), "t.json")


def test_a_table_that_asks_the_rulebook_is_sound_and_decides_by_the_day() -> None:
    """Forty months are past what the rules on working-capital loans allow since 2024-07; thirty are not."""
    assert table_troubles("eligibility", TERM, CONTRACT_ON) == ()
    policy = policy_with(TERM, "eligibility")
    assert policy.rules_asked == {"rule_working_capital_months_most"}
    assert decided(replace(firm(), months=30), policy).outcome is Outcome.APPROVE
    long = decided(replace(firm(), months=40), policy)
    assert (long.outcome, long.reasons[0].code) == (Outcome.DECLINE, "term_outside")


def test_a_rule_that_is_not_in_force_on_the_day_of_the_contract_refers() -> None:
    """Nobody is approved against a value that there is none of."""
    policy = policy_with(TERM, "eligibility")
    none = replace(LAW, rules={})
    decision = decide(firm(EvidencePath.BATCH), policy, SCORECARD, none)
    assert decision.outcome is Outcome.REFER
    assert decision.reasons[0].code == "rule_not_in_force"


def test_a_replay_takes_the_values_that_were_kept_and_no_others() -> None:
    """The law's bytes hold them; an older record's bytes hold none, and its floor is the first."""
    again = Law.opened(LAW.sealed())
    assert again == LAW
    assert again.rules["rule_lpr_1y"] == float(rules_on(CONTRACT_ON)["rule_lpr_1y"])
    old = Law(LAW.price_cap, LAW.cap_basis, LAW.cap_rule, LAW.defaults)
    assert b"floor" not in old.sealed()
    assert Law.opened(old.sealed()).floor == 1


def test_every_named_rule_has_a_value_and_a_source_today() -> None:
    """What the catalogue offers can be asked for; each with where it comes from."""
    for name, rule in named_rules().items():
        record = rule.on(CONTRACT_ON)
        assert record is not None, name
        assert record.source
        assert law_on(CONTRACT_ON).rules[name] == float(record.value)
    assert rules_on(date(2020, 1, 1)) != rules_on(CONTRACT_ON)


def test_a_column_may_read_the_rulebook_too() -> None:
    """A row for months of dear money: the column is the rule itself."""
    document = ruled("eligibility", "amount")
    (node,) = [it for it in document["nodes"] if it["type"] == "decisionTableNode"]
    node["content"]["inputs"].append({"id": "in_lpr", "name": "LPR", "field": "rule_lpr_1y"})
    node["content"]["rules"].append(
        {"_id": "dear", "in_lpr": "> 0.001", "out_outcome": "'refer'", "out_reason": "'needs_person'"}
    )
    assert table_troubles("eligibility", document, CONTRACT_ON) == ()
    policy = policy_with(document, "eligibility")
    assert decided(firm(), policy).outcome is Outcome.REFER
    table = policy.tables["eligibility"]
    said = compile_columns([table], rules=LAW.rules).run({"months": [12.0, 12.0]}).tables["eligibility"]
    assert said.of(0)[-1] == len(table.table.rows) - 1


def test_a_table_with_values_written_in_asks_nobody_any_more() -> None:
    """What is checked and what runs over columns holds plain numbers."""
    table = shipped_policy().tables["rating"].table
    assert with_rules(table, {}) is table
