"""Who runs a business: inferred from what may be seen, and corrected by the person, whose word then holds.

An inference sets nothing: no purpose of a loan, no 普惠 status, no decision. The person's own word is never
overwritten by a later inference; only they take it back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy import Row

from puhui.ground import Erased, Work
from puhui.identify.owner import Kind, Seen, judge
from puhui.identify.service.seeing import may_use, seen_here
from puhui.identify.service.told import told_owner
from puhui.identify.service.unsure import plain_code
from puhui.identify.store import people
from puhui.intake import Subject, SubjectKind, subject
from puhui.kernel import Problem, Text, new_id

_ANSWER, _WORD = "identify.inference", "identify.own_word"
LONGEST_NOTE: Final = 500


@dataclass(frozen=True, slots=True)
class Inferred:
    """What was thought once. `told` is None once the person's key is gone."""

    id: UUID
    at: datetime
    sources: tuple[str, ...]
    model: str
    told: Mapping[str, Any] | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class OwnWord:
    """What a person says about themselves: whether they run a business, how, in which trade."""

    runs_business: bool
    kind: Kind
    trade: str | None = None
    note: str = field(default="", repr=False)
    at: datetime | None = None
    by_themselves: bool = True


@dataclass(frozen=True, slots=True)
class Known:
    """What is held of a person. With an own word the inference is shown and not used."""

    subject_id: UUID
    inferred: Inferred | None
    own_word: OwnWord | None

    @property
    def holds(self) -> str | None:
        """Whose word is used: the person's own before any inference."""
        return "own_word" if self.own_word else "inference" if self.inferred else None


def infer_owner(work: Work, subject_id: UUID, seen: Seen | None = None) -> Known | Problem:
    """Think once more about a person, and keep what was thought with its sources.

    Without `seen` only what the platform holds itself is looked at. Each source needs a standing consent or
    is public; values of any other are refused, not left out in silence.
    """
    about = _person(work, subject_id)
    if isinstance(about, Problem):
        return about
    if about.erased:
        return _ERASED
    seen = seen or seen_here(work, subject_id)
    if problem := may_use(work, subject_id, seen.sources):
        return problem
    if not seen.sources:
        return _NOTHING_SEEN
    answer = judge(seen)
    told = orjson.dumps(told_owner(answer)).decode()
    sources = [source.value for source in answer.sources_seen]
    row = {
        "id": new_id(),
        "mode": work.actor.mode.value,
        "subject_id": subject_id,
        "sealed_answer": work.vault.seal(work.connection, subject_id, _ANSWER, told),
        "sources": sources,
        "model": answer.model,
        "at": work.now(),
        "actor": work.actor.id,
    }
    people.add_inference(work.connection, row)
    work.audit("identify.owner_inferred", f"subject:{subject_id}", sources=",".join(sources))
    return known(work, subject_id)


def known(work: Work, subject_id: UUID) -> Known | Problem:
    """What is held of a person: for themselves, and for staff (whose reading is in the trail)."""
    about = _person(work, subject_id)
    if isinstance(about, Problem):
        return about
    mode = work.actor.mode
    inferred = people.newest_inference(work.connection, mode, subject_id)
    word = people.newest_word(work.connection, mode, subject_id)
    return Known(subject_id, _inferred(work, inferred), _word(work, word))


def correct(work: Work, subject_id: UUID, word: OwnWord) -> Known | Problem:
    """Keep what the person says. From now on it is used, whatever is inferred later."""
    about, person = known(work, subject_id), _person(work, subject_id)
    if isinstance(about, Problem):
        return about
    if isinstance(person, Subject) and person.erased:
        return _ERASED
    if problem := _unfit(word):
        return problem
    plain = {
        "runs_business": word.runs_business,
        "kind": word.kind.value,
        "trade": plain_code(word.trade) if word.trade else None,
        "note": word.note.strip(),
    }
    sealed = work.vault.seal(work.connection, subject_id, _WORD, orjson.dumps(plain).decode())
    _write(work, subject_id, "said", sealed, about.inferred)
    work.audit("identify.corrected", f"subject:{subject_id}")
    return known(work, subject_id)


def take_word_back(work: Work, subject_id: UUID) -> Known | Problem:
    """The person no longer holds to what they said; the inference is used again. Harmless when repeated."""
    about = known(work, subject_id)
    if isinstance(about, Problem):
        return about
    if about.own_word is not None:
        _write(work, subject_id, "taken_back", None, about.inferred)
        work.audit("identify.correction_taken_back", f"subject:{subject_id}")
    return known(work, subject_id)


def _write(work: Work, subject_id: UUID, kind: str, sealed: bytes | None, about: Inferred | None) -> None:
    row = {
        "id": new_id(),
        "mode": work.actor.mode.value,
        "subject_id": subject_id,
        "kind": kind,
        "sealed_word": sealed,
        "inference_id": about.id if about else None,
        "at": work.now(),
        "actor": work.actor.id,
    }
    people.add_word(work.connection, row)


def _person(work: Work, subject_id: UUID) -> Subject | Problem:
    found = subject(work, subject_id)
    if isinstance(found, Subject) and found.kind is not SubjectKind.PERSON:
        return _NO_PERSON
    return found


def _inferred(work: Work, row: Row[Any] | None) -> Inferred | None:
    if row is None:
        return None
    opened = work.vault.open(work.connection, row.subject_id, _ANSWER, row.sealed_answer)
    told = None if isinstance(opened, Erased) else orjson.loads(opened)
    return Inferred(row.id, row.at, tuple(row.sources), row.model, told)


def _word(work: Work, row: Row[Any] | None) -> OwnWord | None:
    if row is None or row.kind != "said":
        return None
    opened = work.vault.open(work.connection, row.subject_id, _WORD, row.sealed_word)
    if isinstance(opened, Erased):
        return None
    told = orjson.loads(opened)
    by_themselves = row.actor == str(row.subject_id)
    kind = Kind(told["kind"])
    return OwnWord(told["runs_business"], kind, told["trade"], told["note"], row.at, by_themselves)


def _unfit(word: OwnWord) -> Problem | None:
    if word.runs_business == (word.kind is Kind.NONE):
        return _KIND
    if word.trade and plain_code(word.trade) is None:
        return _TRADE
    return _LONG_NOTE if len(word.note) > LONGEST_NOTE else None


_NO_PERSON: Final = Problem(
    "identify.owner.person",
    Text("这里只判断个人，不判断企业。", "Only persons are looked at here, not firms."),
    Text("请用经营者本人的编号。", "Use the owner's own id."),
    "subject_id",
)
_ERASED: Final = Problem(
    "identify.owner.gone",
    Text("这个人的数据已经删除。", "This person's data was erased."),
    Text("不能再推断，也不能再登记。", "Nothing can be inferred or written down any more."),
)
_NOTHING_SEEN: Final = Problem(
    "identify.owner.nothing_seen",
    Text(
        "没有可以看的来源：没有登记核验结果，也没有其他授权的数据。",
        "There is no source to look at: no register was asked, and nothing else was consented to.",
    ),
    Text("请先核验登记信息，或请本人授权。", "Ask the register first, or ask the person for a consent."),
)
_KIND: Final = Problem(
    "identify.correction.kind",
    Text(
        "“在经营”要选一种方式，“没有经营”不能再选方式。",
        "Who runs a business says in which way; who runs none says none.",
    ),
    Text("请重新选择。", "Choose again."),
    "kind",
)
_TRADE: Final = Problem(
    "identify.correction.trade",
    Text("行业代码不对。", "That is no trade's code."),
    Text("请从列表里选，或写两到四位数字。", "Choose from the list, or write two to four digits."),
    "trade",
)
_LONG_NOTE: Final = Problem(
    "identify.correction.note",
    Text(f"说明不超过 {LONGEST_NOTE} 字。", f"A note has at most {LONGEST_NOTE} characters."),
    Text("请写短一些。", "Write less."),
    "note",
)
