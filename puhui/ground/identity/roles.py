"""Roles that people are given, each with what it may do: the permission table read by role."""

from pydantic import BaseModel

from puhui.ground.identity.service import NOT_GRANTED
from puhui.ground.permission import PermissionTable


class ActionBody(BaseModel):
    """Something that can be done, by its code and in words."""

    code: str
    zh: str
    en: str


class GrantedRoleBody(ActionBody):
    """A role and every action it may do; `of_institutions`: also for people of an institution."""

    of_institutions: bool
    may: list[ActionBody]


def granted_roles(table: PermissionTable) -> list[GrantedRoleBody]:
    """Every role that can be given to somebody, in the table's order."""
    return [
        GrantedRoleBody(
            code=code,
            zh=name.zh,
            en=name.en,
            of_institutions=code in table.of_institutions,
            may=_may(table, code),
        )
        for code, name in table.roles.items()
        if code not in NOT_GRANTED
    ]


def _may(table: PermissionTable, role: str) -> list[ActionBody]:
    return [
        ActionBody(code=code, zh=action.what.zh, en=action.what.en)
        for code, action in table.actions.items()
        if role in action.roles
    ]
