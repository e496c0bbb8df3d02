"""The shipped tables are whole, say only what they may, and mean the same to zen-engine."""

import json

import pytest
import zen

from benchmarks.policy import chain, some_facts
from puhui.decision.jdm import BrokenTableError, HitPolicy
from puhui.decision.model import Step
from puhui.decision.policy import policy_from, shipped_policy

POLICY = shipped_policy()
GATES = (Step.KNOCK_OUT, Step.FRAUD, Step.ELIGIBILITY, Step.AFFORDABILITY)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_shipped_policy_walks_as_the_same_graph_in_zen_engine(seed: int) -> None:
    """Six tables in a chain, a few hundred made-up applications: every table says the same in both."""
    engine = zen.ZenEngine({"loader": {"graph": json.dumps(chain(POLICY))}.__getitem__})
    for facts in some_facts(150, seed):
        theirs = engine.evaluate("graph", facts)["result"]
        for step, (said, _) in zip(Step, POLICY.walk(facts), strict=True):
            compiled = POLICY.tables[step]
            answers = [dict(compiled.says[position]) for position in said]
            collects = compiled.table.hit_policy is HitPolicy.COLLECT
            assert theirs[step.value] == (answers if collects else answers[0]), (step, facts)


def test_gates_only_say_refer_or_decline_and_always_why() -> None:
    """No row approves: an approval is what is left when no row objects."""
    for step in GATES:
        for row, says in zip(POLICY.tables[step].table.rows, POLICY.tables[step].says, strict=True):
            assert says.get("outcome") in {"refer", "decline", None}, row.row_id
            assert ("outcome" in says) == ("reason" in says), row.row_id


def test_every_reason_a_table_can_give_has_a_sentence() -> None:
    """In both languages, from the rulebook; a row with an unknown code would have nothing to tell."""
    rulebook = pytest.importorskip("puhui.rulebook").rulebook()
    codes = {str(says["reason"]) for step in GATES for says in POLICY.tables[step].says if "reason" in says}
    told = {code for code in codes if code not in rulebook.reasons and not code.startswith("fraud_")}
    assert told == set()


def test_every_table_names_who_answers_for_it() -> None:
    """Owner, source, version and date are there for a page to show."""
    for name, compiled in POLICY.tables.items():
        assert compiled.table.meta.owner, name
        assert compiled.table.meta.effective.year >= 2026, name


def test_a_policy_without_one_of_its_tables_is_refused() -> None:
    """A missing fraud table must not mean that fraud is not looked at."""
    contents = {name: text for name, text in POLICY.contents.items() if name != "fraud"}
    with pytest.raises(BrokenTableError, match="expected tables"):
        policy_from(contents)


def test_the_version_changes_with_any_cell() -> None:
    """Two policies that differ in one number never carry the same version."""
    changed = POLICY.with_table("rating", POLICY.contents["rating"].replace("< 0.03", "< 0.04").encode())
    assert changed.version != POLICY.version
