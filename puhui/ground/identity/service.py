"""Accounts and API keys: made, listed, closed. Signing in is in `sessions.py`."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from puhui.ground.actor import CODE, SYSTEM, Mode
from puhui.ground.identity import store
from puhui.ground.identity.model import Account, ApiKey, IssuedKey
from puhui.ground.identity.passwords import hash_password, password_problem
from puhui.ground.identity.tokens import new_key
from puhui.ground.work import Work
from puhui.kernel import Problem, Text, new_id

_LOGIN: Final = re.compile(r"[a-z0-9][a-z0-9._@-]{1,62}[a-z0-9]")
NOT_GRANTED: Final = frozenset({"borrower", "partner", "visitor", "system"})
"""Roles that nobody is given: they are what somebody is."""


@dataclass(frozen=True, slots=True)
class NewKey:
    """What a key is asked for."""

    label: str
    mode: Mode
    roles: frozenset[str]
    institution: str | None = None


def create_account(
    work: Work,
    login: str,
    password: str,
    roles: Collection[str],
    known_roles: Collection[str],
    *,
    institution: str | None = None,
) -> Account | Problem:
    """A new account for a person; `login` is a work name such as `risk.01`, never an id number or a phone.

    `institution` makes it one of that institution's people at the platform: they see its rows alone.
    `known_roles` are then those of an institution (`PermissionTable.roles_for`).
    """
    if problem := _not_with_a_test_key(work) or _institution_problem(work, institution):
        return problem
    login = login.strip().lower()
    if not _LOGIN.fullmatch(login):
        return _LOGIN_PROBLEM
    if problem := password_problem(password) or _roles_problem(roles, known_roles):
        return problem
    new = Account(new_id(), login, frozenset(roles), work.now(), institution=_whose(work, institution))
    if not store.add_account(work.connection, new, hash_password(password)):
        return Problem(
            "account.conflict",
            Text("这个登录名已经有人用了。", "This login is taken."),
            Text("请换一个登录名。", "Choose another one."),
            "login",
        )
    work.audit("account.created", f"account:{new.id}", roles=sorted(new.roles), institution=new.institution)
    return new


def institution_of(work: Work, account_id: UUID) -> str | None:
    """The institution at the platform whose person an account is; None for the house's own and for none."""
    found = store.get_account(work.connection, account_id)
    return found.institution if found else None


def change_roles(
    work: Work, account_id: UUID, roles: Collection[str], known_roles: Collection[str]
) -> Account | Problem:
    """Other roles from the next request on. The last administrator stays one."""
    problem = _not_with_a_test_key(work) or _roles_problem(roles, known_roles)
    if problem is None and _ADMIN not in roles:
        problem = _last_admin(work, account_id)
    if problem:
        return problem
    if not store.set_roles(work.connection, account_id, roles):
        return _NO_ACCOUNT
    work.audit("account.roles_changed", f"account:{account_id}", roles=sorted(roles))
    return _found(work, account_id)


def reset_password(work: Work, account_id: UUID, password: str) -> Account | Problem:
    """A new password, given by an administrator; every session of the account ends."""
    if problem := _not_with_a_test_key(work) or password_problem(password):
        return problem
    found = store.get_account(work.connection, account_id)
    if found is None or found.disabled_at:
        return _NO_ACCOUNT
    store.set_password(work.connection, account_id, hash_password(password))
    store.end_sessions_of(work.connection, account_id, work.now())
    work.audit("account.password_reset", f"account:{account_id}")
    return found


def disable_account(work: Work, account_id: UUID) -> Account | Problem:
    """Close an account and end its sessions; its history stays. The last administrator cannot be closed."""
    if problem := _not_with_a_test_key(work) or _last_admin(work, account_id):
        return problem
    if not store.disable_account(work.connection, account_id, work.now()):
        return _NO_ACCOUNT
    store.end_sessions_of(work.connection, account_id, work.now())
    work.audit("account.disabled", f"account:{account_id}")
    return _found(work, account_id)


def accounts(work: Work) -> tuple[Account, ...] | Problem:
    """Every account."""
    if problem := _not_with_a_test_key(work):
        return problem
    return store.list_accounts(work.connection)


def logins_of(work: Work, actor_ids: Iterable[str]) -> dict[str, str]:
    """The work names behind the ids of people in the audit trail; programs and borrowers have none."""
    return store.logins_of(work.connection, {found for one in actor_ids if (found := _uuid(one))})


def issue_key(work: Work, new: NewKey, known_roles: Collection[str]) -> IssuedKey | Problem:
    """A new API key. Its secret is in the answer and nowhere else.

    A developer, and whoever comes with a test key, may issue test keys only.
    """
    problem = _institution_problem(work, new.institution) or _roles_problem(new.roles, known_roles)
    if problem := problem or _mode_problem(work, new):
        return problem
    text = new_key(new.mode)
    key = ApiKey(
        id=new_id(),
        prefix=text.prefix,
        label=new.label.strip(),
        mode=new.mode,
        roles=new.roles,
        created_at=work.now(),
        institution=_whose(work, new.institution),
    )
    store.add_key(work.connection, key, text.secret_hash(), work.actor.id)
    _audit_issued(work, key)
    return IssuedKey(key, str(text))


def revoke_key(work: Work, key_id: UUID) -> Problem | None:
    """Close a key for good; the next request with it is refused. A test key closes test keys only."""
    if not store.revoke_key(work.connection, key_id, _modes_seen(work), work.now()):
        return Problem("key.not_found", Text("没有这个有效密钥。", "There is no such open key."))
    work.audit("key.revoked", f"api_key:{key_id}")
    return None


def keys(work: Work) -> tuple[ApiKey, ...]:
    """Every key, without its secret; test keys only when asked with one."""
    return store.list_keys(work.connection, _modes_seen(work))


def _uuid(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None


def _found(work: Work, account_id: UUID) -> Account:
    found = store.get_account(work.connection, account_id)
    assert found is not None  # noqa: S101 - it was updated a moment ago
    return found


def _last_admin(work: Work, account_id: UUID) -> Problem | None:
    """A house without an administrator could never change anybody's account again."""
    found = store.get_account(work.connection, account_id)
    if found is None or _ADMIN not in found.roles or found.institution:
        return None
    return None if store.others_with_role(work.connection, _ADMIN, account_id) else _LAST_ADMIN


def _audit_issued(work: Work, key: ApiKey) -> None:
    work.audit(
        "key.issued",
        f"api_key:{key.id}",
        prefix=key.prefix,
        mode=key.mode.value,
        roles=sorted(key.roles),
        institution=key.institution,
    )


def _whose(work: Work, institution: str | None) -> str | None:
    """In an institution's own house everybody is the house's own."""
    return None if work.house else institution


def _institution_problem(work: Work, institution: str | None) -> Problem | None:
    if institution is None or (work.house is None and CODE.fullmatch(institution)):
        return None
    return None if institution == work.house else _INSTITUTION_PROBLEM


def _modes_seen(work: Work) -> frozenset[Mode]:
    return frozenset(Mode) if work.actor.mode is Mode.LIVE else frozenset({Mode.TEST})


def _not_with_a_test_key(work: Work) -> Problem | None:
    """Accounts of people are real: whoever could open one with a test key would be at the live data."""
    return None if work.actor.mode is Mode.LIVE else _LIVE_ONLY


def _roles_problem(roles: Collection[str], known_roles: Collection[str]) -> Problem | None:
    grantable = sorted(set(known_roles) - NOT_GRANTED)
    if roles and set(roles) <= set(grantable):
        return None
    listed = "、".join(grantable)
    return Problem(
        "account.roles",
        Text("角色不对，至少要有一个已知的角色。", "At least one role is needed, and only known ones."),
        Text(f"可选：{listed}。", f"Choose from: {', '.join(grantable)}."),
        "roles",
    )


def _mode_problem(work: Work, new: NewKey) -> Problem | None:
    live = work.actor.mode is Mode.LIVE
    if new.mode is Mode.TEST or (live and (work.actor == SYSTEM or "admin" in work.actor.roles)):
        return None
    return Problem(
        "key.mode.forbidden",
        Text("你只能发放测试密钥。", "You may issue test keys only."),
        Text("请选 test，或请管理员发放。", "Choose test, or ask an administrator."),
        "mode",
    )


_ADMIN: Final = "admin"
_NO_ACCOUNT: Final = Problem(
    "account.not_found",
    Text("没有这个可用账号。", "There is no such open account."),
    Text("请刷新账号列表后再试。", "Read the list of accounts again."),
)
_LAST_ADMIN: Final = Problem(
    "account.last_admin.conflict",
    Text("这是最后一个管理员账号。", "This is the last administrator's account."),
    Text("请先让另一个人成为管理员。", "Make somebody else an administrator first."),
)
_LIVE_ONLY: Final = Problem(
    "account.mode.forbidden",
    Text("测试密钥不能查看或改动工作人员账号。", "A test key neither sees nor changes accounts of people."),
    Text("请由管理员登录后办理。", "Ask an administrator who has signed in."),
)
_INSTITUTION_PROBLEM: Final = Problem(
    "account.institution",
    Text(
        "机构代码不对，或这是另一家机构自己的系统。",
        "This is no code of an institution, or these are another institution's own premises.",
    ),
    Text(
        "请用机构代码，如 test_brook_bank；在机构自己的系统里不必填写。",
        "Give the institution's code, such as test_brook_bank; in an institution's own process leave it out.",
    ),
    "institution",
)
_LOGIN_PROBLEM: Final = Problem(
    "account.login",
    Text("登录名的写法不对。", "The login is not written as one."),
    Text(
        "请用 3 到 64 个小写字母、数字、点或横线，如 risk.01。",
        "Use 3 to 64 lower-case letters, digits, dots or dashes, such as risk.01.",
    ),
    "login",
)
