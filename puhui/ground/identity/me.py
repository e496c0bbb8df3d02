"""`GET /me`: who the door takes the caller for, what they may do, and whose house this is."""

from datetime import datetime
from typing import Final
from uuid import UUID

from fastapi import Request
from pydantic import BaseModel

from puhui.ground import Ground
from puhui.ground.actor import Actor, ActorKind, Mode
from puhui.ground.identity import store
from puhui.ground.identity.tokens import csrf_of, hash_token
from puhui.ground.permission import PermissionTable
from puhui.ground.web import STAFF_COOKIE, cookie_here
from puhui.ground.work import Work
from puhui.kernel import Text


class NameBody(BaseModel):
    """A name in both languages."""

    zh: str
    en: str


class RoleBody(NameBody):
    """A role by its code and in words."""

    code: str


class PartyBody(BaseModel):
    """Whose house this is: the platform, or one institution."""

    role: str
    code: str | None
    name: NameBody


class MeBody(BaseModel):
    """Who the door takes one for, and what may be shown to them. `csrf_token` only with a cookie."""

    id: str
    kind: ActorKind
    login: str | None
    roles: list[str]
    role_names: list[RoleBody]
    actions: list[str]
    mode: Mode
    institution: str | None
    party: PartyBody
    is_demo: bool
    csrf_token: str | None
    session_expires_at: datetime | None


NO_PARTY: Final = PartyBody(role="platform", code=None, name=NameBody(zh="普惠", en="Puhui"))


def told_me(request: Request, work: Work) -> MeBody:
    """The caller, by the permission table and the party that this process serves (`app.state.told_party`)."""
    actor, table = work.actor, _table(request)
    token = _cookie(request)
    login, expires_at = _person(request, actor, token)
    return MeBody(
        id=actor.id,
        kind=actor.kind,
        login=login,
        roles=sorted(actor.roles),
        role_names=[_role(code, table.roles[code]) for code in sorted(actor.roles) if code in table.roles],
        actions=[name for name in table.actions if table.allows(name, actor.roles)],
        mode=actor.mode,
        institution=work.institution,
        party=getattr(request.app.state, "told_party", NO_PARTY),
        is_demo=bool(getattr(request.app.state, "is_demo", False)),
        csrf_token=csrf_of(token) if token else None,
        session_expires_at=expires_at,
    )


def _person(request: Request, actor: Actor, token: str | None) -> tuple[str | None, datetime | None]:
    """A person's login, and when their session ends; read as the house reads it at the door, because the
    login that an institution's people work as at the platform sees neither."""
    if actor.kind is not ActorKind.PERSON:
        return None, None
    ground: Ground = request.app.state.ground
    with ground.engine.connect() as connection:
        account = store.get_account(connection, UUID(actor.id))
        expires_at = store.session_expiry(connection, hash_token(token)) if token else None
    return (account.login if account else None), expires_at


def _cookie(request: Request) -> str | None:
    """The session's token where the browser sent it by itself; a bearer token needs no protection of ours."""
    if request.headers.get("authorization"):
        return None
    return request.cookies.get(cookie_here(request, STAFF_COOKIE))


def _table(request: Request) -> PermissionTable:
    table: PermissionTable = request.app.state.permissions
    return table


def _role(code: str, name: Text) -> RoleBody:
    return RoleBody(code=code, zh=name.zh, en=name.en)
