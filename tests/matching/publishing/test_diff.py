"""What a draft changes in a product, said as a colleague would."""

from puhui.matching.publishing.diff import changes, label_of
from puhui.matching.publishing.form import field_troubles
from tests.matching.publishing.writing import CODE, SHELF, Document, document, fee


def said(**changed: object) -> list[tuple[str, str, str]]:
    """Field, change and English sentence of everything that differs from the shipped product."""
    return [(it.field, it.change, it.said.en) for it in changes(document(), document(**changed))]


def test_nothing_changed_is_nothing_to_say() -> None:
    """An empty list of fees is no fee."""
    assert said(fees=[]) == []


def test_money_and_rates_are_said_as_people_write_them() -> None:
    """Yuan and per cent, with the field's own name."""
    rates = {"A": "0.0800", "B": "0.1120", "C": "0.1480"}
    assert said(rates=rates, amount={"least_fen": 1_000_000, "most_fen": 200_000_000}) == [
        ("amount.least_fen", "changed", "Least amount: ¥5,000.00 → ¥10,000.00"),
        ("rates.A", "changed", "Yearly rate A: 8.80% → 8.00%"),
    ]


def test_a_new_fee_is_told_piece_by_piece() -> None:
    """What it is called, who takes it, when, and how much."""
    told = said(fees=[fee()])
    assert {it[1] for it in told} == {"added"}
    assert ("fees.0.amount_fen", "added", "Fees 1 amount: (empty) → ¥100.00") in told


def test_every_field_of_the_form_has_a_name() -> None:
    """No path is shown raw to anybody."""
    form: Document = document(partner_share="0.3")
    assert list(field_troubles(CODE, form, SHELF.catalogue)) == []
    for field in form:
        path = {"name": "name.zh", "active": "active.from", "amount": "amount.most_fen"}.get(field, field)
        assert label_of(path).zh != path
