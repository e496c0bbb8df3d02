"""The twelve worked examples of the domain reference, to every digit that is printed there."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from puhui.cost import (
    DayCount,
    Fee,
    FeeBasis,
    FeeTiming,
    Method,
    PayeeType,
    Quote,
    Terms,
    overdue_penalty_fen,
    quote,
    settle_early,
)
from puhui.kernel import YearDays, fen, format_percent

JANUARY_15 = date(2026, 1, 15)


def lend(yuan: int, method: Method, rate: str, *fees: Fee) -> Terms:
    return Terms(fen(yuan), 12, method, Decimal(rate), JANUARY_15, fees)


def simple_and_effective(quoted: Quote) -> tuple[str, str]:
    return format_percent(quoted.apr_simple, 4), format_percent(quoted.apr_effective, 4)


def paid(quoted: Quote) -> list[int]:
    return [instalment.total_fen for instalment in quoted.schedule]


def test_w1_equal_instalments_at_18_percent() -> None:
    """W1: 9,168.00 ×11 and 9,167.99; interest 10,015.99; 18 % simple is 19.5618 % effective."""
    quoted = quote(lend(100_000, Method.EQUAL_INSTALMENT, "0.18"))
    assert paid(quoted) == [fen("9168.00")] * 11 + [fen("9167.99")]
    assert quoted.interest_fen == quoted.total_cost_fen == fen("10015.99")
    assert simple_and_effective(quoted) == ("18.0000%", "19.5618%")
    assert format_percent(quoted.xirr, 4) == "19.6515%"


def test_w2_a_monthly_guarantee_fee_turns_14_into_22_percent() -> None:
    """W2: 14 % plus 0.4 % of the original principal a month is 22.4002 % simple."""
    fee = Fee(
        "担保费",
        "测试担保",
        PayeeType.GUARANTOR,
        FeeTiming.EACH,
        FeeBasis.PRINCIPAL,
        share=Decimal("0.004"),
    )
    quoted = quote(lend(100_000, Method.EQUAL_INSTALMENT, "0.14", fee))
    loan_part = [instalment.principal_fen + instalment.interest_fen for instalment in quoted.schedule]
    assert loan_part == [fen("8978.71")] * 11 + [fen("8978.73")]
    assert {instalment.fees_fen for instalment in quoted.schedule} == {fen(400)}
    assert quoted.total_cost_fen == fen("12544.54")
    assert simple_and_effective(quoted) == ("22.4002%", "24.8493%")


def test_w3_a_fee_deducted_up_front_shrinks_what_is_received() -> None:
    """W3: ¥3,000 kept back of ¥100,000 makes 12 % cost 17.8249 % simple."""
    fee = Fee("服务费", "测试银行", PayeeType.LENDER, FeeTiming.UPFRONT, amount_fen=fen(3000))
    quoted = quote(lend(100_000, Method.EQUAL_INSTALMENT, "0.12", fee))
    assert quoted.received_fen == fen(97_000)
    assert paid(quoted) == [fen("8884.88")] * 11 + [fen("8884.85")]
    assert simple_and_effective(quoted) == ("17.8249%", "19.3557%")


def test_w4_a_flat_7_point_2_percent_is_13_percent() -> None:
    """W4: 0.6 % a period on the original principal ("7.2 %") is 13.0342 % simple."""
    quoted = quote(lend(100_000, Method.FLAT, "0.072"))
    assert paid(quoted) == [fen("8933.33")] * 11 + [fen("8933.37")]
    assert simple_and_effective(quoted) == ("13.0342%", "13.8418%")


def test_w5_a_flat_9_point_6_percent_is_17_percent() -> None:
    """W5: 0.8 % a period ("9.6 %") is 17.2708 % simple."""
    assert simple_and_effective(quote(lend(10_000, Method.FLAT, "0.096"))) == ("17.2708%", "18.7057%")


def test_w6_interest_only_by_months_and_by_days() -> None:
    """W6: by equal months 10.8 % is 10.8 %; by actual days over 360 the dated rate is 11.5166 %."""
    terms = lend(200_000, Method.INTEREST_ONLY, "0.108")
    by_month = quote(terms)
    assert {instalment.interest_fen for instalment in by_month.schedule} == {fen(1800)}
    assert simple_and_effective(by_month) == ("10.8000%", "11.3510%")
    by_day = quote(replace(terms, day_count=DayCount.ACTUAL_360))
    assert [instalment.interest_fen for instalment in by_day.schedule[:2]] == [fen(1860), fen(1680)]
    assert by_day.interest_fen == fen(21_900)
    assert format_percent(by_day.xirr, 4) == "11.5166%"


def test_w7_thirty_seven_days_of_a_revolving_loan() -> None:
    """W7: 0.04 % a day for 37 days is ¥740; on a year of 365 days 14.60 %, compounded 15.5959 %."""
    terms = Terms(fen(50_000), 0, Method.REVOLVING, Decimal("0.0004") * 360, JANUARY_15, days=37)
    quoted = quote(terms)
    assert quoted.interest_fen == fen(740)
    assert quoted.apr_simple == Decimal("0.146")
    assert terms.annual_rate == Decimal("0.144")
    assert format_percent(quoted.xirr, 4) == format_percent(quoted.apr_effective, 4) == "15.5959%"


def test_w8_equal_principal_falls_month_by_month() -> None:
    """W8: 10,900.00, 10,825.00 … 10,075.00; interest 5,850.00; 9 % simple."""
    quoted = quote(lend(120_000, Method.EQUAL_PRINCIPAL, "0.09"))
    assert paid(quoted)[:2] + paid(quoted)[-1:] == [fen(10_900), fen(10_825), fen(10_075)]
    assert quoted.interest_fen == fen(5850)
    assert simple_and_effective(quoted) == ("9.0000%", "9.3807%")


def test_w9_24_percent_simple_is_26_point_8_effective() -> None:
    """W9: the cap itself: 9,455.96 ×11, 9,455.97; interest 13,471.53; dated 26.9525 %."""
    quoted = quote(lend(100_000, Method.EQUAL_INSTALMENT, "0.24"))
    assert paid(quoted) == [fen("9455.96")] * 11 + [fen("9455.97")]
    assert quoted.interest_fen == fen("13471.53")
    assert simple_and_effective(quoted) == ("24.0000%", "26.8242%")
    assert format_percent(quoted.xirr, 4) == "26.9525%"


def test_w10_settling_early_with_a_fee_makes_18_percent_dearer() -> None:
    """W10: W1 fully repaid with the 6th instalment and a 3 % fee costs 21.7043 % simple."""
    settled = settle_early(
        quote(lend(100_000, Method.EQUAL_INSTALMENT, "0.18")), date(2026, 7, 15), Decimal("0.03")
    )
    assert (settled.balance_fen, settled.fee_fen) == (fen("52231.80"), fen("1566.95"))
    assert simple_and_effective(settled.quote) == ("21.7043%", "23.9991%")


def test_w11_penalty_interest_on_both_day_counts() -> None:
    """W11: ¥8,000 overdue 23 days at 12 % + 50 % is ¥92.00 over 360 and ¥90.74 over 365."""
    owed = fen(8000), Decimal("0.12"), Decimal("0.5"), 23
    assert overdue_penalty_fen(*owed) == fen("92.00")
    assert overdue_penalty_fen(*owed, YearDays.D365) == fen("90.74")


def test_w12_twelve_months_at_twelve_percent_costs_661_yuan_86() -> None:
    """W12: 888.49 ×11 and 888.47; interest 661.86."""
    quoted = quote(lend(10_000, Method.EQUAL_INSTALMENT, "0.12"))
    assert paid(quoted) == [fen("888.49")] * 11 + [fen("888.47")]
    assert quoted.interest_fen == fen("661.86")
