"""`--role`, the same wherever somebody is given one."""

import click

from puhui.app.api import PERMISSIONS
from puhui.ground.identity import NOT_GRANTED
from puhui.ground.permission import load_permissions


def _names() -> str:
    return ", ".join(role for role in load_permissions(PERMISSIONS).roles if role not in NOT_GRANTED)


role_option = click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    help=f"角色，可重复 A role; repeat for more: {_names()}.",
)
