"""`--role`, the same wherever somebody is given one."""

from typing import Final

import click

from puhui.app.api import PERMISSIONS
from puhui.ground.permission import load_permissions

_NEVER_GIVEN: Final = frozenset({"borrower", "visitor", "system"})
"""Roles that somebody has by what they are, not because an operator said so."""


def _names() -> str:
    return ", ".join(role for role in load_permissions(PERMISSIONS).roles if role not in _NEVER_GIVEN)


role_option = click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    help=f"角色，可重复 A role; repeat for more: {_names()}.",
)
