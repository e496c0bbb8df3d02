"""Somebody at the pages of rules and products: finds cells, fields and buttons by what they are called."""

import re
from typing import TYPE_CHECKING, Any, Final

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

SAID: Final = {
    "save": {"zh": "保存草稿", "en": "Save draft"},
    "saved": {"zh": "已保存", "en": "Saved"},
    "submit": {"zh": "提交审批", "en": "Submit for review"},
    "note": {"zh": "说明", "en": "Note"},
    "publish": {"zh": "发布", "en": "Publish"},
    "reject": {"zh": "退回修改", "en": "Send back"},
    "try": {"zh": "试算最近 200 笔", "en": "Try the last 200"},
    "discard": {"zh": "放弃草稿", "en": "Discard draft"},
    "none": {"zh": "没有草稿", "en": "No draft"},
    "take": {"zh": "带上勾选的改动继续", "en": "Go on with the ticked changes"},
}


def press(page: Any, what: str, language: str = "zh") -> None:
    """The button of that name, on a page or in a part of it."""
    page.get_by_role("button", name=SAID[what][language], exact=True).click()


def cell(page: "Page", row: int, column: str, language: str = "zh") -> Any:
    """A cell of the table editor, by the row's place and the column's name."""
    name = f"第 {row} 行，{column}" if language == "zh" else f"Row {row}, {column}"
    return page.get_by_role("textbox", name=re.compile(f"^{re.escape(name)}(\\.|$)"))


def checked(page: "Page", act: Any) -> None:
    """Do something, and wait for what the server says of it."""
    with page.expect_response(lambda answer: answer.url.endswith("/draft/check")):
        act()


def save(page: "Page", language: str = "zh") -> None:
    """Save the draft, and wait until the page says so."""
    press(page, "save", language)
    expect(page.locator(".act-said")).to_contain_text(SAID["saved"][language])


def hand_in(page: "Page", note: str, language: str = "zh") -> None:
    """Submit with a sentence."""
    press(page, "submit", language)
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(SAID["note"][language]).fill(note)
    press(dialog, "submit", language)
    expect(dialog).to_be_hidden()


def discard(page: "Page", language: str = "zh", *, is_new: bool = False) -> None:
    """Throw the draft away; of a new product nothing is left then."""
    press(page, "discard", language)
    press(page.get_by_role("dialog"), "discard", language)
    if is_new:
        expect(page).to_have_url(re.compile("/console/products$"))
    else:
        expect(page.locator(".act-said")).to_contain_text(SAID["none"][language])
