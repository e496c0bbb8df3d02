"""The piece of a photo in which a field stands, upright, for a person to compare."""

from collections.abc import Sequence

from puhui.evidence.licence.limits import problem
from puhui.evidence.licence.model import Box
from puhui.kernel import Problem


def crop(image: bytes, box: Box) -> bytes | Problem:
    """A PNG of the box and a little around it, turned so that its letters stand upright."""
    pieces = crops(image, [box])
    return pieces if isinstance(pieces, Problem) else pieces[0]


def crops(image: bytes, boxes: Sequence[Box]) -> list[bytes] | Problem:
    """The same for several boxes; the picture is opened once."""
    try:
        from puhui.evidence.licence.seeing.picture import open_picture  # noqa: PLC0415 - needs an extra
        from puhui.evidence.licence.seeing.pieces import piece  # noqa: PLC0415
    except ImportError:
        return problem("reader.unavailable")
    picture = open_picture(image)
    return picture if isinstance(picture, Problem) else [piece(picture, box) for box in boxes]
