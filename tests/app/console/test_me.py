"""Who the console takes one for, and what it may show them."""

import pytest

from puhui.ground import Ground
from tests.app.api_client import client_of, key_header
from tests.app.console.staff import Browser, hired


@pytest.fixture
def browser(ground: Ground) -> Browser:
    """Nobody yet."""
    return Browser(ground)


def test_a_person_is_told_their_login_roles_and_everything_they_may_do(
    ground: Ground, browser: Browser
) -> None:
    """In words of both languages, with the house it is and the token for changes."""
    account = hired(ground, "wang.review", "reviewer")
    browser.sign_in("wang.review")
    me = browser.send("GET", "/api/v1/me")
    assert (me["id"], me["login"], me["roles"]) == (str(account.id), "wang.review", ["reviewer"])
    assert me["role_names"] == [{"code": "reviewer", "zh": "人工复核", "en": "Reviewer"}]
    assert me["party"] == {"role": "platform", "code": None, "name": {"zh": "普惠", "en": "Puhui"}}
    actions = me["actions"]
    assert isinstance(actions, list) and "application.read" in actions and "account.create" not in actions
    assert me["csrf_token"] == browser.csrf
    assert str(me["session_expires_at"]) > ground.clock.now().isoformat()


def test_nobody_is_told_to_sign_in(browser: Browser) -> None:
    """Without a session there is nobody to tell about."""
    assert browser.send("GET", "/api/v1/me").status == 401


def test_a_program_has_no_login_and_needs_no_token(ground: Ground) -> None:
    """A key proves itself with every request; no other site can make somebody send it."""
    me = client_of(ground).get("/api/v1/me", headers=key_header(ground, "developer")).json()
    assert (me["login"], me["csrf_token"], me["session_expires_at"]) == (None, None, None)


def test_a_person_of_an_institution_at_the_platform_is_told_too(ground: Ground, browser: Browser) -> None:
    """Their own login reaches nothing of the ground, so the house reads it for them."""
    hired(ground, "zhou.brook", "institution", institution="test_brook_bank")
    browser.sign_in("zhou.brook")
    me = browser.send("GET", "/api/v1/me")
    assert (me["login"], me["institution"]) == ("zhou.brook", "test_brook_bank")


def test_each_role_says_what_it_may_do(ground: Ground, browser: Browser) -> None:
    """Read from the table that decides; roles that nobody is given are not offered."""
    hired(ground, "admin", "admin")
    browser.sign_in("admin")
    roles = browser.send("GET", "/api/v1/roles").body
    assert isinstance(roles, list)
    by_code = {role["code"]: role for role in roles}
    assert {"code": "audit.read", "zh": "查看审计记录", "en": "See the audit trail"} in by_code["auditor"][
        "may"
    ]
    assert by_code["institution"]["of_institutions"] and not by_code["auditor"]["of_institutions"]
    assert not {"borrower", "visitor", "system", "partner"} & set(by_code)
