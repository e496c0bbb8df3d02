"""What is read from the photo of a business licence (营业执照), and how far each field may be trusted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from puhui.kernel import Text

Corners = tuple[tuple[int, int], tuple[int, int], tuple[int, int], tuple[int, int]]


class FieldName(StrEnum):
    """The fields of a licence, in the order a person compares them."""

    USCC = "uscc"
    NAME = "name"
    KIND = "kind"
    LEGAL_REPRESENTATIVE = "legal_representative"
    """Also 经营者, 负责人, 投资人, 执行事务合伙人: who answers for the firm."""
    CAPITAL = "capital"
    ESTABLISHED_ON = "established_on"
    TERM = "term"
    SCOPE = "scope"
    ADDRESS = "address"
    REGISTRATION_AUTHORITY = "registration_authority"
    ISSUED_ON = "issued_on"


class Checked(StrEnum):
    """What a rule says of a field: it fits, it cannot be so, or there is no rule for it."""

    OK = "ok"
    WRONG = "wrong"
    UNCHECKED = "unchecked"


class Layout(StrEnum):
    """横版, in use since 2019, and 竖版 before it."""

    LANDSCAPE = "landscape"
    PORTRAIT = "portrait"


@dataclass(frozen=True, slots=True)
class Box:
    """Where something stands: four corners in pixels of the picture as it was given (its EXIF turn applied),
    from the first character's upper left clockwise, so that a crop comes out upright however it was held."""

    corners: Corners


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `text` is what was read, letter by letter; `value` what that means, None if nothing.

    A date for dates, fen for the capital (only where it is in yuan), text otherwise. `confidence` is the
    reader's, 0 to 1. `suggestions` are for a person to choose from and are never put in by themselves.
    """

    value: str | int | date | None = field(repr=False)
    text: str = field(repr=False)
    confidence: float
    box: Box | None
    checked: Checked
    why: Text | None = None
    suggestions: tuple[str, ...] = field(default=(), repr=False)

    @property
    def found(self) -> bool:
        """Whether anything was read."""
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Quality:
    """How the picture is. `turned_degrees` is how far it had to be turned clockwise to stand upright."""

    width_px: int
    height_px: int
    turned_degrees: int
    skew_degrees: float
    text_height_px: float
    brightness: float
    """Mean of the paper's light, 0 black to 1 white."""
    sharpness: float
    """Steepness of the letters' edges, 0 smeared to 1 crisp."""
    glare_share: float
    """Share of the paper that is burnt out."""
    hidden_share: float = 0.0
    """Share of the paper under something smooth: a thumb, another sheet, a reflection."""


@dataclass(frozen=True, slots=True)
class LicenceRead:
    """All eleven fields, found or not. `advice` says how to take a better photo where one is needed.

    `remarks` are what a person should know beyond single fields: an expired term, a code of another kind.
    """

    fields: Mapping[FieldName, Field] = field(repr=False)
    layout: Layout
    quality: Quality
    advice: Text | None
    remarks: tuple[Text, ...] = ()

    @property
    def needs_a_person(self) -> bool:
        """Whether a field that matters is missing, unsure or contradicts a rule."""
        return self.advice is not None or any(
            each.checked is Checked.WRONG or is_unsure(each) for each in self.fields.values()
        )


UNSURE_BELOW = 0.9
"""Below this confidence a field is shown with its crop for a person to compare."""
UNSURE_THOUGH_FITTING = 0.7
"""The same for a field that a rule finds right."""


def is_unsure(read: Field) -> bool:
    """Whether what was read should be compared with the paper."""
    bound = UNSURE_THOUGH_FITTING if read.checked is Checked.OK else UNSURE_BELOW
    return read.found and read.confidence < bound
