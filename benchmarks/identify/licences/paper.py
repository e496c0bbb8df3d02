"""Draws a licence as paper: frame, emblem-like disc, title, fields in their places, a square code, a seal."""

import math
import random
from typing import Final

from PIL import Image, ImageDraw

from benchmarks.identify.licences.facts import Licence
from benchmarks.identify.licences.fonts import font

_INK: Final = (38, 34, 32)
_GOLD: Final = (196, 160, 92)
_RED: Final = (206, 42, 38)
_PAPER: Final = (250, 247, 238)
_BESIDE_THE_CODE: Final = (
    "扫描二维码登录“国家",
    "企业信用信息公示系统”",
    "了解更多登记、备案、",
    "许可、监管信息。",
)
_URL: Final = "国家企业信用信息公示系统网址：http://www.gsxt.gov.cn"
_YEARLY: Final = "市场主体应当于每年1月1日至6月30日通过国家企业信用信息公示系统报送公示年度报告"


def draw(licence: Licence, scale: float = 1.0) -> Image.Image:
    """The paper itself, flat and whole. At scale 1 it is about 1,600 pixels wide (1,150 upright)."""
    paint = _landscape if licence.layout == "landscape" else _portrait
    paper = paint(licence)
    size = (round(paper.width * scale), round(paper.height * scale))
    return paper if scale == 1 else paper.resize(size, Image.Resampling.LANCZOS)


def _landscape(licence: Licence) -> Image.Image:
    paper, pen = _blank(1600, 1130, licence.uscc)
    _disc(pen, 800, 110, 52)
    _centred(pen, 800, 175, "营 业 执 照", 84)
    _centred(pen, 800, 285, "（副  本）", 34)
    pen.text((120, 190), "统一社会信用代码", _INK, font(28))
    pen.text((120, 232), licence.uscc, _INK, font(34, "sans"))
    _square_code(pen, 1310, 130, 150, licence.uscc)
    for row, words in enumerate(_BESIDE_THE_CODE):
        pen.text((1290, 290 + row * 22), words, _INK, font(17))
    left = [
        ("名称", licence.name),
        ("类型", licence.kind),
        (licence.represented_as, licence.legal_representative),
        ("经营范围", licence.scope),
    ]
    right = [
        (licence.capital_label, licence.capital),
        (licence.established_label, _day(licence.established_on)),
        ("营业期限", licence.term),
        (licence.address_label, licence.address),
    ]
    _column(pen, 120, 400, left, label_px=190, value_px=530, size=28, step=70)
    _column(pen, 880, 400, [(label, value) for label, value in right if value], 190, 420, 28, 70)
    pen.text((960, 905), "登记机关", _INK, font(32))
    _issued(pen, 1130, 985, licence, 30)
    _seal(paper, 1250, 930, 105, licence.registration_authority)
    pen.text((110, 1055), _URL, _INK, font(17))
    pen.text((640, 1055), _YEARLY, _INK, font(15))
    pen.text((1280, 1055), "国家市场监督管理总局监制", _INK, font(17))
    return paper


def _portrait(licence: Licence) -> Image.Image:
    paper, pen = _blank(1150, 1600, licence.uscc)
    _disc(pen, 575, 150, 70)
    _centred(pen, 575, 245, "营 业 执 照", 92)
    _centred(pen, 575, 370, "（副  本）", 34)
    pen.text((620, 430), f"统一社会信用代码  {licence.uscc}", _INK, font(24))
    rows = [("名称", licence.name), ("类型", licence.kind), (licence.address_label, licence.address),
            (licence.represented_as, licence.legal_representative), (licence.capital_label, licence.capital),
            (licence.established_label, _day(licence.established_on)), ("营业期限", licence.term),
            ("经营范围", licence.scope)]  # fmt: skip
    _column(pen, 150, 500, [(label, value) for label, value in rows if value], 210, 600, 29, 74)
    _square_code(pen, 160, 1290, 160, licence.uscc)
    pen.text((640, 1270), "登记机关", _INK, font(34))
    _issued(pen, 700, 1390, licence, 30)
    _seal(paper, 850, 1340, 115, licence.registration_authority)
    pen.text((110, 1510), "企业信用信息公示系统网址：", _INK, font(17))
    pen.text((430, 1510), "http://www.gsxt.gov.cn", _INK, font(17))
    pen.text((720, 1510), "中华人民共和国国家工商行政管理总局监制", _INK, font(17))
    return paper


def _blank(width_px: int, height_px: int, seed: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    paper = Image.new("RGB", (width_px, height_px), _PAPER)
    pen = ImageDraw.Draw(paper)
    for inset, thick in ((34, 10), (52, 3), (60, 2)):
        pen.rectangle((inset, inset, width_px - inset, height_px - inset), outline=_GOLD, width=thick)
    waves = random.Random(seed)
    for y in range(90, height_px - 90, 26):
        shift = waves.random() * 6
        line = [(x, y + 7 * math.sin(x / 60 + shift)) for x in range(80, width_px - 80, 12)]
        pen.line(line, fill=(240, 232, 212), width=1)
    return paper, pen


def _column(
    pen: ImageDraw.ImageDraw,
    x: int,
    y: int,
    rows: list[tuple[str, str | None]],
    label_px: int,
    value_px: int,
    size: int,
    step: int,
) -> None:
    for label, value in rows:
        _spread(pen, x, y, label, label_px - 50, size)
        for line in _wrapped(value or "", value_px, size):
            pen.text((x + label_px, y), line, _INK, font(size))
            y += round(size * 1.45)
        y += step - round(size * 1.45)


def _spread(pen: ImageDraw.ImageDraw, x: int, y: int, label: str, width_px: int, size: int) -> None:
    """A label's letters spread over its width, as they are printed."""
    gap = max(size * 0.96, (width_px - size) / max(1, len(label) - 1))
    for place, letter in enumerate(label):
        pen.text((x + place * min(gap, size * 3.5), y), letter, _INK, font(size))


def _wrapped(text: str, width_px: int, size: int) -> list[str]:
    lines, line = [], ""
    for letter in text:
        if font(size).getlength(line + letter) > width_px:
            lines.append(line)
            line = ""
        line += letter
    return [*lines, line]


def _issued(pen: ImageDraw.ImageDraw, x: int, y: int, licence: Licence, size: int) -> None:
    day = licence.issued_on
    words = (f"{day.year}", "年", f"{day.month:02d}", "月", f"{day.day:02d}", "日")
    for word, offset in zip(words, (0, 85, 130, 185, 230, 285), strict=True):
        pen.text((x + offset, y), word, _INK, font(size))


def _seal(paper: Image.Image, x: int, y: int, radius: int, authority: str) -> None:
    layer = Image.new("RGBA", paper.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=(*_RED, 190), width=5)
    points = []
    for corner in range(10):
        reach, angle = radius * (0.32 if corner % 2 == 0 else 0.128), corner * math.pi / 5
        points.append((x + reach * math.sin(angle), y - reach * math.cos(angle)))
    pen.polygon(points, fill=(*_RED, 190))
    size, spread = round(radius * 0.23), 250
    for place, letter in enumerate(authority):
        angle = math.radians(-spread / 2 + spread * place / max(1, len(authority) - 1))
        tile = Image.new("RGBA", (size * 2, size * 2), (0, 0, 0, 0))
        ImageDraw.Draw(tile).text((size, size), letter, (*_RED, 200), font(size), anchor="mm")
        tile = tile.rotate(-math.degrees(angle), resample=Image.Resampling.BICUBIC)
        centre = (x + radius * 0.78 * math.sin(angle), y - radius * 0.78 * math.cos(angle))
        layer.alpha_composite(tile, (round(centre[0] - size), round(centre[1] - size)))
    paper.paste(Image.alpha_composite(paper.convert("RGBA"), layer).convert("RGB"))


def _square_code(pen: ImageDraw.ImageDraw, x: int, y: int, side: int, seed: str) -> None:
    """Something that looks like a two-dimensional code and says nothing."""
    cells, dice = 29, random.Random(seed)
    cell = side / cells
    for row in range(cells):
        for column in range(cells):
            if dice.random() < 0.48:
                left, top = x + column * cell, y + row * cell
                pen.rectangle((left, top, left + cell, top + cell), _INK)


def _disc(pen: ImageDraw.ImageDraw, x: int, y: int, radius: int) -> None:
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=_RED, outline=_GOLD, width=8)


def _centred(pen: ImageDraw.ImageDraw, x: int, y: int, text: str, size: int) -> None:
    pen.text((x, y), text, _INK, font(size), anchor="ma")


def _day(day: object) -> str:
    return f"{day:%Y年%m月%d日}"
