"""An id of ours may look like a card number; taking it out of a log or refusing it would break good work."""

from puhui.ground.telemetry import redact_text
from puhui.kernel import new_id


def test_ten_thousand_ids_pass_as_they_are() -> None:
    """No id is taken for a card, a phone or an identity number."""
    for count in range(10_000):
        sentence = f"decision {new_id(1_790_000_000_000 + count * 977, count * 1_048_583)} kept"
        assert redact_text(sentence) == sentence


def test_a_card_beside_an_id_is_still_hidden() -> None:
    """Only the id is let through, not what stands beside it."""
    awkward = "01a2080b-3300-7241-8786-970123456789"
    assert redact_text(f"{awkward} paid from 6222 0000 0000 0000") == f"{awkward} paid from ‹card›"
