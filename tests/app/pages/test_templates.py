"""Every page, rendered from example values in both languages, before any browser sees it."""

import re
from html.parser import HTMLParser

import pytest

from puhui.app.pages.rendering import rendered
from puhui.kernel import Language
from puhui.matching import shipped_catalogue
from tests.app.pages.examples import COMMON, PAGES

EVERY_PAGE = pytest.mark.parametrize("name", PAGES)
_HAN = re.compile(r"[\u4e00-\u9fff]+")
BOTH = pytest.mark.parametrize("language", list(Language))


class Outline(HTMLParser):
    """What a screen reader would find: headings in order, ids, labels, controls."""

    def __init__(self) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.labels: set[str] = set()
        self.controls: list[dict[str, str | None]] = []
        self.open_labels = 0
        self.html: dict[str, str | None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "html":
            self.html = given
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "label":
            self.open_labels += 1
            self.labels.add(given.get("for") or "")
        if tag in {"input", "select", "textarea"} and given.get("type") != "hidden":
            self.controls.append({**given, "wrapped": "yes" if self.open_labels else None})

    def handle_endtag(self, tag: str) -> None:
        if tag == "label":
            self.open_labels -= 1


def _outline(name: str, language: Language) -> Outline:
    template, values = PAGES[name]
    outline = Outline()
    outline.feed(rendered(template, language, **{**COMMON, **values}))
    return outline


@EVERY_PAGE
@BOTH
def test_every_control_has_a_label_and_headings_go_down_one_step_at_a_time(
    name: str, language: Language
) -> None:
    """One h1, no level skipped, no id twice, the language said."""
    outline = _outline(name, language)
    assert outline.html["lang"] == ("zh-CN" if language is Language.ZH else "en")
    assert outline.headings[0] == 1
    assert outline.headings.count(1) == 1
    assert all(then - now <= 1 for now, then in zip(outline.headings, outline.headings[1:], strict=False))
    assert len(outline.ids) == len(set(outline.ids))
    unlabelled = [it for it in outline.controls if not it["wrapped"] and it.get("id") not in outline.labels]
    assert unlabelled == []


@EVERY_PAGE
def test_every_form_that_sends_carries_its_token_and_its_one_time_key(name: str) -> None:
    """Without them the web layer refuses, so no page may forget them."""
    template, values = PAGES[name]
    html = rendered(template, Language.ZH, **{**COMMON, **values})
    for form in re.findall(r'<form method="post".*?</form>', html, re.DOTALL):
        assert 'name="csrf_token"' in form
        assert 'name="idempotency_key"' in form


def test_nothing_is_ticked_for_the_borrower() -> None:
    """PIPL and 金融产品网络营销管理办法: no default tick."""
    for name in ("consent", "confirm"):
        template, values = PAGES[name]
        assert " checked" not in rendered(template, Language.ZH, **{**COMMON, **values})


def test_a_yearly_rate_is_as_large_as_any_other_figure() -> None:
    """人行公告〔2021〕第3号: in every block of figures the rate comes first, in the same or a larger size."""
    for name in ("approve", "offers", "confirm", "start"):
        template, values = PAGES[name]
        html = rendered(template, Language.ZH, **{**COMMON, **values})
        for block in re.findall(r'<dl(?: class="figures")?>.*?</dl>', html, re.DOTALL):
            assert "年化利率（单利）" in block[: block.index("<dd>")]


def test_what_a_borrower_typed_is_shown_as_text_and_never_as_markup() -> None:
    """A name like a script is a name."""
    template, values = PAGES["application_wrong"]
    typed = {**values["values"], "firm_name": '"><script>alert(1)</script>'}
    html = rendered(template, Language.ZH, **{**COMMON, **values, "values": typed})
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_an_english_offer_says_nothing_in_chinese() -> None:
    """Fees and payees of every shipped product included; the other language's name and the brand stay."""
    named = [fee for product in shipped_catalogue().products for fee in product.fees]
    assert named
    assert not any(_HAN.search(fee.name.en + fee.payee.en) for fee in named)
    template, values = PAGES["offers"]
    words = re.sub(r"<[^>]+>", " ", rendered(template, Language.EN, **{**COMMON, **values}))
    assert set(_HAN.findall(words)) <= {"普", "惠", "中文"}


def test_a_page_needs_nothing_from_another_site() -> None:
    """No CDN, font or picture from elsewhere; the one link away leads to the institution that was chosen."""
    for template, values in PAGES.values():
        html = rendered(template, Language.ZH, **{**COMMON, **values})
        way_on = getattr(values.get("there"), "entry_url", None) or "nowhere"
        elsewhere = [it for it in re.findall(r'(?:src|href)="((?:https?:)?//[^"]*)', html) if it != way_on]
        assert not elsewhere
