"""The same invoice met twice."""

from puhui.evidence import Source
from puhui.kernel import Language
from tests.evidence.making import SALES, as_csv, read, remarked, sale, sales_file


def test_a_row_exported_twice_counts_once() -> None:
    """Equal to the last character is the same invoice, within a file and across files."""
    reading = read(sales_file([sale(1), sale(1), sale(2)]), sales_file([sale(2), sale(3)], "again.csv"))
    assert reading.invoices.height == 3
    assert reading.rows_read == 5
    assert remarked(reading) == ["remark.duplicate", "remark.duplicate"]
    assert [remark.place(Language.EN) for remark in reading.remarks] == ["sales.csv", "again.csv"]


def test_the_same_file_in_two_forms_counts_once() -> None:
    """sales.csv beside sales-gbk.csv doubles nobody's turnover."""
    text = as_csv(SALES, [sale(n) for n in range(20)])
    once = read(Source("a.csv", content=text.encode()))
    twice = read(Source("a.csv", content=text.encode()), Source("b.csv", content=text.encode("gbk")))
    assert twice.invoices.equals(once.invoices)


def test_an_invoice_voided_later_is_voided() -> None:
    """The same invoice once valid and once voided does not count as a sale."""
    reading = read(sales_file([sale(1), sale(1, status="作废发票")]))
    assert reading.invoices["voided"].to_list() == [True]
    assert remarked(reading) == ["remark.voided_later"]


def test_a_number_shared_by_two_counterparties_means_nothing() -> None:
    """Without the invoice code numbers repeat; 2,092 of the real ones do."""
    reading = read(
        sales_file([sale(1, counterparty="甲"), sale(1, counterparty="乙", amount="5", tax="0", total="5")])
    )
    assert reading.invoices.height == 2
    assert remarked(reading) == []


def test_a_number_repeated_by_one_counterparty_with_other_content_is_kept_and_said() -> None:
    """Both rows stay, because either may be the true one; somebody should look."""
    reading = read(sales_file([sale(1), sale(1, amount="200", tax="6", total="206")]))
    assert reading.invoices.height == 2
    assert remarked(reading) == ["remark.conflict"]
    assert reading.whole
