"""Trying to get round consent: every way in that somebody might try leads nowhere."""

import logging
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from puhui.graph import Relation, RelationKind
from puhui.graph.answering import Asked, answer_around
from puhui.graph.recording import store
from puhui.graph.serving import Serving
from puhui.ground import Actor, ActorKind, Mode, Work
from puhui.ground.tenancy import Reach, have_login
from puhui.intake import Application, NewApplication, submit_application, withdraw_consent
from puhui.kernel import FixedClock, Problem
from tests.app.api_client import key_header
from tests.conftest import NOW
from tests.graph.http.test_around import AROUND, Town, town  # noqa: F401 - a fixture

NAMES = ("测试一", "测试二", "测试小吃店", "测试法人", "测试甲", "测试乙", "测试路")
NUMBERS = ("13800000000", "990000199001010017", "990000198503078885", "91990000MA00TEX70J")


def take_back(town: Town, *consents: UUID) -> None:  # noqa: F811
    """Withdrawn and committed."""
    with town.ground.work(town.clerk) as work:
        for it in consents:
            assert not isinstance(withdraw_consent(work, it), Problem)


def refused(town: Town, **asked: object) -> str:  # noqa: F811
    """The code of a refusal."""
    body = {"application_id": str(town.application_id), **asked}
    found = town.client.post(AROUND, json=body, headers=dict(town.who))
    assert found.status_code >= 400, found.text
    return str(found.json()["code"])


@pytest.mark.parametrize("in_memory", [False, True])
def test_after_the_owner_withdraws_nothing_is_expanded(town: Town, in_memory: bool) -> None:  # noqa: F811
    """Not now, and not as of a day on which the consent still stood."""
    if in_memory:
        town.snapshot()
        town.around()
    take_back(town, town.relations_consent)
    assert refused(town) == "consent.withdrawn.forbidden"
    yesterday = (NOW - timedelta(days=1)).date().isoformat()
    assert refused(town, as_of=yesterday) == "consent.withdrawn.forbidden"


@pytest.mark.parametrize("in_memory", [False, True])
def test_a_partner_consent_taken_back_prunes_at_once(town: Town, in_memory: bool) -> None:  # noqa: F811
    """The trade goes with the consent to look at invoices, without a new snapshot; everything else stays."""
    if in_memory:
        town.snapshot()
    assert any(it["kind"] == "trade" for it in town.around()["lines"])
    take_back(town, town.invoices_consent)
    after = town.around()
    assert not any(it["kind"] == "trade" for it in after["lines"])
    assert after["figures"]["downstream"] == 0
    assert any(it["kind"] == "ownership" for it in after["lines"])
    assert not any(it["kind"] == "trade" for it in town.around(as_of=NOW.date().isoformat())["lines"])


@pytest.mark.parametrize("in_memory", [False, True])
def test_what_another_took_back_is_not_walked_for_me(town: Town, in_memory: bool) -> None:  # noqa: F811
    """The neighbour's phone was told under the neighbour's consent; my own consent does not stand for it."""
    if in_memory:
        town.snapshot()
    before = town.around()
    assert before["figures"]["shares_phone"] == 1
    take_back(town, town.others_consent)
    after = town.around()
    assert after["figures"]["shares_phone"] == 0
    assert len([it for it in after["lines"] if it["kind"] == "contact_phone"]) == 1
    assert after["figures"]["shares_address"] == 1


def test_a_consent_that_ran_out_is_as_good_as_none(town: Town) -> None:  # noqa: F811
    """Ninety-one days later, by the clock alone: refused, though nobody withdrew anything."""
    town.snapshot()
    later = FixedClock(NOW + timedelta(days=91))
    with town.ground.work(town.clerk) as work:
        at_later = Work(work.connection, work.actor, later, work.vault)
        found = answer_around(
            at_later, Serving(town.ground.engine, town.ground.settings.home), Asked(town.application_id)
        )
    assert isinstance(found, Problem)
    assert found.code.endswith("forbidden")


def test_nobodys_relation_is_recorded_under_anothers_consent(town: Town) -> None:  # noqa: F811
    """The database itself refuses: wrong giver, wrong source, wrong mode."""
    mine, theirs = f"subject:{town.owner_id}", f"subject:{town.other_id}"
    attempts = [
        (Mode.TEST, theirs, town.relations_consent),
        (Mode.TEST, mine, town.invoices_consent),
        (Mode.LIVE, mine, town.relations_consent),
        (Mode.TEST, mine, uuid4()),
    ]
    for mode, whose, consent in attempts:
        it = Relation(RelationKind.GUARANTEE, whose, theirs, "relations", NOW.date(), None, 5, consent)
        with pytest.raises(DBAPIError), town.ground.work(town.clerk) as work:
            store.add_relations(work.connection, mode, [it], NOW)


def test_no_key_can_be_guessed(town: Town) -> None:  # noqa: F811
    """Only an application of one's own mode opens anything; nodes' words and strange handles open nothing."""
    for guess in (uuid4(), town.owner_id, town.shop_id, town.other_id):
        body = {"application_id": str(guess)}
        assert town.client.post(AROUND, json=body, headers=dict(town.who)).status_code == 404
    live = key_header(town.ground, "reviewer", mode=Mode.LIVE)
    body = {"application_id": str(town.application_id)}
    assert town.client.post(AROUND, json=body, headers=live).status_code == 404
    for strange in ({"start": "phone:00"}, {"hops": 9}, {"open": [f"subject:{town.other_id}"]}):
        assert refused(town, **strange) == "request.invalid"
    plain = town.around(hops=1)
    opened = town.around(hops=1, open=["person:p1", "n000000000000", f"{town.other_id}"])
    assert opened["members"] == plain["members"]


def test_a_handle_opens_only_what_was_shown_of_this_application(town: Town) -> None:  # noqa: F811
    """One step on from a firm that is shown; nothing from one that is not."""
    near = town.around(hops=1)
    firm = next(
        it for it in near["members"] if it["type"] == "firm" and it["hops_enterprise"] == 1 and it["roles"]
    )
    far = town.around(hops=3)
    known = {it["id"] for it in near["members"]}
    beyond = [it["id"] for it in far["members"] if it["id"] not in known]
    assert beyond
    opened = {it["id"] for it in town.around(hops=1, open=[firm["id"]])["members"]}
    assert known <= opened
    farthest = [it["id"] for it in far["members"] if (it["hops_owner"] or 9) >= 3]
    assert {it["id"] for it in town.around(hops=1, open=farthest)["members"]} == known


def test_two_applications_answers_cannot_be_laid_side_by_side(town: Town) -> None:  # noqa: F811
    """The same neighbours, and not one handle in common."""

    with town.ground.work(town.clerk) as work:
        again = submit_application(work, NewApplication(town.owner_id, 10_000_000, 6, "stock", None))
    assert isinstance(again, Application)
    first, second = town.around(), town.around(application_id=str(again.id))
    ids = [{it["id"] for it in body["members"]} for body in (first, second)]
    assert len(ids[1]) > 3
    assert not ids[0] & ids[1]


def test_no_institution_reads_the_platforms_graph(town: Town) -> None:  # noqa: F811
    """Its key is refused at the door, its work inside, and its login at the tables."""
    key = key_header(town.ground, "institution", mode=Mode.TEST)
    body = {"application_id": str(town.application_id)}
    assert town.client.post(AROUND, json=body, headers=key).status_code == 403
    serving = Serving(town.ground.engine, town.ground.settings.home)
    town.snapshot()
    with town.ground.work(town.clerk) as work:
        theirs = Actor("x", ActorKind.PERSON, frozenset({"reviewer"}), Mode.TEST, "test_brook_bank")
        at_platform = Work(work.connection, theirs, work.clock, work.vault)
        found = answer_around(at_platform, serving, Asked(town.application_id))
    assert isinstance(found, Problem)
    assert found.code == "graph.institution.forbidden"
    login = have_login(
        town.ground.engine, town.ground.settings, town.ground.vault.keys, "test_brook_bank", Reach.GUARDED
    )
    asked = text("""SELECT has_table_privilege(:login, t, 'SELECT, INSERT, UPDATE, DELETE')
        FROM unnest(ARRAY['graph.relation', 'graph.mark']) AS t""")
    with town.ground.engine.connect() as connection:
        assert set(connection.execute(asked, {"login": login.name}).scalars()) == {False}


def test_nobody_is_named_anywhere(town: Town, caplog: pytest.LogCaptureFixture) -> None:  # noqa: F811
    """Not in an answer, an error, a log line, the audit trail, the outbox, nor in the snapshot's files."""
    caplog.set_level(logging.DEBUG)
    secret = (*NAMES, *NUMBERS)
    made = town.snapshot()
    for asked in ({}, {"hops": 4}, {"as_of": NOW.date().isoformat()}, {"as_of": "2020-01-01"}):
        told = town.client.post(
            AROUND, json={"application_id": str(town.application_id), **asked}, headers=dict(town.who)
        )
        assert not [it for it in secret if it in told.text]
        assert str(town.other_id) not in told.text
    take_back(town, town.relations_consent)
    told = town.client.post(AROUND, json={"application_id": str(town.application_id)}, headers=dict(town.who))
    assert not [it for it in (*secret, str(town.other_id)) if it in told.text]
    assert not [it for it in secret if it in caplog.text]
    with town.ground.engine.connect() as connection:
        trail = connection.execute(
            text("SELECT string_agg(e::text, ' ') FROM ground.audit_entry e")
        ).scalar_one()
        posted = connection.execute(text("SELECT string_agg(o::text, ' ') FROM ground.outbox o")).scalar_one()
    assert not [it for it in secret if it in trail or it in posted]
    files = [it for it in made.folder.rglob("*") if it.is_file()]
    ids = (str(town.other_id), str(town.owner_id), town.other_id.hex)
    for file in files:
        content = file.read_bytes()
        assert not [it for it in (*secret, *ids) if it.encode() in content], file.name


def test_nobody_looks_around_somebody_who_was_erased(town: Town) -> None:  # noqa: F811
    """Their keys are gone, and so is the question."""
    town.snapshot()
    with town.ground.work(town.clerk) as work:
        work.vault.destroy(work.connection, town.owner_id)
    assert refused(town) == "graph.erased.gone"


def test_the_folder_of_snapshots_is_for_nobody_else(town: Town) -> None:  # noqa: F811
    """Only the account that serves may look into it."""
    assert town.snapshot().folder.parent.stat().st_mode & 0o077 == 0


def test_what_was_taken_back_is_in_no_later_snapshot(town: Town) -> None:  # noqa: F811
    """A snapshot holds what may be walked when it is written, and no more."""
    with_all = town.snapshot()
    take_back(town, town.invoices_consent)
    assert town.snapshot().edges == with_all.edges - 2


def test_what_was_learned_later_is_not_seen_earlier(town: Town) -> None:  # noqa: F811
    """As of yesterday there was no application yet, and nothing recorded today is in the answer."""
    town.snapshot()
    found = town.around(as_of=(NOW - timedelta(days=1)).date().isoformat())
    assert found["lines"] == []
    assert {it["centre"] for it in found["members"]} == {"owner", "enterprise"}
    assert refused(town, as_of=(NOW + timedelta(days=1)).date().isoformat()) == "graph.as_of.ahead"
