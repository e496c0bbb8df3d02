"""Reading the small bodies of partners' requests, whose signature was verified."""

import re
from typing import Any, Final

from fastapi import Request

from puhui.exchange.canonical import read_object
from puhui.exchange.partners.door import content_of
from puhui.ground.web import answer
from puhui.kernel import Problem, Text

JSON_BODY: Final[dict[str, Any]] = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}
}
"""What the reference says of a body that FastAPI does not read."""

_CODE: Final = re.compile(r"[a-z0-9_]{1,40}")


def object_in(request: Request) -> dict[str, Any]:
    """The JSON object that was sent; an empty body is an empty one."""
    found = read_object(content_of(request).body or b"{}")
    return answer(_NOT_READ if found is None else found)


def why_in(request: Request) -> str:
    """Why something is to stop, as a code."""
    why = object_in(request).get("why", "withdrawn")
    if isinstance(why, str) and _CODE.fullmatch(why):
        return why
    return answer(_NOT_READ.at("why"))


_NOT_READ: Final = Problem(
    "partner.body",
    Text("内容不是所需的 JSON 对象。", "The body is not the JSON object that is needed here."),
    Text("请按 docs/partner-api.md 改正。", "Correct it as docs/partner-api.md says."),
    "body",
)
