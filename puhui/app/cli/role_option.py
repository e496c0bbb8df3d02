"""`--role` and `--institution`, the same wherever somebody is given one."""

import click

from puhui.app.api import PERMISSIONS
from puhui.ground import Work
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

institution_option = click.option(
    "--institution",
    metavar="CODE",
    help="平台上的合作机构，角色只能是 institution。 Of an institution at the platform; roles: institution.",
)


def known_roles(work: Work, institution: str | None) -> frozenset[str]:
    """The roles that somebody of this institution may be given here."""
    return load_permissions(PERMISSIONS).roles_for(None if work.house else institution)
