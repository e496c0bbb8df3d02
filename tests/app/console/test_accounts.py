"""Accounts changed from the console: other roles, a new password, closed; never without an administrator."""

import pytest

from puhui.ground import Ground
from tests.app.console.staff import PASSWORD, Browser, hired

NEW = "another-evening-2"


@pytest.fixture
def admin(ground: Ground) -> Browser:
    """An administrator who has signed in."""
    hired(ground, "admin", "admin")
    browser = Browser(ground)
    assert browser.sign_in("admin") == 201
    return browser


def test_other_roles_count_from_the_next_request_on(ground: Ground, admin: Browser) -> None:
    """Nobody has to sign in again to gain or lose a role."""
    account = hired(ground, "li.ops", "operations")
    theirs = Browser(ground)
    theirs.sign_in("li.ops")
    assert theirs.send("GET", "/api/v1/audit").status == 403
    changed = admin.send("PUT", f"/api/v1/accounts/{account.id}/roles", {"roles": ["auditor"]})
    assert changed["roles"] == ["auditor"]
    assert theirs.send("GET", "/api/v1/audit").status == 200


def test_a_new_password_ends_every_session_of_the_old_one(ground: Ground, admin: Browser) -> None:
    """Whoever had the old password is out, and only the new one opens."""
    account = hired(ground, "li.ops", "operations")
    theirs = Browser(ground)
    theirs.sign_in("li.ops")
    assert admin.send("PUT", f"/api/v1/accounts/{account.id}/password", {"password": NEW}).status == 200
    assert theirs.send("GET", "/api/v1/me").status == 401
    assert Browser(ground).sign_in("li.ops", PASSWORD) == 401
    assert Browser(ground).sign_in("li.ops", NEW) == 201


def test_a_password_too_simple_is_refused_with_what_to_do(ground: Ground, admin: Browser) -> None:
    """And the old one still opens."""
    account = hired(ground, "li.ops", "operations")
    refused = admin.send("PUT", f"/api/v1/accounts/{account.id}/password", {"password": "short"})
    assert refused.status == 422 and "10" in str(refused["fix"])
    assert Browser(ground).sign_in("li.ops") == 201


def test_the_last_administrator_stays_one(ground: Ground, admin: Browser) -> None:
    """Neither other roles nor closing may leave a house that nobody can administer."""
    me = admin.send("GET", "/api/v1/me")["id"]
    for method, path, body in (
        ("PUT", f"/api/v1/accounts/{me}/roles", {"roles": ["auditor"]}),
        ("DELETE", f"/api/v1/accounts/{me}", None),
    ):
        refused = admin.send(method, path, body)
        assert (refused.status, refused["code"]) == (409, "account.last_admin.conflict")
    hired(ground, "admin.two", "admin")
    assert admin.send("DELETE", f"/api/v1/accounts/{me}").status == 200


def test_unknown_roles_and_unknown_accounts_are_refused(ground: Ground, admin: Browser) -> None:
    """A role that nobody is given, a role that is none, an account that is none or closed."""
    account = hired(ground, "li.ops", "operations")
    path = f"/api/v1/accounts/{account.id}/roles"
    assert admin.send("PUT", path, {"roles": ["borrower"]}).status == 422
    assert admin.send("PUT", path, {"roles": ["emperor"]}).status == 422
    nobody = f"/api/v1/accounts/{'0' * 8}-0000-0000-0000-{'0' * 12}"
    assert admin.send("PUT", f"{nobody}/roles", {"roles": ["auditor"]}).status == 404
    assert admin.send("PUT", f"{nobody}/password", {"password": NEW}).status == 404
    admin.send("DELETE", f"/api/v1/accounts/{account.id}")
    assert admin.send("PUT", f"/api/v1/accounts/{account.id}/password", {"password": NEW}).status == 404


def test_somebody_of_an_institution_is_given_no_role_of_the_house(ground: Ground, admin: Browser) -> None:
    """Their roles at the platform are the few that the table allows to institutions."""
    account = hired(ground, "zhou.brook", "institution", institution="test_brook_bank")
    assert admin.send("PUT", f"/api/v1/accounts/{account.id}/roles", {"roles": ["admin"]}).status == 422


@pytest.mark.parametrize("login", ["risk", "auditor"])
def test_nobody_but_an_administrator_changes_an_account(ground: Ground, admin: Browser, login: str) -> None:
    """Neither roles nor passwords."""
    role = {"risk": "risk_analyst", "auditor": "auditor"}[login]
    account = hired(ground, login, role)
    browser = Browser(ground)
    browser.sign_in(login)
    path = f"/api/v1/accounts/{account.id}"
    assert browser.send("PUT", f"{path}/roles", {"roles": ["admin"]}).status == 403
    assert browser.send("PUT", f"{path}/password", {"password": NEW}).status == 403
