"""Every page of a lender, rendered from example values in both languages, before any browser sees it."""

import re

import pytest

from puhui.app.pages.rendering import rendered
from puhui.kernel import Language
from tests.app.pages.lending.examples import COMMON, COST, PAGES, RAW, changed
from tests.app.pages.test_templates import Outline

EVERY_PAGE = pytest.mark.parametrize("name", PAGES)
BOTH = pytest.mark.parametrize("language", list(Language))
_HAN = re.compile(r"[一-鿿]+")


def _page(name: str, language: Language = Language.ZH, **values: object) -> str:
    template, own = PAGES[name]
    return rendered(template, language, **{**COMMON, **own, **values})


@EVERY_PAGE
@BOTH
def test_every_control_has_a_label_and_headings_go_down_one_step_at_a_time(
    name: str, language: Language
) -> None:
    """One h1, no level skipped, no id twice, the language said."""
    outline = Outline()
    outline.feed(_page(name, language))
    assert outline.html["lang"] == ("zh-CN" if language is Language.ZH else "en")
    assert outline.headings[0] == 1
    assert outline.headings.count(1) == 1
    assert all(then - now <= 1 for now, then in zip(outline.headings, outline.headings[1:], strict=False))
    assert len(outline.ids) == len(set(outline.ids))
    unlabelled = [it for it in outline.controls if not it["wrapped"] and it.get("id") not in outline.labels]
    assert unlabelled == []


@EVERY_PAGE
@BOTH
def test_every_page_says_who_lends_and_wears_the_lenders_colour(name: str, language: Language) -> None:
    """Domain 0.5, A11: the borrower sees whose page it is, on every page and in both languages."""
    html = _page(name, language)
    said = "贷款人：测试溪流银行" if language is Language.ZH else "Lender: Test Brook Bank"
    assert said in html
    assert 'data-look="indigo"' in html
    assert "400-000-0001" in html


@EVERY_PAGE
def test_no_page_leads_on_to_another_site(name: str) -> None:
    """金融产品网络营销管理办法: an institution's page never leads on; nothing is fetched from afar either."""
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', _page(name))


@EVERY_PAGE
def test_every_form_that_sends_carries_its_token_and_its_one_time_key(name: str) -> None:
    """Without them the web layer refuses, so no page may forget them."""
    for form in re.findall(r'<form method="post".*?</form>', _page(name), re.DOTALL):
        assert 'name="csrf_token"' in form
        assert 'name="idempotency_key"' in form


@EVERY_PAGE
def test_an_english_page_says_nothing_in_chinese_of_its_own(name: str) -> None:
    """What the borrower wrote, the stamp and the switch to Chinese stay as they are."""
    words = re.sub(r"<[^>]+>", " ", _page(name, Language.EN))
    assert set(_HAN.findall(words)) <= {"溪", "流", "中文", *RAW}


def test_nothing_is_ticked_and_no_name_is_signed_for_the_borrower() -> None:
    """PIPL and 金融产品网络营销管理办法: no default tick; a signature is typed by its owner."""
    for name in ("inquiry", "suitability", "contract"):
        assert " checked" not in _page(name)
    signed = re.search(r'id="typed_name"[^>]*value="([^"]*)"', _page("contract"))
    assert signed
    assert signed[1] == ""


def test_the_yearly_rate_comes_first_and_stands_larger_than_any_other_figure_of_the_cost_table() -> None:
    """人行公告〔2021〕第3号 and 金规〔2026〕2号: the rate is the most prominent number, labelled 单利."""
    html = _page("costs_print")
    first = re.search(r'<dl class="figures chief">.*?</dl>', html, re.DOTALL)
    assert first
    assert "单利" in first[0]
    assert "10.80%" in first[0]
    assert html.index("chief") < html.index("11.35%")


def test_the_cost_table_shows_every_cost_with_payee_rate_and_the_required_statement() -> None:
    """Domain 2.2: items, how collected, payee, annualised; contingent ones apart; nothing else."""
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", _page("costs_print")))
    for said in (
        "利息",
        "8.66%",
        "担保费",
        "测试担保公司",
        "2.14%",
        "罚息",
        COST.statement.zh,
        COST.document_hash,
    ):
        assert said in words


def test_the_button_counts_down_only_while_the_server_says_so() -> None:
    """What the page shows is the server's count; when nothing is left the button waits for nothing."""
    assert 'data-wait="8"' in _page("costs")
    assert 'data-wait="0"' in _page("costs", cost=changed(COST, seconds_left=0))
    assert "还没有确认" in _page("costs_too_early")
    assert "data-wait" not in _page("costs_confirmed")


def test_a_page_that_waits_reloads_without_javascript_and_asks_with_it() -> None:
    """Both ways the borrower sees the change; a page with nothing to wait for does neither."""
    for name in ("deciding", "payout_reserved", "payout_posted", "loan_paying"):
        assert "<noscript><meta http-equiv" in _page(name)
        assert "data-poll" in _page(name)
    for name in ("payout_voided", "loan", "approved"):
        assert "http-equiv" not in _page(name)
        assert "data-poll" not in _page(name)


def test_arrears_are_told_plainly_with_help_and_without_a_threat() -> None:
    """Domain 4.5: the amount, since when, what it costs, whom to call; no blacklist, court or police."""
    html = _page("loan_overdue")
    assert "¥7,124.05" in html
    assert "9 天" in html
    assert "可以一起商量" in html
    for threat in ("黑名单", "法院", "起诉", "上门", "律师", "家人", "失信"):
        assert threat not in html


def test_no_page_shows_a_whole_card_or_identity_number() -> None:
    """Masked afterwards, everywhere; the only whole number is the one being typed."""
    for name in PAGES:
        if name != "account_wrong":
            assert not re.search(r"(?<![\w.])\d{15,19}(?!\w)", _page(name)), name
