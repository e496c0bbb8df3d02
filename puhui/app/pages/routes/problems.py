"""When something is not there or did not work: a page with a sentence, never a code alone."""

import json
from typing import Any, Final

from fastapi import Request
from fastapi.responses import HTMLResponse, Response

from puhui.app.pages.page import page
from puhui.app.pages.wording import told
from puhui.ground.web import language_of

_TOLD_BY_STATUS: Final = {401: "expired", 404: "404", 405: "404", 410: "404", 422: "404", 500: "500"}


def problem_page(request: Request, refusal: Response) -> HTMLResponse:
    """A refusal of the web layer as a page of ours, with the same status and the number to quote."""
    content: dict[str, Any] = json.loads(bytes(refusal.body))
    title, what = _words(request, refusal.status_code, content)
    return page(
        request,
        "problem.html",
        refusal.status_code,
        title=title,
        what=what,
        number=content.get("request_id"),
        path=request.url.path if request.method == "GET" else "/",
    )


def _words(request: Request, status: int, content: dict[str, Any]) -> tuple[str, str]:
    language = language_of(request)
    key = _TOLD_BY_STATUS.get(status)
    if status == 422 and request.method != "GET":
        key = None
    if status == 403 and str(content.get("code", "")).startswith("access.csrf"):
        key = "form"
    if key is not None:
        return told(f"problem.{key}.title", language), told(f"problem.{key}.what", language)
    title = "problem.busy.title" if status >= 500 else "problem.other.title"
    return told(title, language), f"{content.get('detail', '')} {content.get('fix', '')}".strip()
