"""What pages of cards have in common: headings, spreads, and the columns that are never features."""

from collections.abc import Iterator

from puhui.learn.card.model import ModelCard
from puhui.learn.checks.measures import Interval


def heading(zh: str, en: str) -> str:
    """A section's heading in both languages."""
    return f"## {zh} {en}"


def spread(interval: Interval) -> str:
    """A mean with its spread; a single split has none."""
    if interval.sd != interval.sd:
        return f"{interval.mean:.3f} (单次切分 one split)"
    return f"{interval.mean:.3f} ± {interval.sd:.3f} ({interval.low:.3f}–{interval.high:.3f})"


def left_out(card: ModelCard) -> Iterator[str]:
    """The columns that may never be features, each with its reason."""
    if card.left_out:
        yield ""
        yield "不作特征的列 Columns that are never features:"
        yield ""
        yield from (f"- `{name}`: {why}" for name, why in card.left_out.items())
