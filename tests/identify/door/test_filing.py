"""A table that somebody sends in is worked through part by part, fetched, and forgotten."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from puhui.ground import Actor, Settings, Work
from puhui.ground.outbox import Message
from puhui.identify.events import FILE_DUE
from puhui.identify.service import filing, working_through
from puhui.identify.service.filing import (
    File,
    file_of,
    forget_file,
    forget_old_files,
    result_of,
    stop_file,
    take_file,
)
from puhui.identify.service.limits import limits
from puhui.identify.service.working_through import work_through
from puhui.kernel import FixedClock, Problem, new_id

ROWS = "编号,企业名称,经营范围\n1,测试小吃店,餐饮服务\n2,测试隆昌,\n3,,\n坏行\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A house that has trained nothing."""
    return Settings(home=tmp_path)


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of one row, so that three rows take three messages."""
    one = replace(limits(), part_rows=1)
    monkeypatch.setattr(filing, "limits", lambda: one)
    monkeypatch.setattr(working_through, "limits", lambda: one)


def taken(work: Work, content: bytes = ROWS.encode("gb18030")) -> File:
    """A file that is expected to be accepted."""
    found = take_file(work, "测试.csv", content, queue_unsure=True)
    assert isinstance(found, File), found
    return found


def do_part(work: Work, file: File, part: int, settings: Settings) -> None:
    """As the worker would."""
    payload = {"file_id": str(file.id), "part": part}
    message = Message(new_id(), FILE_DUE, f"{file.id}:{part}", work.actor.mode, payload, work.now())
    assert work_through(work, message, settings) is None


@pytest.mark.usefixtures("small_parts")
def test_progress_is_told_part_by_part_and_the_result_has_every_column(
    work: Work, settings: Settings
) -> None:
    """GBK; a broken row is left out and counted, an unsure one put before people, an empty one said to be."""
    file = taken(work)
    assert (file.state, file.rows, file.rows_left_out) == ("waiting", 3, 1)
    do_part(work, file, 1, settings)
    now = file_of(work, file.id)
    assert isinstance(now, File) and (now.state, now.rows_done) == ("running", 1)
    assert isinstance(result_of(work, file.id), Problem)
    for part in (2, 3, 3):
        do_part(work, file, part, settings)
    done = file_of(work, file.id)
    assert isinstance(done, File) and done.state == "done"
    assert done.counts == {"answered": 1, "unsure": 1, "no_text": 1}
    assert done.queued == 1
    told = result_of(work, file.id)
    assert isinstance(told, str)
    header, first, *_ = told.splitlines()
    assert header.startswith("编号,企业名称,经营范围,division,class,probability,top3_divisions")
    assert first.startswith("1,测试小吃店,餐饮服务,62,")
    assert len(told.splitlines()) == 4


def test_a_file_stands_sealed_and_only_its_sender_sees_it(work: Work) -> None:
    """Neither its name nor a row is in the open, and a colleague finds nothing."""
    file = taken(work)
    stored = work.connection.execute(text("SELECT string_agg(f::text, '') FROM identify.file f")).scalar_one()
    assert "测试" not in stored
    colleague = replace(work, actor=Actor("other", work.actor.kind, work.actor.roles, work.actor.mode))
    assert isinstance(file_of(colleague, file.id), Problem)


def test_a_stopped_file_goes_no_further(work: Work, settings: Settings) -> None:
    """The message that was on its way does nothing."""
    file = taken(work)
    stop_file(work, file.id)
    do_part(work, file, 1, settings)
    now = file_of(work, file.id)
    assert isinstance(now, File) and (now.state, now.rows_done) == ("stopped", 0)


def test_a_forgotten_file_is_gone_with_what_of_it_waits(work: Work, settings: Settings) -> None:
    """Its rows, its result and its unanswered questions."""
    file = taken(work)
    do_part(work, file, 1, settings)
    assert forget_file(work, file.id) is None
    assert isinstance(result_of(work, file.id), Problem)
    left = text(
        "SELECT (SELECT count(*) FROM identify.file_part),"
        " (SELECT count(*) FROM identify.question WHERE state = 'open')"
    )
    assert tuple(work.connection.execute(left).one()) == (0, 0)


def test_after_seven_days_a_file_is_forgotten_by_itself(work: Work) -> None:
    """The round of every hour does it."""
    file = taken(work)
    assert forget_old_files(work) == 0
    later = replace(work, clock=FixedClock(work.now() + timedelta(days=limits().kept_days, seconds=1)))
    assert forget_old_files(later) == 1
    assert isinstance(file_of(work, file.id), Problem)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a,b\n1,2\n", "identify.file.columns"),
        ("名称\n".encode(), "identify.file.empty"),
        (b"", "file.empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(400), "file.not_text"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(work: Work, content: bytes, code: str) -> None:
    """No known column, no row, nothing at all, a picture: each its own sentence."""
    refused = take_file(work, "x.csv", content, queue_unsure=False)
    assert isinstance(refused, Problem)
    assert refused.code.endswith(code)
    assert refused.fix is not None
