"""A borrower at a lender's counter: real HTTP messages, a real database, the institution's own login."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from puhui.app.sweeping import run_out
from puhui.ground import Actor, Ground
from puhui.kernel import Problem, Text
from puhui.loan.standin import Deed, MovementState
from tests.app.institution.packaged import BROOK, lender
from tests.app.pages.lending.counter import CLOSED_CARD, EMPTY_CARD, HANGING_CARD, Counter, Customer


@pytest.fixture
def counter(ground: Ground, clerk: Actor) -> Counter:
    own = Ground(ground.settings, ground.engine, ground.vault.for_tenant(BROOK), ground.clock, BROOK)
    return Counter.open(own, clerk)


@pytest.fixture
def customer(counter: Counter) -> Customer:
    return Customer(counter)


def test_from_the_door_to_a_settled_loan(counter: Counter, customer: Customer) -> None:
    """Ticket, one inquiry, result, questions, costs, account, contract, drawdown, a payment, settled."""
    door = customer.comes_in()
    assert "测试溪流银行收到了下面的申请" in door.text
    assert counter.town.books.inquiries() == ()
    result = customer.agrees()
    assert "同意借给你" in result.text, result.text[-3000:]
    assert len(counter.town.books.inquiries()) == 1
    assert customer.accepts().url.path.endswith("/suitability")
    costs = customer.answers()
    assert "正常履约年化综合融资成本（单利）" in costs.text
    assert customer.confirms_costs().url.path.endswith("/account")
    assert customer.binds().url.path.endswith("/contract")
    assert "**** 0012" in customer.page.text or "0012" in customer.page.text
    drawing = customer.signs()
    assert drawing.url.path.endswith("/draw"), re.findall(r'class="error"[^>]*>(.*?)<', drawing.text)
    waiting = customer.draws("100000")
    assert "已经交给银行，还没有到账" in waiting.text
    loan = customer.get(waiting.url.path)
    assert "还欠本金 ¥100,000.00" in loan.text
    assert "每一期" in loan.text
    assert [it.deed for it in counter.rail.movements()] == [Deed.PAY]


def test_a_ticket_opens_once_and_a_look_at_the_link_uses_nothing(counter: Counter) -> None:
    """A mail program or a second person finds a sentence that says what to do; the first one is in."""
    ticket = counter.ticket()
    first, second = Customer(counter), Customer(counter)
    for _ in range(3):
        assert "这里是测试溪流银行" in first.get(f"/enter/{ticket}").text
    assert first.send(f"/enter/{ticket}").url.path.startswith("/lending/")
    second.get(f"/enter/{ticket}")
    late = second.send(f"/enter/{ticket}")
    assert late.status_code == 410
    assert "回到平台" in late.text
    assert second.get(first.page.url.path).status_code in {401, 404}


def test_a_case_that_cannot_be_opened_costs_no_ticket(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is no used-up ticket, and does not say so; once the case can be opened, the same ticket opens it."""
    ticket, customer = counter.ticket(), Customer(counter)
    customer.get(f"/enter/{ticket}")
    broken = Problem("subject.invalid", Text("信息不成立。", "It cannot be."))
    with monkeypatch.context() as failing:
        failing.setattr("puhui.app.institution.desk.take_in", lambda *_: broken)
        told = customer.send(f"/enter/{ticket}")
        assert told.status_code == 422
        assert "这个入口用过了" not in told.text
    customer.get(f"/enter/{ticket}")
    assert customer.send(f"/enter/{ticket}").url.path.startswith("/lending/")


def test_nobody_is_asked_when_a_consent_is_missing_and_leaving_costs_nothing(
    counter: Counter, customer: Customer
) -> None:
    """Each consent on its own; a press without them does nothing; declining ends the case, uninquired."""
    customer.comes_in()
    refused = customer.send(f"{customer.here}/inquiry")
    assert refused.status_code == 422
    assert "每一项都同意了才能往下走" in refused.text
    counter.works()
    left = customer.send(f"{customer.here}/leave")
    assert "这份申请已经结束" in left.text or "没有发生任何借款" in left.text
    counter.works()
    assert counter.town.books.inquiries() == ()


def test_the_server_refuses_a_confirmation_before_the_reading_time_is_over(
    counter: Counter, customer: Customer
) -> None:
    """Domain 2.2: whatever a browser shows or hides, the server's clock decides; then it is confirmed."""
    customer.comes_in()
    customer.agrees()
    customer.accepts()
    customer.answers()
    early = customer.confirms_costs(after_seconds=4)
    assert early.status_code == 409
    assert "请再读 6 秒" in early.text
    assert customer.confirms_costs(after_seconds=6).url.path.endswith("/account")


def test_loading_the_cost_table_again_does_not_start_its_reading_time_anew(
    counter: Counter, customer: Customer
) -> None:
    """The first look counts."""
    customer.comes_in()
    customer.agrees()
    customer.accepts()
    customer.answers()
    again = customer.get(f"{customer.here}/costs")
    assert 'data-wait="10"' in again.text
    assert customer.confirms_costs(after_seconds=10).url.path.endswith("/account")
    shown = customer.get(f"{customer.here}/costs/print").text
    assert "你在" in shown
    assert "确认过这张表" in shown


def test_a_signature_needs_the_own_name_and_the_tick(customer: Customer) -> None:
    """Somebody else's name signs nothing, and neither does a name without the tick."""
    customer.comes_in()
    customer.agrees()
    customer.accepts()
    customer.answers()
    customer.confirms_costs()
    customer.binds()
    assert "要勾选同意才能签" in customer.signs(agree="").text
    assert customer.signs("测试别人").status_code == 422
    assert customer.signs().url.path.endswith("/draw")


def test_an_answer_that_does_not_suit_stops_politely_and_can_be_mended(customer: Customer) -> None:
    """Borrowing elsewhere to repay: the reason is told, nothing is disclosed or signed."""
    customer.comes_in()
    customer.agrees()
    customer.accepts()
    stopped = customer.answers(repay_from="new_loan")
    assert stopped.status_code == 422
    assert "用新借的钱还旧账" in stopped.text
    assert customer.answers().url.path.endswith("/costs")


def test_two_presses_draw_once(counter: Counter, customer: Customer) -> None:
    """The same form sent twice is one drawdown and one payment."""
    customer.until_signed()
    secrets = {name: customer._hidden(name) for name in ("csrf_token", "idempotency_key")}
    form = {**secrets, "draw_amount": "100000"}
    pages = [customer.client.post(f"{customer.here}/draw", data=form) for _ in range(3)]
    assert len({page.url.path for page in pages}) == 1
    counter.works()
    assert len(counter.rail.movements()) == 1


def test_more_than_the_line_is_refused_at_its_field(counter: Counter, customer: Customer) -> None:
    """The most that can be drawn is told, what was typed stays, nothing is reserved."""
    customer.until_signed()
    too_much = customer.draws("100000.01")
    assert too_much.status_code == 422
    assert "最多可以提 ¥100,000.00" in too_much.text
    assert 'value="100000.01"' in too_much.text
    assert counter.rail.movements() == ()


def test_a_closed_account_means_nothing_is_owed(counter: Counter, customer: Customer) -> None:
    """The bank refuses: voided, told plainly, and the line can be drawn again."""
    customer.until_signed(card=CLOSED_CARD)
    waiting = customer.draws("100000")
    ended = customer.get(waiting.url.path)
    assert "没有付成，没有借款" in ended.text
    assert "不再收付" in ended.text or "不能收付" in ended.text
    assert "¥100,000.00" in customer.get(f"{customer.here}/draw").text


def test_a_silent_bank_keeps_the_borrower_informed(counter: Counter, customer: Customer) -> None:
    """Still with the bank: the page says until when, and that nothing is borrowed before it arrives."""
    customer.until_signed(card=HANGING_CARD)
    waiting = customer.draws("100000")
    still = customer.get(waiting.url.path)
    assert "还没有到账" in still.text
    assert "不算借款" in still.text
    assert {it.state for it in counter.rail.movements()} == {MovementState.HANGING}
    counter.clock.advance(timedelta(minutes=31))
    assert run_out(counter.ground, lender(), counter.outside) == 1
    ended = customer.get(waiting.url.path)
    assert "时间到了没有消息，已经撤回" in ended.text
    assert "你不欠我们什么" in ended.text


def test_paying_ahead_and_settling_early(counter: Counter, customer: Customer) -> None:
    """The next instalment early, a quote for another day, then everything: nothing is owed any more."""
    customer.until_signed()
    path = customer.draws("100000").url.path
    loan = customer.get(path)
    ahead = re.search(r'name="repay_amount" value="([\d.]+)"', loan.text)
    assert ahead, loan.text[-3000:]
    asked = customer.send(f"{path}/repay", {"repay_amount": ahead[1]})
    assert "还没有回音" in asked.text
    counter.works()
    paid = customer.get(f"{asked.url.path}?{asked.url.query.decode()}")
    assert "已还 ¥" in paid.text
    later = customer.get(f"{path}/settle?settle_on=2027-01-15")
    assert "2027年1月15日还清一共要" in later.text
    assert "还清只能在当天办" in later.text
    customer.get(f"{path}/settle")
    customer.send(f"{path}/settle")
    counter.works()
    assert "这笔借款已经还清" in customer.get(path).text
    assert "已还合计" in customer.get(f"{path}/statement").text
    assert "已还清" in customer.get("/lending").text


def test_a_day_that_is_none_or_past_is_told_at_its_field(customer: Customer) -> None:
    """No stack trace for a mistyped day."""
    customer.until_signed()
    path = customer.draws("100000").url.path
    for typed in ("soon", "2026-01-01", "2026-02-30"):
        wrong = customer.get(f"{path}/settle?settle_on={typed}")
        assert wrong.status_code == 422
        assert 'id="settle_on-error"' in wrong.text


def test_a_missed_payment_is_told_plainly_and_paid_from_the_page(
    counter: Counter, customer: Customer
) -> None:
    """No money on the card on the due date: arrears with days and penalty, whom to call, no threat."""
    customer.until_signed(card=EMPTY_CARD)
    path = customer.draws("100000").url.path
    counter.days_go_by(40)
    assert "需要重新打开一次" in customer.get(path).text
    customer.comes_back()
    late = customer.get(path)
    assert "过了还款日" in late.text
    assert "罚息" in late.text
    assert "可以一起商量" in late.text
    due = re.search(r'name="repay_amount" value="([\d.]+)"', late.text)
    assert due
    asked = customer.send(f"{path}/repay", {"repay_amount": due[1]})
    counter.works()
    refused = customer.get(f"{asked.url.path}?{asked.url.query.decode()}")
    assert "卡里余额不够" in refused.text


def test_somebody_elses_case_and_loan_are_not_there(counter: Counter, customer: Customer) -> None:
    """Neither by the case's address nor by the drawdown's, nor to a visitor."""
    customer.until_signed()
    path = customer.draws("100000").url.path
    stranger = Customer(counter)
    for address in (customer.here, path, f"{path}/settle", f"{path}/statement", f"{customer.here}/contract"):
        assert stranger.get(address).status_code in {401, 404}


def test_a_step_cannot_be_skipped(counter: Counter, customer: Customer) -> None:
    """Every later address leads back to the step that is next."""
    customer.comes_in()
    for later in ("suitability", "costs", "account", "contract", "draw", "loan"):
        assert customer.get(f"{customer.here}/{later}").status_code == 404
    customer.get(customer.here)
    customer.agrees()
    customer.accepts()
    for later in ("costs", "account", "contract", "draw", "loan"):
        assert customer.get(f"{customer.here}/{later}").url.path.endswith("/suitability")


def test_another_amount_is_shown_beside_what_was_asked_and_may_be_left(
    counter: Counter, customer: Customer
) -> None:
    """A counter-offer: both columns, free to accept or to leave; leaving ends it and nothing is owed."""
    customer.comes_in(amount_fen=90_000_000)
    offered = customer.agrees()
    assert "提了另一个方案" in offered.text
    assert "90万元" in offered.text
    assert "你申请的，和提出的方案" in offered.text
    left = customer.send(f"{customer.here}/leave")
    assert "这份申请已经结束" in left.text
    assert customer.get(f"{customer.here}/suitability").status_code == 404


def test_a_refusal_says_why_and_what_one_may_do(counter: Counter, customer: Customer) -> None:
    """Reasons, a person, correction, the others on the platform, the hotline; never an empty no."""
    customer.comes_in(name="测试逾期")
    refused = customer.agrees()
    assert "这次没有通过" in refused.text, re.findall(r"<h1>(.*?)</h1>", refused.text)
    assert re.search(r'<ol class="reasons"><li>[^<]+', refused.text)
    for right in ("人工复核", "更正数据", "20 天内答复", "另外征得你的同意", "12378"):
        assert right in refused.text
    assert f"{customer.here}/accept" not in refused.text


def test_it_works_over_the_institutions_own_login(
    tenant_ground: Callable[[str], Ground], clerk: Actor
) -> None:
    """A login that owns nothing and sees its own rows is enough for every step up to a repayment."""
    counter = Counter.open(tenant_ground(BROOK), clerk)
    customer = Customer(counter)
    customer.until_signed()
    path = customer.draws("100000").url.path
    ahead = re.search(r'name="repay_amount" value="([\d.]+)"', customer.get(path).text)
    assert ahead
    asked = customer.send(f"{path}/repay", {"repay_amount": ahead[1]})
    counter.works()
    assert "已还 ¥" in customer.get(f"{asked.url.path}?{asked.url.query.decode()}").text


def test_a_lenders_own_borrower_needs_no_platform(counter: Counter, customer: Customer) -> None:
    """Start page, consents in the lender's name, application, case: the same pages, nobody in between."""
    start = customer.get("/")
    assert "测试溪流银行自己的页面" in start.text
    assert "年化利率（单利），含全部费用" in start.text
    customer.get("/apply/consent")
    assert "我同意测试溪流银行" in customer.page.text
    assert "我同意平台" not in customer.page.text
    assert "银行卡号" in re.sub(r"<[^>]+>", "", customer.page.text.partition("哪些内容")[2])[:60]
    here = customer.apply(amount="100000")
    customer.get(f"{here}/invoices")
    case = customer.send(f"{here}/assess")
    assert case.url.path == here.replace("/applications/", "/lending/")
    assert "你向测试溪流银行提交了下面的申请" in case.text
    assert "不查询征信报告" in case.text
    customer.here = case.url.path
    decided = customer.agrees()
    assert "需要人来看一看" in decided.text or "没有通过" in decided.text
    assert "平台编号" not in decided.text
    assert "溪流" in customer.get("/lending").text
    consents = customer.get("/consents").text
    assert "测试溪流银行" in consents


def test_an_empty_list_and_a_wrong_address_say_what_to_do(customer: Customer) -> None:
    """Nothing here yet: where to come from; a mistyped ticket and a mistyped page: sentences, no code."""
    assert "这个浏览器里还没有借款" in customer.get("/lending").text
    customer.get("/enter/none")
    assert "回到平台" in customer.send("/enter/none").text
    assert "这一页不在这里" in customer.get("/lending/nothing/at/all").text
    assert customer.get("/lending/not-a-number").status_code in {401, 404, 422}
