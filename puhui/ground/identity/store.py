"""All SQL of identity."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from puhui.ground.actor import Mode
from puhui.ground.database.direct import ask, in_one_go
from puhui.ground.identity.model import Account, ApiKey
from puhui.ground.identity.tables import account, api_key, session, sign_in_failure
from puhui.kernel import new_id

_KEY_COLUMNS: Final = (*ApiKey.__slots__, "secret_hash")
_KEY_BY_PREFIX: Final = f"SELECT {', '.join(_KEY_COLUMNS)} FROM ground.api_key WHERE prefix = %(prefix)s"


def add_account(connection: Connection, new: Account, password_hash: str) -> bool:
    """Insert an account; False when the login is taken."""
    row: dict[str, Any] = {"id": new.id, "login": new.login, "password_hash": password_hash}
    row |= {"roles": sorted(new.roles)}
    row |= {"created_at": new.created_at, "institution": new.institution}
    adding = insert(account).values(row).on_conflict_do_nothing()
    return connection.execute(adding.returning(account.c.id)).first() is not None


def find_account(connection: Connection, login: str) -> tuple[Account, str] | None:
    """An account by its login, with its password hash."""
    row = connection.execute(select(account).where(account.c.login == login)).one_or_none()
    return (_account(row), row.password_hash) if row else None


def get_account(connection: Connection, account_id: UUID) -> Account | None:
    """An account by its id."""
    row = connection.execute(select(account).where(account.c.id == account_id)).one_or_none()
    return _account(row) if row else None


def list_accounts(connection: Connection) -> tuple[Account, ...]:
    """Every account, oldest first."""
    return tuple(_account(row) for row in connection.execute(select(account).order_by(account.c.created_at)))


def logins_of(connection: Connection, account_ids: Collection[UUID]) -> dict[str, str]:
    """Logins by account id, as text."""
    wanted = select(account.c.id, account.c.login).where(account.c.id.in_(account_ids))
    return {str(row.id): row.login for row in connection.execute(wanted)}


def disable_account(connection: Connection, account_id: UUID, now: datetime) -> bool:
    """Close an account; False when there is no such open account."""
    is_open = (account.c.id == account_id) & account.c.disabled_at.is_(None)
    return connection.execute(update(account).where(is_open).values(disabled_at=now)).rowcount == 1


def set_roles(connection: Connection, account_id: UUID, roles: Collection[str]) -> bool:
    """Replace the roles of an open account; False when there is none."""
    is_open = (account.c.id == account_id) & account.c.disabled_at.is_(None)
    change = update(account).where(is_open).values(roles=sorted(roles))
    return connection.execute(change).rowcount == 1


def others_with_role(connection: Connection, role: str, but: UUID) -> bool:
    """Whether another open account of the house itself has `role`; holds those rows until the commit."""
    has = account.c.roles.contains([role]) & account.c.disabled_at.is_(None) & account.c.institution.is_(None)
    wanted = select(account.c.id).where(has).order_by(account.c.id).with_for_update()
    return any(row.id != but for row in connection.execute(wanted))


def set_password(connection: Connection, account_id: UUID, password_hash: str) -> None:
    """Replace a password hash."""
    connection.execute(update(account).where(account.c.id == account_id).values(password_hash=password_hash))


def add_session(
    connection: Connection,
    token_hash: bytes,
    kind: str,
    holder_id: UUID,
    *,
    now: datetime,
    expires_at: datetime,
    institution: str = "",
) -> None:
    """Remember that whoever brings this token is `holder_id`, of `institution` or of the house (`""`)."""
    row = {"token_hash": token_hash, "kind": kind, "holder_id": holder_id, "institution": institution}
    connection.execute(insert(session).values(**row, created_at=now, expires_at=expires_at))


def session_holder(connection: Connection, token_hash: bytes, kind: str, now: datetime) -> UUID | None:
    """Whose open session this is."""
    is_open = (session.c.token_hash == token_hash) & (session.c.kind == kind)
    still = session.c.ended_at.is_(None) & (session.c.expires_at > now)
    return connection.execute(select(session.c.holder_id).where(is_open & still)).scalar_one_or_none()


def session_expiry(connection: Connection, token_hash: bytes) -> datetime | None:
    """When a session ends by itself."""
    found = select(session.c.expires_at).where(session.c.token_hash == token_hash)
    return connection.execute(found).scalar_one_or_none()


def end_session(connection: Connection, token_hash: bytes, now: datetime) -> None:
    """Sign out."""
    connection.execute(update(session).where(session.c.token_hash == token_hash).values(ended_at=now))


def end_sessions_of(connection: Connection, holder_id: UUID, now: datetime) -> None:
    """Sign somebody out everywhere."""
    is_open = (session.c.holder_id == holder_id) & session.c.ended_at.is_(None)
    connection.execute(update(session).where(is_open).values(ended_at=now))


def add_key(connection: Connection, new: ApiKey, secret_hash: bytes, created_by: str) -> None:
    """Keep a key; its secret as a hash."""
    row = {"id": new.id, "prefix": new.prefix, "label": new.label, "mode": new.mode.value}
    whose = {"roles": sorted(new.roles), "created_by": created_by, "created_at": new.created_at}
    more = {"secret_hash": secret_hash, "institution": new.institution}
    connection.execute(insert(api_key).values(**row, **whose, **more))


def find_key(connection: Connection, prefix: str) -> tuple[ApiKey, bytes] | None:
    """A key by its public prefix, with the hash of its secret."""
    with in_one_go(connection):
        asked = ask(connection, _KEY_BY_PREFIX, {"prefix": prefix})
    for row in asked.rows():
        kept = dict(zip(_KEY_COLUMNS, row, strict=True))
        secret_hash: bytes = kept.pop("secret_hash")
        more = {"mode": Mode(kept["mode"]), "roles": frozenset(kept["roles"])}
        return ApiKey(**{**kept, **more}), secret_hash
    return None


def list_keys(connection: Connection, modes: Collection[Mode]) -> tuple[ApiKey, ...]:
    """Every key of these modes, oldest first."""
    wanted = select(api_key).where(api_key.c.mode.in_(modes)).order_by(api_key.c.created_at)
    return tuple(_key(row) for row in connection.execute(wanted))


def revoke_key(connection: Connection, key_id: UUID, modes: Collection[Mode], now: datetime) -> bool:
    """Close a key; False when there is no such open key of these modes."""
    is_open = (api_key.c.id == key_id) & api_key.c.mode.in_(modes) & api_key.c.revoked_at.is_(None)
    return connection.execute(update(api_key).where(is_open).values(revoked_at=now)).rowcount == 1


def touch_key(connection: Connection, key_id: UUID, now: datetime) -> None:
    """Note that a key was used, to the minute; never waits for another request that notes the same."""
    stale = or_(api_key.c.last_used_at.is_(None), api_key.c.last_used_at < now - timedelta(minutes=1))
    free = select(api_key.c.id).where((api_key.c.id == key_id) & stale).with_for_update(skip_locked=True)
    connection.execute(update(api_key).where(api_key.c.id.in_(free)).values(last_used_at=now))


def one_at_a_time(connection: Connection, login_hash: bytes) -> None:
    """Let sign-ins with one login follow each other: each guess is counted before the next is tried."""
    key = int.from_bytes(login_hash[:8], "big", signed=True)
    connection.execute(select(func.pg_advisory_xact_lock(key)))


def add_failure(connection: Connection, login_hash: bytes, address_hash: bytes, now: datetime) -> None:
    """Note one failed sign-in."""
    row = {"id": new_id(), "login_hash": login_hash, "address_hash": address_hash, "failed_at": now}
    connection.execute(insert(sign_in_failure).values(**row))


def count_failures(
    connection: Connection, login_hash: bytes, address_hash: bytes, since: datetime
) -> tuple[int, int]:
    """Failed sign-ins since an instant: for this login, and from this address."""
    same_login, same_address = (
        sign_in_failure.c.login_hash == login_hash,
        sign_in_failure.c.address_hash == address_hash,
    )
    counts = select(func.count().filter(same_login), func.count().filter(same_address)).where(
        or_(same_login, same_address) & (sign_in_failure.c.failed_at > since)
    )
    of_login, of_address = connection.execute(counts).one()
    return of_login, of_address


def forget_failures(connection: Connection, login_hash: bytes) -> None:
    """A successful sign-in clears the login's count."""
    connection.execute(sign_in_failure.delete().where(sign_in_failure.c.login_hash == login_hash))


def delete_old(connection: Connection, before: datetime) -> int:
    """Delete failed sign-ins and ended or expired sessions of before an instant; the number of rows."""
    failures = delete(sign_in_failure).where(sign_in_failure.c.failed_at < before)
    over = delete(session).where(or_(session.c.expires_at < before, session.c.ended_at < before))
    return connection.execute(failures).rowcount + connection.execute(over).rowcount


def _account(row: Row[Any]) -> Account:
    roles = frozenset(row.roles)
    return Account(row.id, row.login, roles, row.created_at, row.disabled_at, row.institution)


def _key(row: Row[Any]) -> ApiKey:
    return ApiKey(
        id=row.id,
        prefix=row.prefix,
        label=row.label,
        mode=Mode(row.mode),
        roles=frozenset(row.roles),
        created_at=row.created_at,
        last_used_at=row.last_used_at,
        revoked_at=row.revoked_at,
        institution=row.institution,
    )
