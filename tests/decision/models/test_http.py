"""The register over HTTP: who may do what, what is refused, and in which words."""

from uuid import uuid4

import pytest
from fastapi import FastAPI

from puhui.app.api import create_app
from puhui.ground import Ground
from tests.app.api_client import client_of, key_header
from tests.decision.models.making import NEXT_YEAR, TREE, files
from tests.ground.publishing.signed_in import Colleague

MODELS, USES = "/api/v1/models", "/api/v1/model-uses"


@pytest.fixture
def app(ground: Ground) -> FastAPI:
    """The platform's own application."""
    return create_app(ground)


@pytest.fixture
def chen(app: FastAPI, ground: Ground) -> Colleague:
    """Hands models in."""
    return Colleague(app, ground, "chen.risk", "risk_analyst")


@pytest.fixture
def sun(app: FastAPI, ground: Ground) -> Colleague:
    """Approves them."""
    return Colleague(app, ground, "sun.approve", "rule_approver")


def handed_in(
    colleague: Colleague, texts: dict[str, str], status: int = 201, **about: str
) -> dict[str, object]:
    """The answer to files that were sent in."""
    sent = [("files", (name, text.encode(), "text/plain")) for name, text in texts.items()]
    answer = colleague._client.post(
        MODELS,
        data={"expires_on": NEXT_YEAR.isoformat(), **about},
        files=sent,
        headers={"Idempotency-Key": str(uuid4())},
    )
    assert answer.status_code == status, answer.text
    told: dict[str, object] = answer.json()
    return told


def test_from_a_folder_to_the_champion(chen: Colleague, sun: Colleague) -> None:
    """Handed in, read, approved, proposed, crowned; the list says who and what."""
    made = handed_in(chen, files(), note="trained on our own firms")
    assert (made["state"], made["kind"], made["grade"]) == ("waiting", "boosted", "parts")
    assert made["needs"] == [{"name": "invoices", "title": {"zh": "发票", "en": "invoices"}}]
    assert made["may_settle"] is False
    shown = sun.get(f"{MODELS}/{made['id']}")
    assert (shown["may_settle"], shown["registered"]["by"]) == (True, "chen.risk")
    assert shown["calibration"][1] == {"rows": 20, "said": 0.2, "happened": 0.25}
    assert shown["parts"][0]["title"]["zh"] == "第一大客户占比"
    sun.post(f"{MODELS}/{made['id']}/approval", note="fine")
    use = chen.post(f"{USES}/champion", 201, model_id=made["id"], effective_from=made["valid_from"])
    sun.post(f"{USES}/{use['id']}/approval", 200)
    (line,) = chen.get(MODELS)
    assert (line["state"], line["champion_of"], line["settled"]["by"]) == ("champion", [""], "sun.approve")
    (said,) = chen.get(USES)
    assert (said["in_force"], said["model_name"], said["state"]) == (True, "by_hand", "approved")


def test_files_that_cannot_serve_are_refused_with_what_to_do(chen: Colleague) -> None:
    """A cut file, another format, no card: 422, in words."""
    whole = files()
    cut = {**whole, "trees.txt": TREE[:100]}
    for texts, code in (
        (cut, "model.broken"),
        (files(format="puhui.boosted/9"), "model.format"),
        ({name: whole[name] for name in ("boosted.json", "trees.txt")}, "model.no_card"),
    ):
        told = handed_in(chen, texts, 422, note=code)
        assert told["code"] == code
    assert chen.get(MODELS) == []


def test_who_hands_in_does_not_approve_and_who_approves_does_not_hand_in(
    chen: Colleague, sun: Colleague
) -> None:
    """The table of permissions keeps the two apart, and the register does once more."""
    made = handed_in(chen, files())
    chen.post(f"{MODELS}/{made['id']}/approval", 403)
    assert handed_in(sun, files(), 403)
    chen.post(f"{MODELS}/{made['id']}/withdrawal", 409, why="never approved")


def test_an_administrator_with_both_rights_is_still_one_person(app: FastAPI, ground: Ground) -> None:
    """Rights of both do not make two people."""
    admin = Colleague(app, ground, "admin.one", "admin")
    made = handed_in(admin, files())
    assert admin.post(f"{MODELS}/{made['id']}/approval", 403)["code"] == "model.same_person.forbidden"


def test_a_key_reads_and_changes_nothing(ground: Ground) -> None:
    """A program may look; people register."""
    client, key = client_of(ground), key_header(ground, "admin")
    assert client.get(MODELS, headers=key).json() == []
    sent = [("files", (name, text.encode(), "text/plain")) for name, text in files().items()]
    refused = client.post(
        MODELS,
        data={"expires_on": NEXT_YEAR.isoformat()},
        files=sent,
        headers={**key, "Idempotency-Key": str(uuid4())},
    )
    assert refused.status_code == 403
    assert client.get(f"{MODELS}/01a20b78-5d3a-7751-9850-a6f97ff2e616", headers=key).status_code == 404
