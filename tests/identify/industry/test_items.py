"""Invoice lines as trades."""

from hypothesis import given
from hypothesis import strategies as st

from puhui.identify.industry import Item
from puhui.identify.industry.items import items_in, sold
from puhui.identify.industry.lexicon import open_lexicon
from puhui.identify.industry.tables import load_tax_classes


def _division(*items: Item) -> str:
    lexicon = open_lexicon()
    scores = sold(items, load_tax_classes(), lexicon).scores @ lexicon.to_division
    return lexicon.classes[int(scores.argmax())]


def test_a_cell_names_items_with_their_income() -> None:
    """Separated by semicolons of either width; the number after the last colon is the income."""
    assert items_in("*餐饮服务*餐费：800；*酒*白酒:200.5") == (
        Item("*餐饮服务*餐费", 800.0),
        Item("*酒*白酒", 200.5),
    )


def test_full_width_asterisks_are_asterisks() -> None:
    """Copied from a PDF they often are."""
    assert _division(Item("＊运输服务＊运费")) == "54"


def test_an_item_without_a_class_is_read_as_words() -> None:
    """理发 on a receipt is hairdressing."""
    assert _division(Item("男士理发")) == "80"


def test_an_unknown_class_is_read_as_words_too() -> None:
    """A class name that the table does not have yet may still be a word we know."""
    assert _division(Item("*快递服务*同城件")) == "60"


@given(st.text(max_size=60))
def test_any_cell_is_read_without_a_surprise(cell: str) -> None:
    """Whatever people put into a cell, scores are shares."""
    scores = sold(items_in(cell), load_tax_classes(), open_lexicon()).scores
    assert 0 <= float(scores.sum()) <= 1.001
