"""Logs never carry what belongs to a person, whoever wrote the line."""

import io
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.ground.telemetry import configure_logs, harmless_exception, log, redact_text

SENSITIVE = (
    "11010519491231002X",  # resident id
    "13800138000",
    "138 0013 8000",
    "6222020000000000000",  # bank card
    "6222 0200 0000 0000",
    "91990000MA00TEX70J",
    "pk_live_abcdef12_9f8e7d6c5b4a3210",
    "ps_9f8e7d6c5b4a32109f8e",
    "Bearer eyJhbGciOiJIUzI1NiJ9.e30.c2ln",
    "shop@example.test",
    "138００138000",
)


@dataclass
class Person:
    """Stands for any object of ours that a careless line hands to the logger."""

    name: str


@pytest.fixture
def output() -> Iterator[io.StringIO]:
    """Everything that is logged, as text; the loggers are as before afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    stream = io.StringIO()
    configure_logs(level="DEBUG", json=True, stream=stream)
    yield stream
    root.handlers, root.level = handlers, level


@pytest.mark.parametrize("value", SENSITIVE)
def test_a_sensitive_value_is_nowhere_in_the_log(output: io.StringIO, value: str) -> None:
    """Thrown at the logger in every way there is, it never arrives."""
    log.info(f"saw {value} in the middle")
    log.info("field", note=value, nested={"deep": [{"er": f"x {value} y"}]}, pair=(value, {value}))
    log.info("by name", resident_id=value, mobile=value, password=value, amount_fen=value)
    logging.getLogger("uvicorn.error").warning("other people's line with %s", value)
    try:
        raise ValueError(f"cannot use {value}")
    except ValueError:
        log.exception("broke")
        logging.getLogger("sqlalchemy").exception("broke too")
    assert value not in output.getvalue()
    assert len(output.getvalue().splitlines()) == 6


def test_what_a_database_repeats_is_left_out_of_a_traceback(output: io.StringIO) -> None:
    """PostgreSQL quotes the offending row in DETAIL; the kind of the error stays, the row goes."""
    try:
        raise RuntimeError(
            "duplicate key\nDETAIL:  Key (legal_name)=(测试小吃店) already exists.\n乙方张三 250000"
        )
    except RuntimeError:
        log.exception("insert.failed", table="subject")
    line = json.loads(output.getvalue())
    assert "RuntimeError: duplicate key" in line["exception"]
    assert line["table"] == "subject"
    for gone in ("测试小吃店", "张三", "250000"):
        assert gone not in output.getvalue()


def test_an_object_is_named_and_not_spelled_out(output: io.StringIO) -> None:
    """The repr of a dataclass would print every field of a person."""
    log.info("registered", subject=Person("张三"), raw="张三".encode())
    assert json.loads(output.getvalue())["subject"] == "‹Person›"
    assert "张三" not in output.getvalue()


def test_what_operations_need_is_still_there(output: io.StringIO) -> None:
    """A log that hides everything helps nobody: ids, counts, durations and codes pass."""
    log.info(
        "request", request_id="0199b5a0-6c00-7000-8000-000000000007", status=201, took_ms=12.5, rows=725005
    )
    line = json.loads(output.getvalue())
    assert line["request_id"] == "0199b5a0-6c00-7000-8000-000000000007"
    assert (line["status"], line["took_ms"], line["rows"], line["event"]) == (201, 12.5, 725005, "request")


@given(st.integers(10**10, 10**11 - 1), st.text(alphabet=" ,;:，。(", min_size=1, max_size=2))
def test_every_mobile_number_goes_whatever_stands_beside_it(number: int, mark: str) -> None:
    """Eleven digits that begin with 13 to 19 are a mobile number."""
    text = f"a{mark}{number}{mark}b"
    looks_mobile = "13" <= str(number)[:2] <= "19"
    assert (str(number) not in redact_text(text)) == looks_mobile


def test_a_traceback_keeps_its_place() -> None:
    """File and line are how a developer finds the fault."""
    assert harmless_exception('File "work.py", line 412, in commit') == 'File "work.py", line 412, in commit'


@given(st.text(alphabet="abekprs_.:", max_size=40))
def test_a_code_is_looked_at_no_less_than_a_sentence(text: str) -> None:
    """What is told apart as a code of ours, quickly, comes out as the long way round would have it."""
    assert redact_text(text) == redact_text(f"{text} ").removesuffix(" ")
