"""What is inferred of a person stands on what may be seen, and their own word holds over it."""

from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from puhui.evidence import VerificationKind, VerificationResult, verify_enterprise
from puhui.features import PersonSource
from puhui.ground import Work
from puhui.identify import Known, OwnWord, correct, known, take_word_back
from puhui.identify.owner import Kind, Seen
from puhui.identify.service.people import infer_owner
from puhui.kernel import Problem
from tests.decision.applying import CLEAN, Verifier, erase
from tests.evidence.subjects import consented, shop


@pytest.fixture
def owner(work: Work) -> UUID:
    """Somebody whose firm the register confirmed."""
    owner_id, firm_id = shop(work)
    for text_id in ("identity",):
        consented(work, owner_id, text_id)
    verify_enterprise(work, Verifier(dict(CLEAN), work), firm_id, owner_id)
    return owner_id


def inferred(work: Work, owner_id: UUID) -> Known:
    """An inference that is expected to be possible."""
    found = infer_owner(work, owner_id)
    assert isinstance(found, Known), found
    return found


def test_from_an_application_only_the_registers_answer_is_looked_at(work: Work, owner: UUID) -> None:
    """It says from where, how sure, why, and names no purpose and no status."""
    found = inferred(work, owner)
    assert found.holds == "inference" and found.inferred is not None
    assert found.inferred.sources == ("registers",)
    told = found.inferred.told
    assert told is not None and told["registered"] is True and 0 < told["probability"] < 1
    assert not {"purpose", "inclusive", "limit_fen"} & told.keys()


def test_without_any_source_nothing_is_inferred(work: Work) -> None:
    """What a person wrote on a form is no register."""
    owner_id, _ = shop(work)
    refused = infer_owner(work, owner_id)
    assert isinstance(refused, Problem) and refused.code == "identify.owner.nothing_seen"


def test_a_register_that_did_not_answer_is_not_seen(work: Work) -> None:
    """An error is no answer, and no answer speaks for nothing."""
    owner_id, firm_id = shop(work)
    consented(work, owner_id, "identity")
    silent = {**CLEAN, VerificationKind.ENTERPRISE_FOUR_FACTOR: VerificationResult.ERROR}
    verify_enterprise(work, Verifier(silent, work), firm_id, owner_id)
    assert isinstance(infer_owner(work, owner_id), Problem)


@pytest.mark.parametrize("source", [PersonSource.MONTHS, PersonSource.RELATIONS, PersonSource.TEXTS])
def test_a_source_nobody_agreed_to_is_refused_by_name(work: Work, owner: UUID, source: PersonSource) -> None:
    """Not left out in silence: whoever sent it must know."""
    refused = infer_owner(work, owner, Seen(frozenset({source}), {}))
    assert isinstance(refused, Problem)


def test_the_persons_own_word_holds_over_every_later_inference(work: Work, owner: UUID) -> None:
    """They say they run none; inferring again changes nothing of that, and taking it back does."""
    inferred(work, owner)
    said = correct(work, owner, OwnWord(runs_business=False, kind=Kind.NONE, note="已经转让给测试乙"))
    assert isinstance(said, Known) and said.holds == "own_word"
    again = inferred(work, owner)
    assert again.holds == "own_word" and again.own_word is not None
    assert (again.own_word.runs_business, again.own_word.note) == (False, "已经转让给测试乙")
    assert again.own_word.by_themselves is False
    back = take_word_back(work, owner)
    assert isinstance(back, Known) and back.holds == "inference"


def test_a_word_must_agree_with_itself(work: Work, owner: UUID) -> None:
    """Who runs a business says how, who runs none says none; a trade is a code."""
    for word in (
        OwnWord(runs_business=True, kind=Kind.NONE),
        OwnWord(runs_business=False, kind=Kind.COMPANY),
        OwnWord(runs_business=True, kind=Kind.COMPANY, trade="餐饮"),
        OwnWord(runs_business=True, kind=Kind.COMPANY, note="长" * 501),
    ):
        assert isinstance(correct(work, owner, word), Problem)


def test_words_and_inferences_are_sealed_and_never_changed(work: Work, owner: UUID) -> None:
    """The database itself refuses to change them; erased with the person, nothing opens."""
    inferred(work, owner)
    correct(work, owner, OwnWord(runs_business=True, kind=Kind.COMPANY, note="测试的话"))
    stored = work.connection.execute(
        text("SELECT string_agg(w::text, '') FROM identify.own_word w")
    ).scalar_one()
    assert "测试的话" not in stored and "company" not in stored
    with pytest.raises(DBAPIError, match="append-only"), work.connection.begin_nested():
        work.connection.execute(text("DELETE FROM identify.own_word"))
    erase(work, owner)
    after = known(work, owner)
    assert isinstance(after, Known)
    assert after.own_word is None and after.inferred is not None and after.inferred.told is None
    for gone in (
        infer_owner(work, owner),
        correct(work, owner, OwnWord(runs_business=True, kind=Kind.COMPANY)),
    ):
        assert isinstance(gone, Problem) and gone.code.endswith("gone")


def test_a_firm_is_no_person(work: Work) -> None:
    """Only people are looked at here."""
    _, firm_id = shop(work)
    assert isinstance(infer_owner(work, firm_id), Problem)
