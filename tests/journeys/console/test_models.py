"""Models at the console: one hands in, another approves, one proposes, another crowns, either stops."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.decision.models.making import files
from tests.journeys.console.conftest import VIEWS
from tests.journeys.console.house import Console
from tests.journeys.console.looking import looked_at

pytestmark = pytest.mark.browser
PageAs = Callable[..., Any]
SAID = {
    "register": {"zh": "登记模型", "en": "Register a model"},
    "hand_in": {"zh": "登记，交另一个人批准", "en": "Register; another person approves"},
    "approve": {"zh": "批准", "en": "Approve"},
    "propose": {"zh": "提议为现役", "en": "Propose as champion"},
    "withdraw": {"zh": "立即撤下", "en": "Withdraw at once"},
    "why": {"zh": "原因", "en": "Why"},
    "champion": {"zh": "现役", "en": "Champion"},
    "withdrawn": {"zh": "已撤下", "en": "Withdrawn"},
    "may_not": {"zh": "你的角色不能批准模型", "en": "Your role does not approve models"},
    "title": {"zh": "手算的模型", "en": "A model by hand"},
}


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_a_model_from_its_files_to_the_champion_and_out_again(
    page_as: PageAs, console: Console, language: str, width: int, pictures: Path, tmp_path: Path
) -> None:
    """Chen hands it in and may not approve it; Sun does; Chen proposes, Sun approves; Chen stops it."""
    model = files(name=f"by_hand_{language}")

    def say(name: str) -> str:
        return SAID[name][language]

    chen, sun = (page_as(login, language, width) for login in ("chen.risk", "sun.approve"))
    chen.goto("/console/models")
    looked_at(chen, language)
    chen.get_by_role("button", name=say("register"), exact=True).click()
    chen.locator("input[type=file]").set_input_files([_written(tmp_path, it, model[it]) for it in model])
    looked_at(chen, language)
    chen.screenshot(path=pictures / f"models-register-{width}-{language}.png", full_page=True)
    chen.get_by_role("button", name=say("hand_in"), exact=True).click()
    expect(chen.locator(".waiting")).to_contain_text(say("may_not"))

    sun.goto("/console/models")
    looked_at(sun, language)
    sun.screenshot(path=pictures / f"models-waiting-{width}-{language}.png", full_page=True)
    sun.get_by_role("button", name=say("approve"), exact=True).click()
    expect(sun.locator(".waiting")).to_have_count(0)

    chen.goto("/console/models")
    chen.locator(".models").get_by_role("link", name=say("title")).first.click()
    expect(chen.locator(".parts")).to_contain_text("70%")
    expect(chen.locator(".chart svg").first).to_be_visible()
    looked_at(chen, language)
    chen.screenshot(path=pictures / f"models-card-{width}-{language}.png", full_page=True)
    chen.get_by_role("button", name=say("propose"), exact=True).click()

    sun.goto("/console/models")
    sun.get_by_role("button", name=say("approve"), exact=True).click()
    expect(sun.locator(".model-state").first).to_contain_text(say("champion"))
    sun.screenshot(path=pictures / f"models-list-{width}-{language}.png", full_page=True)

    chen.reload()
    chen.get_by_label(say("why"), exact=True).fill("drifted")
    chen.get_by_role("button", name=say("withdraw"), exact=True).click()
    expect(chen.locator(".model-state").first).to_contain_text(say("withdrawn"))
    _back_to_judgement(console)


def _written(folder: Path, name: str, text: str) -> str:
    """One file of a model folder, on disk."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return str(file)


def _back_to_judgement(console: Console) -> None:
    """Leave the house as it was found: other journeys decide applications here."""
    from puhui.decision.models import HOUSE, Settled, propose_champion, settle_use

    with console.ground.work(console.staff("chen.risk")) as work:
        asked = propose_champion(work, HOUSE, None, work.today())
    with console.ground.work(console.staff("sun.approve")) as work:
        settle_use(work, asked.id, Settled.APPROVED)  # type: ignore[union-attr]
