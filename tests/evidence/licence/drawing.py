"""Pictures of made-up licences for tests; what a machine must have for them."""

import importlib.util
import os

import pytest

from benchmarks.identify.licences.facts import Licence, made_up


def need_photo() -> None:
    """Skip where the extra `photo` is not installed; fail instead where everything must be."""
    if importlib.util.find_spec("rapidocr") is None:
        _lacking("the extra `photo` is not installed")


def need_font() -> None:
    """Skip where no font has Chinese letters; fail instead where everything must be."""
    need_photo()
    from benchmarks.identify.licences.fonts import MissingFontError, font_file

    try:
        font_file()
    except MissingFontError as missing:
        _lacking(str(missing))


def a_licence(layout: str, seed: int = 11) -> Licence:
    """One of that layout."""
    return next(licence for licence in made_up(3, seed) if licence.layout == layout)


def photo(licence: Licence, *ways: str, quality: int = 85) -> bytes:
    """A JPEG of it on a desk, spoiled in the ways that are named like `skewed 8°`."""
    import numpy as np

    from benchmarks.identify.licences.paper import draw
    from benchmarks.identify.licences.spoiling import SPOILINGS, jpeg, on_a_desk

    picture, dice = on_a_desk(draw(licence)), np.random.default_rng(5)
    for way in ways:
        change = next(one.change for one in SPOILINGS if f"{one.way} {one.degree}" == way)
        picture = change(picture, dice)
    return jpeg(picture, quality)


def _lacking(what: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)
