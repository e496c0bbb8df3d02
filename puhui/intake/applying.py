"""Checks a new application for what is obviously impossible, and for what the money may not be spent on.

Pure. Who may borrow, how much and how old they must be is a matter of policy (`decision`), not of a form.
"""

from collections.abc import Iterator, Mapping

from puhui.intake.model import NewApplication
from puhui.intake.written import checked_words
from puhui.kernel import Problem, Text, fen, say_amount


def check_application(
    new: NewApplication,
    *,
    purposes: Mapping[str, Text],
    forbidden: Mapping[str, Problem],
    limits: Mapping[str, int],
) -> tuple[Problem, ...]:
    """All that is wrong with it; nothing, when it may be submitted. `forbidden` are uses the law excludes."""
    return (*_amount(new, limits), *_months(new, limits), *_purpose(new, purposes, forbidden))


def _amount(new: NewApplication, limits: Mapping[str, int]) -> Iterator[Problem]:
    least, most = fen(limits["amount_least_yuan"]), fen(limits["amount_most_yuan"])
    if new.amount_fen < least:
        yield Problem(
            "application.amount.too_small",
            Text("申请金额应大于零，至少1元。", "The amount must be more than nothing, at least one yuan."),
            Text("请改正金额（单位：元）。", "Correct the amount (in yuan)."),
            "amount",
        )
    if new.amount_fen > most:
        yield Problem(
            "application.amount.absurd",
            Text("申请金额超过{most}。", "The amount is over {most}.").fill(most=say_amount(most)),
            Text("请检查单位是元还是分。", "Check whether the unit is yuan or fen."),
            "amount",
        )


def _months(new: NewApplication, limits: Mapping[str, int]) -> Iterator[Problem]:
    if not 1 <= new.months <= limits["months_most"]:
        most = limits["months_most"]
        yield Problem(
            "application.months.impossible",
            Text(f"期限应为1至{most}个月。", f"The term is 1 to {most} months."),
            Text("请改正期限（单位：月）。", "Correct the term (in months)."),
            "months",
        )


def _purpose(
    new: NewApplication, purposes: Mapping[str, Text], forbidden: Mapping[str, Problem]
) -> Iterator[Problem]:
    if new.purpose in forbidden:
        yield forbidden[new.purpose].at("purpose")
    elif new.purpose not in purposes:
        yield Problem(
            "application.purpose.unknown",
            Text("没有这种资金用途。", "There is no such purpose."),
            Text("请从列表中选择。", "Choose one from the list."),
            "purpose",
        )
    if isinstance(checked_words(new.channel, where="channel", at_most=64), Problem):
        yield Problem(
            "application.channel.unknown",
            Text("渠道代码不对。", "The channel code is wrong."),
            None,
            "channel",
        )


def forbidden_use(use: Text, source: str) -> Problem:
    """The refusal of a use that the law excludes, in a sentence that quotes its source."""
    return Problem(
        "application.purpose.forbidden_use",
        Text(
            f"经营贷款不能用于：{use.zh}（{source}）。",
            f"A business loan may not be spent on: {use.en} ({source}).",
        ),
        Text("请选择真实的经营用途。", "Choose the real business purpose."),
    )
