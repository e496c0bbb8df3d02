"""What may pass as JSON: UTF-8, not too deep, no NUL, no infinity, no half of a character.

Python's own parser lets all of these through and PostgreSQL then refuses them in the middle of a transaction;
here they are refused at the door, with the place.
"""

import math
from typing import Final

import orjson

from puhui.kernel import Problem, Text

_FIX_JSON: Final = Text(
    "请按 RFC 8259 写成 UTF-8 编码的 JSON 后重新发送。", "Send JSON as RFC 8259 has it, encoded as UTF-8."
)


def json_problem(body: bytes, deepest: int = 32) -> Problem | None:
    """What is wrong with a JSON body, or nothing.

    >>> json_problem(b'{"amount_fen": 100,}').where
    'body, line 1, column 19'
    >>> json_problem(b'{"amount_fen": 100}') is None
    True
    """
    try:
        value = orjson.loads(body.decode("utf-8"))
    except UnicodeDecodeError as error:
        what = Text("内容不是有效的 UTF-8 编码。", "The body is not valid UTF-8.")
        return Problem("json.encoding", what, _FIX_JSON, f"body, byte {error.start + 1}")
    except orjson.JSONDecodeError as error:
        if "depth limit" in str(error):
            return _too_deep(deepest)
        what = Text("内容不是有效的 JSON。", "The body is not valid JSON.")
        return Problem("json.syntax", what, _FIX_JSON, f"body, line {error.lineno}, column {error.colno}")
    return _walk(value, deepest)


def _walk(value: object, deepest: int) -> Problem | None:
    level = [value]
    for _ in range(deepest + 1):
        if not level:
            return None
        inside: list[object] = []
        for item in level:
            if isinstance(item, dict):
                inside.extend(item.values())
                inside.extend(item)
            elif isinstance(item, list):
                inside.extend(item)
            elif problem := _scalar_problem(item):
                return problem
        level = inside
    return _too_deep(deepest) if level else None


def _scalar_problem(value: object) -> Problem | None:
    if isinstance(value, str) and "\x00" in value:
        return nul_problem("body")
    if isinstance(value, float) and not math.isfinite(value):
        what = Text("其中有一个数太大，无法表示。", "One of the numbers is too large to be held.")
        return Problem("json.number", what, _FIX_JSON, "body")
    return None


def nul_problem(where: str) -> Problem:
    """A NUL character: nothing a person types, and PostgreSQL text cannot hold it."""
    what = Text("内容里有空字符（NUL）。", "There is a NUL character in it.")
    fix = Text("请去掉空字符后重新发送。", "Remove the NUL character and send it again.")
    return Problem("request.nul", what, fix, where)


def _too_deep(deepest: int) -> Problem:
    what = Text(f"JSON 嵌套超过 {deepest} 层。", f"The JSON is nested deeper than {deepest} levels.")
    return Problem("json.too_deep", what, Text("请减少嵌套层数。", "Nest it less deeply."), "body")
