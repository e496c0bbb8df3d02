"""What is said about a table as a part of the policy: what is wrong, and what to do, in both languages."""

from decimal import Decimal
from typing import Final

from puhui.decision.publishing.fields import Field
from puhui.ground.publishing import Severity, Trouble
from puhui.kernel import Text, format_percent


def unknown_fact(name: str) -> Trouble:
    """A column that would always find nothing."""
    return Trouble(
        "missing",
        Text(
            f"走到这张表时没有“{name[:60]}”这个事实，这一列永远是空的。",
            f"There is no fact “{name[:60]}” where this table stands; the column would always be empty.",
        ),
        Text("从字段清单里选一个。", "Choose one from the list of fields."),
        column=name,
    )


def priced_by_person(name: str) -> Trouble:
    """A column by which one borrower could be priced apart from the others of a band (PIPL 24)."""
    return Trouble(
        "missing",
        Text(
            f"价格表不能看“{name[:60]}”：价格只按公布的等级和产品定，不按个人定。",
            f"A price may not read “{name[:60]}”: it belongs to a published band and product, to no person.",
        ),
        Text("只用等级、入口、渠道、期限。", "Use band, path, channel and months only."),
        column=name,
    )


def unknown_answer(name: str) -> Trouble:
    """An output that nobody listens to."""
    return Trouble(
        "missing",
        Text(
            f"没有谁会用到“{name[:60]}”这个输出。",
            f"Nothing makes use of the answer “{name[:60]}”.",
        ),
        Text("删去这一列，或从字段清单里选一个。", "Remove it, or choose one from the list of fields."),
        column=name,
    )


def answer_missing(field: Field) -> Trouble:
    """An output column that a decision needs was taken out."""
    return Trouble(
        "missing",
        Text(
            f"缺少输出列“{field.label.zh}”（{field.name}），决定要用到它。",
            f"The output column “{field.label.en}” ({field.name}) is missing; a decision needs it.",
        ),
        Text("把这一列加回来。", "Bring the column back."),
        column=field.name,
    )


def other_kind(row_id: str, field: Field) -> Trouble:
    """A text where numbers are compared, or the other way about."""
    kind = _KINDS[field.type]
    return _cell(
        row_id,
        field,
        Text(
            f"“{field.label.zh}”是{kind.zh}，这里写的不是。",
            f"“{field.label.en}” is {kind.en}; this is not.",
        ),
        _HOW[field.type],
    )


def never_said(row_id: str, field: Field, value: str) -> Trouble:
    """A condition on a value that the fact never has."""
    told = ", ".join(field.values or ())
    return _cell(
        row_id,
        field,
        Text(f"“{field.label.zh}”不会是“{value[:60]}”。", f"“{field.label.en}” is never “{value[:60]}”."),
        Text(f"只会是：{told}。", f"It is one of: {told}."),
        Severity.WARNING,
    )


def not_allowed(row_id: str, field: Field) -> Trouble:
    """An answer outside the few that mean something."""
    told = ", ".join(f"'{it}'" for it in field.values or ())
    return _cell(
        row_id,
        field,
        Text(f"“{field.label.zh}”不能这样写。", f"“{field.label.en}” cannot be that."),
        Text(f"只能是：{told}。", f"It is one of: {told}."),
    )


def out_of_bounds(row_id: str, field: Field) -> Trouble:
    """A number that cannot be meant."""
    least, most = f"{field.least or 0:g}", f"{field.most:g}" if field.most is not None else "∞"
    return _cell(
        row_id,
        field,
        Text(
            f"“{field.label.zh}”应在 {least} 到 {most} 之间。",
            f"“{field.label.en}” lies between {least} and {most}.",
        ),
        Text("请核对数值和单位（比例写成小数，0.06 即 6%）。", "Check figure and unit (0.06 means 6 %)."),
    )


def not_whole(row_id: str, field: Field) -> Trouble:
    """Half a month."""
    return _cell(
        row_id,
        field,
        Text(f"“{field.label.zh}”应是整数。", f"“{field.label.en}” is a whole number."),
        Text("请去掉小数。", "Leave the fraction out."),
    )


def answer_left_out(row_id: str, field: Field) -> Trouble:
    """A row that would leave a decision without what it needs."""
    return Trouble(
        "missing",
        Text(f"这一行没有写“{field.label.zh}”。", f"This row does not say “{field.label.en}”."),
        _HOW[field.type],
        row_id=row_id,
        column=field.name,
    )


def null_said(row_id: str, field: Field) -> Trouble:
    """null takes a default away; an empty cell leaves it."""
    return _cell(
        row_id,
        field,
        Text(f"“{field.label.zh}”不能写 null。", f"“{field.label.en}” cannot be null."),
        Text("没有要说的就空着。", "Leave the cell empty where there is nothing to say."),
    )


def no_such_reason(row_id: str, field: Field) -> Trouble:
    """A reason that could not be told to anybody."""
    return _cell(
        row_id,
        field,
        Text("这个原因代码没有对应的说法，说不给借款人听。", "No text is written for this reason code."),
        Text(
            "用已有的原因代码，或先在规则库里写好说法。", "Use a code that has one, or write its text first."
        ),
    )


def above_the_cap(row_id: str, cap: Decimal) -> Trouble:
    """Never charged, but written."""
    most = format_percent(cap)
    return Trouble(
        "cell",
        Text(
            f"高于法律上限 {most}，实际会按上限执行。",
            f"Above the law's cap of {most}; no more than that is ever charged.",
        ),
        Text("写成不高于上限的利率。", "Write a rate within the cap."),
        row_id=row_id,
        column="annual_rate",
        severity=Severity.WARNING,
    )


def _cell(row_id: str, field: Field, what: Text, fix: Text, severity: Severity = Severity.ERROR) -> Trouble:
    return Trouble("cell", what, fix, row_id=row_id, column=field.name, severity=severity)


_KINDS: Final = {
    "number": Text("数", "a number"),
    "text": Text("文字", "text"),
    "boolean": Text("是或否", "true or false"),
}
_HOW: Final = {
    "number": Text("写一个数，例如 0.06。", "Write a number such as 0.06."),
    "text": Text("写带引号的文字，例如 'refer'。", "Write text in quotes, such as 'refer'."),
    "boolean": Text("写 true 或 false。", "Write true or false."),
}
