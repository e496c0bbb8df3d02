"""What a doubtful model does to a decision: it never approves and never declines, and always says why."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from puhui.decision import EvidencePath, decide, shipped_policy
from puhui.decision.model import Decision
from puhui.decision.models import Fallback, Recalibration, Served, Terms, served_from
from puhui.decision.models.sealing import Sealed, seal
from puhui.decision.models.served import recalibrated, stopped
from puhui.decision.people.looking import look_first
from puhui.decision.scoring import scorecard_bytes, scorecard_from
from puhui.kernel import Outcome, Problem
from tests.decision.making import CONTRACT_ON, LAW, SCORECARD, decided, firm
from tests.decision.models.making import NEXT_YEAR, TERMS, TREE, carded, files, table_files

EARLY = replace(TERMS, valid_from=CONTRACT_ON)


def model(texts: dict[str, str] | None = None, terms: Terms = EARLY) -> Served:
    """A model as it would be taken out of the register."""
    made = seal(texts or files(), terms, "here")
    assert isinstance(made, Sealed), made
    return served_from(made.content)


def by(rater: Served, **changes: Any) -> Decision:
    """The decision about the sound firm with this model."""
    return decide(firm(EvidencePath.APPLICATION, **changes), shipped_policy(), rater, LAW)


def codes(decision: Decision) -> set[str]:
    """The codes of its reasons."""
    return {reason.code for reason in decision.reasons}


def test_a_registered_points_table_decides_as_the_bare_one() -> None:
    """Same outcome, limit, price and points; only the record says by which registered model."""
    bare, registered = decided(firm(EvidencePath.APPLICATION)), by(model(table_files()))
    assert bare.outcome is Outcome.APPROVE
    for name in ("outcome", "limit_fen", "annual_rate", "band", "points", "probability", "contributions"):
        assert getattr(registered, name) == getattr(bare, name)


def test_a_boosted_model_decides_with_its_own_reasons() -> None:
    """A firm with one large buyer is told so, with its figure, and what its score adds up from is kept."""
    decision = by(model(), top_buyer_share=0.9)
    assert decision.outcome is Outcome.DECLINE
    told = " ".join(reason.text.zh for reason in decision.reasons)
    assert "90%" in told
    points = {name: given for name, given, _ in decision.contributions}
    assert set(points) == {"top_buyer_share", "sales_6m_change"}


def test_a_sound_firm_is_approved_by_a_boosted_model() -> None:
    """Log odds −4 are 1.8 %."""
    decision = by(model())
    assert decision.outcome is Outcome.APPROVE
    assert decision.probability == pytest.approx(0.0179862, abs=1e-6)


@pytest.mark.parametrize("day", [NEXT_YEAR, NEXT_YEAR + timedelta(days=400)])
def test_an_expired_model_refers(day: date) -> None:
    """On the day of expiry and ever after."""
    late = replace(firm(EvidencePath.APPLICATION), contract_on=day)
    decision = decide(late, shipped_policy(), model(), LAW)
    assert (decision.outcome, decision.limit_fen) == (Outcome.REFER, 0)
    assert "model_expired" in codes(decision)


def test_a_clock_that_runs_backwards_refers() -> None:
    """Before the first day of the model nobody has said that it may rate."""
    before = replace(firm(EvidencePath.APPLICATION), contract_on=CONTRACT_ON - timedelta(days=30))
    decision = decide(before, shipped_policy(), model(), LAW)
    assert decision.outcome is Outcome.REFER
    assert "model_not_yet" in codes(decision)


def test_an_opaque_model_only_assists() -> None:
    """Its score is kept and shown; whatever it is, a person decides (domain 0.8)."""
    opaque = model({**files(), "card.json": carded(explainability="opaque")})
    sound, poor = by(opaque), by(opaque, top_buyer_share=0.9)
    assert {sound.outcome, poor.outcome} == {Outcome.REFER}
    assert sound.probability is not None
    assert "model_assists_only" in codes(sound) & codes(poor)


@pytest.mark.parametrize(("claimed", "grade"), [("table", "parts"), ("excellent", "opaque"), ("", "opaque")])
def test_a_card_claims_no_more_than_its_kind_can_keep(claimed: str, grade: str) -> None:
    """Trees are never a table a person adds up; a word that nobody knows only assists."""
    assert model({**files(), "card.json": carded(explainability=claimed)}).grade == grade


def test_whoever_takes_a_doubted_case_is_told_why_first() -> None:
    """The desk says that the score does not count by itself, before what cost most in it."""
    opaque = model({**files(), "card.json": carded(explainability="opaque")})
    inputs = firm(EvidencePath.APPLICATION, top_buyer_share=0.9)
    record = json.loads(decide(inputs, shipped_policy(), opaque, LAW).sealed())
    first, *_ = look_first(inputs, record, shipped_policy(), asked_for_a_person=False)
    assert (first.code, first.why.zh) == ("model_assists_only", "这个评分只作参考，由人工决定")


def test_a_knock_out_is_a_decline_whatever_the_model() -> None:
    """What was stopped for another cause stays stopped."""
    opaque = model({**files(), "card.json": carded(explainability="opaque")})
    assert by(opaque, identity="MISMATCH").outcome is Outcome.DECLINE


def test_a_source_that_is_missing_altogether_refers() -> None:
    """Not one figure of it is known: nothing is imputed, a person looks."""
    texts = files(
        numbers=["top_buyer_share", "bank_balance_min_yuan"],
        names=["top_buyer_share", "bank_balance_min_yuan"],
    )
    decision = by(model(texts))
    assert decision.outcome is Outcome.REFER
    assert (decision.probability, decision.contributions) == (None, ())
    assert "model_needs_missing" in codes(decision)


def test_a_missing_source_falls_back_where_that_was_declared() -> None:
    """The judgement scorecard rates, and the record names it."""
    texts = files(
        numbers=["top_buyer_share", "bank_balance_min_yuan"],
        names=["top_buyer_share", "bank_balance_min_yuan"],
    )
    decision = by(model(texts, replace(EARLY, fallback=Fallback.JUDGEMENT)))
    assert decision.versions["rated_by"] == "judgement"
    assert decision.probability is not None
    assert "model_needs_missing" not in codes(decision)


def test_a_score_that_is_no_probability_refers() -> None:
    """A rater that gives NaN or 1.7 gives nothing."""

    class Broken:
        features = ("top_buyer_share",)
        probability: float | None = None

        def score(self, facts: object) -> "Broken":
            if self.probability is None:
                raise OverflowError("math range error")
            return self

        points = 0.0

    sound = model()
    for probability in (float("nan"), 1.7, -0.1, float("inf"), None):
        broken = Broken()
        broken.probability = probability
        decision = by(replace(sound, rater=broken))  # type: ignore[arg-type]
        assert decision.outcome is Outcome.REFER
        assert (decision.probability, decision.points) == (None, None)
        assert "model_score_broken" in codes(decision)


def test_a_withdrawn_model_refers() -> None:
    """Nothing rates in its place until somebody names another."""
    decision = by(served_from(stopped("by_hand", "0" * 64, "withdrawn")))
    assert (decision.outcome, decision.probability) == (Outcome.REFER, None)
    assert "model_stopped" in codes(decision)


@pytest.mark.parametrize(
    "content",
    [
        b'{"format":"puhui.model/9"}',
        b'{"format":"puhui.model/1","kind":"boosted","scorecard":null,"files":{}}',
        b'{"format":"puhui.model/1"}',
        b'{"format":"puhui.model/1","kind":"boosted","scorecard":null,"files":{"boosted.json":"{}","trees.txt":""}}',
    ],
)
def test_kept_content_that_this_release_cannot_read_refers(content: bytes) -> None:
    """An older process meets a newer model: a person looks, and the record says by which bytes."""
    decision = by(served_from(content))
    assert decision.outcome is Outcome.REFER
    assert "model_stopped" in codes(decision)


def test_bytes_that_were_kept_rate_alike() -> None:
    """A replay reads them and nothing else."""
    for rater in (model(), model(table_files()), SCORECARD):
        again = scorecard_from(scorecard_bytes(rater))
        one, other = (decide(firm(), shipped_policy(), it, LAW) for it in (rater, again))
        assert one.sealed() == other.sealed()
        assert scorecard_bytes(again) == scorecard_bytes(rater)


def test_a_products_recalibration_moves_the_probability_and_not_the_points() -> None:
    """Twice the odds: shift ln 2. Points stay, what they mean here is another thing."""
    plain = model()
    moved = served_from(recalibrated(plain.content, Recalibration(0.6931471805599453, 1.0)))
    one, other = by(plain), by(moved)
    assert one.points == other.points
    assert one.probability is not None and other.probability is not None
    odds = [it / (1 - it) for it in (one.probability, other.probability)]
    assert odds[1] == pytest.approx(2 * odds[0], rel=1e-9)
    assert one.versions["scorecard"] != other.versions["scorecard"]


def test_fraud_figures_in_a_model_are_never_told() -> None:
    """They count, they stay in the record, and no reason and no hint names them or their value."""
    texts = files(
        numbers=["fraud_both_ways_share", "sales_6m_change"],
        names=["fraud_both_ways_share", "sales_6m_change"],
    )
    decision = by(model(texts), fraud_both_ways_share=0.93)
    told = " ".join(text.zh + text.en for text in (*[it.text for it in decision.reasons], *decision.hints))
    assert "fraud_both_ways_share" in {name for name, *_ in decision.contributions}
    assert "93" not in told
    assert not any("fraud_both_ways" in reason.code for reason in decision.reasons)


def test_a_column_without_words_is_never_told_by_its_name() -> None:
    """The house's own columns have titles in the spec, or a general sentence."""
    names = ["lndr_cd_x7", "sales_6m_change"]
    texts = files(numbers=names, names=names)
    plain = decide(
        replace(
            firm(EvidencePath.APPLICATION),
            evidence={**firm(EvidencePath.APPLICATION).evidence, "lndr_cd_x7": 0.9},
        ),
        shipped_policy(),
        model(texts),
        LAW,
    )
    told = " ".join(reason.text.zh + reason.text.en for reason in plain.reasons)
    assert "lndr" not in told and "一项补充资料" in told
    titled = files(numbers=names, names=names, titles={"lndr_cd_x7": {"zh": "开户行", "en": "bank"}})
    named = decide(
        replace(
            firm(EvidencePath.APPLICATION),
            evidence={**firm(EvidencePath.APPLICATION).evidence, "lndr_cd_x7": 0.9},
        ),
        shipped_policy(),
        model(titled),
        LAW,
    )
    assert "开户行" in " ".join(reason.text.zh for reason in named.reasons)


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ({"boosted.json": files()["boosted.json"], "trees.txt": TREE}, "model.no_card"),
        ({**files(), "card.json": "{"}, "model.no_card"),
        ({**files(), "card.json": carded(version="by_hand-2")}, "model.torn"),
        (files(format="puhui.boosted/9"), "model.format"),
        ({**files(), "trees.txt": TREE[:200]}, "model.broken"),
        ({**files(), "boosted.json": "[1]"}, "model.broken"),
        ({**files(), "boosted.json": "{"}, "model.broken"),
        ({"card.json": carded()}, "model.broken"),
        ({"boosted.json": files()["boosted.json"], "card.json": carded()}, "model.broken"),
        ({**table_files(), "scorecard.yaml": "format: puhui.scorecard/9"}, "scorecard.format"),
        ({**table_files(), "scorecard.yaml": table_files()["scorecard.yaml"][:300]}, "scorecard.broken"),
        (files(members=[{"name": "trees", "weight": 1.0, "trees": 2}]), "model.broken"),
        (files(names=["top_buyer_share"]), "model.broken"),
        (files(derive={"x": "top_buyer_share +"}), "model.broken"),
        (
            files(
                words=["w"],
                encoders=[{"column": "w", "average": 0.1, "smoothing_rows": 0, "levels": {"a": [0, 0]}}],
            ),
            "model.broken",
        ),
        ({**files(), "card.json": carded(kind="scorecard")}, "model.torn"),
    ],
)
def test_what_cannot_serve_is_never_registered(texts: dict[str, str], code: str) -> None:
    """Each fault with its own word, and what to do."""
    made = seal(texts, TERMS, "here")
    assert isinstance(made, Problem), made
    assert made.code == code
    assert made.fix and made.fix.zh and made.fix.en
