"""Nothing of a fraud rule leaves: not to its borrower, an institution, a log or a message."""

import json
import logging
import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from puhui.app.handlers import handlers_of
from puhui.app.outside import Outside
from puhui.app.party import platform_party
from puhui.decision import Kept, credit_data, decide_here, shipped_policy
from puhui.decision.fraud.naming import fraud_words
from puhui.decision.publishing.fields import readable
from puhui.ground import Actor, ActorKind, Erased, Ground, Mode, Work
from puhui.ground.identity import issue_borrower_session
from puhui.ground.web.credentials import BORROWER_COOKIE
from puhui.ground.worker import drain_once
from puhui.kernel import Outcome, Problem
from puhui.rulebook import rulebook
from tests.app.api_client import client_of, key_header
from tests.decision.applying import applied
from tests.decision.fraud.test_limiting import RULE, again, decider_that_declines, made

ALL = ("invoices", "identity", "debts", "relations")
_TABLE = shipped_policy().tables["fraud"].table
RULES = {row.row_id for row in _TABLE.rows} | {RULE}
CODES = {str(dict(row.outputs)["reason"]) for row in _TABLE.rows} | {"fraud_trial"}
SECRET = (
    set(fraud_words())
    | CODES
    | {it for it in RULES if "_" in it}
    | {"fraud_rules_past_limit", "fraud_declines_used", "velocity_", "fraud_ring"}
)
"""Names of facts, codes of reasons, rows of the table."""


def leaks(told: str) -> list[str]:
    """What of it is told."""
    return sorted(it for it in SECRET if re.search(rf"(?<![a-z_]){it}", told))


def of_fraud(work: Work) -> Kept:
    """A decision in which rules of every kind spoke: declined by one, seen often by others, past a limit."""
    first = applied(work, consents=ALL)
    decider = decider_that_declines()
    kept = [made(work, again(work, first, number), decider) for number in range(8)]
    assert {it.outcome for it in kept} == {Outcome.DECLINE, Outcome.REFER}
    return kept[-1]


@pytest.fixture
def kept(ground: Ground, clerk: Actor) -> Kept:
    """One such decision, committed."""
    with ground.work(clerk) as work:
        return of_fraud(work)


@pytest.fixture
def client(ground: Ground) -> Iterator[TestClient]:
    """The platform."""
    with client_of(ground) as client:
        yield client


@pytest.mark.parametrize("role", ["developer", "operations", "institution", "field"])
def test_the_door_of_fraud_is_closed_to(role: str, client: TestClient, ground: Ground, kept: Kept) -> None:
    """Reading a case, the rules and labelling alike."""
    who = key_header(ground, role, mode=Mode.TEST)
    for path in (f"applications/{kept.application_id}", "rules"):
        assert client.get(f"/api/v1/fraud/{path}", headers=who).status_code in {401, 403}
    label = client.post(
        f"/api/v1/fraud/applications/{kept.application_id}/labels",
        json={"finding": "confirmed", "why": "x"},
        headers=who | {"Idempotency-Key": str(uuid4())},
    )
    assert label.status_code in {401, 403}


def test_the_api_that_borrowers_programs_use_tells_nothing_of_it(
    client: TestClient, ground: Ground, kept: Kept
) -> None:
    """Decision, explanation and application, in both languages."""
    who = key_header(ground, "developer", mode=Mode.TEST)
    about = f"applications/{kept.application_id}"
    told = ""
    for path in (f"decisions/{kept.id}", f"decisions/{kept.id}/explanation", f"{about}/decision", about):
        for lang in ("zh", "en"):
            answer = client.get(f"/api/v1/{path}?lang={lang}", headers=who)
            assert answer.status_code == 200, answer.text
            told += answer.text
    assert rulebook().reason("needs_person").zh in told
    assert leaks(told) == [] and RULE not in told


def test_a_borrowers_own_pages_tell_nothing_of_it(client: TestClient, ground: Ground) -> None:
    """The result, the list of applications, the consents: as the borrower sees them."""
    live = Actor("clerk-990000", ActorKind.PERSON, frozenset({"admin"}), Mode.LIVE)
    with ground.work(live) as work:
        kept = of_fraud(work)
        assert kept.subject_id is not None
        client.cookies.set(BORROWER_COOKIE, issue_borrower_session(work, kept.subject_id).token)
    told = ""
    for path in (f"/applications/{kept.application_id}", "/applications", "/consents", "/"):
        answer = client.get(path, headers={"Accept": "text/html"})
        assert answer.status_code == 200, (path, answer.text[:300])
        told += answer.text
    assert rulebook().reason("needs_person").zh in told
    assert leaks(told) == [] and RULE not in told


def test_what_a_borrower_is_told_is_the_same_for_every_rule(work: Work) -> None:
    """One sentence for a referral and one for a decline, whatever spoke; no hint says what to change."""
    first = applied(work, consents=ALL)
    decider = decider_that_declines()
    kept = [made(work, again(work, first, number), decider) for number in range(6)]
    declined = {it.reasons[0].zh for it in kept if it.outcome is Outcome.DECLINE}
    referred = {it.reasons[0].zh for it in kept if it.outcome is Outcome.REFER}
    assert declined == {rulebook().reason("not_verified").zh}
    assert referred <= {rulebook().reason("needs_person").zh}
    assert not [hint for it in kept for hint in it.hints if leaks(hint.zh + hint.en)]


def test_no_sentence_of_the_rulebook_is_about_a_fraud_rule() -> None:
    """So nothing could be told by mistake: no reason, no hint."""
    codes = set(rulebook().reasons)
    assert not codes & CODES and not codes & {f"hint_{code}" for code in CODES}
    assert not [code for code in codes if code.startswith(("velocity", "fraud"))]


@pytest.mark.parametrize("table", ["knock_out", "eligibility", "affordability", "limit", "price", "rating"])
def test_no_other_table_may_read_what_was_seen(table: str) -> None:
    """A credit table's reasons are told; so it never sees these facts."""
    assert not set(readable(table)) & set(fraud_words())
    assert set(fraud_words()) <= set(readable("fraud"))


def test_an_institutions_parcel_has_none_of_it(work: Work) -> None:
    """Figures and advice travel; facts and hits of fraud stay."""
    kept = of_fraud(work)
    assert kept.application_id is not None
    parcel = credit_data(work, kept.application_id, ("features", "decision"))
    assert not isinstance(parcel, Erased | Problem)
    assert leaks(json.dumps(parcel, default=str)) == []


def test_logs_and_messages_have_none_of_it(
    ground: Ground, clerk: Actor, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """While it is decided and while the worker passes on what follows."""
    caplog.set_level(logging.DEBUG)
    with ground.work(clerk) as work:
        of_fraud(work)
    drain_once(ground, handlers_of(platform_party(), Outside()))
    written = caplog.text + "".join(capfd.readouterr())
    with ground.engine.connect() as connection:
        payloads = [str(it) for it in connection.execute(text("SELECT payload FROM ground.outbox")).scalars()]
    assert leaks(written) == [] and leaks(" ".join(payloads)) == []


def test_those_who_may_see_it_see_fraud_and_credit_apart(
    client: TestClient, ground: Ground, kept: Kept
) -> None:
    """A reviewer reads the case, labels it, and the rules' rates follow; the words are sealed."""
    who = key_header(ground, "reviewer", mode=Mode.TEST)
    case: dict[str, Any] = client.get(f"/api/v1/fraud/applications/{kept.application_id}", headers=who).json()
    assert (case["fraud"], case["credit"]) == ("referred", "approve")
    assert {"rule": RULE, "said": "decline", "became": "refer"} in case["hits"]
    for finding in ("confirmed", "false_alarm"):
        said = client.post(
            f"/api/v1/fraud/applications/{kept.application_id}/labels",
            json={"finding": finding, "why": "打过电话，是同一个人重复提交"},
            headers=who | {"Idempotency-Key": str(uuid4())},
        )
        assert said.status_code == 201, said.text
    rules = {it["rule"]: it for it in client.get("/api/v1/fraud/rules", headers=who).json()["rules"]}
    assert (rules[RULE]["hits"], rules[RULE]["false_alarms"], rules[RULE]["confirmed"]) == (8, 1, 0)
    assert rules[RULE]["precision"] == 0 and rules[RULE]["precision_high"] < 1
    assert [it["window"] for it in rules[RULE]["used"]] == ["day", "week"]
    with ground.engine.connect() as connection:
        sealed = connection.execute(text("SELECT sealed_why FROM decision.fraud_label")).scalars().all()
    assert all("打过电话".encode() not in bytes(it) for it in sealed)


def test_a_label_needs_its_why(client: TestClient, ground: Ground, kept: Kept) -> None:
    """An empty one is refused, and nothing is kept."""
    who = key_header(ground, "reviewer", mode=Mode.TEST) | {"Idempotency-Key": str(uuid4())}
    path = f"/api/v1/fraud/applications/{kept.application_id}/labels"
    assert client.post(path, json={"finding": "confirmed", "why": " "}, headers=who).status_code == 422
    gone = client.post(
        f"/api/v1/fraud/applications/{UUID(int=5)}/labels",
        json={"finding": "confirmed", "why": "x"},
        headers=who | {"Idempotency-Key": str(uuid4())},
    )
    assert gone.status_code == 404


def test_a_duplicate_submission_is_counted_and_a_duplicate_decision_is_not(work: Work) -> None:
    """The same form twice is two applications; the same application decided twice is one."""
    first = applied(work, consents=ALL)
    for _ in range(3):
        assert isinstance(decide_here(work, first.id, platform_party().decider), Kept)
    hits = work.connection.execute(text("SELECT count(*) FROM decision.fraud_hit")).scalar_one()
    assert hits == 0
