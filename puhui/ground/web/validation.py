"""What a schema found wrong, said in two languages and without repeating what was sent.

The validator's own sentences quote the input; a mistyped id number must not travel back into somebody's
log, so only the place and the rule are told.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from puhui.ground.telemetry import redact_text
from puhui.kernel import Problem, Text

_RULES: Final[dict[str, Text]] = {
    "missing": Text("缺少这一项。", "This is missing."),
    "extra_forbidden": Text("没有这一项。", "There is no such field."),
    "string_too_short": Text("至少要 {min_length} 个字符。", "At least {min_length} characters are needed."),
    "string_too_long": Text("最多 {max_length} 个字符。", "At most {max_length} characters are allowed."),
    "string_pattern_mismatch": Text("格式不对。", "It is not written in the expected form."),
    "too_short": Text("至少要 {min_length} 项。", "At least {min_length} items are needed."),
    "too_long": Text("最多 {max_length} 项。", "At most {max_length} items are allowed."),
    "greater_than": Text("应当大于 {gt}。", "It should be greater than {gt}."),
    "greater_than_equal": Text("不能小于 {ge}。", "It should be at least {ge}."),
    "less_than": Text("应当小于 {lt}。", "It should be less than {lt}."),
    "less_than_equal": Text("不能大于 {le}。", "It should be at most {le}."),
    "enum": Text("只能是：{expected}。", "It should be one of: {expected}."),
    "literal_error": Text("只能是：{expected}。", "It should be one of: {expected}."),
    "int": Text("应当是整数。", "It should be a whole number."),
    "float": Text("应当是数字。", "It should be a number."),
    "decimal": Text("应当是数字。", "It should be a number."),
    "bool": Text("应当是 true 或 false。", "It should be true or false."),
    "string": Text("应当是文字。", "It should be text."),
    "date": Text("应当是日期，如 2026-01-31。", "It should be a date such as 2026-01-31."),
    "datetime": Text(
        "应当是带时区的时刻，如 2026-01-31T08:00:00Z。",
        "It should be an instant with its zone, such as 2026-01-31T08:00:00Z.",
    ),
    "uuid": Text("应当是 UUID。", "It should be a UUID."),
    "list": Text("应当是列表。", "It should be a list."),
    "dict": Text("应当是对象。", "It should be an object."),
    "model": Text("应当是 JSON 对象。", "It should be a JSON object."),
    "json": Text("不是有效的 JSON。", "It is not valid JSON."),
}
_OTHERWISE: Final = Text("这一项的内容不对。", "The value here is not acceptable.")
_FIX: Final = Text(
    "请按接口说明（/api/docs）改正后重新发送。",
    "Correct it as the reference (/api/docs) says and send it again.",
)


def validation_problems(errors: Sequence[Mapping[str, Any]]) -> tuple[Problem, tuple[Problem, ...]]:
    """One problem that counts, and one for each place that is wrong (twenty at most).

    >>> whole, each = validation_problems([{"type": "missing", "loc": ("body", "months")}])
    >>> each[0].where, each[0].what.en
    ('body.months', 'This is missing.')
    """
    count = len(errors)
    whole = Problem(
        "request.invalid",
        Text(
            f"有 {count} 处需要改正。",
            "1 place needs correcting." if count == 1 else f"{count} places need correcting.",
        ),
        _FIX,
        _place(errors[0]["loc"]) if count == 1 else None,
    )
    return whole, tuple(_problem(error) for error in errors[:20])


def _problem(error: Mapping[str, Any]) -> Problem:
    kind = str(error["type"])
    rule = _RULES.get(kind) or _RULES.get(kind.partition("_")[0], _OTHERWISE)
    try:
        what = rule.fill(**error.get("ctx", {}))
    except (KeyError, IndexError):
        what = _OTHERWISE
    return Problem(f"request.{kind}", what, where=_place(error["loc"]))


def _place(location: Sequence[object]) -> str:
    return ".".join(redact_text(str(part))[:60] for part in location)
