"""One person changes, another publishes; two who change the same thing are told; what was published stays."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import timedelta
from threading import Barrier

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from puhui.ground import Actor, ActorKind, Ground, Mode, Work
from puhui.ground.publishing import (
    Draft,
    DraftState,
    Publication,
    asking_newest,
    discard_draft,
    draft_of,
    effective,
    history_of,
    may_publish,
    publish_draft,
    reject_draft,
    remembered,
    save_draft,
    submit_draft,
)
from puhui.kernel import Problem, business_date
from tests.ground.publishing.staff import CHEN, LI, SUN

KIND, NAME = "recipe", "dumplings"
PEOPLE = (CHEN, LI, SUN)


def by(work: Work, actor: Actor) -> Work:
    """The same work in another's name."""
    return replace(work, actor=actor)


def published(work: Work, content: bytes, day_offset: int = 0, name: str = NAME) -> Publication:
    """Written by one, published by another, from so many days on."""
    held = save_draft(by(work, CHEN), KIND, name, content, None)
    assert isinstance(held, Draft), held
    sent = submit_draft(by(work, CHEN), KIND, name)
    assert isinstance(sent, Draft), sent
    since = work.today() + timedelta(days=day_offset)
    done = publish_draft(by(work, SUN), KIND, name, seen_revision=sent.revision, effective_from=since)
    assert isinstance(done, Publication), done
    return done


def test_from_a_draft_to_what_is_in_force(work: Work) -> None:
    """Saved, submitted, published by somebody else; the draft is gone and the history says who did what."""
    done = published(work, b'{"pork":1}')
    assert (done.number, done.submitted_by, done.published_by) == (1, CHEN.id, SUN.id)
    assert draft_of(work, KIND, NAME) is None
    assert [it.content for it in effective(work, KIND)] == [b'{"pork":1}']
    assert history_of(work, KIND, NAME) == (done,)


def test_the_second_of_two_editors_is_told_who_was_quicker(work: Work) -> None:
    """Li saw revision 1, Chen has saved since: Li's words are not kept over Chen's, and nothing is lost."""
    first = save_draft(by(work, CHEN), KIND, NAME, b"1", None)
    assert isinstance(first, Draft)
    assert isinstance(save_draft(by(work, CHEN), KIND, NAME, b"2", first.revision), Draft)
    told = save_draft(by(work, LI), KIND, NAME, b"3", first.revision)
    assert isinstance(told, Problem)
    assert told.code == "publishing.draft.conflict"
    assert CHEN.id in told.what.zh
    assert "2026-11-23 10:00" in told.what.en
    held = draft_of(work, KIND, NAME)
    assert held is not None
    assert (held.content, held.revision) == (b"2", 2)


def test_whoever_saw_no_draft_does_not_write_over_one(work: Work) -> None:
    """Both opened the page when there was none."""
    assert isinstance(save_draft(by(work, CHEN), KIND, NAME, b"1", None), Draft)
    told = save_draft(by(work, LI), KIND, NAME, b"2", None)
    assert isinstance(told, Problem)
    assert told.code == "publishing.draft.conflict"


def test_a_revision_never_comes_twice(work: Work) -> None:
    """A draft that was thrown away and begun anew is not the one that somebody still has open."""
    first = save_draft(by(work, CHEN), KIND, NAME, b"1", None)
    assert isinstance(first, Draft)
    discard_draft(by(work, CHEN), KIND, NAME)
    again = save_draft(by(work, CHEN), KIND, NAME, b"2", None)
    assert isinstance(again, Draft)
    assert again.revision > first.revision
    assert isinstance(save_draft(by(work, LI), KIND, NAME, b"3", first.revision), Problem)


def test_two_who_save_at_the_same_moment_are_not_both_kept(ground: Ground) -> None:
    """Two connections, one draft: one is kept, the other is told."""
    together = Barrier(2)

    def save(actor: Actor) -> Draft | Problem:
        with ground.work(actor) as work:
            work.today()
            together.wait(timeout=20)
            return save_draft(work, KIND, NAME, actor.id.encode(), None)

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(save, (CHEN, LI)))
    assert sorted(isinstance(it, Draft) for it in answers) == [False, True]


def test_two_publications_at_the_same_moment_follow_each_other(ground: Ground) -> None:
    """Each has a number of its own, and whoever sees the newer sees the older too."""
    names = ("dumplings", "noodles")
    for name in names:
        with ground.work(CHEN) as work:
            assert isinstance(save_draft(work, KIND, name, name.encode(), None), Draft)
            assert isinstance(submit_draft(work, KIND, name), Draft)
    together = Barrier(2)

    def publish(name: str) -> tuple[int, set[str]]:
        with ground.work(SUN) as work:
            together.wait(timeout=20)
            done = publish_draft(work, KIND, name, seen_revision=2, effective_from=work.today())
            assert isinstance(done, Publication), done
            return done.number, {it.name for it in effective(work, KIND)}

    with ThreadPoolExecutor(2) as pool:
        (_, first), (_, second) = sorted(pool.map(publish, names))
    assert len(first) == 1
    assert second == set(names)


def test_the_same_content_saved_again_changes_nothing(work: Work) -> None:
    """PUT is repeatable: a lost answer and a second press are one change."""
    first = save_draft(by(work, CHEN), KIND, NAME, b"1", None)
    assert isinstance(first, Draft)
    assert save_draft(by(work, CHEN), KIND, NAME, b"1", first.revision) == first


def test_a_rejected_draft_goes_back_with_a_word_and_can_be_changed(work: Work) -> None:
    """Who sends it back says why; after a change it has to be submitted anew."""
    save_draft(by(work, CHEN), KIND, NAME, b"1", None)
    submit_draft(by(work, CHEN), KIND, NAME)
    back = reject_draft(by(work, SUN), KIND, NAME, "数据依据不够")
    assert isinstance(back, Draft)
    assert (back.state, back.note) == (DraftState.REJECTED, "数据依据不够")
    changed = save_draft(by(work, CHEN), KIND, NAME, b"2", back.revision)
    assert isinstance(changed, Draft)
    assert changed.state is DraftState.DRAFT


def test_a_submitted_draft_that_is_changed_has_to_be_submitted_again(work: Work) -> None:
    """Nobody publishes what was changed after it was handed in."""
    save_draft(by(work, CHEN), KIND, NAME, b"1", None)
    sent = submit_draft(by(work, CHEN), KIND, NAME)
    assert isinstance(sent, Draft)
    changed = save_draft(by(work, LI), KIND, NAME, b"2", sent.revision)
    assert isinstance(changed, Draft)
    today = work.today()
    told = publish_draft(by(work, SUN), KIND, NAME, seen_revision=changed.revision, effective_from=today)
    assert isinstance(told, Problem)
    assert told.code == "publishing.submission.closed"


def test_what_was_not_read_is_not_published(work: Work) -> None:
    """The publisher names the revision they read."""
    save_draft(by(work, CHEN), KIND, NAME, b"1", None)
    submit_draft(by(work, CHEN), KIND, NAME)
    told = publish_draft(by(work, SUN), KIND, NAME, seen_revision=1, effective_from=work.today())
    assert isinstance(told, Problem)
    assert told.code == "publishing.draft.conflict"


def test_nothing_takes_effect_before_today(work: Work) -> None:
    """What was decided yesterday was decided by yesterday's rules."""
    save_draft(by(work, CHEN), KIND, NAME, b"1", None)
    submit_draft(by(work, CHEN), KIND, NAME)
    yesterday = work.today() - timedelta(days=1)
    told = publish_draft(by(work, SUN), KIND, NAME, seen_revision=2, effective_from=yesterday)
    assert isinstance(told, Problem)
    assert told.code == "publishing.effective_from"


@pytest.mark.parametrize("mode", Mode)
def test_a_key_of_a_program_changes_nothing(work: Work, mode: Mode) -> None:
    """One person could hold two keys and be maker and checker at once."""
    key = Actor("key-990000", ActorKind.API_KEY, frozenset({"admin"}), mode)
    told = save_draft(by(work, key), KIND, NAME, b"1", None)
    assert isinstance(told, Problem)
    assert told.code == "publishing.person.forbidden"


@dataclass(slots=True)
class _Told:
    """What the story so far should have come to. A change takes an earlier submission back."""

    editors: set[str] = field(default_factory=set)
    submitted_by: str | None = None
    is_submitted: bool = False
    is_there: bool = False

    @property
    def makers(self) -> set[str | None]:
        """Who wrote what lies there now, and who handed it in."""
        return {*self.editors, self.submitted_by}


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["save", "save", "submit", "submit", "reject", "discard", "publish", "publish"]),
        st.sampled_from(PEOPLE),
    ),
    max_size=14,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_in_no_sequence_does_a_maker_publish(ground: Ground, steps: list[tuple[str, Actor]]) -> None:
    """Whatever three colleagues do in whatever order: published exactly when it waits for somebody and that
    somebody neither wrote nor submitted it."""
    with ground.engine.connect() as connection, connection.begin() as all_of_it:
        work = Work(connection, CHEN, ground.clock, ground.vault)
        story = _Told()
        for number, (what, actor) in enumerate(steps):
            _go_on(by(work, actor), what, story, number)
        all_of_it.rollback()


def _go_on(work: Work, what: str, story: _Told, number: int) -> None:
    held = draft_of(work, KIND, NAME)
    revision = held.revision if held else None
    me = work.actor.id
    match what:
        case "save":
            assert isinstance(save_draft(work, KIND, NAME, b"%d" % number, revision), Draft)
            story.editors, story.submitted_by = story.editors | {me}, None
            story.is_there, story.is_submitted = True, False
        case "submit":
            sent = submit_draft(work, KIND, NAME)
            assert isinstance(sent, Draft) == (story.is_there and not story.is_submitted)
            if isinstance(sent, Draft):
                story.submitted_by, story.is_submitted = me, True
        case "reject":
            assert isinstance(reject_draft(work, KIND, NAME), Draft) == story.is_submitted
            story.is_submitted = False
        case "discard":
            assert discard_draft(work, KIND, NAME) is None
            _begin_again(story)
        case "publish":
            allowed = story.is_submitted and me not in story.makers
            assert (held is not None and may_publish(work, held)) == allowed
            done = publish_draft(work, KIND, NAME, seen_revision=revision or 1, effective_from=work.today())
            assert isinstance(done, Publication) == allowed
            if isinstance(done, Publication):
                assert {*done.editors, done.submitted_by} == story.makers
                _begin_again(story)


def _begin_again(story: _Told) -> None:
    story.editors, story.submitted_by, story.is_there, story.is_submitted = set(), None, False, False


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ground.publication SET content = '\\x00'",
        "DELETE FROM ground.publication",
        "TRUNCATE ground.publication",
    ],
)
def test_the_database_changes_no_publication(work: Work, change: str) -> None:
    """Not by a slip of the program, nor by somebody at the prompt."""
    published(work, b"1")
    with pytest.raises(DBAPIError, match="append-only"):
        work.connection.execute(text(change))


def test_the_database_takes_no_publication_by_its_maker(work: Work) -> None:
    """Should the program ever forget, the table does not."""
    published(work, b"1")
    copied = text("""
        INSERT INTO ground.publication (id, number, kind, name, content, hash, effective_from, editors,
            submitted_by, submitted_at, published_by, published_at)
        SELECT gen_random_uuid(), 2, kind, name, content, hash, effective_from, editors,
            submitted_by, submitted_at, editors[1], published_at FROM ground.publication""")
    with pytest.raises(DBAPIError, match="publication_by_another"):
        work.connection.execute(copied)


def test_the_latest_to_begin_is_in_force(work: Work) -> None:
    """One for today, one for Friday, and then another for today: Friday's stands on Friday all the same."""
    published(work, b"first")
    published(work, b"friday", day_offset=4)
    published(work, b"second")
    today = business_date(work.clock)
    on = {days: effective(work, KIND, today + timedelta(days=days))[0].content for days in range(6)}
    assert on == {0: b"second", 1: b"second", 2: b"second", 3: b"second", 4: b"friday", 5: b"friday"}


def test_what_is_in_force_is_put_together_once_for_each_publication(work: Work) -> None:
    """The hot path asks which publication is the newest, and builds nothing until that changes."""
    built: list[list[bytes]] = []

    def build(found: tuple[Publication, ...]) -> int:
        built.append([it.content for it in found])
        return len(built)

    assert remembered(work, KIND, "base", build) is None
    published(work, b"1")
    assert [remembered(work, KIND, "base", build) for _ in range(3)] == [1, 1, 1]
    published(work, b"2")
    assert remembered(work, KIND, "base", build) == 2
    assert built == [[b"1"], [b"2"]]


def test_a_house_sees_and_changes_nothing_of_anothers(
    ground: Ground, tenant_ground: Callable[[str], Ground]
) -> None:
    """Neither drafts nor publications; each counts its own numbers from one."""
    with ground.work(CHEN) as work:
        published(work, b"platform")
    for code in ("test_brook_bank", "test_cloud_bank"):
        with tenant_ground(code).work(CHEN) as work:
            assert (asking_newest(work)(), effective(work, KIND)) == (None, ())
            assert published(work, code.encode()).number == 1
            assert isinstance(save_draft(work, KIND, NAME, b"draft", None), Draft)
    with ground.work(CHEN) as work:
        assert [it.content for it in effective(work, KIND)] == [b"platform"]
        assert draft_of(work, KIND, NAME) is None
