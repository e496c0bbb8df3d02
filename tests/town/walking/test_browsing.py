"""A browser without a screen fills in what a page asks, and nothing that it does not ask."""

from urllib.parse import parse_qs

import httpx

from town.walking.browsing import Browser

_PAGE = """
<main><section class="verdict approve" data-state="current"><h1>还要还 ¥8,000.00</h1></section>
<form method="post" action="/lending/1/suitability">
  <input type="hidden" name="csrf_token" value="secret">
  <input type="hidden" name="idempotency_key" value="k1">
  <input type="radio" name="income" value="yes"><input type="radio" name="income" value="no" checked>
  <input type="checkbox" name="agreed" value="bureau@1"><input type="file" name="files">
  <select name="region"><option value="">-</option><option value="990000" selected>虚构市</option></select>
  <button data-wait="7">好</button>
</form>
<form method="get" action="/confirm"><input type="hidden" name="offer" value="o1"></form>
<a href="/enter/ticket">进去</a></main>
"""


def _browser(answers: list[httpx.Response], sent: list[httpx.Request], slept: list[float]) -> Browser:
    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return answers.pop(0)

    client = httpx.Client(base_url="http://lender.test", transport=httpx.MockTransport(answer))
    return Browser(client, slept.append)


def test_a_form_goes_back_with_the_secrets_of_its_page_and_only_what_is_chosen() -> None:
    """Hidden fields and what stands chosen travel; an unticked box and an empty file do not."""
    sent: list[httpx.Request] = []
    slept: list[float] = []
    browser = _browser([httpx.Response(200, text=_PAGE), httpx.Response(200, text="")], sent, slept)
    page = browser.open("/lending/1")
    assert (page.state, page.verdict, page.link("/enter/")) == ("current", "approve", "/enter/ticket")
    form = page.form("/suitability")
    assert form is not None
    assert form.first_of_each("radio") == {"income": "yes", "region": ""}
    browser.send(page, form, {"income": "yes"})
    assert parse_qs(sent[1].content.decode()) == {
        "csrf_token": ["secret"],
        "idempotency_key": ["k1"],
        "income": ["yes"],
        "region": ["990000"],
    }
    assert slept == [7.0]


def test_a_form_that_asks_for_a_page_puts_its_fields_into_the_address() -> None:
    """Comparing offers leads to one of them by GET."""
    sent: list[httpx.Request] = []
    browser = _browser([httpx.Response(200, text=_PAGE), httpx.Response(200, text="")], sent, [])
    page = browser.open("/offers")
    form = page.form("/confirm")
    assert form is not None
    browser.send(page, form)
    assert str(sent[1].url) == "http://lender.test/confirm?offer=o1"


def test_a_server_without_an_answer_is_asked_the_same_again() -> None:
    """503 for a moment: the same form with the same key, after a pause."""
    sent: list[httpx.Request] = []
    slept: list[float] = []
    answers = [httpx.Response(200, text=_PAGE), httpx.Response(503), httpx.Response(200, text=_PAGE)]
    browser = _browser(answers, sent, slept)
    page = browser.open("/lending/1")
    form = page.form("/suitability")
    assert form is not None
    assert browser.send(page, form).status == 200
    assert sent[1].content == sent[2].content
    assert len(slept) == 2
