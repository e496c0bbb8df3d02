"""Why a reconciliation file is refused, in words: which line, which field, what to do; no amount."""

from datetime import date
from typing import Final

from puhui.exchange.reconciliation.model import FORMAT, VERSION
from puhui.kernel import Problem, Text

_SEND_AGAIN: Final = Text(
    "没有采用这份文件里的任何一行；请改正后重新发送整份文件。",
    "Not one line of this file was used; correct it and send the whole file again.",
)


def at(line: int, field: str) -> Text:
    """A place in a file."""
    return Text(f"第{line}行 {field}", f"line {line}, {field}")


def _problem(code: str, zh: str, en: str, where: Text | None) -> Problem:
    return Problem(f"reconciliation.{code}", Text(zh, en), _SEND_AGAIN, where)


def not_a_file(where: Text) -> Problem:
    """The first line is not ours."""
    return _problem(
        "format",
        f"这不是对账文件：第一行应以 {FORMAT} 开头并写明版本、机构、方向、日期、模式。",
        f"This is no reconciliation file: its first line begins with {FORMAT}, then version, institution, "
        "direction, date and mode.",
        where,
    )


def unknown_version() -> Problem:
    """A version we do not read."""
    return _problem(
        "version.unsupported",
        f"不支持这个版本，支持：{VERSION}。",
        f"This version is not supported; supported: {VERSION}.",
        at(1, "version"),
    )


def foreign(field: str, wanted: str) -> Problem:
    """Somebody else's file, or one for another day, direction or mode. `wanted` is ours to tell."""
    code = {"institution": "institution.forbidden", "business_date": "date"}.get(field, field)
    return _problem(code, f"这里应是 {wanted}。", f"It should say {wanted} here.", at(1, field))


def in_the_future(on: date) -> Problem:
    """A day that has not come."""
    return _problem("date", f"{on} 还没有到。", f"{on} has not come yet.", at(1, "business_date"))


def wrong_columns(field: str) -> Problem:
    """Other columns than those of this version."""
    return _problem(
        "columns",
        "列名或次序与格式不符，从这一列起。",
        "The columns or their order differ from the format, from this one on.",
        at(2, field),
    )


def unreadable(line: int, field: str) -> Problem:
    """A value that is not written as its column wants."""
    return _problem(
        "row",
        "写法不对：金额和天数为不带符号、不带前导零的整数（金额以分计），编号和状态为 ASCII 代码。",
        "It is not written as it should be: amounts (fen) and days are whole numbers without sign or leading "
        "zeros, references and states are ASCII codes.",
        at(line, field),
    )


def wrong_width(line: int, wanted: int, found: int) -> Problem:
    """Too few or too many fields."""
    return _problem(
        "row",
        f"这一行有 {found} 个字段，应有 {wanted} 个。",
        f"This line has {found} fields instead of {wanted}.",
        at(line, "*"),
    )


def twice(line: int, before: int) -> Problem:
    """One loan twice."""
    return _problem(
        "duplicate",
        f"这笔借款在第{before}行已经出现过。",
        f"This loan stands on line {before} already.",
        at(line, "drawdown_ref"),
    )


def wrong_total(line: int, field: str) -> Problem:
    """Count or sum are not what the rows give."""
    code = "count" if field == "rows" else "sum"
    return _problem(
        code,
        "合计与各行不符。",
        "The total is not what the rows above add up to.",
        at(line, field),
    )


def cut_off(line: int) -> Problem:
    """The end is missing."""
    return _problem(
        "cut_off",
        "文件不完整：末尾应为 total 行和 sha256 行，每行以换行符结束。",
        "The file is not whole: it ends with a line total and a line sha256, each closed by a newline.",
        at(line, "sha256"),
    )


def wrong_checksum(line: int) -> Problem:
    """The bytes are not those that were written."""
    return _problem(
        "checksum",
        "校验和与内容不符：文件在传送中被改动过，或写错了。",
        "The checksum does not fit the content: the file was changed on its way, or written wrongly.",
        at(line, "sha256"),
    )


FILE_NOT_FOUND: Final = Problem(
    "reconciliation.file.not_found",
    Text("这一天还没有收到对方的对账文件。", "There is no file of the other side for this day yet."),
    Text("请先发送或取回文件。", "Send or fetch the file first."),
)
BOOKS_UNAVAILABLE: Final = Problem(
    "reconciliation.books.unavailable",
    Text("这里没有接通账簿，不能对账。", "No books are connected here, so nothing can be reconciled."),
    Text("请联系对方的技术支持。", "Ask the other side's support."),
)
INSTITUTION_MISSING: Final = Problem(
    "reconciliation.institution",
    Text("请说明是哪一家机构。", "Say which institution is meant."),
    Text("请加上 institution 参数。", "Add the parameter institution."),
    "institution",
)
