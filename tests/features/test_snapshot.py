"""A snapshot is what could have been known that day, and nothing else."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from puhui.features import catalogue, invoice_features
from tests.features.made_up import SHOP, frame, invoice, many_invoices, monthly

AS_OF = date(2020, 2, 22)
FIRMS = [SHOP, "测试五金店"]


def value(invoices: pl.DataFrame, name: str, as_of: date = AS_OF) -> float | None:
    """One feature of the shop."""
    found = invoice_features(invoices, [SHOP], as_of)[name].item()
    return None if found is None else float(found)


@settings(max_examples=25, deadline=None)
@given(many_invoices(), many_invoices(), st.dates(date(2018, 6, 1), date(2020, 12, 31)))
def test_what_came_later_never_changes_what_was_known(
    before: pl.DataFrame, after: pl.DataFrame, as_of: date
) -> None:
    """Invoices on or after the day of the snapshot leave every number of it as it was."""
    later = after.filter(pl.col("issued_on") >= as_of)
    assert_frame_equal(
        invoice_features(pl.concat([before, later]), FIRMS, as_of), invoice_features(before, FIRMS, as_of)
    )


@settings(max_examples=25, deadline=None)
@given(many_invoices(min_size=2), st.randoms(use_true_random=False))
def test_order_and_repeated_rows_make_no_difference(invoices: pl.DataFrame, random: object) -> None:
    """A file that was read twice, or sorted otherwise, tells the same story."""
    mixed = pl.concat([invoices, invoices]).sample(fraction=1, shuffle=True, seed=random.randint(0, 9_999))  # type: ignore[attr-defined]
    assert_frame_equal(
        invoice_features(mixed, FIRMS, AS_OF), invoice_features(invoices, FIRMS, AS_OF), rel_tol=1e-9
    )


@settings(max_examples=25, deadline=None)
@given(many_invoices(min_size=2))
def test_one_firm_alone_gets_the_numbers_it_gets_among_many(invoices: pl.DataFrame) -> None:
    """The same code for one and for thousands."""
    together = invoice_features(invoices, FIRMS, AS_OF)
    for firm in FIRMS:
        alone = invoice_features(invoices.filter(pl.col("firm") == firm), [firm], AS_OF)
        assert_frame_equal(alone, together.filter(pl.col("firm") == firm), rel_tol=1e-9)


@settings(max_examples=25, deadline=None)
@given(many_invoices())
def test_every_number_is_known_or_null_and_shares_are_shares(invoices: pl.DataFrame) -> None:
    """Never NaN, never infinite; a share lies between 0 and 1."""
    snapshot = invoice_features(invoices, FIRMS, AS_OF)
    for feature in catalogue():
        column = snapshot[feature.name]
        assert column.dtype == pl.Float64
        assert column.drop_nulls().is_finite().all(), feature.name
        if feature.name.endswith("_share"):
            assert column.drop_nulls().is_between(0, 1).all(), feature.name


def test_a_firm_without_invoices_is_a_row_of_nulls() -> None:
    """Nothing is known, nothing is guessed, and the count of invoices is zero."""
    row = invoice_features(frame(), [SHOP], AS_OF).row(0, named=True)
    assert row.pop("firm") == SHOP
    assert row.pop("invoices_total") == 0
    assert set(row.values()) == {None}


def test_firms_come_back_once_each_in_the_order_they_were_asked_for() -> None:
    """Also the ones nobody has an invoice of."""
    snapshot = invoice_features(frame(invoice(date(2019, 5, 1))), ["测试五金店", SHOP, SHOP], AS_OF)
    assert snapshot["firm"].to_list() == ["测试五金店", SHOP]


def test_voided_invoices_never_count_as_turnover() -> None:
    """¥1,000 a month stays ¥1,000 a month, however much was voided beside it; the voids show as hygiene."""
    clean = monthly(date(2018, 1, 1), 25)
    voids = monthly(date(2018, 1, 1), 25, yuan=90_000, voided=True)
    assert value(frame(*clean, *voids), "sales_monthly_yuan") == 1_000
    assert value(frame(*clean, *voids), "sales_void_share") == 0.5


def test_red_letter_invoices_net_off_and_show_as_a_signal() -> None:
    """¥400 of every ¥1,000 taken back: ¥600 of turnover, 40 % reversed."""
    rows = monthly(date(2018, 1, 1), 25) + monthly(date(2018, 1, 1), 25, yuan=-400)
    assert value(frame(*rows), "sales_monthly_yuan") == 600
    assert value(frame(*rows), "sales_red_amount_share") == 0.4
    assert value(frame(*rows), "sales_red_share") == 0.5


def test_a_month_that_is_not_over_is_no_fall_in_sales() -> None:
    """On the 3rd of a month there is little in it; the trend looks at whole months only."""
    steady = monthly(date(2017, 1, 1), 34)
    assert value(frame(*steady), "sales_12m_change", date(2019, 11, 3)) == 0
    assert value(frame(*steady), "sales_volatility", date(2019, 11, 3)) == 0


def test_a_first_month_cut_off_in_the_middle_is_no_growth() -> None:
    """The month of the first invoice is not compared with a whole one."""
    rows = [invoice(date(2018, 12, 28), 30), *monthly(date(2019, 1, 1), 12)]
    assert value(frame(*rows), "sales_monthly_yuan", date(2020, 1, 1)) == 1_000
    assert value(frame(*rows), "sales_volatility", date(2020, 1, 1)) == 0


def test_the_spring_festival_is_neither_a_gap_nor_a_swing() -> None:
    """A shop that closes in February and sells double in January has had an even winter."""
    ordinary = [row for row in monthly(date(2018, 1, 1), 24) if row["issued_on"].month not in (1, 2)]  # type: ignore[attr-defined]
    winters = [invoice(date(year, 1, 10), 2_000, number=f"w{year}") for year in (2018, 2019)]
    shop = frame(*ordinary, *winters)
    assert value(shop, "sales_volatility", date(2020, 1, 1)) == 0
    assert value(shop, "sales_longest_gap_months", date(2020, 1, 1)) == 0
    assert value(shop, "sales_active_months", date(2020, 1, 1)) == 12


def test_a_january_waits_for_its_february() -> None:
    """On 22 February 2020 windows end in December 2019: an empty January is no evidence yet."""
    until_december = monthly(date(2017, 12, 1), 25)
    assert value(frame(*until_december), "sales_6m_change", date(2020, 2, 22)) == 0
    assert value(frame(*until_december), "sales_longest_gap_months", date(2020, 2, 22)) == 0
    assert value(frame(*until_december), "days_since_sale", date(2020, 2, 22)) == 74


def test_a_closed_shop_shows_its_silence() -> None:
    """Four months without a sale before the snapshot are a gap of four, though nothing follows them."""
    shop = frame(*monthly(date(2018, 1, 1), 20))
    assert value(shop, "sales_longest_gap_months", date(2020, 1, 1)) == 4
    assert value(shop, "sales_active_months", date(2020, 1, 1)) == 8


def test_two_customers_of_nine_and_one_parts_are_concentrated() -> None:
    """Shares .9 and .1: largest .9, both together 1, Herfindahl .82."""
    rows = monthly(date(2018, 6, 1), 19, yuan=900) + monthly(
        date(2018, 6, 1), 19, yuan=100, party="测试客户乙"
    )
    shop = frame(*rows)
    assert value(shop, "top_buyer_share", date(2020, 1, 1)) == 0.9
    assert value(shop, "top2_buyers_share", date(2020, 1, 1)) == 1
    hhi = value(shop, "buyers_hhi", date(2020, 1, 1))
    assert hhi is not None and round(hhi, 9) == 0.82


def test_customers_that_left_show_in_retention() -> None:
    """Half of 2018's sales went to a customer who bought nothing in 2019."""
    stayed = monthly(date(2018, 1, 1), 24)
    left = monthly(date(2018, 1, 1), 12, party="测试客户乙")
    assert value(frame(*stayed, *left), "buyer_retention", date(2020, 1, 1)) == 0.5


def test_buying_as_much_as_is_sold_is_a_balance_of_zero() -> None:
    """The margin proxy is 0 in balance and 1 when nothing is bought."""
    sold = monthly(date(2018, 12, 1), 13)
    bought = monthly(date(2018, 12, 1), 13, direction="purchase", party="测试供应商")
    assert value(frame(*sold, *bought), "sales_purchases_balance", date(2020, 1, 1)) == 0
    assert value(frame(*sold), "sales_purchases_balance", date(2020, 1, 1)) == 1


def test_a_typical_month_is_high_only_where_sales_are_large_and_steady() -> None:
    """¥10,000 every month is typical; ¥20,000 in every second month is far less so."""
    steady = monthly(date(2018, 12, 1), 14, 10_000)
    broken = monthly(date(2018, 12, 1), 14, 20_000)[::2]
    typical = value(frame(*broken), "sales_typical_month_yuan")
    assert value(frame(*steady), "sales_typical_month_yuan") == pytest.approx(10_000)
    assert typical is not None and 1_000 < typical < 7_000
    assert value(frame(invoice(date(2020, 1, 5))), "sales_typical_month_yuan") is None


def test_goods_are_told_by_the_standard_rate_of_the_day() -> None:
    """13 % of today and 17 % of 2017 are the standard rate, 6 % and 3 % are not; red letters do not count."""

    def at(rate_percent: int, day: date, yuan: int) -> dict[str, object]:
        return invoice(day, yuan) | {"tax_fen": yuan * rate_percent, "number": f"{rate_percent}-{yuan}"}

    rows = frame(
        at(17, date(2017, 9, 1), 3_000),
        at(13, date(2019, 9, 1), 1_000),
        at(6, date(2019, 9, 2), 3_000),
        at(3, date(2019, 9, 3), 1_000),
        at(13, date(2019, 9, 4), -500),
    )
    assert value(rows, "sales_standard_rate_share") == pytest.approx(4 / 8)
    assert value(rows, "purchases_standard_rate_share") is None
