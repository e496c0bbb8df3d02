"""One application on one page: everything the rooms say, in both languages, and nothing beyond."""

import re
from dataclasses import replace
from uuid import UUID

from sqlalchemy import text

from puhui.decision import ReviewKind, ask_review, decide_application, decision_of
from puhui.desk import Reader, add_note, case_page, fraud_of
from puhui.desk.bodies import CaseBody
from puhui.desk.showing.known import evidence_bodies
from puhui.ground import Actor, Ground, Work
from puhui.intake import SubjectKind, consents_of, withdraw_consent
from puhui.kernel import Problem
from puhui.matching import shipped_catalogue
from tests.conftest import NOW
from tests.decision.applying import applied, erase
from tests.desk.cases import decided, drain, listed

ALL = Reader(note=True, assign=True, verdict=True, fraud=True)


def page_of(work: Work, application_id: UUID, reader: Reader = ALL) -> CaseBody:
    """The page."""
    page = case_page(work, application_id, shipped_catalogue(), reader)
    assert not isinstance(page, Problem), page
    return page


def test_a_decision_is_shown_rule_by_rule_with_figures_in_words(work: Work) -> None:
    """Each row that was looked at: taken, or which column stopped it; each figure with its name and words."""
    asked = decided(work)
    shown = page_of(work, asked.id).decision
    assert shown is not None
    assert [it.step for it in shown.steps] == [
        *("knock_out", "fraud", "eligibility", "affordability", "limit", "price")
    ]
    limit = next(it for it in shown.steps if it.step == "limit")
    taken = [it for it in limit.rows if it.taken]
    assert [it.id for it in taken] == ["application_A"] and taken[0].stopped_at_column is None
    skipped = limit.rows[0]
    assert (skipped.stopped_at_column, skipped.stopped_at_name.en) == ("path", "path")  # type: ignore[union-attr]
    knock_out = shown.steps[0]
    assert knock_out.rows[0].description.en == "Invoices not known or ≤ 0"
    assert knock_out.measures["purpose"].shown.zh == "进货备货"
    change = next(it for it in shown.contributions if it.feature == "sales_12m_change")
    assert (change.shown.en, change.label.en) == ("−1.6%", "A year's sales against the year before")
    assert {it.kind for it in shown.versions} >= {"engine", "policy", "scorecard", "law"}
    assert all(it.since is not None for it in shown.versions if len(it.version) == 64)
    assert set(shown.timings) >= {"gather_ms", "decide_ms"} and not shown.by_person


def test_what_the_fraud_table_said_is_for_few(work: Work) -> None:
    """Without the right neither its rows nor its figures are on the page; with it they are, and audited."""
    asked = decided(work)
    hidden = page_of(work, asked.id, replace(ALL, fraud=False))
    assert hidden.decision is not None
    assert "fraud" not in {it.step for it in hidden.decision.steps}
    assert "fraud_" not in hidden.model_dump_json() and "neighbours_" not in hidden.model_dump_json()
    told = fraud_of(work, asked.id)
    assert not isinstance(told, Problem) and told.step is not None
    assert {it.id for it in told.step.rows} >= {"circular", "void_share"}


def test_evidence_says_what_is_there_what_is_missing_and_what_may_not_be_used(work: Work) -> None:
    """Invoices with their days and rows, debts that nobody asked for, a consent taken back."""
    asked = decided(work, debts=False)
    states = {it.source: it for it in page_of(work, asked.id).evidence}
    assert (states["invoices"].state, states["invoices"].rows) == ("present", 600)
    assert states["invoices"].from_ is not None and states["invoices"].consent_id is not None
    assert (states["debts"].state, states["debts"].told.en) == ("missing", "Nothing yet")
    assert [code for code, it in states.items() if it.is_public] == ["lists"]
    assert "一致" in states["identity"].told.zh and "no record" in states["lists"].told.en
    given = consents_of(work, asked.owner_id)
    assert not isinstance(given, Problem)
    withdraw_consent(work, next(it.id for it in given if it.source == "invoices"))
    page = page_of(work, asked.id)
    assert {it.source: it.state for it in page.evidence}["invoices"] == "withdrawn"
    assert [it.stands for it in page.consents if it.source == "invoices"] == [False]


def test_the_timeline_tells_in_both_languages_who_did_what(work: Work) -> None:
    """Consents, evidence, the decision, what the borrower asked; newest first, nothing in one language."""
    asked = decided(work, debts=False)
    kept = decision_of(work, asked.id)
    ask_review(work, kept.id, ReviewKind.PERSON, "请再看看")  # type: ignore[union-attr]
    page = page_of(work, asked.id)
    told = [it.what.en for it in page.timeline]
    assert {
        "The application was submitted",
        "Decision: refer to a person",
        "The borrower asked for a person",
    } < set(told)
    assert "Invoices imported, 600 new" in told and "Consented: VAT invoices" in told
    assert [it.at for it in page.timeline] == sorted((it.at for it in page.timeline), reverse=True)
    for moment in page.timeline:
        assert moment.what.zh and moment.who.zh
        assert not re.search(r"[一-鿿]", moment.what.en + moment.who.en), moment
    assert page.referral is not None and len(page.referral.request_ids) == 1 and page.may.verdict


def test_offers_stand_side_by_side_with_every_figure(ground: Ground, clerk: Actor) -> None:
    """As the borrower was told them; what fell out with every reason."""
    with ground.work(clerk) as work:
        asked = applied(work)
        decide_application(work, asked.id)
    drain(ground)
    with ground.work(clerk) as work:
        page = page_of(work, asked.id)
        assert len(page.offers) + len(page.fell_out) == len(shipped_catalogue().products)
        assert all(it.reasons for it in page.fell_out)
        for offer in page.offers:
            assert offer.total_cost_fen == offer.interest_fen + offer.fees_fen
            assert sum(it.principal_fen for it in offer.schedule) == offer.amount_fen


def test_of_an_erased_borrower_a_page_shows_that_there_was_one(work: Work) -> None:
    """No name, no decision, no note, no debt; numbers and stages stay."""
    asked = decided(work)
    add_note(work, asked.id, "电话里很客气")
    erase(work, asked.owner_id)
    listed(work, asked.id)
    page = page_of(work, asked.id)
    assert (page.owner.name, page.owner.erased, page.decision) == ("", True, None)
    assert "测试一" not in page.model_dump_json() and "客气" not in page.model_dump_json()
    assert page.decisions[0].outcome == "approve" and not page.may.note
    assert {it.source: it.state for it in page.evidence}["invoices"] == "erased"


def test_who_reads_a_page_is_in_the_trail_and_a_stranger_finds_nothing(work: Work) -> None:
    """Reading is a deed; another mode's application is not there."""
    asked = decided(work)
    page_of(work, asked.id)
    read = text(
        "SELECT count(*) FROM ground.audit_entry WHERE action = 'desk.case_read' AND target = :target"
    )
    assert work.connection.execute(read, {"target": f"application:{asked.id}"}).scalar_one() == 1
    missing = case_page(work, UUID(int=1), shipped_catalogue(), ALL)
    assert isinstance(missing, Problem) and missing.code == "application.not_found"
    assert page_of(work, asked.id).row.kind == SubjectKind.ENTERPRISE


def test_a_lender_is_not_told_that_invoices_are_missing_when_it_has_their_figures() -> None:
    """Figures come with an application handed over, the invoices never do: nothing to chase."""
    here, came = (
        evidence_bodies([], [], NOW, is_erased=False, is_handed_over=came)[0] for came in (False, True)
    )
    assert (here.source, here.state, came.state) == ("invoices", "missing", "told")
    assert "figures" in came.told.en and not came.is_public
