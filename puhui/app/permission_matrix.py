"""`docs/permissions.md`: who may do what at which address, made from the table and the routes themselves.

    python -m puhui.app.permission_matrix > docs/permissions.md

The page is never written by hand; a test makes it again and compares. It says what a role may ask for. Whose
rows it then sees is decided below: by the room for a borrower's own, by the database for an institution's.
"""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from fastapi.routing import iter_route_contexts
from sqlalchemy import create_engine

from puhui.app.api import PERMISSIONS, create_app
from puhui.app.party import platform_party, shipped_institution
from puhui.app.role import Role
from puhui.ground import Ground, Settings, Vault
from puhui.ground.permission import PermissionTable, load_permissions
from puhui.ground.vault import Suite, new_master_keys
from puhui.ground.web import Route
from puhui.kernel import SystemClock

_HEAD: Final = """\
# 权限 Permissions

Made by `python -m puhui.app.permission_matrix` from `puhui/app/permissions.yaml` and the routes; do not
edit it. 由程序生成，请勿手改。

● may 可以. A role may do nothing that has no ●. Whose rows it then sees is another question: a borrower
sees their own; an institution at the platform its own, by a database login that reaches nothing else
([decision 0016](decisions/0016-each-institution-is-a-login-that-owns-nothing.md)).
"""
_ANY_INSTITUTION: Final = "test_brook_bank"
"""Every institution serves the same addresses."""
_SIDES: Final[Mapping[Role, str]] = {
    Role.PLATFORM: "平台 At the platform",
    Role.INSTITUTION: "机构 In an institution's process",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One way to ask for something: a method, an address, the action; no action where nobody is asked who."""

    path: str
    method: str
    action: str | None


def matrix() -> str:
    """The whole page."""
    table = load_permissions(PERMISSIONS)
    parts = [_HEAD, _roles(table)]
    parts += [_side(table, name, routes_of(role)) for role, name in _SIDES.items()]
    return "\n".join(parts)


def routes_of(role: Role) -> tuple[Asked, ...]:
    """Every address that a process of this role serves, by path."""
    party = platform_party() if role is Role.PLATFORM else shipped_institution(_ANY_INSTITUTION)
    app = create_app(_no_ground(party.code), party=party)
    found = {
        Asked(str(one.path), method, _action(one.original_route))
        for one in iter_route_contexts(app.routes)
        for method in one.methods or ()
        if method != "HEAD"
    }
    return tuple(sorted(found, key=lambda asked: (_place(asked.path), asked.path, asked.method)))


def _action(route: object) -> str | None:
    return route.grant.action if isinstance(route, Route) and route.grant else None


def _no_ground(institution: str | None) -> Ground:
    """Enough to list routes with: nothing is connected to, nothing is read."""
    engine = create_engine("postgresql+psycopg://")
    return Ground(Settings(), engine, Vault(new_master_keys(Suite.AES)), SystemClock(), institution)


def _roles(table: PermissionTable) -> str:
    rows = [
        f"| `{name}` | {what.zh} | {what.en} | {'●' if name in table.of_institutions else ''} |"
        for name, what in table.roles.items()
    ]
    head = ("## 角色 Roles\n", "| role | 中文 | English | of an institution 机构可有 |", "|---|---|---|:-:|")
    return "\n".join((*head, *rows, ""))


def _side(table: PermissionTable, name: str, asked: Iterable[Asked]) -> str:
    roles = tuple(table.roles)
    lines = [f"## {name}\n"]
    for place, here in groupby(asked, lambda one: _place(one.path)):
        lines.append(f"### {place}\n")
        lines.append("| " + " | ".join(("route", "what 事项", *(f"`{role}`" for role in roles))) + " |")
        lines.append("|---|---|" + ":-:|" * len(roles))
        lines += [_row(table, roles, one) for one in here]
        lines.append("")
    return "\n".join(lines)


def _row(table: PermissionTable, roles: Iterable[str], one: Asked) -> str:
    route = f"`{one.method} {one.path}`"
    if one.action is None:
        return f"| {route} | everybody 不问身份 |" + " ● |" * len(tuple(roles))
    action = table.actions[one.action]
    marks = "".join(" ● |" if role in action.roles else "  |" for role in roles)
    return f"| {route} | {action.what.zh} {action.what.en} |{marks}"


def _place(path: str) -> str:
    """What a route is filed under: the API, the partners' API, the pages."""
    for start, name in (
        ("/api/", "接口 The API"),
        ("/partner/", "合作方接口 The partners' API"),
    ):
        if path.startswith(start):
            return name
    return "页面 Pages"


if __name__ == "__main__":
    sys.stdout.write(matrix())
