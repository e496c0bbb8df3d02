"""The rulebook answers for the day of the legal event, with value, source and confidence together."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.rulebook import Basis, Confidence, Force, NoRuleInForce, Rule, Unit, rulebook

LPR = [
    (date(2019, 8, 20), "4.25"),
    (date(2019, 9, 20), "4.20"),
    (date(2019, 11, 20), "4.15"),
    (date(2020, 2, 20), "4.05"),
    (date(2020, 4, 20), "3.85"),
    (date(2021, 12, 20), "3.80"),
    (date(2022, 1, 20), "3.70"),
    (date(2022, 8, 22), "3.65"),
    (date(2023, 6, 20), "3.55"),
    (date(2023, 8, 21), "3.45"),
    (date(2024, 7, 22), "3.35"),
    (date(2024, 10, 21), "3.10"),
    (date(2025, 5, 20), "3.00"),
]


@pytest.mark.parametrize(("published", "percent"), LPR)
def test_every_published_lpr_holds_from_its_own_day(published: date, percent: str) -> None:
    """From the day of publication the new figure, the day before still the old one."""
    assert rulebook().on(published).lpr_1y().value * 100 == Decimal(percent)
    if published != LPR[0][0]:
        before = rulebook().on(published - timedelta(days=1)).lpr_1y()
        assert before.value * 100 != Decimal(percent)


def test_past_the_last_confirmed_month_lpr_says_that_it_is_unconfirmed() -> None:
    """The last known figure, marked; a cap made from it is marked as well."""
    rules = rulebook().on(date(2026, 11, 23))
    assert rules.lpr_1y().value == Decimal("0.03")
    assert rules.lpr_1y().confidence is Confidence.UNCONFIRMED
    assert rules.price_cap("private_lending").rule.confidence is Confidence.UNCONFIRMED
    assert rulebook().on(date(2026, 8, 20)).lpr_1y().confidence is Confidence.SECONDARY


def test_before_the_first_lpr_there_is_none_and_the_answer_says_so() -> None:
    """A LookupError that carries a sentence in both languages."""
    with pytest.raises(NoRuleInForce) as missing:
        rulebook().on(date(2019, 8, 19)).lpr_1y()
    assert missing.value.problem.code == "rule.not_in_force"
    assert "2019-08-19" in missing.value.problem.what.zh and "2019-08-19" in missing.value.problem.what.en


@pytest.mark.parametrize(
    ("channel", "day", "limit"),
    [
        ("facilitation", date(2025, 10, 1), "0.24"),
        ("licensed_lender", date(2017, 8, 4), "0.24"),
        ("private_lending", date(2020, 8, 19), "0.36"),
        ("private_lending", date(2020, 8, 20), "0.154"),
        ("private_lending", date(2026, 8, 20), "0.12"),
        ("microloan", date(2026, 1, 1), "0.24"),
        ("microloan", date(2027, 12, 31), "0.24"),
        ("microloan", date(2028, 1, 1), "0.12"),
    ],
)
def test_price_caps_by_channel_and_day(channel: str, day: date, limit: str) -> None:
    """24 %, 36 % and four times LPR, each in its own years, measured as simple interest by default."""
    cap = rulebook().on(day).price_cap(channel)
    assert cap.value == Decimal(limit)
    assert cap.basis is Basis.APR_SIMPLE
    assert cap.rule.source


@pytest.mark.parametrize(
    ("channel", "day"), [("facilitation", date(2025, 9, 30)), ("moon", date(2026, 1, 1))]
)
def test_a_cap_that_is_not_there_is_not_invented(channel: str, day: date) -> None:
    """Before its first day, or for a channel nobody has written."""
    with pytest.raises(NoRuleInForce):
        rulebook().on(day).price_cap(channel)


@pytest.mark.parametrize(
    ("rule_id", "scope", "value"),
    [
        ("co_lending.partner_share_min", {}, "0.30"),
        ("co_lending.one_partner_share_max", {}, "0.25"),
        ("co_lending.all_partners_share_max", {}, "0.50"),
        ("personal_loan.business.months_max", {}, "60"),
        ("personal_loan.business.months_max", {"cash_cycle": "long"}, "120"),
        ("personal_loan.entrusted_payment_above", {"use": "business"}, "500000"),
        ("personal_loan.site_survey_waiver", {}, "200000"),
        ("microloan.online.limit", {"use": "business"}, "10000000"),
        ("penalty.overdue.uplift_max", {}, "0.50"),
        ("penalty.misuse.uplift_max", {}, "1.00"),
        ("day_count.year_days", {}, "360"),
        ("disclosure.reading_seconds", {}, "10"),
        ("scheme.credit_max", {"scheme": "NFRA"}, "10000000"),
        ("scheme.credit_max", {"scheme": "PBOC"}, "20000000"),
        ("contact.unanswered_calls_per_day_max", {}, "6"),
    ],
)
def test_figures_of_the_domain_reference(rule_id: str, scope: dict[str, str], value: str) -> None:
    """As they stand in November 2026; the narrowest scope that fits decides."""
    assert rulebook().on(date(2026, 11, 23)).value(rule_id, **scope).value == Decimal(value)


def test_an_older_version_stays_readable() -> None:
    """普惠小微 of the central bank: below 5 million in 2018, below 10 million from 2019."""
    assert int(rulebook().on(date(2018, 12, 31)).value("scheme.credit_below", scheme="PBOC")) == 5_000_000
    assert int(rulebook().on(date(2019, 1, 1)).value("scheme.credit_below", scheme="PBOC")) == 10_000_000
    with pytest.raises(NoRuleInForce):
        rulebook().on(date(2024, 1, 25)).value("scheme.credit_below", scheme="PBOC")


def test_what_this_house_decided_is_labelled_as_its_own() -> None:
    """A default for inventory days is nobody's law."""
    days = rulebook().on(date(2026, 1, 1)).value("working_capital.inventory_days_default")
    assert (days.force, days.confidence, days.unit) == (Force.PLATFORM, Confidence.OWN, Unit.DAYS)


def test_the_default_cash_cycle_is_the_sum_of_its_parts() -> None:
    """Inventory + receivable − payable + prepayment − advance receipts: two figures cannot drift apart."""
    rules = rulebook().on(date(2026, 1, 1))
    parts = [
        int(rules.value(f"working_capital.{part}_days_default"))
        for part in ("inventory", "receivable", "payable", "prepayment", "advance_receipt")
    ]
    inventory, receivable, payable, prepaid, advance = parts
    assert inventory + receivable - payable + prepaid - advance == int(
        rules.value("working_capital.turns_days_default")
    )


@given(st.sampled_from(rulebook().rules), st.integers(-400, 4000))
def test_no_day_has_two_versions_and_none_begins_early(rule: Rule, offset: int) -> None:
    """Whatever day is asked, the version given has begun and has not ended."""
    day = rule.effective + timedelta(days=offset)
    try:
        found = rulebook().on(day).value(rule.rule_id, **rule.scope)
    except NoRuleInForce:
        return
    assert found.effective <= day
    assert found.effective_to is None or day <= found.effective_to


def test_amounts_are_given_in_fen_and_counts_as_whole_numbers() -> None:
    """A unit is checked when it is used, not guessed."""
    rules = rulebook().on(date(2026, 1, 1))
    assert rules.value("personal_loan.site_survey_waiver").value_fen == 20_000_000
    with pytest.raises(ValueError, match="not in yuan"):
        _ = rules.value("co_lending.partner_share_min").value_fen
    with pytest.raises(ValueError, match="not a whole number"):
        int(rules.value("co_lending.partner_share_min"))


def test_every_version_of_a_rule_can_be_shown_oldest_first() -> None:
    """What a page lists: thirteen published LPRs, two ages of the private-lending cap."""
    versions = rulebook().versions
    assert [rule.effective for rule in versions["lpr.1y"]] == [published for published, _ in LPR]
    private = [rule for rule in versions["price_cap"] if rule.scope == {"channel": "private_lending"}]
    assert [rule.unit for rule in private] == [Unit.PER_YEAR, Unit.TIMES_LPR_1Y]
    assert all(rule.cite().startswith(rule.source) for rule in rulebook().rules)


def test_forbidden_uses_are_told_in_both_languages() -> None:
    """Homes, securities, equity, fixed assets."""
    uses = rulebook().on(date(2026, 1, 1)).forbidden_uses()
    assert {use.code for use in uses} == {"house", "securities", "equity", "fixed_assets"}
    assert all(use.text.zh and use.text.en and use.source for use in uses)
