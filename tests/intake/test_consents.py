"""Consent: what was read is what is kept, the gate covers exactly that, and taking back is one step."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from puhui.ground import Actor, Ground, Mode, Work
from puhui.intake import (
    Consent,
    NewConsent,
    Sensitivity,
    consent_texts,
    consents_of,
    covering_consent,
    current_text,
    give_consent,
    sources,
    withdraw_consent,
)
from puhui.intake.consent import PLATFORM, covering
from puhui.kernel import Language, Problem

from .test_subjects import OWNER, registered

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def signed(subject_id: UUID, text_id: str = "invoices", **changes: object) -> NewConsent:
    """A consent to the whole current text, for ninety days."""
    shown = current_text(text_id, NOW.date())
    assert shown is not None
    named = {name: str(changes.get(name, "")) for name in ("recipient_name", "recipient_contact")}
    new = NewConsent(
        subject_id,
        shown.source,
        shown.fields,
        shown.purpose,
        shown.id,
        shown.version,
        shown.hash(named["recipient_name"], named["recipient_contact"]),
        NOW + timedelta(days=90),
        separate=shown.separate,
    )
    return replace(new, **changes)  # type: ignore[arg-type]


def given_by(work: Work, new: NewConsent) -> Consent:
    """A consent that is expected to be kept."""
    found = give_consent(work, new)
    assert isinstance(found, Consent), found
    return found


def test_the_gate_is_shut_until_somebody_consents_and_shut_again_when_they_take_it_back(work: Work) -> None:
    """Never given, given, withdrawn: three different answers."""
    owner = registered(work, OWNER)

    def gate() -> Consent | Problem:
        return covering_consent(work, owner.id, "invoices", "credit_assessment", ["sales"])

    before = gate()
    assert isinstance(before, Problem)
    assert before.code == "consent.missing.forbidden"
    given_now = given_by(work, signed(owner.id))
    assert gate() == given_now
    taken = withdraw_consent(work, given_now.id)
    assert isinstance(taken, Consent)
    assert taken.revoked_at == NOW
    after = gate()
    assert isinstance(after, Problem)
    assert after.code == "consent.withdrawn.forbidden"
    assert len(consents_of(work, owner.id)) == 1  # type: ignore[arg-type]


def test_withdrawing_tells_everybody_once(work: Work) -> None:
    """One message and one audit entry, however often the button is pressed."""
    owner = registered(work, OWNER)
    kept = given_by(work, signed(owner.id))
    first, second = withdraw_consent(work, kept.id), withdraw_consent(work, kept.id)
    assert first == second
    told = text("SELECT count(*) FROM ground.outbox WHERE topic = 'intake.consent_withdrawn'")
    noted = text("SELECT count(*) FROM ground.audit_entry WHERE action = 'consent.withdrawn'")
    assert work.connection.execute(told).scalar_one() == 1
    assert work.connection.execute(noted).scalar_one() == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"separate": False}, "consent.separate.missing"),
        ({"text_hash": "0" * 64}, "consent.text_hash.conflict"),
        ({"text_version": "2025-01-01"}, "consent.text.conflict"),
        ({"text_id": "nothing"}, "consent.text.conflict"),
        ({"fields": ("sales", "diary")}, "consent.fields.unknown"),
        ({"fields": ()}, "consent.fields.missing"),
        ({"source": "gossip"}, "consent.source.unknown"),
        ({"purpose": "marketing"}, "consent.text.other_matter"),
        ({"until": NOW}, "consent.period.ended"),
        ({"until": NOW + timedelta(days=4000)}, "consent.period.too_long_time"),
    ],
)
def test_a_consent_that_is_not_what_the_text_says_is_not_kept(
    work: Work, changes: dict[str, object], code: str
) -> None:
    """Other words, an old version, wider fields, bundled where it must stand alone: refused."""
    owner = registered(work, OWNER)
    found = give_consent(work, replace(signed(owner.id), **changes))  # type: ignore[arg-type]
    assert isinstance(found, Problem)
    assert found.code == code


def test_each_institution_needs_a_consent_that_names_it(work: Work) -> None:
    """PIPL 23: consent for one bank does not cover another, and an unnamed one is refused."""
    owner = registered(work, OWNER)
    named = {"recipient_name": "测试甲银行", "recipient_contact": "400-000-0001"}
    given_by(work, signed(owner.id, "institution", recipient="test_bank_a", **named))
    ask = ("application_package", "credit_assessment", ("identity",))
    assert isinstance(covering_consent(work, owner.id, *ask, "test_bank_a"), Consent)
    assert isinstance(covering_consent(work, owner.id, *ask, "test_bank_b"), Problem)
    assert isinstance(covering_consent(work, owner.id, *ask), Problem)
    unnamed = give_consent(work, signed(owner.id, "institution", recipient="test_bank_b"))
    assert isinstance(unnamed, Problem)
    assert unnamed.code == "consent.recipient.unnamed"


def test_a_hash_proves_which_institution_was_named() -> None:
    """The same text with another name is another document."""
    shown = current_text("institution", NOW.date())
    assert shown is not None
    assert shown.hash("测试甲银行", "1") != shown.hash("测试乙银行", "1")
    assert "测试甲银行" in shown.said("测试甲银行", "1").in_(Language.ZH)


def test_what_was_signed_cannot_be_changed_or_removed(work: Work) -> None:
    """The database refuses updates and deletions of consents and withdrawals."""
    kept = given_by(work, signed(registered(work, OWNER).id))
    withdraw_consent(work, kept.id)
    for statement in (
        "UPDATE intake.consent SET until = now() + interval '9 years'",
        "DELETE FROM intake.consent_withdrawal",
        "TRUNCATE intake.consent CASCADE",
    ):
        with pytest.raises(DBAPIError, match="append-only"), work.connection.begin_nested():
            work.connection.execute(text(statement))


def test_a_test_consent_opens_no_live_gate(ground: Ground, clerk: Actor) -> None:
    """The gate asks in one mode only."""
    with ground.work(clerk) as work:
        owner = registered(work, OWNER)
        given_by(work, signed(owner.id))
    with ground.work(replace(clerk, mode=Mode.LIVE)) as work:
        assert isinstance(covering_consent(work, owner.id, "invoices", "credit_assessment"), Problem)


def test_every_text_is_about_a_known_source_and_stands_alone_where_it_must() -> None:
    """The shipped texts agree with the table of sources, and each says how to take it back."""
    for shown in consent_texts().values():
        source = sources()[shown.source]
        assert set(shown.fields) <= source.fields
        assert shown.separate or source.sensitivity is Sensitivity.ORDINARY
        assert "撤回" in shown.body.zh
        assert "withdraw" in shown.body.en


_FIELDS = st.frozensets(st.sampled_from(["sales", "purchases", "tax"]), min_size=1)
_INSTANTS = st.integers(0, 364 * 24).map(
    lambda hours: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
)


@st.composite
def consents(draw: st.DrawFn) -> Consent:
    """Any consent that could lie in the table."""
    begun, ended = sorted((draw(_INSTANTS), draw(_INSTANTS)))
    taken = draw(st.none() | st.just(begun + (ended - begun) / 2))
    return Consent(
        UUID(int=draw(st.integers(1, 9))), Mode.TEST, UUID(int=1),
        draw(st.sampled_from(["invoices", "debts"])),
        draw(_FIELDS), "credit_assessment", draw(st.sampled_from([PLATFORM, "test_bank_a"])), "", "",
        Sensitivity.SENSITIVE, True, "t", "1", "h", Language.ZH, begun, ended, taken,
    )  # fmt: skip


@given(st.lists(consents(), max_size=6), _FIELDS, _INSTANTS)
def test_the_gate_opens_exactly_when_one_standing_consent_covers_all_of_it(
    kept: list[Consent], asked: frozenset[str], at: datetime
) -> None:
    """Against the definition written out: source, purpose, recipient, every field, period, not taken back."""
    found = covering(
        kept,
        source="invoices",
        purpose="credit_assessment",
        fields=asked,
        recipient=PLATFORM,
        at=at,
    )
    enough = [
        it
        for it in kept
        if it.source == "invoices"
        and it.recipient == PLATFORM
        and asked <= it.fields
        and it.signed_at <= at < it.until
        and (it.revoked_at is None or at < it.revoked_at)
    ]
    assert (found in enough) if enough else isinstance(found, Problem)
