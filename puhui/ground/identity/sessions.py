"""Signing in, staying signed in, signing out; and being recognised by what a request carries."""

import hashlib
import hmac
from datetime import timedelta
from functools import cache
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from puhui.ground.actor import Actor, ActorKind, Mode
from puhui.ground.identity import store
from puhui.ground.identity.model import Account, IssuedSession, SessionLife, SignInLimits
from puhui.ground.identity.passwords import hash_password, needs_rehash, password_matches
from puhui.ground.identity.tokens import (
    BORROWER_PREFIX,
    SESSION_PREFIX,
    hash_token,
    new_token,
    parse_key,
)
from puhui.ground.work import Work
from puhui.kernel import Clock, Problem, Text

VISITOR: Final = Actor("visitor", ActorKind.BORROWER, frozenset({"visitor"}), Mode.LIVE)
"""Somebody who has not shown who they are; may do what the table allows to the role `visitor`."""

_PERSON, _BORROWER = "person", "borrower"
_KEPT_DAYS: Final = 30


def sign_in(
    work: Work,
    login: str,
    password: str,
    *,
    address: str,
    limits: SignInLimits | None = None,
    life: SessionLife | None = None,
) -> IssuedSession | Problem:
    """A session for the right password. A failure is counted, so commit the work whatever comes back.

    An unknown login takes as long as a wrong password, and both are told in the same words.
    """
    limits, life = limits or SignInLimits(), life or SessionLife()
    login = login.strip().lower()
    login_hash, address_hash = _hash(login), _hash(address)
    store.one_at_a_time(work.connection, login_hash)
    if problem := _shut(work, login_hash, address_hash, limits):
        return problem
    found = store.find_account(work.connection, login)
    account, kept = found or (None, _nobodys_hash())
    if not password_matches(password, kept) or account is None or account.disabled_at:
        store.add_failure(work.connection, login_hash, address_hash, work.now())
        return _WRONG
    store.forget_failures(work.connection, login_hash)
    if needs_rehash(kept):
        store.set_password(work.connection, account.id, hash_password(password))
    work.audit("session.opened", f"account:{account.id}")
    whose = account.institution
    return _open(work, SESSION_PREFIX, _PERSON, account.id, life.person_hours, institution=whose)


def issue_borrower_session(work: Work, subject_id: UUID, life: SessionLife | None = None) -> IssuedSession:
    """A session for the borrower who has just registered `subject_id` or proved to be that subject.

    It sees this one subject and nothing else: the actor's id is the subject's.
    """
    work.audit("session.opened", f"subject:{subject_id}")
    return _open(work, BORROWER_PREFIX, _BORROWER, subject_id, (life or SessionLife()).borrower_hours)


def sign_out(work: Work, token: str) -> None:
    """End one session."""
    store.end_session(work.connection, hash_token(token), work.now())


def forget_old(work: Work) -> int:
    """Delete failed sign-ins and finished sessions after a month; the number of rows."""
    return store.delete_old(work.connection, work.now() - timedelta(days=_KEPT_DAYS))


def recognise(connection: Connection, clock: Clock, token: str) -> Actor | None:
    """Whose key or session token this is; nothing for one that is unknown, wrong, ended or expired."""
    if token.startswith("pk_"):
        return _program(connection, clock, token)
    if token.startswith(SESSION_PREFIX):
        return _person(connection, clock, token)
    if token.startswith(BORROWER_PREFIX):
        return _borrower(connection, clock, token)
    return None


def subject_of(actor: Actor) -> UUID | None:
    """The subject that a borrower is; nothing for anybody else."""
    if actor.kind is ActorKind.BORROWER and "borrower" in actor.roles:
        return UUID(actor.id)
    return None


def person_actor(account: Account) -> Actor:
    """A person at work; people work on live data."""
    return Actor(str(account.id), ActorKind.PERSON, account.roles, Mode.LIVE, account.institution)


def _program(connection: Connection, clock: Clock, token: str) -> Actor | None:
    written = parse_key(token)
    found = store.find_key(connection, written.prefix) if written else None
    if written is None or found is None:
        return None
    key, secret_hash = found
    if not hmac.compare_digest(written.secret_hash(), secret_hash):
        return None
    if key.mode is not written.mode or key.revoked_at:
        return None
    if key.last_used_at is None or clock.now() - key.last_used_at > timedelta(minutes=1):
        store.touch_key(connection, key.id, clock.now())
    return Actor(str(key.id), ActorKind.API_KEY, key.roles, key.mode, key.institution)


def _person(connection: Connection, clock: Clock, token: str) -> Actor | None:
    holder = store.session_holder(connection, hash_token(token), _PERSON, clock.now())
    account = store.get_account(connection, holder) if holder else None
    return person_actor(account) if account and not account.disabled_at else None


def _borrower(connection: Connection, clock: Clock, token: str) -> Actor | None:
    holder = store.session_holder(connection, hash_token(token), _BORROWER, clock.now())
    return Actor(str(holder), ActorKind.BORROWER, frozenset({"borrower"}), Mode.LIVE) if holder else None


def _open(
    work: Work, prefix: str, kind: str, holder_id: UUID, hours: int, *, institution: str | None = None
) -> IssuedSession:
    token = new_token(prefix)
    expires_at = work.now() + timedelta(hours=hours)
    store.add_session(
        work.connection,
        hash_token(token),
        kind,
        holder_id,
        now=work.now(),
        expires_at=expires_at,
        institution=institution or work.house or "",
    )
    return IssuedSession(token, expires_at, hours * 3600)


def _shut(work: Work, login_hash: bytes, address_hash: bytes, limits: SignInLimits) -> Problem | None:
    since = work.now() - timedelta(minutes=limits.window_minutes)
    of_login, of_address = store.count_failures(work.connection, login_hash, address_hash, since)
    if of_login < limits.tries_per_login and of_address < limits.tries_per_address:
        return None
    minutes = limits.window_minutes
    return Problem(
        "sign_in.too_many",
        Text("登录失败次数太多，先暂停一会儿。", "Too many failed sign-ins; the door is shut for a while."),
        Text(f"请在 {minutes} 分钟后再试。", f"Try again in {minutes} minutes."),
    )


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


@cache
def _nobodys_hash() -> str:
    return hash_password("nobody has this password", salt=b"\0" * 16)


_WRONG: Final = Problem(
    "sign_in.wrong",
    Text("登录名或密码不对。", "The login or the password is wrong."),
    Text(
        "请核对后再试；忘记密码请找管理员。",
        "Check both and try again; an administrator can set a new password.",
    ),
)
