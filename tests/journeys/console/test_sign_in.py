"""The door of the console, and the frame behind it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from puhui.kernel import Language
from tests.journeys.console.conftest import LANGUAGES, VIEWS
from tests.journeys.console.house import PASSWORD, Console
from tests.journeys.console.looking import looked_at

pytestmark = pytest.mark.browser
PageAs = Callable[..., Any]
LOGIN = {"zh": "登录名", "en": "Login"}
SECRET = {"zh": "密码", "en": "Password"}
SIGN_IN = {"zh": "登录", "en": "Sign in"}


def sign_in(page: Any, language: str, login: str, password: str = PASSWORD) -> None:
    """Type both and press the button."""
    page.get_by_label(LOGIN[language], exact=True).fill(login)
    page.get_by_label(SECRET[language], exact=True).fill(password)
    page.get_by_role("button", name=SIGN_IN[language], exact=True).click()


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_somebody_signs_in_and_out(page_as: PageAs, language: str, width: int) -> None:
    """The door, the first page behind it, and out again; in both languages, at a desk and on a phone."""
    page = page_as(None, language, width)
    page.goto("/console/")
    page.get_by_label(LOGIN[language], exact=True).wait_for()
    looked_at(page, language)
    sign_in(page, language, "admin")
    expect(page).to_have_url(re.compile("/console/overview"))
    expect(page.locator("h1")).to_be_visible()
    page.get_by_role("button", name=re.compile("admin")).click()
    page.get_by_role("button", name={"zh": "退出登录", "en": "Sign out"}[language]).click()
    expect(page.get_by_label(LOGIN[language], exact=True)).to_be_visible()


def test_a_wrong_password_is_told_beside_the_form(page_as: PageAs) -> None:
    """In the server's words, with what to do; the login stays as typed."""
    page = page_as(None)
    page.goto("/console/")
    sign_in(page, "zh", "li.ops", "wrong-password-1")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("登录名或密码不对")
    expect(alert).to_contain_text("请核对后再试")
    expect(page.get_by_label("登录名")).to_have_value("li.ops")


def test_the_address_one_came_for_is_opened_after_signing_in(page_as: PageAs) -> None:
    """A link somebody was sent leads to its page, not to the start."""
    page = page_as(None)
    page.goto("/console/administration")
    sign_in(page, "zh", "admin")
    expect(page).to_have_url(re.compile("/console/administration"))


def test_a_page_that_a_role_does_not_open_says_so(page_as: PageAs) -> None:
    """Not in the menu, and by its address a plain sentence with one's own roles."""
    page = page_as("wang.review")
    page.goto("/console/administration")
    expect(page.get_by_role("alert")).to_contain_text("你的角色不能看这一页")
    expect(page.get_by_role("alert")).to_contain_text("人工复核")
    expect(page.get_by_role("navigation").get_by_role("link", name="管理")).to_have_count(0)
    looked_at(page, "zh")


def test_an_address_that_is_none_says_so(page_as: PageAs) -> None:
    """Inside the frame, with a way back."""
    page = page_as("admin", "en")
    page.goto("/console/nowhere/at/all")
    expect(page.get_by_role("heading", name="There is no such page")).to_be_visible()
    looked_at(page, "en")


def test_the_language_changes_everywhere_at_once_and_stays(page_as: PageAs) -> None:
    """A press on the switch; the next visit remembers."""
    page = page_as("admin")
    page.goto("/console/administration")
    expect(page.get_by_role("heading", name="管理", exact=True)).to_be_visible()
    page.get_by_role("button", name="Switch to English").click()
    expect(page.get_by_role("heading", name="Administration", exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Administration", exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"


def test_the_keyboard_is_explained_and_goes_where_it_says(page_as: PageAs) -> None:
    """`?` opens the help; `g` and a key open a menu item; the first Tab offers a way past the menu."""
    page = page_as("admin")
    page.goto("/console/overview")
    expect(page.locator("h1")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("跳到正文")
    page.keyboard.press("?")
    help_ = page.get_by_role("dialog")
    expect(help_).to_contain_text("键盘快捷键")
    looked_at(page, "zh")
    last = page.get_by_role("navigation").get_by_role("link").count()
    written = help_.locator("kbd").filter(has_text=re.compile("^g ")).nth(last - 1).inner_text()
    page.keyboard.press("Escape")
    for key in written.split():
        page.keyboard.press(key)
    expect(page).to_have_url(re.compile("/console/administration"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_of_an_institution_see_the_same_console_over_their_own_house(
    page_as: PageAs, brook_console: Console, language: str
) -> None:
    """Its name, its own accounts and figures; nothing of the platform's."""
    page = page_as("admin", language, at=brook_console)
    page.goto("/console/overview")
    expect(page.locator(".house")).to_contain_text(brook_console.party.name.in_(Language(language)))
    expect(page.locator(".house")).to_contain_text({"zh": "机构", "en": "Institution"}[language])
    expect(page.locator(".figure-value").first).to_have_text("0")
    looked_at(page, language)
