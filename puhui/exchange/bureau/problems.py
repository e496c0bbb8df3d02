"""What can go wrong with a bureau, in words. A bureau's own codes are the keys of `REFUSED`."""

from typing import Final

from puhui.kernel import Problem, Text

_ASK_AGAIN: Final = Text(
    "请稍后再试；同一次确认不会被重复计数。", "Try again later; one confirmation is never counted twice."
)

NO_ANSWER: Final = Problem(
    "bureau.unavailable",
    Text("征信机构没有给出可用的回答。", "The credit bureau gave no usable answer."),
    _ASK_AGAIN,
)
NOT_THROUGH_A_BUREAU: Final = Problem(
    "bureau.via_cra_id.forbidden",
    Text(
        "没有写明经由哪一家持牌征信机构，或写的不是这一家：信用信息只能经持牌征信机构传递。",
        "It names no licensed bureau, or another one: credit information only passes through a licensed "
        "bureau.",
    ),
    Text("请填写这家征信机构的 via_cra_id。", "Give the bureau's own via_cra_id."),
    "via_cra_id",
)

REFUSED: Final = {
    "via_cra_id": NOT_THROUGH_A_BUREAU,
    "confirmation_missing": Problem(
        "bureau.confirmation_missing",
        Text(
            "没有借款人对这一次查询的确认，不能查询征信。",
            "Without the borrower's confirmation of this one inquiry nothing may be asked.",
        ),
        Text("请先请借款人确认一次查询。", "Ask the borrower to confirm one inquiry first."),
        "confirmation_id",
    ),
    "confirmation_used": Problem(
        "bureau.confirmation.already",
        Text(
            "这次确认已经用于另一次查询（另一家机构或另一个人）。",
            "This confirmation was used for another inquiry (another institution, or somebody else).",
        ),
        Text("每次查询都要有自己的确认。", "Each inquiry needs its own confirmation."),
        "confirmation_id",
    ),
    "consent_missing": Problem(
        "bureau.consent_missing",
        Text("没有写明依据哪一份书面授权。", "The written consent is not named."),
        Text("请填写授权编号。", "Give the number of the consent."),
        "consent_id",
    ),
    "person_unreadable": Problem(
        "bureau.person_unreadable",
        Text("姓名或身份证号不完整。", "The name or the identity number is incomplete."),
        Text("请核对后再查询。", "Check them and ask again."),
        "name, resident_id",
    ),
    "no_file": Problem(
        "bureau.file.not_found",
        Text("征信机构没有这个人的档案。", "The bureau has no file about this person."),
        Text("请转人工处理。", "Let a person look at it."),
    ),
    "parcel_unknown": Problem(
        "bureau.parcel.not_found",
        Text("没有留给我们的这一份数据。", "There is no such parcel left for us."),
        Text("请核对编号，或请对方重新留存。", "Check the number, or ask the other side to leave it again."),
        "parcel",
    ),
    "parcel_unreadable": Problem(
        "bureau.parcel_unreadable",
        Text("要留存的数据不完整。", "What is to be left is incomplete."),
        Text("请写明收件机构和内容。", "Name the recipient and the content."),
        "parcel",
    ),
}  # fmt: skip
