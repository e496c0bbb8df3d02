"""What is inferred about a borrower, as their page says it."""

from dataclasses import dataclass
from datetime import datetime

from puhui.identify import KIND_TITLES, Inferred, OwnWord
from puhui.identify.owner import Kind
from puhui.kernel import Text


@dataclass(frozen=True, slots=True)
class ShownInference:
    """One inference in words."""

    runs_business: bool
    kind_name: Text
    percent: int
    sources: tuple[Text, ...]
    reasons: tuple[Text, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class ShownWord:
    """The borrower's own word."""

    runs_business: bool
    kind: str
    kind_name: Text
    note: str
    at: datetime | None
    by_themselves: bool


def shown_inference(inferred: Inferred) -> ShownInference | None:
    """None once the person's key is gone."""
    told = inferred.told
    if told is None:
        return None
    return ShownInference(
        told["runs_business"],
        KIND_TITLES[Kind(told["kind"])],
        round(told["probability"] * 100),
        tuple(Text(**one["name"]) for one in told["sources"]),
        tuple(Text(**one) for one in told["reasons"]),
        inferred.at,
    )


def shown_word(word: OwnWord) -> ShownWord:
    """As it was said."""
    return ShownWord(
        word.runs_business, word.kind.value, KIND_TITLES[word.kind], word.note, word.at, word.by_themselves
    )
