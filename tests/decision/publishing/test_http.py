"""Policy tables over HTTP: read, changed, told what is wrong, tried on the past, published by another."""

from dataclasses import replace

import pytest
from fastapi import FastAPI

from puhui.app.api import create_app
from puhui.decision import Decider, DecisionOwner, Kept, decide_here, platform_decider, shipped_policy
from puhui.ground import Actor, Ground, Mode
from puhui.kernel import Outcome
from tests.app.api_client import client_of, key_header
from tests.decision.applying import applied, erase
from tests.decision.making import SCORECARD
from tests.decision.publishing.changing import document, row, rules, with_rate
from tests.ground.publishing.signed_in import Colleague

PRICE = "/api/v1/policies/price"


@pytest.fixture
def app(ground: Ground) -> FastAPI:
    """The platform's own application."""
    return create_app(ground)


@pytest.fixture
def chen(app: FastAPI, ground: Ground) -> Colleague:
    """Writes rules."""
    return Colleague(app, ground, "chen.risk", "risk_analyst")


@pytest.fixture
def sun(app: FastAPI, ground: Ground) -> Colleague:
    """Approves rules."""
    return Colleague(app, ground, "sun.approve", "rule_approver")


@pytest.fixture
def live(clerk: Actor) -> Actor:
    """The clerk in real business."""
    return replace(clerk, mode=Mode.LIVE)


def test_from_reading_a_table_to_its_new_version(chen: Colleague, sun: Colleague) -> None:
    """Chen changes a rate and submits, Sun reads the difference and publishes; the history says so."""
    listed = chen.get("/api/v1/policies")
    assert [(it["name"], it["step"]) for it in listed][-2:] == [("price", 6), ("pricing_basis", None)]
    assert listed[-2]["title"] == {"zh": "价格", "en": "Price"}
    was = chen.get(PRICE)
    kept = chen.put(
        f"{PRICE}/draft", content=with_rate("A", "0.05"), seen_revision=None, based_on=was["hash"]
    )
    assert kept == {"revision": 1, "state": "draft", "troubles": []}
    chen.post(f"{PRICE}/draft/submission", note="资金成本降了")
    (changed,) = sun.get(f"{PRICE}/draft/diff")["rows"]
    assert changed["said"] == {"zh": "年利率：0.06 → 0.05", "en": "annual rate, simple: 0.06 → 0.05"}
    draft = sun.get(PRICE)["draft"]
    assert (draft["may_publish"], draft["submitted_by"], draft["note"]) == (True, "chen.risk", "资金成本降了")
    assert chen.get(PRICE)["draft"]["may_publish"] is False
    done = sun.post(f"{PRICE}/draft/publication", effective_from="2026-11-23", seen_revision=2, note="同意")
    assert (done["number"], done["published_by"], done["in_force"]) == (1, "sun.approve", True)
    now = chen.get(PRICE)
    assert row(now["content"], "A")["out_annual_rate"] == "0.05"
    assert (now["draft"], now["published"]["by"], len(now["history"])) == (None, "sun.approve", 1)
    assert now["hash"] != was["hash"]


def test_a_draft_with_troubles_is_kept_and_not_submitted(chen: Colleague) -> None:
    """Nothing that was written is lost; each place is told, in the list and in the refusal."""
    broken = with_rate("A", "6%")
    rules(broken).remove(row(broken, "rest"))
    kept = chen.put(f"{PRICE}/draft", content=broken, seen_revision=None)
    assert [(it["kind"], it["row_id"], it["column"]) for it in kept["troubles"]] == [
        ("cell", "A", "annual_rate"),
        ("gap", None, "band"),
    ]
    assert chen.get(PRICE)["draft"]["content"] == broken
    told = chen.post(f"{PRICE}/draft/submission", status=422)
    assert told["code"] == "policy.broken"
    assert [it["code"] for it in told["errors"]] == ["policy.cell", "policy.gap"]
    assert told["errors"][0]["where"] == "row A, column annual_rate"


def test_checking_keeps_nothing(chen: Colleague) -> None:
    """The editor asks while somebody types."""
    found = chen.post(f"{PRICE}/draft/check", content=with_rate("A", "x"))
    assert [it["row_id"] for it in found] == ["A"]
    assert chen.get(PRICE)["draft"] is None


def test_the_second_of_two_editors_is_told(chen: Colleague, app: FastAPI, ground: Ground) -> None:
    """409, with who and when; the first one's words stay."""
    other = Colleague(app, ground, "he.risk", "risk_analyst")
    chen.put(f"{PRICE}/draft", content=with_rate("A", "0.05"), seen_revision=None)
    told = other.put(f"{PRICE}/draft", status=409, content=with_rate("A", "0.07"), seen_revision=None)
    assert told["code"] == "publishing.draft.conflict"
    assert "chen.risk" in told["detail"]


def test_whoever_began_before_a_publication_is_told(chen: Colleague, sun: Colleague) -> None:
    """The page was opened before; what was published meanwhile is not undone unseen."""
    was = chen.get(PRICE)["hash"]
    chen.put(f"{PRICE}/draft", content=with_rate("A", "0.05"), seen_revision=None)
    chen.post(f"{PRICE}/draft/submission")
    sun.post(f"{PRICE}/draft/publication", effective_from="2026-11-23", seen_revision=2)
    told = chen.put(
        f"{PRICE}/draft", status=409, content=with_rate("B", "0.08"), seen_revision=None, based_on=was
    )
    assert told["code"] == "publishing.based_on.conflict"


def test_who_wrote_it_does_not_publish_it(app: FastAPI, ground: Ground) -> None:
    """An administrator may do both, and never both to one draft."""
    admin = Colleague(app, ground, "admin", "admin")
    admin.put(f"{PRICE}/draft", content=with_rate("A", "0.05"), seen_revision=None)
    admin.post(f"{PRICE}/draft/submission")
    told = admin.post(f"{PRICE}/draft/publication", status=403, effective_from="2026-11-23", seen_revision=2)
    assert told["code"] == "publishing.same_person.forbidden"


def test_roles_are_kept_apart(chen: Colleague, sun: Colleague) -> None:
    """The analyst publishes nothing, the approver writes nothing."""
    chen.put(f"{PRICE}/draft", content=with_rate("A", "0.05"), seen_revision=None)
    chen.post(f"{PRICE}/draft/publication", status=403, effective_from="2026-11-23", seen_revision=1)
    sun.put(f"{PRICE}/draft", status=403, content=with_rate("A", "0.05"), seen_revision=1)


def test_a_key_of_a_program_changes_no_rule(ground: Ground) -> None:
    """Even an administrator's."""
    told = client_of(ground).put(
        f"{PRICE}/draft",
        json={"content": with_rate("A", "0.05"), "seen_revision": None},
        headers=key_header(ground, "admin"),
    )
    assert (told.status_code, told.json()["code"]) == (403, "publishing.person.forbidden")


def test_what_is_sent_back_can_be_mended(chen: Colleague, sun: Colleague) -> None:
    """With a word; and a draft that nobody wants is thrown away."""
    chen.put(f"{PRICE}/draft", content=with_rate("A", "0.05"), seen_revision=None)
    chen.post(f"{PRICE}/draft/submission")
    assert sun.post(f"{PRICE}/draft/rejection", note="太低")["state"] == "rejected"
    assert chen.get(PRICE)["draft"]["note"] == "太低"
    chen.delete(f"{PRICE}/draft")
    assert chen.get(PRICE)["draft"] is None
    chen.get(f"{PRICE}/draft/diff", status=404)


def test_a_draft_that_changes_nothing_is_not_submitted(chen: Colleague) -> None:
    """Opened, saved, nothing changed."""
    chen.put(f"{PRICE}/draft", content=document("price"), seen_revision=None)
    assert chen.post(f"{PRICE}/draft/submission", status=422)["code"] == "policy.unchanged"


def test_past_applications_say_what_a_draft_would_have_done(
    chen: Colleague, ground: Ground, live: Actor
) -> None:
    """Two were approved; a new gate would have sent both to a person, and their money with them."""
    decider = Decider(DecisionOwner.PLATFORM_ADVISORY, shipped_policy(), SCORECARD)
    with ground.work(live) as work:
        made = [decide_here(work, applied(work).id, decider) for _ in range(2)]
    kept = [it for it in made if isinstance(it, Kept)]
    assert [it.outcome for it in kept] == [Outcome.APPROVE] * 2
    changed = document("eligibility")
    gate = {
        "_id": "large",
        "in_amount_yuan": "> 1000",
        "out_outcome": "'refer'",
        "out_reason": "'needs_person'",
    }
    rules(changed).append(gate)
    path = "/api/v1/policies/eligibility/draft/preview"
    tried = chen.post(path, content=changed)
    assert (tried["tried"], tried["same"], tried["table"]) == (2, 0, {"approve→refer": 2})
    assert {it["application_id"] for it in tried["flips"]} == {str(it.application_id) for it in kept}
    assert tried["limit_change_fen"] == -sum(it.limit_fen for it in kept)
    assert chen.post(path, content=document("eligibility"))["same"] == 2
    assert chen.post(path, content=changed, at_most=1)["tried"] == 1


def test_who_was_erased_is_not_tried(chen: Colleague, ground: Ground, live: Actor) -> None:
    """Their record cannot be read any more, and the preview says how many that are."""
    with ground.work(live) as work:
        kept = decide_here(work, applied(work).id, platform_decider())
        assert isinstance(kept, Kept)
        assert kept.subject_id is not None
        erase(work, kept.subject_id)
    tried = chen.post(f"{PRICE}/draft/preview", content=with_rate("A", "0.05"))
    assert (tried["tried"], tried["erased"]) == (0, 1)


def test_a_table_that_there_is_not_is_not_found(chen: Colleague) -> None:
    """With the names of those that there are."""
    told = chen.get("/api/v1/policies/luck", status=404)
    assert "knock_out" in told["fix"]
    chen.put("/api/v1/policies/luck/draft", status=404, content={}, seen_revision=None)


def test_what_cannot_be_kept_is_refused(chen: Colleague) -> None:
    """A quarter of a megabyte of rules that nobody reads, a number that no file holds."""
    chen.put(f"{PRICE}/draft", status=413, content={"x": "x" * 300_000}, seen_revision=None)
    told = chen.put(f"{PRICE}/draft", status=422, content={"x": 10**40}, seen_revision=None)
    assert told["code"] == "policy.content"


def test_nothing_is_published_for_a_day_before_the_law_began(chen: Colleague, sun: Colleague) -> None:
    """Nor for any other day that is past."""
    chen.put(f"{PRICE}/draft", content=with_rate("A", "0.05"), seen_revision=None)
    chen.post(f"{PRICE}/draft/submission")
    for day in ("1990-01-01", "2026-11-22"):
        told = sun.post(f"{PRICE}/draft/publication", status=422, effective_from=day, seen_revision=2)
        assert (told["code"], told["where"]) == ("publishing.effective_from", "effective_from")
