"""Administration: people, roles, partners, keys, audit; each part walked as an administrator would."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import text

from puhui.kernel import new_id
from tests.journeys.console.conftest import VIEWS
from tests.journeys.console.house import Console
from tests.journeys.console.looking import looked_at, tick
from tests.journeys.console.test_sign_in import sign_in

pytestmark = pytest.mark.browser
PageAs = Callable[..., Any]
PARTS = ("people", "roles", "partners", "keys", "audit")


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_every_part_can_be_read(page_as: PageAs, language: str, width: int) -> None:
    """In both languages, at a desk and on a phone, without a finding."""
    page = page_as("admin", language, width)
    for part in PARTS:
        page.goto(f"/console/administration/{part}")
        expect(page.locator(".parts a.active")).to_be_visible()
        expect(page.locator(".state[role=status]")).to_have_count(0)
        looked_at(page, language)


def test_somebody_is_hired_changed_and_closed(page_as: PageAs) -> None:
    """A new account with a password made up for it; it signs in; its roles change; it is closed for good."""
    login = f"new.{new_id().hex[-6:]}"
    page = page_as("admin")
    page.goto("/console/administration/people")
    page.get_by_role("button", name="新建账号").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("登录名").fill(login)
    dialog.get_by_role("button", name="生成一个").click()
    password = dialog.get_by_label("初始密码").input_value()
    assert re.fullmatch(r"(\w{4}-){3}\w{4}", password)
    tick(dialog, "业务运营")
    looked_at(page, "zh")
    dialog.get_by_role("button", name="建立").click()
    row = page.get_by_role("row").filter(has_text=login)
    expect(row).to_contain_text("业务运营")
    theirs = page_as(None)
    theirs.goto("/console/")
    sign_in(theirs, "zh", login, password)
    expect(theirs.get_by_role("button", name=re.compile(login))).to_be_visible()
    row.get_by_role("button", name="改角色").click()
    tick(dialog, "审计")
    dialog.get_by_role("button", name="保存").click()
    expect(row).to_contain_text("审计")
    row.get_by_role("button", name="停用").click()
    dialog.get_by_role("button", name="停用").click()
    expect(page.get_by_role("row").filter(has_text=login)).to_have_count(0)
    theirs.reload()
    expect(theirs.get_by_label("密码", exact=True)).to_be_visible()


def test_a_login_that_is_taken_is_refused_in_the_form(page_as: PageAs) -> None:
    """The server's sentence in the dialog; everything typed stays."""
    page = page_as("admin", "en")
    page.goto("/console/administration/people")
    page.get_by_role("button", name="New account").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Login").fill("li.ops")
    dialog.get_by_role("button", name="Make one up").click()
    tick(dialog, "Auditor")
    dialog.get_by_role("button", name="Create").click()
    expect(dialog.get_by_role("alert")).to_contain_text("This login is taken")
    expect(dialog.get_by_label("Login")).to_have_value("li.ops")
    expect(dialog.get_by_label("Auditor")).to_be_checked()
    looked_at(page, "en")


def test_a_key_is_issued_shown_once_and_revoked(page_as: PageAs, console: Console) -> None:
    """The secret opens the API; after the dialog it is nowhere on the page; a revoked key opens nothing."""
    label = f"测试进件{new_id().hex[-4:]}"
    page = page_as("admin")
    page.goto("/console/administration/keys")
    page.get_by_role("button", name="发放密钥").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("用途").fill(label)
    tick(dialog, "对接开发")
    dialog.get_by_role("button", name="发放密钥").click()
    secret = dialog.locator("code").inner_text()
    assert secret.startswith("pk_test_")
    looked_at(page, "zh")
    asked = page.context.request.get(
        f"{console.address}/api/v1/me", headers={"Authorization": f"Bearer {secret}"}
    )
    assert asked.json()["roles"] == ["developer"]
    dialog.get_by_role("button", name="我已保存好").click()
    assert secret not in page.content()
    page.get_by_role("button", name=f"撤销: {label}").click()
    dialog.get_by_role("button", name="撤销", exact=True).click()
    expect(page.get_by_role("row").filter(has_text=label)).to_have_count(0)
    again = page.context.request.get(
        f"{console.address}/api/v1/me", headers={"Authorization": f"Bearer {secret}"}
    )
    assert again.status == 401


def test_each_role_shows_what_it_may_do(page_as: PageAs) -> None:
    """Opened with the keyboard."""
    page = page_as("admin")
    page.goto("/console/administration/roles")
    role = page.locator("details").filter(has_text="风险分析")
    role.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(role.get_by_text("重放决定")).to_be_visible()
    looked_at(page, "zh")


def test_the_trail_is_searched_and_one_thing_followed(page_as: PageAs) -> None:
    """By person and action; then everything about one thing by pressing it."""
    page = page_as("he.audit", "en")
    page.goto("/console/administration/audit")
    page.get_by_role("combobox", name="Action").click()
    page.keyboard.type("Created an account")
    page.keyboard.press("Enter")
    rows = page.locator("table.trail tbody tr")
    expect(rows.first).to_contain_text("Created an account")
    expect(page.locator("table.trail tbody tr", has_not_text="Created an account")).to_have_count(0)
    followed = rows.first.get_by_role("button")
    name = followed.inner_text()
    followed.click()
    expect(page.locator("table.trail tbody tr", has_not_text=name)).to_have_count(0)
    looked_at(page, "en")


def test_a_whole_trail_says_so_and_a_changed_entry_is_named(page_as: PageAs, console: Console) -> None:
    """First whole; then one entry changed in the database by hand: its place and its number are shown."""
    page = page_as("he.audit")
    page.goto("/console/administration/audit")
    page.get_by_role("button", name="现在验证").click()
    expect(page.get_by_role("alert").filter(has_text="完整")).to_contain_text("没有缺失或改动")
    looked_at(page, "zh")
    undo = _change_the_first_entry(console)
    page.get_by_role("button", name="现在验证").click()
    broken = page.get_by_role("alert").filter(has_text="不完整")
    expect(broken).to_contain_text("第 1 环")
    expect(broken).to_contain_text("这一条记录被改动过")
    looked_at(page, "zh")
    undo()


def _change_the_first_entry(console: Console) -> Callable[[], None]:
    """As somebody with the database and without the key would; gives how it is put right again."""
    first = "(SELECT entry_id FROM ground.audit_link ORDER BY position LIMIT 1)"

    def written(mode: str) -> None:
        with console.ground.engine.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            connection.execute(
                text(f"UPDATE ground.audit_entry SET mode = :mode WHERE entry_id = {first}"), {"mode": mode}
            )

    written("test")
    return lambda: written("live")
