"""Whatever is sent to the API: never our fault, and every refusal a problem document."""

import os
from typing import Any, Final

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode

from puhui.app.api import create_app
from puhui.ground import Ground
from puhui.ground.identity import NOT_GRANTED
from tests.app.api_client import ROLES, key_header

_CASES: Final = int(os.environ.get("PUHUI_CONTRACT_CASES", "10"))
"""For each operation; raise it for a long look."""


@pytest.fixture
def described(ground: Ground) -> Any:
    """The API as its own OpenAPI document describes it, on a real database."""
    return schemathesis.openapi.from_asgi("/openapi.json", create_app(ground))


def test_no_request_is_our_fault_and_every_refusal_is_a_problem(described: Any, ground: Ground) -> None:
    """Right and wrong requests for each operation, sent with every role there is."""
    key = key_header(ground, *(set(ROLES) - NOT_GRANTED))
    seen = set()
    for operation in described.get_all_operations():
        seen |= _statuses_of(operation.ok(), key)
    assert {200, 404, 422} <= seen, "the cases reach past the door"


def _statuses_of(operation: Any, key: dict[str, str]) -> set[int]:
    seen: set[int] = set()
    either = st.one_of(operation.as_strategy(mode) for mode in GenerationMode)

    @settings(
        max_examples=_CASES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=either)
    def send(case: Case) -> None:
        response = case.call(headers=key)
        seen.add(response.status_code)
        assert response.status_code < 500, f"{operation.label}: {response.text}"
        if response.status_code >= 400:
            assert response.headers["content-type"] == ["application/problem+json"], operation.label
            told = response.json()
            assert told["code"] and told["detail"] and told["request_id"], operation.label

    send()
    return seen
