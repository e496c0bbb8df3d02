"""What a person looks at first: where the machine stopped, in words, with the case's own figures."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from puhui.decision import EvidencePath, Inputs, decide, shipped_policy
from puhui.decision.model import Step
from puhui.decision.people.authority import authority_on, versions_of
from puhui.decision.people.looking import look_first, machine_view, rows_that_spoke, suggested
from puhui.decision.people.model import Where
from puhui.kernel import Outcome
from tests.decision.making import LAW, SCORECARD, firm

POLICY = shipped_policy()
TABLE = yaml.safe_load(
    (Path(__file__).parents[3] / "puhui" / "decision" / "people" / "look_first.yaml").read_text("utf-8")
)


def case(**changes: object) -> tuple[Inputs, dict[str, object]]:
    """A firm's inputs and the machine's record of them."""
    inputs = firm(EvidencePath.APPLICATION, amount_fen=20_000_000, **changes)
    return inputs, decide(inputs, POLICY, SCORECARD, LAW).record()


def test_a_fraud_row_is_told_with_its_figure_and_its_place() -> None:
    """Six in ten invoices voided: look at those invoices first, with the share."""
    inputs, record = case(sales_void_share=0.62)
    first, *_ = look_first(inputs, record, POLICY, asked_for_a_person=False)
    assert (first.code, first.where) == ("fraud.void_share", Where.INVOICES)
    assert "62%" in first.why.zh and "62%" in first.why.en


def test_the_weightiest_comes_first() -> None:
    """A match on a list before unknown debts, both before what cost points."""
    inputs, record = case(listing="MATCH", debts_known=False, top_buyer_share=0.9)
    looked = look_first(inputs, record, POLICY, asked_for_a_person=True)
    assert [it.code for it in looked] == [
        "knock_out.listed",
        "asked_for_a_person",
        "affordability.debts_unknown",
        "score.top_buyer_share",
    ]


def test_a_row_of_a_houses_own_policy_is_told_in_its_own_words() -> None:
    """A row that the table of sentences does not know is never left out."""
    inputs, record = case(sales_void_share=0.62)
    content = POLICY.contents["fraud"].replace('"void_share"', '"our_own_rule"')
    own = POLICY.with_table("fraud", content.encode())
    record = decide(inputs, own, SCORECARD, LAW).record()
    looked = look_first(inputs, record, own, asked_for_a_person=False)
    ours = next(it for it in looked if it.code == "fraud.our_own_rule")
    assert ours.why.zh == "销项作废过半"


@pytest.mark.parametrize("step", [Step.KNOCK_OUT, Step.FRAUD, Step.ELIGIBILITY, Step.AFFORDABILITY])
def test_every_row_that_stops_an_application_has_its_sentence(step: Step) -> None:
    """In the shipped tables; what stops a batch alone never comes before a person here."""
    of_batches = {"rows_left_out", "files_unread", "no_sales", "term", "amount"}
    stops = {
        row.row_id for row in POLICY.tables[step].table.rows if dict(row.outputs).get("outcome")
    } - of_batches
    assert {f"{step.value}.{row}" for row in stops} <= set(TABLE["rows"])


def test_the_machines_view_names_every_row_that_held() -> None:
    """With its outcome, in the order of the steps."""
    inputs, record = case(debts_known=False)
    view = machine_view(inputs, record, (), POLICY)
    spoke = {it.row_id: it.outcome for it in rows_that_spoke(record, POLICY)}
    assert view.outcome is Outcome.REFER and spoke["debts_unknown"] is Outcome.REFER


def test_a_suggestion_stays_within_what_was_asked() -> None:
    """Rounded down to ¥1,000; nothing where it cannot be reckoned."""
    _, record = case()
    limit_fen, band = suggested(record, 5_555_500)
    assert limit_fen == 5_500_000 and band is not None
    assert suggested({"measures": {}, "band": "D"}, 5_000_000) == (0, None)


def test_authority_is_a_table_with_versions() -> None:
    """Each with owner, source and effective day; before the first one there is none."""
    assert all(version.owner and version.source for version in versions_of())
    with pytest.raises(ValueError, match="no version"):
        authority_on(date(2020, 1, 1))
