"""The page that says who may do what is the table and the routes, and nothing else."""

from puhui.app.api import PERMISSIONS
from puhui.app.permission_matrix import matrix, routes_of
from puhui.app.role import Role
from puhui.ground.permission import load_permissions
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "permissions.md"


def test_the_page_of_permissions_is_current() -> None:
    """Made again whenever a route, a role or a row of the table changes."""
    made = PAGE.read_text(encoding="utf-8") == matrix()
    assert made, "run: python -m puhui.app.permission_matrix > docs/permissions.md"


def test_a_role_of_an_institution_may_little_at_the_platform() -> None:
    """Come and go, see who it is and what concerns it alone: whoever widens this changes this list too."""
    table = load_permissions(PERMISSIONS)
    asked = {one.action for one in routes_of(Role.PLATFORM) if one.action}
    theirs = {action for action in asked if table.allows(action, table.of_institutions)}
    assert theirs <= {
        "session.open",
        "session.close",
        "session.read",
        "consent.text",
        "reconciliation.read",
        "mirror.read",
    }
