"""An institution decides by itself about what was handed to it: own record, own checks, fail closed."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from puhui.decision import (
    Band,
    Decider,
    DecisionOwner,
    Kept,
    PersonSays,
    Replay,
    bring,
    credit_data,
    decide_application,
    decide_package,
    open_underwriting,
    read_brought,
    read_decider,
    replay,
    shipped_policy,
    stop_underwriting,
    underwriting_for,
)
from puhui.decision.service import decide_by_person
from puhui.evidence import DebtReport, DebtSource, record_debts
from puhui.ground import Work
from puhui.intake import (
    Application,
    Consent,
    NewConsent,
    covering_consent,
    current_text,
    give_consent,
)
from puhui.kernel import Outcome, Problem, Text
from tests.decision.applying import applied
from tests.decision.making import SCORECARD

OWN = Decider(DecisionOwner.INSTITUTION, shipped_policy(), SCORECARD)


def advised(work: Work) -> tuple[Application, dict[str, Any]]:
    """An application with a platform's advice, and the parcel that may travel."""
    asked = applied(work)
    assert isinstance(decide_application(work, asked.id, scorecard=SCORECARD), Kept)
    parcel = credit_data(work, asked.id, ("features", "decision"))
    assert isinstance(parcel, dict)
    return asked, parcel


def inquiry_allowed(work: Work, asked: Application) -> Consent:
    """The borrower's consent to one inquiry, the institution named in it."""
    text = current_text("bureau_inquiry", work.today())
    assert text is not None
    house = ("测试溪流银行", "400-000-0001")
    new = NewConsent(
        asked.owner_id,
        text.source,
        text.fields,
        text.purpose,
        text.id,
        text.version,
        text.hash(*house),
        work.now() + timedelta(days=30),
        recipient_name=house[0],
        recipient_contact=house[1],
        separate=True,
    )
    given = give_consent(work, new)
    assert isinstance(given, Consent), given
    return given


def handed_over(work: Work, asked: Application, parcel: Mapping[str, Any] | None, *, bureau: bool) -> None:
    """The file an institution would have: the consent, the figures, a bureau report without debts."""
    open_underwriting(work, asked.id, "R-1", work.now() + timedelta(days=30))
    if parcel is not None:
        assert bring(work, asked.id, asked.owner_id, parcel) is None
    if bureau:
        consent = inquiry_allowed(work, asked)
        report = DebtReport(DebtSource.BUREAU, work.today(), ())
        record_debts(work, asked.owner_id, report, consent)


def test_the_institutions_decision_is_its_own_record_beside_the_advice(work: Work) -> None:
    """Same tables, another owner: two decisions, and the record says for good whose each is."""
    asked, parcel = advised(work)
    handed_over(work, asked, parcel, bureau=True)
    kept = decide_package(work, asked.id, OWN)
    assert isinstance(kept, Kept)
    assert (kept.owner, kept.outcome) == (DecisionOwner.INSTITUTION, Outcome.APPROVE)
    again = replay(work, kept.id)
    assert isinstance(again, Replay) and again.same


@pytest.mark.parametrize(("parcel", "bureau"), [(False, True), (True, False)])
def test_what_did_not_arrive_refers(work: Work, parcel: bool, bureau: bool) -> None:
    """Without figures, or without the bureau's answer, a person looks; nothing is approved."""
    asked, brought = advised(work)
    handed_over(work, asked, brought if parcel else None, bureau=bureau)
    kept = decide_package(work, asked.id, OWN)
    assert isinstance(kept, Kept)
    assert kept.outcome is Outcome.REFER


def test_a_consent_that_ended_approves_nothing(work: Work) -> None:
    """The package's consent ran out before the decision."""
    asked, parcel = advised(work)
    open_underwriting(work, asked.id, "R-1", work.now() - timedelta(seconds=1))
    assert bring(work, asked.id, asked.owner_id, parcel) is None
    kept = decide_package(work, asked.id, OWN)
    assert isinstance(kept, Kept) and kept.outcome is Outcome.REFER


def test_a_stopped_file_is_not_decided(work: Work) -> None:
    """A withdrawal stops new processing, and stopping twice is stopping once."""
    asked, parcel = advised(work)
    handed_over(work, asked, parcel, bureau=True)
    assert stop_underwriting(work, asked.id, "consent_withdrawn")
    assert not stop_underwriting(work, asked.id, "consent_withdrawn")
    assert isinstance(decide_package(work, asked.id, OWN), Problem)
    found = underwriting_for(work, "R-1")
    assert found is not None and found.stopped_why == "consent_withdrawn"


def test_a_parcel_holds_only_what_is_consented_to_and_never_a_fraud_rule(work: Work) -> None:
    """Figures under `features`, advice under `decision`; verifiers' answers and fraud hits stay at home."""
    asked, parcel = advised(work)
    assert set(parcel) == {"version", "as_of", "features", "evidence", "advice"}
    assert parcel["advice"]["decision_owner"] == "platform_advisory"
    assert "identity" not in parcel["evidence"] and "reasons" not in parcel["advice"]
    only_advice = credit_data(work, asked.id, ("decision",))
    assert isinstance(only_advice, dict) and "features" not in only_advice


@pytest.mark.parametrize(
    "wrong",
    [
        {"version": 2},
        {"features": {"sales_12m_yuan": "many"}},
        {"features": {"sales_12m_yuan": float("inf")}},
        {"features": [1, 2]},
        {"as_of": "yesterday"},
    ],
)
def test_a_broken_parcel_is_refused(work: Work, wrong: dict[str, Any]) -> None:
    """Nothing of it is guessed at."""
    _, parcel = advised(work)
    assert isinstance(read_brought({**parcel, **wrong}), Problem)


def test_a_broken_policy_folder_decides_nothing(tmp_path: Path) -> None:
    """The house does not start with tables that are not whole, and says which folder."""
    (tmp_path / "price.json").write_text("{}")
    broken = read_decider(DecisionOwner.INSTITUTION, tmp_path, None)
    assert isinstance(broken, Problem) and broken.where == str(tmp_path)
    assert isinstance(read_decider(DecisionOwner.INSTITUTION, None, tmp_path / "none"), Problem)


def test_the_bureaus_consent_names_the_institution(work: Work) -> None:
    """One inquiry under a consent of its own, given to the house that asks."""
    asked = applied(work)
    given = inquiry_allowed(work, asked)
    covering = covering_consent(work, asked.owner_id, "credit_bureau", "credit_assessment", ("report",))
    assert isinstance(covering, Consent) and covering.id == given.id
    assert covering.recipient_name


def test_a_person_decides_what_no_table_could_and_it_replays(work: Work) -> None:
    """Their own record, with every rule's outcome kept and the reason told word for word."""
    asked, _ = advised(work)
    handed_over(work, asked, None, bureau=True)
    referred = decide_package(work, asked.id, OWN)
    assert isinstance(referred, Kept) and referred.outcome is Outcome.REFER
    reason = Text("实地看过账本，经营稳定。", "The books were seen on site; trade is steady.")
    says = PersonSays(Outcome.APPROVE, reason, 5_000_000, Band.C)
    kept = decide_by_person(work, asked.id, OWN, says)
    assert isinstance(kept, Kept), kept
    assert (kept.outcome, kept.limit_fen, kept.band) == (Outcome.APPROVE, 5_000_000, Band.C)
    assert kept.reasons == (reason,) and kept.record["steps"] == referred.record["steps"]
    again = replay(work, kept.id)
    assert isinstance(again, Replay) and again.same


@pytest.mark.parametrize(
    "says",
    [
        PersonSays(Outcome.APPROVE, Text("好", "fine"), 20_000_001, Band.A),
        PersonSays(Outcome.APPROVE, Text("好", "fine"), 5_000_000, Band.D),
        PersonSays(Outcome.APPROVE, Text("好", "fine"), 5_000_000),
        PersonSays(Outcome.DECLINE, Text("", "")),
        PersonSays(Outcome.REFER, Text("再看看", "look again")),
    ],
)
def test_a_person_gives_reasons_and_stays_within_what_was_asked(work: Work, says: PersonSays) -> None:
    """No limit beyond the request, no approval in band D, no word without a reason."""
    asked, parcel = advised(work)
    handed_over(work, asked, parcel, bureau=True)
    assert isinstance(decide_by_person(work, asked.id, OWN, says), Problem)
