"""Signing in, accounts and keys over HTTP."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request
from pydantic import BaseModel, ConfigDict, Field, SecretStr
from starlette.responses import JSONResponse, Response

from puhui.ground import Ground
from puhui.ground.actor import CODE, Mode
from puhui.ground.identity import service, sessions
from puhui.ground.identity.me import MeBody, told_me
from puhui.ground.identity.model import Account, ApiKey, SessionLife
from puhui.ground.identity.roles import GrantedRoleBody, granted_roles
from puhui.ground.identity.tokens import csrf_of
from puhui.ground.permission import PermissionTable
from puhui.ground.web import (
    STAFF_COOKIE,
    Router,
    answer,
    clear_session_cookie,
    cookie_here,
    problem_answer,
    set_session_cookie,
    work_for,
)
from puhui.ground.work import Work
from puhui.kernel import Problem

router = Router(prefix="/api/v1", tags=["identity"])
Roles = Annotated[frozenset[str], Field(min_length=1, max_length=20)]
Code = Annotated[str, Field(pattern=f"^{CODE.pattern}$")]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SignInBody(_Body):
    """What a person types."""

    login: str = Field(max_length=100)
    password: SecretStr = Field(max_length=200)


class NewAccountBody(_Body):
    """A work name, a first password, roles of the permission table; the institution whose person it is."""

    login: str = Field(max_length=100)
    password: SecretStr = Field(max_length=200)
    roles: Roles
    institution: Code | None = None


class RolesBody(_Body):
    """What somebody may do from now on."""

    roles: Roles


class PasswordBody(_Body):
    """A new password for somebody who forgot theirs."""

    password: SecretStr = Field(max_length=200)


class NewKeyBody(_Body):
    """A label to recognise it by, live or test, roles of the permission table; whose program it is."""

    label: str = Field(min_length=1, max_length=100)
    mode: Mode = Mode.TEST
    roles: Roles
    institution: Code | None = None


class AccountBody(BaseModel):
    """An account, without anything secret."""

    id: UUID
    login: str
    roles: list[str]
    created_at: datetime
    disabled_at: datetime | None
    institution: str | None


class KeyBody(BaseModel):
    """A key, without its secret."""

    id: UUID
    prefix: str
    label: str
    mode: Mode
    roles: list[str]
    created_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None
    institution: str | None


class IssuedKeyBody(KeyBody):
    """A key with its secret: shown this once."""

    secret: str


@router.post("/sessions", status_code=201)
def open_session(
    request: Request,
    body: SignInBody,
    work: Annotated[Work, Depends(work_for("session.open", moves=False))],
) -> Response:
    """Sign in. The session is a cookie; `csrf_token` goes back as `X-CSRF-Token` with every change."""
    address = request.client.host if request.client else "unknown"
    life = SessionLife(person_hours=request.app.state.ground.settings.session_hours)
    issued = sessions.sign_in(work, body.login, body.password.get_secret_value(), address=address, life=life)
    if isinstance(issued, Problem):
        return problem_answer(request, issued, 429 if issued.code.endswith("too_many") else 401)
    shown = {"csrf_token": csrf_of(issued.token), "expires_at": issued.expires_at.isoformat()}
    response = JSONResponse(shown, 201)
    set_session_cookie(response, request, issued, STAFF_COOKIE)
    return response


@router.delete("/sessions/current", status_code=204)
def close_session(request: Request, work: Annotated[Work, Depends(work_for("session.close"))]) -> Response:
    """Sign out; harmless when nobody is signed in."""
    if token := request.cookies.get(cookie_here(request, STAFF_COOKIE)):
        sessions.sign_out(work, token)
    response = Response(status_code=204)
    clear_session_cookie(response, request, STAFF_COOKIE)
    return response


@router.get("/me")
def me(request: Request, work: Annotated[Work, Depends(work_for("session.read"))]) -> MeBody:
    """Who the door takes the caller for, what they may do, and whose house this is."""
    return told_me(request, work)


@router.get("/accounts")
def list_accounts(work: Annotated[Work, Depends(work_for("account.read"))]) -> list[AccountBody]:
    """Every account."""
    return [_account(one) for one in answer(service.accounts(work))]


@router.post("/accounts", status_code=201)
def create_account(
    request: Request, body: NewAccountBody, work: Annotated[Work, Depends(work_for("account.create"))]
) -> AccountBody:
    """Create an account for a person."""
    password = body.password.get_secret_value()
    known = _known_roles(request, body.institution)
    made = service.create_account(work, body.login, password, body.roles, known, institution=body.institution)
    return _account(answer(made))


@router.delete("/accounts/{account_id}")
def disable_account(
    account_id: UUID, work: Annotated[Work, Depends(work_for("account.disable"))]
) -> AccountBody:
    """Close an account and end its sessions; its history stays."""
    return _account(answer(service.disable_account(work, account_id)))


@router.put("/accounts/{account_id}/roles")
def change_roles(
    request: Request,
    account_id: UUID,
    body: RolesBody,
    work: Annotated[Work, Depends(work_for("account.change"))],
) -> AccountBody:
    """Change what somebody may do; it counts from their next request on."""
    known = _known_roles(request, service.institution_of(work, account_id))
    return _account(answer(service.change_roles(work, account_id, body.roles, known)))


@router.put("/accounts/{account_id}/password")
def reset_password(
    account_id: UUID, body: PasswordBody, work: Annotated[Work, Depends(work_for("account.change"))]
) -> AccountBody:
    """Give somebody a new password; whoever is signed in with the old one is signed out."""
    return _account(answer(service.reset_password(work, account_id, body.password.get_secret_value())))


@router.get("/roles")
def list_roles(request: Request, _: Annotated[Work, Depends(work_for("role.read"))]) -> list[GrantedRoleBody]:
    """Every role that somebody can be given, with what it may do."""
    return granted_roles(request.app.state.permissions)


@router.get("/keys")
def list_keys(work: Annotated[Work, Depends(work_for("key.read"))]) -> list[KeyBody]:
    """Every API key, without its secret."""
    return [KeyBody(**_key(one)) for one in service.keys(work)]


@router.post("/keys", status_code=201)
def issue_key(
    request: Request, body: NewKeyBody, work: Annotated[Work, Depends(work_for("key.issue", secret=True))]
) -> IssuedKeyBody:
    """Issue an API key. The secret is in this answer and nowhere else; a retry does not see it again."""
    new = service.NewKey(body.label, body.mode, body.roles, body.institution)
    issued = answer(service.issue_key(work, new, _known_roles(request, body.institution)))
    return IssuedKeyBody(**_key(issued.key), secret=issued.secret_text)


@router.delete("/keys/{key_id}", status_code=204)
def revoke_key(key_id: UUID, work: Annotated[Work, Depends(work_for("key.revoke"))]) -> Response:
    """Revoke a key for good."""
    answer(service.revoke_key(work, key_id))
    return Response(status_code=204)


def _known_roles(request: Request, institution: str | None) -> frozenset[str]:
    table: PermissionTable = request.app.state.permissions
    ground: Ground = request.app.state.ground
    return table.roles_for(None if ground.institution else institution)


def _account(one: Account) -> AccountBody:
    return AccountBody(
        id=one.id,
        login=one.login,
        roles=sorted(one.roles),
        created_at=one.created_at,
        disabled_at=one.disabled_at,
        institution=one.institution,
    )


def _key(one: ApiKey) -> dict[str, Any]:
    return {
        "id": one.id,
        "prefix": one.prefix,
        "label": one.label,
        "mode": one.mode,
        "roles": sorted(one.roles),
        "created_at": one.created_at,
        "last_used_at": one.last_used_at,
        "revoked_at": one.revoked_at,
        "institution": one.institution,
    }
