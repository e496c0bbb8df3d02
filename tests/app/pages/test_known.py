"""A borrower sees what is inferred about them and says how it is; their word holds."""

import pytest
from fastapi import FastAPI

from puhui.app.api import create_app
from puhui.ground import Ground
from tests.app.pages.walk import Borrower


@pytest.fixture
def borrower(ground: Ground) -> Borrower:
    """Somebody who has applied."""
    app: FastAPI = create_app(ground)
    somebody = Borrower(app)
    somebody.apply()
    return somebody


def test_a_borrower_says_how_it_is_and_takes_it_back(borrower: Borrower) -> None:
    """From nothing inferred, to their own word, and back again; nothing typed is lost on the way."""
    assert "现在没有任何对你的推断" in borrower.get("/known").text
    empty = borrower.send("/known", {"note": "我每天出摊"})
    assert empty.status_code == 422 and "我每天出摊" in empty.text and "请先选一项" in empty.text
    saved = borrower.send("/known", {"kind": "unregistered", "note": "我每天出摊"})
    assert "以你的说明为准" in saved.text and "在经营：未登记的经营" in saved.text
    back = borrower.send("/known/withdraw")
    assert "已撤回你的说明" in back.text and "我每天出摊" not in back.text


def test_the_page_is_found_from_applications_and_consents(borrower: Borrower) -> None:
    """One link each, in both languages."""
    for path in ("/applications", "/consents"):
        assert 'href="/known"' in borrower.get(path).text


def test_a_stranger_sees_nothing_of_anybody(ground: Ground) -> None:
    """And cannot write anything either."""
    stranger = Borrower(create_app(ground))
    assert '<form method="post" action="/known"' not in stranger.get("/known").text
    assert stranger.send("/known", {"kind": "none"}).status_code in {401, 403}
