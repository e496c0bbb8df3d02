"""A session that ends half way loses nothing."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from puhui.kernel import new_id
from tests.journeys.console.house import PASSWORD, Console
from tests.journeys.console.looking import looked_at, tick

pytestmark = pytest.mark.browser
PageAs = Callable[..., Any]


def begin_a_form(page: Any, login: str) -> Any:
    """Half an account: a login, a password and a role, not yet sent."""
    page.goto("/console/administration/people")
    page.get_by_role("button", name="新建账号").click()
    form = page.get_by_role("dialog").filter(has_text="初始密码")
    form.get_by_label("登录名").fill(login)
    form.get_by_role("button", name="生成一个").click()
    tick(form, "业务运营")
    return form


def test_a_session_that_expires_half_way_through_a_form_loses_nothing(
    page_as: PageAs, console: Console
) -> None:
    """The door opens over the page; after signing in the very same request goes through, once."""
    page, login = page_as("admin"), f"kept.{new_id().hex[-6:]}"
    form = begin_a_form(page, login)
    console.end_sessions("admin")
    form.get_by_role("button", name="建立").click()
    door = page.get_by_role("dialog").filter(has_text="登录已过期")
    expect(door).to_contain_text("填写的内容都还在")
    expect(door.get_by_label("登录名")).to_have_value("admin")
    looked_at(page, "zh")
    door.get_by_label("密码").fill(PASSWORD)
    door.get_by_role("button", name="登录", exact=True).click()
    expect(door).to_be_hidden()
    expect(page.get_by_role("row").filter(has_text=login)).to_have_count(1)


def test_a_wrong_password_at_the_door_keeps_it_open_and_the_form_below(
    page_as: PageAs, console: Console
) -> None:
    """Nothing below is touched until the right person is back."""
    page, login = page_as("admin"), f"kept.{new_id().hex[-6:]}"
    form = begin_a_form(page, login)
    console.end_sessions("admin")
    form.get_by_role("button", name="建立").click()
    door = page.get_by_role("dialog").filter(has_text="登录已过期")
    door.get_by_label("密码").fill("wrong-password-1")
    door.get_by_role("button", name="登录", exact=True).click()
    expect(door.get_by_role("alert")).to_contain_text("登录名或密码不对")
    expect(form.get_by_label("登录名")).to_have_value(login)


def test_a_reload_brings_back_what_was_typed(page_as: PageAs) -> None:
    """Everything but the password, which is never kept; leaving by the door throws it away."""
    page, login = page_as("admin"), f"kept.{new_id().hex[-6:]}"
    begin_a_form(page, login)
    page.reload()
    page.get_by_role("button", name="新建账号").click()
    form = page.get_by_role("dialog")
    expect(form.get_by_label("登录名")).to_have_value(login)
    expect(form.get_by_label("业务运营")).to_be_checked()
    expect(form.get_by_label("初始密码")).to_have_value("")
    expect(form.get_by_role("alert")).to_contain_text("已恢复")
    form.get_by_role("button", name="取消").click()
    page.get_by_role("button", name=re.compile("admin")).first.click()
    page.get_by_role("button", name="退出登录").click()
    page.get_by_label("密码", exact=True).wait_for()
    assert page.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('puhui:'))") == []


def test_somebody_else_at_the_door_does_not_get_the_page(page_as: PageAs, console: Console) -> None:
    """Another account begins anew: the page is opened again with its own menu, and nothing is sent."""
    page, login = page_as("admin"), f"kept.{new_id().hex[-6:]}"
    form = begin_a_form(page, login)
    console.end_sessions("admin")
    form.get_by_role("button", name="建立").click()
    door = page.get_by_role("dialog").filter(has_text="登录已过期")
    door.get_by_label("登录名").fill("he.audit")
    door.get_by_label("密码").fill(PASSWORD)
    door.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("button", name="我的账号: he.audit")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("row").filter(has_text="he.audit")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text=login)).to_have_count(0)
