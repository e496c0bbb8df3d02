"""A language model behind an OpenAI-compatible address. Off unless somebody configured it.

One question, one answer, no memory. The key goes into the header, never into a log or a problem; neither does
what was asked or answered.
"""

from dataclasses import dataclass, field
from typing import Any, Final, Protocol

import httpx

from puhui.ground.settings import Settings
from puhui.kernel import Problem, Text

_MOST_TOKENS: Final = 300


class LanguageModel(Protocol):
    """Whoever answers questions in words."""

    @property
    def name(self) -> str:
        """Which model, as an answer is marked with it."""

    @property
    def may_see_names(self) -> bool:
        """Whether names of firms may be put into a question."""

    def ask(self, instructions: str, question: str) -> str | Problem:
        """The answer's text, or why there is none."""


@dataclass(frozen=True, slots=True)
class ChatModel:
    """`POST {url}/chat/completions`. `transport` is for tests."""

    url: str
    name: str
    key: str | None = field(default=None, repr=False)
    wait_seconds: float = 20.0
    may_see_names: bool = False
    transport: httpx.BaseTransport | None = None

    def ask(self, instructions: str, question: str) -> str | Problem:
        """One question; a refusal, silence or nonsense comes back as a Problem."""
        body = {
            "model": self.name,
            "temperature": 0,
            "max_tokens": _MOST_TOKENS,
            "messages": [
                {"role": "system", "content": instructions},
                {"role": "user", "content": question},
            ],
        }
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        try:
            with httpx.Client(timeout=self.wait_seconds, transport=self.transport) as client:
                answer = client.post(f"{self.url}/chat/completions", json=body, headers=headers)
            return _said(answer.json()) if answer.is_success else _REFUSED
        except httpx.TimeoutException:
            return _SLOW
        except (httpx.HTTPError, ValueError):
            return _REFUSED


def open_language_model(settings: Settings) -> LanguageModel | None:
    """The configured model, or None: without an address and a model's name nothing is ever asked.

    >>> open_language_model(Settings.from_env({})) is None
    True
    """
    if not settings.llm_url or not settings.llm_model:
        return None
    return ChatModel(
        settings.llm_url,
        settings.llm_model,
        settings.llm_key,
        float(settings.llm_seconds),
        settings.llm_names,
    )


def _said(answer: Any) -> str | Problem:  # noqa: ANN401 - anybody's JSON
    try:
        content = answer["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError):
        return _REFUSED
    return content if isinstance(content, str) else _REFUSED


_SLOW: Final = Problem(
    "text.llm_unavailable",
    Text("语言模型没有按时回答。", "The language model did not answer in time."),
    Text(
        "其余步骤的答案照常给出；可调大 PUHUI_LLM_SECONDS。",
        "Other steps answer as usual; raise PUHUI_LLM_SECONDS.",
    ),
)
_REFUSED: Final = Problem(
    "text.llm_unavailable",
    Text("语言模型没有给出可用的回答。", "The language model gave no answer that can be used."),
    Text(
        "其余步骤的答案照常给出；请检查 PUHUI_LLM_URL、PUHUI_LLM_KEY、PUHUI_LLM_MODEL。",
        "Other steps answer as usual; check PUHUI_LLM_URL, PUHUI_LLM_KEY and PUHUI_LLM_MODEL.",
    ),
)
