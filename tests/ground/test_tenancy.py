"""Whose work it is: an institution's actor works as its own login and under its own keys."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import ProgrammingError

from puhui.ground import SYSTEM, Actor, Ground, Unavailable, Work
from puhui.ground.idempotency import Answer, Claim, claim, keep
from puhui.ground.idempotency.tables import idempotency
from puhui.ground.tables import audit_entry, outbox, subject_key
from puhui.ground.tenancy import login_of, tenants
from puhui.ground.vault import CannotOpenError
from puhui.ground.worker import drain_once, seal_once
from puhui.kernel import new_id
from tests.ground.banks import BROOK, HILL, code_of, partner


def test_a_work_knows_for_which_institution_it_is(ground: Ground, clerk: Actor) -> None:
    """The actor's, else the one whose process it is, else nobody's: the platform's own."""
    with ground.work(clerk) as work, ground.work(partner(BROOK)) as brooks:
        assert (work.institution, brooks.institution) == (None, BROOK)
    with replace(ground, institution=HILL).work(clerk) as work:
        assert (work.institution, work.house, work.actor.institution) == (HILL, HILL, None)


def test_an_institution_at_the_platform_works_as_its_own_login(ground: Ground) -> None:
    """It writes to the trail and to the outbox, and reads neither."""
    with ground.work(partner(BROOK)) as work:
        assert work.connection.execute(text("SELECT ground.tenant()")).scalar_one() == BROOK
        work.audit("package.received", "package:1")
        assert work.post("package.received", {"package": "1"}, "1") is True
        assert work.post("package.received", {"package": "1"}, "1") is False
    for closed in (audit_entry, outbox):
        with pytest.raises(ProgrammingError, match="permission denied"), ground.work(partner(BROOK)) as work:
            work.connection.execute(select(closed))
    seal_once(ground)
    with ground.engine.connect() as connection:
        assert connection.execute(select(outbox.c.institution)).scalars().all() == [BROOK]


def test_a_handler_hears_whose_message_it_is(ground: Ground, clerk: Actor) -> None:
    """As the database knows by the login that posted it, not by what the message says."""
    with ground.work(partner(BROOK)) as work:
        work.post("package.received", {"institution": HILL}, "1")
    with ground.work(clerk) as work:
        work.post("package.received", {}, "2")
    heard: list[str] = []
    drain_once(ground, {"package.received": lambda _, message: heard.append(message.institution)})
    assert sorted(heard) == ["", BROOK]


def test_another_institutions_actor_does_not_work_in_an_institutions_house(ground: Ground) -> None:
    """That would be a mistake of ours in knowing who is at the door: it stops."""
    with (
        pytest.raises(ValueError, match="does not work"),
        replace(ground, institution=HILL).work(partner(BROOK)),
    ):
        pass


@pytest.mark.parametrize("code", ["", "Brook", "brook-bank", "brook; DROP", 'b"rook', "x" * 64, "1bank"])
def test_a_code_that_is_none_gets_no_login(ground: Ground, code: str) -> None:
    """A role's name is made of it."""
    with pytest.raises(Unavailable) as refused:
        login_of(code, "puhui", ground.vault.keys)
    assert code_of(refused) == "institution.code"


def test_each_institution_seals_the_same_person_under_its_own_key(ground: Ground) -> None:
    """What Brook sealed opens for Brook alone: not for Hill, for the house only with Brook's keys."""
    subject = new_id()
    with ground.work(partner(BROOK)) as work:
        sealed = work.vault.seal(work.connection, subject, "name", "测试小吃店")
    with ground.work(partner(BROOK)) as work:
        assert work.vault.open(work.connection, subject, "name", sealed) == "测试小吃店"
    with ground.work(partner(HILL)) as work:
        work.vault.seal(work.connection, subject, "name", "测试小吃店")
        with pytest.raises(CannotOpenError):
            work.vault.open(work.connection, subject, "name", sealed)
    with ground.work(SYSTEM) as work:
        work.vault.seal(work.connection, subject, "name", "测试小吃店")
        with pytest.raises(CannotOpenError):
            work.vault.open(work.connection, subject, "name", sealed)
        assert work.vault.for_tenant(BROOK).open(work.connection, subject, "name", sealed) == "测试小吃店"
        keys = work.connection.execute(select(subject_key.c.institution, subject_key.c.wrapped)).all()
    assert {one.institution for one in keys} == {"", BROOK, HILL}


def test_equal_values_are_not_equal_between_institutions(work: Work) -> None:
    """Two institutions that put their blind indexes side by side learn nothing about whom they share."""
    vaults = (work.vault, work.vault.for_tenant(BROOK), work.vault.for_tenant(HILL))
    assert len({vault.blind_index("mobile", "19900000000") for vault in vaults}) == 3
    assert work.vault.for_tenant(BROOK).blind_index("mobile", "1") == vaults[1].blind_index("mobile", "1")


def test_from_one_institutions_vault_nobody_gets_to_anothers(work: Work) -> None:
    """Its keys are derived, and nothing leads back."""
    brooks = work.vault.for_tenant(BROOK)
    assert brooks.for_tenant(BROOK) is brooks
    with pytest.raises(ValueError, match="cannot become"):
        brooks.for_tenant(HILL)
    for key in (*work.vault.keys.keks.values(), work.vault.keys.blind):
        assert key not in (*brooks.keys.keks.values(), brooks.keys.blind)


def test_erasing_a_person_at_the_house_erases_them_in_every_vault(work: Work) -> None:
    """The other way round an institution erases its own copy and no one else's."""
    subject = new_id()
    brooks, hills = work.vault.for_tenant(BROOK), work.vault.for_tenant(HILL)
    sealed = {
        one.tenant: one.seal(work.connection, subject, "name", "测试") for one in (work.vault, brooks, hills)
    }
    brooks.destroy(work.connection, subject)
    assert brooks.open(work.connection, subject, "name", sealed[BROOK]) != "测试"
    assert hills.open(work.connection, subject, "name", sealed[HILL]) == "测试"
    work.vault.destroy(work.connection, subject)
    assert hills.open(work.connection, subject, "name", sealed[HILL]) != "测试"


def test_a_retry_of_an_institutions_request_hears_the_same(ground: Ground) -> None:
    """What is kept for a retry lies under the institution; another's login does not see that it is there."""
    wanted = Claim("partner:one", "live", "POST /partner/v1/events", "a-key-of-brooks", b"f" * 32)
    with ground.work(partner(BROOK)) as work:
        assert claim(work.connection, wanted, work.now(), 24) is None
        keep(work.connection, wanted, Answer(202, (), b"{}"))
    with ground.work(partner(BROOK)) as work:
        assert claim(work.connection, wanted, work.now(), 24) == Answer(202, (), b"{}")
    with ground.work(partner(HILL)) as work:
        assert work.connection.execute(select(idempotency)).all() == []


def test_many_at_once_are_each_their_own(ground: Ground) -> None:
    """Sixteen threads of three institutions, small pools: none waits for ever, none is somebody else."""
    codes = (BROOK, HILL, "test_moon_bank")

    def work_as(n: int) -> tuple[str, str]:
        with ground.work(partner(codes[n % 3])) as work:
            work.audit("package.received", f"package:{n}")
            return codes[n % 3], work.connection.execute(text("SELECT ground.tenant()")).scalar_one()

    with ThreadPoolExecutor(16) as threads:
        told = list(threads.map(work_as, range(96)))
    assert [asked for asked, was in told if asked != was] == []
    with ground.engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(audit_entry)).scalar_one() == 96


def test_who_has_not_come_for_long_holds_no_connection(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred institutions do not hold a hundred connections; one that was let go comes in as before."""
    monkeypatch.setattr(tenants, "_KEPT", 2)
    codes = [f"test_bank_{n}" for n in range(5)]
    for code in (*codes, *codes):
        with ground.work(partner(code)) as work:
            assert work.connection.execute(text("SELECT ground.tenant()")).scalar_one() == code
    with ground.engine.connect() as connection:
        held = text("SELECT count(*) FROM pg_stat_activity WHERE usename LIKE 'puhui\\_test\\_bank\\__\\_%'")
        assert connection.execute(held).scalar_one() <= 3
