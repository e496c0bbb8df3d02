"""What may be wrong with a repayment, in both languages."""

from typing import Final

from puhui.kernel import Problem, Text

NO_LOAN: Final = Problem(
    "loan.not_found",
    Text("没有找到这笔贷款。", "There is no such loan."),
    Text(
        "请核对编号；刚刚放款的，请稍后再看。",
        "Check the id; if it was paid out just now, look again shortly.",
    ),
)
NO_REPAYMENT: Final = Problem(
    "repayment.not_found",
    Text("没有找到这笔还款。", "There is no such repayment."),
    Text("请核对编号。", "Check the id."),
)
NOT_PAID_OUT: Final = Problem(
    "loan.drawdown.conflict",
    Text("这笔提款没有放款，没有还款计划。", "This drawdown was not paid out, so there is nothing to repay."),
    Text("请核对提款状态。", "Check the drawdown."),
)
SETTLED: Final = Problem(
    "loan.settled.already",
    Text("这笔贷款已经结清，不需要再还款。", "This loan is settled; nothing more is owed."),
    Text("没有扣款，不用再做什么。", "Nothing was collected and nothing needs to be done."),
)
PAYING: Final = Problem(
    "repayment.under_way.already",
    Text(
        "上一笔还款还在处理，结果出来之前不会再扣款。",
        "A repayment is on its way; until it is answered, nothing else is collected.",
    ),
    Text("请稍后再看结果。", "Look at its result shortly."),
)
OTHER_AMOUNT: Final = Problem(
    "repayment.key.conflict",
    Text(
        "同一次还款请求的内容前后不一致，没有重复扣款。",
        "This repayment was sent before with other content; nothing was collected again.",
    ),
    Text("请重新发起一笔还款。", "Begin a new repayment."),
)
PAST_DAY: Final = Problem(
    "settlement.day",
    Text("结清日期不能早于今天的会计日。", "The day of settlement lies before the business date."),
    Text("请选择今天或以后的日期。", "Choose today or a later day."),
)
UNCLEAR: Final = Problem(
    "repayment.rail.unavailable",
    Text("支付通道还没有给出明确结果。", "The payment rail has not answered clearly yet."),
    Text("系统会继续查询，请不要重复付款。", "It is asked again; please do not pay a second time."),
)
OTHER_MONEY: Final = Problem(
    "repayment.rail.conflict",
    Text(
        "支付通道确认的金额与请求不同，没有入账。",
        "The rail has confirmed another amount than was asked; nothing was booked.",
    ),
    Text("请人工核对这笔扣款。", "A person has to look at it."),
)
