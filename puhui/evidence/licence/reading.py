"""`read_licence`: a photo of a business licence, its fields, and what to do when they cannot be read."""

from datetime import date
from typing import TYPE_CHECKING

from puhui.evidence.licence.advising import advise, too_little, unclear
from puhui.evidence.licence.checks import remarks_on
from puhui.evidence.licence.evident import Evident, how_evident
from puhui.evidence.licence.fields import fields_of
from puhui.evidence.licence.layout import lay_out
from puhui.evidence.licence.limits import problem
from puhui.evidence.licence.model import Layout, LicenceRead
from puhui.kernel import Problem

if TYPE_CHECKING:
    from puhui.evidence.licence.seeing.letters import Letters


def read_licence(image: bytes, today: date, letters: "Letters | None" = None) -> LicenceRead | Problem:
    """Every field with its confidence, its place in the picture and what the rules say of it.

    A Problem when the file is no picture (`….unsupported`, `….damaged`, `….too_large`…), the picture is no
    licence (`licence.not_a_licence`), or it is one that cannot be read (`licence.unclear`, with how to take
    it better). `letters` is the reader of letters; the shared one where none is given. Nothing is kept, and
    at most a few hundred megabytes and some seconds are spent.
    """
    try:
        from puhui.evidence.licence.seeing.letters import shared_letters  # noqa: PLC0415 - needs an extra
        from puhui.evidence.licence.seeing.picture import open_picture  # noqa: PLC0415
        from puhui.evidence.licence.seeing.seeing import see  # noqa: PLC0415

        reader = letters or shared_letters()
    except ImportError:
        return problem("reader.unavailable")
    picture = open_picture(image)
    if isinstance(picture, Problem):
        return picture
    seen = see(picture, reader)
    laid = lay_out(seen.lines, seen.seal)
    evident = how_evident(seen.lines, laid, seen.quality)
    if evident is Evident.NO_LICENCE or seen.upright is None:
        return unclear(seen.quality) if evident is Evident.TOO_POOR else problem("not_a_licence")
    if evident is Evident.TOO_POOR:
        return unclear(seen.quality)
    fields = fields_of(laid, seen.upright.locate, today, seen.is_hidden)
    if too_little(fields):
        return unclear(seen.quality)
    height, width = seen.upright.pixels.shape[:2]
    return LicenceRead(
        fields,
        Layout.LANDSCAPE if width > height else Layout.PORTRAIT,
        seen.quality,
        advise(fields, seen.quality),
        tuple(remarks_on(fields, today)),
    )
