"""The language model's port: off by default, one question at a time, never an exception."""

import json

import httpx
import pytest

from puhui.ground import Settings
from puhui.ground.text import ChatModel, open_language_model
from puhui.kernel import Problem


def _model(handler: "httpx.MockTransport") -> ChatModel:
    return ChatModel("https://llm.test/v1", "test-model", "hunter2", transport=handler)


@pytest.mark.parametrize(
    "environ", [{}, {"PUHUI_LLM_URL": "https://llm.test/v1"}, {"PUHUI_LLM_MODEL": "test-model"}]
)
def test_without_an_address_and_a_model_there_is_none(environ: dict[str, str]) -> None:
    """Half a configuration asks nobody."""
    assert open_language_model(Settings.from_env(environ)) is None


def test_names_may_be_sent_only_where_the_house_says_so() -> None:
    """Off unless PUHUI_LLM_NAMES is set."""
    environ = {"PUHUI_LLM_URL": "https://llm.test/v1", "PUHUI_LLM_MODEL": "test-model"}
    quiet, open_one = (
        open_language_model(Settings.from_env(environ | more)) for more in ({}, {"PUHUI_LLM_NAMES": "1"})
    )
    assert quiet is not None
    assert open_one is not None
    assert (quiet.may_see_names, open_one.may_see_names) == (False, True)


def test_one_question_goes_out_as_the_protocol_says() -> None:
    """Model, instructions and question in the body; the key in the header only."""
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, json={"choices": [{"message": {"content": "好"}}]})

    assert _model(httpx.MockTransport(answer)).ask("规则", "问题") == "好"
    body = json.loads(asked[0].content)
    assert asked[0].url.path == "/v1/chat/completions"
    assert [one["content"] for one in body["messages"]] == ["规则", "问题"]
    assert asked[0].headers["authorization"] == "Bearer hunter2"
    assert "hunter2" not in asked[0].content.decode()


@pytest.mark.parametrize(
    "response",
    [
        httpx.Response(500, text="boom"),
        httpx.Response(200, text="not json"),
        httpx.Response(200, json={"choices": []}),
        httpx.Response(200, json={"choices": [{"message": {"content": None}}]}),
        httpx.Response(200, json=["nonsense"]),
    ],
)
def test_a_refusal_or_nonsense_is_a_problem(response: httpx.Response) -> None:
    """Nobody above has to catch anything."""
    found = _model(httpx.MockTransport(lambda request: response)).ask("规则", "问题")
    assert isinstance(found, Problem)
    assert found.code == "text.llm_unavailable"


def test_silence_is_a_problem() -> None:
    """A slow model holds nobody up for ever."""

    def silent(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("slow", request=request)

    assert isinstance(_model(httpx.MockTransport(silent)).ask("规则", "问题"), Problem)


def test_the_key_is_never_printed() -> None:
    """Not even by accident in a log."""
    assert "hunter2" not in repr(ChatModel("https://llm.test/v1", "test-model", "hunter2"))
