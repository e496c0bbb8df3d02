"""Passwords, sessions and keys: shown once, kept as hashes, closed at once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from puhui.ground import SYSTEM, Actor, ActorKind, Ground, Mode, Work
from puhui.ground.identity import (
    Account,
    IssuedKey,
    IssuedSession,
    NewKey,
    SignInLimits,
    accounts,
    create_account,
    disable_account,
    issue_borrower_session,
    issue_key,
    keys,
    passwords,
    recognise,
    revoke_key,
    sign_in,
    sign_out,
    subject_of,
)
from puhui.kernel import FixedClock, Problem, new_id
from tests.conftest import NOW

ROLES = ("admin", "auditor", "developer", "borrower", "visitor", "system")
PASSWORD = "a long walk to Dali"


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Real scrypt with little work, so that a dozen sign-ins do not take a dozen seconds."""
    monkeypatch.setattr(passwords.Cost, "__init__", _cheap)


def _cheap(self: passwords.Cost, n: int = 1 << 10, r: int = 8, p: int = 1) -> None:
    for name, value in (("n", n), ("r", r), ("p", p)):
        object.__setattr__(self, name, value)


@pytest.fixture
def work(ground: Ground, clerk: Actor) -> Iterator[Work]:
    """Accounts belong to real business, so the clerk is at work here."""
    with ground.work(replace(clerk, mode=Mode.LIVE)) as work:
        yield work


@pytest.fixture
def account(work: Work) -> Account:
    """An auditor's account."""
    made = create_account(work, "Audit.01", PASSWORD, {"auditor"}, ROLES)
    assert isinstance(made, Account)
    return made


def come_in(
    work: Work, password: str = PASSWORD, login: str = "audit.01", address: str = "10.0.0.1"
) -> object:
    """One sign-in."""
    return sign_in(work, login, password, address=address, limits=SignInLimits(3, 6, 15))


def test_the_right_password_opens_a_session_until_sign_out(work: Work, account: Account) -> None:
    """The token is recognised as the account, and not any more after leaving."""
    issued = come_in(work)
    assert isinstance(issued, IssuedSession)
    known = recognise(work.connection, work.clock, issued.token)
    assert known == Actor(str(account.id), ActorKind.PERSON, frozenset({"auditor"}), Mode.LIVE)
    sign_out(work, issued.token)
    assert recognise(work.connection, work.clock, issued.token) is None


def test_a_session_ends_by_itself(work: Work, account: Account) -> None:
    """Twelve hours for people at work."""
    issued = come_in(work)
    assert account and isinstance(issued, IssuedSession)
    for hours, still in ((11, True), (12, False)):
        clock = FixedClock(NOW + timedelta(hours=hours))
        assert (recognise(work.connection, clock, issued.token) is not None) == still


def test_an_unknown_login_and_a_wrong_password_are_told_alike(work: Work, account: Account) -> None:
    """Nobody learns which logins exist."""
    wrong, unknown = come_in(work, "wrong password"), come_in(work, login="nobody.01")
    assert account and isinstance(wrong, Problem)
    assert wrong == unknown


def test_failed_tries_shut_the_door_for_a_while(work: Work, account: Account) -> None:
    """After three wrong ones even the right password waits a quarter of an hour, from anywhere."""
    for _ in range(3):
        assert come_in(work, "wrong password") == come_in(work, "wrong", "other.login", "10.0.0.9")
    refused = come_in(work, address="10.0.0.2")
    assert account and isinstance(refused, Problem) and refused.code == "sign_in.too_many"
    later = Work(work.connection, work.actor, FixedClock(NOW + timedelta(minutes=16)), work.vault)
    assert isinstance(come_in(later), IssuedSession)


def test_one_address_may_not_try_every_login(work: Work) -> None:
    """Six failures from one address are enough, whatever the logins."""
    for number in range(6):
        come_in(work, "wrong", f"login.{number:02}")
    refused = come_in(work, login="fresh.01")
    assert isinstance(refused, Problem) and refused.code == "sign_in.too_many"


def test_a_closed_account_is_out_everywhere(work: Work, account: Account) -> None:
    """Its sessions end with it and no new one begins."""
    issued = come_in(work)
    assert isinstance(issued, IssuedSession)
    disable_account(work, account.id)
    assert recognise(work.connection, work.clock, issued.token) is None
    assert isinstance(come_in(work), Problem)


def test_passwords_keys_and_tokens_are_nowhere_in_the_database(work: Work, account: Account) -> None:
    """Whoever steals the tables cannot sign in with them."""
    session, key = come_in(work), issue_key(work, NewKey("t", Mode.TEST, frozenset({"auditor"})), ROLES)
    assert account and isinstance(session, IssuedSession) and not isinstance(key, Problem)
    dump = ""
    for table in ("account", "session", "api_key", "audit_entry"):
        dump += str(work.connection.execute(text(f"SELECT t::text FROM ground.{table} t")).all())
    for secret in (PASSWORD, session.token, key.secret_text, key.secret_text.rsplit("_", 1)[1]):
        assert secret not in dump and secret.encode().hex() not in dump


def test_a_revoked_key_is_no_key(ground: Ground) -> None:
    """The next request with it is refused; its use was noted until then."""
    with ground.work(SYSTEM) as work:
        _use_and_revoke(work)


def _use_and_revoke(work: Work) -> None:
    issued = issue_key(work, NewKey("till", Mode.LIVE, frozenset({"auditor"})), ROLES)
    assert not isinstance(issued, Problem)
    known = recognise(work.connection, work.clock, issued.secret_text)
    assert known == Actor(str(issued.key.id), ActorKind.API_KEY, frozenset({"auditor"}), Mode.LIVE)
    used = work.connection.execute(text("SELECT last_used_at FROM ground.api_key")).scalar_one()
    assert used == NOW
    assert revoke_key(work, issued.key.id) is None
    assert recognise(work.connection, work.clock, issued.secret_text) is None
    assert isinstance(revoke_key(work, issued.key.id), Problem)


@pytest.mark.parametrize(
    ("roles", "mode", "asked_for"),
    [({"developer"}, Mode.LIVE, Mode.LIVE), ({"admin"}, Mode.TEST, Mode.LIVE)],
)
def test_only_an_administrator_at_work_issues_live_keys(
    ground: Ground, roles: set[str], mode: Mode, asked_for: Mode
) -> None:
    """A developer tries things out with test keys; a test key never makes a live one."""
    with ground.work(Actor(str(new_id()), ActorKind.API_KEY, frozenset(roles), mode)) as work:
        refused = issue_key(work, NewKey("x", asked_for, frozenset({"auditor"})), ROLES)
        assert isinstance(refused, Problem) and refused.code == "key.mode.forbidden"
        assert not isinstance(issue_key(work, NewKey("x", Mode.TEST, frozenset({"auditor"})), ROLES), Problem)


@pytest.mark.parametrize("roles", [set(), {"borrower"}, {"system"}, {"visitor", "admin"}, {"boss"}])
def test_nobody_is_given_what_they_are_not(ground: Ground, roles: set[str]) -> None:
    """A role that is not in the table, or that only an identity gives, is refused."""
    with ground.work(SYSTEM) as work:
        refused = create_account(work, "new.01", PASSWORD, roles, ROLES)
        assert isinstance(refused, Problem) and refused.code == "account.roles"


@pytest.mark.parametrize(
    ("login", "password", "code"),
    [
        ("a", PASSWORD, "account.login"),
        ("张三 01", PASSWORD, "account.login"),
        ("ok.01", "short", "account.password"),
        ("ok.01", "aaaaaaaaaaaa", "account.password"),
        ("audit.01", PASSWORD, "account.conflict"),
    ],
)
def test_a_bad_account_is_refused_with_the_reason(
    work: Work, account: Account, login: str, password: str, code: str
) -> None:
    """Each with its own sentence."""
    refused = create_account(work, login, password, {"auditor"}, ROLES)
    assert account and isinstance(refused, Problem) and refused.code == code


def test_a_borrowers_session_is_one_subject(work: Work) -> None:
    """The actor is the subject, and staff have no subject."""
    subject_id: UUID = new_id()
    token = issue_borrower_session(work, subject_id).token
    known = recognise(work.connection, work.clock, token)
    assert known is not None and known.kind is ActorKind.BORROWER
    assert subject_of(known) == subject_id
    assert subject_of(SYSTEM) is None


def test_a_hash_made_with_less_work_is_renewed(work: Work, account: Account) -> None:
    """Raising the cost needs no new password: the next sign-in rehashes."""
    weak = passwords.hash_password(PASSWORD, passwords.Cost(n=1 << 4))
    work.connection.execute(text("UPDATE ground.account SET password_hash = :weak"), {"weak": weak})
    assert account and isinstance(come_in(work), IssuedSession)
    kept = work.connection.execute(text("SELECT password_hash FROM ground.account")).scalar_one()
    assert kept.startswith("scrypt$1024$") and passwords.password_matches(PASSWORD, kept)


def test_a_test_key_cannot_climb_into_live_business(work: Work, account: Account) -> None:
    """Whatever roles a test key has, it opens, closes and lists no account, and closes no live key."""
    tester = replace(work, actor=Actor("api_key:t", ActorKind.API_KEY, frozenset({"admin"}), Mode.TEST))
    for refused in (
        create_account(tester, "climber.01", PASSWORD, {"admin"}, ROLES),
        disable_account(tester, account.id),
        accounts(tester),
    ):
        assert isinstance(refused, Problem) and refused.code == "account.mode.forbidden"
    live, test = (issue_key(work, NewKey("x", mode, frozenset({"auditor"})), ROLES) for mode in Mode)
    assert isinstance(live, IssuedKey) and isinstance(test, IssuedKey)
    assert isinstance(revoke_key(tester, live.key.id), Problem)
    assert {one.id for one in keys(tester)} == {test.key.id}
    assert revoke_key(tester, test.key.id) is None
