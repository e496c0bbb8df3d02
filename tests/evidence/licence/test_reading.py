"""Photos of made-up licences, read by the real reader of letters; few, because each takes seconds."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.identify.licences.truth import is_right, truth_of
from puhui.app.cli.evidence.licence import licence as command
from puhui.evidence.licence import FieldName, Layout, LicenceRead, as_json, crop, read_licence
from tests.evidence.licence.drawing import a_licence, need_font, photo

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _font() -> None:
    need_font()


@pytest.mark.parametrize(
    ("layout", "way", "turned"), [("landscape", "turned 270°", 90), ("portrait", "skewed 8°", 0)]
)
def test_a_licence_is_read_however_it_was_held(layout: str, way: str, turned: int) -> None:
    """On its side and askew: all fields, the seal's words too, and a crop that stands upright."""
    truth, content = a_licence(layout), photo(a_licence(layout), way)
    read = read_licence(content, TODAY)
    assert isinstance(read, LicenceRead)
    assert (read.layout, read.quality.turned_degrees) == (Layout(layout), turned)
    right = [
        is_right(name, field.text if field.value is None else field.value, true)
        for name, true in truth_of(truth).items()
        for field in [read.fields[FieldName(name)]]
    ]
    assert sum(right) >= len(right) - 1
    assert read.fields[FieldName.USCC].value == truth.uscc
    json.dumps(as_json(read))
    box = read.fields[FieldName.NAME].box
    assert box is not None
    piece = crop(content, box)
    assert isinstance(piece, bytes) and _wide(piece)


def _wide(png: bytes) -> bool:
    import io

    from PIL import Image

    with Image.open(io.BytesIO(png)) as image:
        return image.width > 2 * image.height


def test_another_paper_is_told_so_by_the_command(tmp_path: Path) -> None:
    """A page of print beside a text file: one answer each, and an exit code for scripts."""
    from PIL import Image, ImageDraw

    from benchmarks.identify.licences.fonts import font

    page = Image.new("RGB", (900, 700), "white")
    for row in range(8):
        ImageDraw.Draw(page).text(
            (60, 60 + 70 * row), "收据：测试小吃店今收到货款五百元整", "black", font(36)
        )
    page.save(tmp_path / "receipt.png")
    (tmp_path / "notes.jpg").write_text("不是图片")
    out = tmp_path / "read.csv"
    photos = [str(tmp_path / name) for name in ("receipt.png", "notes.jpg", "missing.jpg")]
    result = CliRunner().invoke(command, [*photos, "--out", str(out)])
    assert result.exit_code == 2
    rows = list(csv.DictReader(out.open(encoding="utf-8")))
    assert [row["status"] for row in rows] == ["not_a_licence", "picture.unsupported", "photo.not_found"]
    assert "不像营业执照" in rows[0]["why"]
