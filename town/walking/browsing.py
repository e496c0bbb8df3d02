"""Somebody at a browser without a screen: opens pages, follows links, fills in the forms it finds on them.

Knows HTML and cookies, nothing about loans. Hidden fields travel back as they came, so a form's csrf token
and its idempotency key are the page's own.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

import httpx

Typed = Mapping[str, str | Sequence[str]]
Files = Sequence[tuple[str, tuple[str, bytes]]]
_CHOSEN: Final = frozenset({"radio", "checkbox"})
_TRIES: Final = 4
_AGAIN_AFTER_SECONDS: Final = 0.5


@dataclass(frozen=True, slots=True)
class Field:
    """One control of a form: `value` as the page has it; a radio or a box counts only when it `is_set`."""

    name: str
    kind: str
    value: str
    is_set: bool = False


@dataclass(slots=True)
class Form:
    """A form of a page. `wait_seconds`: for how long its button may not be pressed yet."""

    action: str
    is_post: bool
    fields: list[Field] = field(default_factory=list)
    wait_seconds: float = 0

    def filled(self, typed: Typed) -> dict[str, list[str]]:
        """Everything that a browser would send: what the page filled in, over it what was typed or ticked."""
        sent: dict[str, list[str]] = {}
        for it in self.fields:
            if it.kind != "file" and (it.kind not in _CHOSEN or it.is_set):
                sent.setdefault(it.name, []).append(it.value)
        written = {name: [it] if isinstance(it, str) else list(it) for name, it in typed.items()}
        return {**sent, **written}

    def values(self, name: str) -> list[str]:
        """What a control of that name may say."""
        return [it.value for it in self.fields if it.name == name]

    def first_of_each(self, kind: str) -> dict[str, str]:
        """The first choice of every question.

        >>> boxes = [Field("a", "radio", "1"), Field("a", "radio", "2"), Field("b", "radio", "3")]
        >>> Form("/ask", True, boxes).first_of_each("radio")
        {'a': '1', 'b': '3'}
        """
        found: dict[str, str] = {}
        for it in self.fields:
            if it.kind == kind:
                found.setdefault(it.name, it.value)
        return found


@dataclass(frozen=True, slots=True)
class Page:
    """What is on a page: where it is, its forms and links, its verdict and the state it shows."""

    address: str
    status: int
    forms: tuple[Form, ...]
    links: tuple[str, ...]
    state: str
    verdict: str

    def form(self, ending: str) -> Form | None:
        """The first form that is sent to an address with this ending."""
        return next((it for it in self.forms if it.action.partition("?")[0].endswith(ending)), None)

    def link(self, part: str) -> str | None:
        """The first link to an address with this in it."""
        return next((it for it in self.links if part in it), None)


class Browser:
    """One person's window: cookies stay, redirects are followed. Where a server has no answer for a moment
    the same is asked again; a form carries its own key, so pressing it again does nothing twice."""

    def __init__(self, client: httpx.Client, sleep: Callable[[float], None] = time.sleep) -> None:
        self.client = client
        self.sleep = sleep

    def open(self, address: str) -> Page:
        """Look at a page."""
        return self._answered(lambda: self.client.get(address))

    def send(self, page: Page, form: Form, typed: Typed | None = None, files: Files = ()) -> Page:
        """Press the form's button, not before it may be pressed."""
        address = httpx.URL(page.address).join(form.action or page.address)
        content = form.filled(typed or {})
        if form.wait_seconds:
            self.sleep(form.wait_seconds)
        if not form.is_post:
            return self._answered(lambda: self.client.get(address, params=content))
        return self._answered(lambda: self.client.post(address, data=content, files=files or None))

    def _answered(self, ask: Callable[[], httpx.Response]) -> Page:
        response = ask()
        for _ in range(_TRIES):
            if not response.is_server_error:
                break
            self.sleep(_AGAIN_AFTER_SECONDS)
            response = ask()
        return _page(response)


def _page(response: httpx.Response) -> Page:
    reader = _Reader()
    reader.feed(response.text)
    return Page(
        address=str(response.url),
        status=response.status_code,
        forms=tuple(reader.forms),
        links=tuple(reader.links),
        state=reader.state,
        verdict=reader.verdict,
    )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.state = self.verdict = ""
        self._form: Form | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        here = {name: value or "" for name, value in attrs}
        self.state = self.state or here.get("data-state", "")
        if here.get("class", "").startswith("verdict "):
            self.verdict = here["class"].split()[1]
        if tag == "a" and "href" in here:
            self.links.append(here["href"])
        if tag == "form":
            self._form = Form(here.get("action", ""), here.get("method", "get").lower() == "post")
            self.forms.append(self._form)
        elif self._form is not None:
            self._control(self._form, tag, here)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""

    def _control(self, form: Form, tag: str, here: Mapping[str, str]) -> None:
        name, value = here.get("name", ""), here.get("value", "")
        if tag == "input" and name:
            form.fields.append(Field(name, here.get("type", "text"), value, "checked" in here))
        elif tag == "textarea" and name:
            form.fields.append(Field(name, "textarea", ""))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            form.fields.append(Field(self._select, "radio", value, "selected" in here))
        elif tag == "button" and "data-wait" in here:
            form.wait_seconds = float(here["data-wait"] or 0)
