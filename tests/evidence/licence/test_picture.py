"""Strangers' files: pictures of every sort are opened, everything else gets a clear answer."""

import io
import struct
import sys
import zlib
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from puhui.evidence.licence import read_licence
from puhui.kernel import Problem
from tests.evidence.licence.drawing import need_photo

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _photo() -> None:
    need_photo()


def saved(mode: str = "RGB", size: tuple[int, int] = (640, 480), kind: str = "JPEG", **options: Any) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new(mode, size, 200 if mode in {"L", "P", "I;16"} else "white").save(out, kind, **options)
    return out.getvalue()


def opened(content: bytes) -> Any:
    from puhui.evidence.licence.seeing.picture import open_picture

    return open_picture(content)


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("RGB", "JPEG"), ("L", "JPEG"), ("CMYK", "JPEG"), ("RGBA", "PNG"), ("P", "PNG"), ("I;16", "PNG"),
     ("1", "PNG"), ("RGB", "WEBP"), ("RGB", "BMP"), ("RGB", "TIFF"), ("P", "GIF")],
)  # fmt: skip
def test_every_usual_picture_is_opened(mode: str, kind: str) -> None:
    """Three colours of eight bits, whatever came."""
    picture = opened(saved(mode, kind=kind))
    assert picture.pixels.shape == (480, 640, 3) and picture.shrunk == 1


def test_a_picture_is_held_as_its_file_says() -> None:
    """A telephone writes the turn beside the picture."""
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = 6
    assert opened(saved(exif=exif.tobytes())).pixels.shape == (640, 480, 3)


def test_a_large_picture_is_made_smaller_and_remembers_how_much() -> None:
    """Twenty megapixels need not stay in memory."""
    picture = opened(saved(size=(6400, 3200)))
    assert picture.width == 3200 and picture.shrunk == pytest.approx(0.5)


def animation(kind: str) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    frames = [Image.new("RGB", (400, 300), colour) for colour in ("red", "blue")]
    frames[0].save(out, kind, save_all=True, append_images=frames[1:])
    return out.getvalue()


def bomb() -> bytes:
    """A PNG that says it is 60,000 pixels wide and high."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (lambda: b"", "picture.empty"),
        (lambda: b"%PDF-1.7\n" + bytes(900), "picture.unsupported"),
        (lambda: b"PK\x03\x04" + bytes(900), "picture.unsupported"),
        (lambda: bytes([0, 0, 0, 24]) + b"ftypheic" + bytes(900), "picture.unsupported"),
        (lambda: "名称,行业代码\n测试,6210\n".encode("gbk"), "picture.unsupported"),
        (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", "picture.unsupported"),
        (lambda: b"\xff\xd8\xff\xe0" + bytes(50), "picture.unsupported"),
        (lambda: saved(size=(900, 900), quality=95)[:-400], "picture.damaged"),
        (lambda: saved(kind="PNG")[:60], "picture.damaged"),
        (lambda: animation("GIF"), "picture.several"),
        (lambda: animation("WEBP"), "picture.several"),
        (lambda: animation("TIFF"), "picture.several"),
        (lambda: saved(size=(100, 900)), "picture.too_small"),
        (lambda: saved(size=(1, 1)), "picture.too_small"),
        (bomb, "picture.too_large"),
        (lambda: saved() + bytes(21 << 20), "picture.too_large"),
    ],
)  # fmt: skip
def test_what_is_no_such_picture_is_answered_clearly(content: Callable[[], bytes], code: str) -> None:
    """In both languages, with what to do; nothing is raised, nothing is unpacked beyond its limit."""
    answer = read_licence(content(), TODAY)
    assert isinstance(answer, Problem) and answer.code == f"evidence.licence.{code}"
    assert answer.what.zh and answer.fix is not None and answer.fix.en


def test_a_kind_of_file_is_named() -> None:
    """So that a person knows which file they have picked."""
    answer = read_licence(b"%PDF-1.7\n" + bytes(900), TODAY)
    assert isinstance(answer, Problem) and "PDF" in answer.what.zh


def test_without_the_extra_it_says_which_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """And that typing is as good."""
    monkeypatch.setitem(sys.modules, "puhui.evidence.licence.seeing.letters", None)
    answer = read_licence(saved(), TODAY)
    assert isinstance(answer, Problem) and answer.code == "evidence.licence.reader.unavailable"
    assert "photo" in answer.what.en and "puhui[photo]" in str(answer.fix)
