"""What is judged from a picture with a stand-in for the reader of letters: quality, evidence, advice."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from puhui.evidence.licence import Checked, FieldName, LicenceRead, Quality, read_licence
from puhui.evidence.licence.advising import advise, unclear
from puhui.evidence.licence.evident import Evident, how_evident
from puhui.evidence.licence.fields import fields_of
from puhui.evidence.licence.layout import lay_out
from puhui.evidence.licence.lines import Line
from puhui.evidence.licence.model import Box, Field
from puhui.kernel import Problem
from tests.evidence.licence.drawing import need_photo

TODAY = date(2026, 11, 23)
GOOD = Quality(1600, 1100, 0, 0.0, 33.0, 0.95, 0.6, 0.0)


def lines_of(name: str) -> list[Line]:
    held = json.loads((Path(__file__).parent / "recorded" / f"{name}.json").read_text(encoding="utf-8"))
    return [Line(*line) for line in held["lines"]]


def fields(lines: list[Line], hidden: Sequence[str] = ()) -> dict[FieldName, Field]:
    def locate(line: Line) -> Box:
        return Box(((0, 0), (1, 0), (1, 1), (0, 1)))

    return fields_of(lay_out(lines), locate, TODAY, lambda line: any(word in line.text for word in hidden))


def test_a_good_photo_needs_no_advice() -> None:
    """Everything that a licence always has was read surely."""
    assert advise(fields(lines_of("shop")), GOOD) is None


@pytest.mark.parametrize(
    ("quality", "said"),
    [
        (replace(GOOD, brightness=0.2), "光线太暗"),
        (replace(GOOD, text_height_px=9.0), "靠近"),
        (replace(GOOD, sharpness=0.1), "模糊"),
        (replace(GOOD, glare_share=0.1), "反光"),
        (GOOD, "经营范围"),
    ],
)
def test_a_missing_field_asks_for_what_would_help(quality: Quality, said: str) -> None:
    """More light, closer, still, another angle; or the fields that are not in the picture."""
    without = [line for line in lines_of("shop") if line.left > 270 or line.top < 500]
    without = [line for line in without if not 500 < line.top < 820]
    advice = advise(fields(without), quality)
    assert advice is not None and said in advice.zh and advice.en


def test_what_lies_under_a_thumb_is_doubted() -> None:
    """The letters that are left may be read perfectly and still be half a name."""
    name = fields(lines_of("company-upright"), hidden=("有限责任公司",))[FieldName.NAME]
    assert name.confidence <= 0.5 and name.why is not None and "挡住" in name.why.zh


def test_a_code_that_fits_its_checks_is_whole_beside_a_thumb() -> None:
    """Nothing of it can be missing; the same holds for a day of the calendar."""
    read = fields(lines_of("shop"), hidden=("92990000", "2018年05月"))
    assert read[FieldName.USCC].confidence > 0.9 and read[FieldName.ESTABLISHED_ON].confidence > 0.9


def test_a_company_whose_name_ends_too_soon_is_wrong() -> None:
    """A limited company's name holds 公司."""
    cut = [
        replace(line, text=line.text[:4]) if line.text.endswith("公司") and "（" not in line.text else line
        for line in lines_of("company-upright")
    ]
    name = fields(cut)[FieldName.NAME]
    assert name.checked is Checked.WRONG and name.why is not None and "不完整" in name.why.zh


@pytest.mark.parametrize(
    ("words", "quality", "evident"),
    [
        (["收据", "今收到测试小吃店", "货款伍佰元整", "经手人王测试"], GOOD, Evident.NO_LICENCE),
        ([], GOOD, Evident.NO_LICENCE),
        ([], replace(GOOD, brightness=0.05), Evident.TOO_POOR),
        (["营业执照"], GOOD, Evident.TOO_POOR),
        (["统一社会信用代码", "92990000MA00TEX70F"], GOOD, Evident.TOO_POOR),
        (["营业执照", "名称测试小吃店", "类型个体工商户"], GOOD, Evident.LICENCE),
    ],
)
def test_whether_it_is_a_licence_is_told_by_its_words(
    words: list[str], quality: Quality, evident: Evident
) -> None:
    """A receipt is none; a title alone is a licence that cannot be read."""
    lines = [
        Line(word, 0.98, 100, 60 * row, 100 + 30 * len(word), 60 * row + 30) for row, word in enumerate(words)
    ]
    assert how_evident(lines, lay_out(lines), quality) is evident


def test_an_unclear_photo_says_how_to_take_it_again() -> None:
    """One cause, the one that matters most."""
    assert "光线" in str(unclear(replace(GOOD, brightness=0.1)).fix)
    assert "靠近" in str(unclear(GOOD).fix)
    assert "挡住" in str(unclear(replace(GOOD, hidden_share=0.1)).fix)


def test_a_hidden_patch_is_seen_and_plain_paper_is_not() -> None:
    """A thumb of skin's colour, a burnt-out spot; frames, letters and a square code are none."""
    need_photo()
    import numpy as np

    from puhui.evidence.licence.seeing.hidden import hidden_patches

    paper = np.full((1000, 1400, 3), (235, 232, 224), dtype=np.uint8)
    dice = np.random.default_rng(1)
    code = dice.integers(0, 2, (40, 40)) * 200
    paper[100:260, 1100:1260] = np.kron(code, np.ones((4, 4)))[:, :, None].astype(np.uint8)
    rows = [Line("测试", 0.9, 100, 100 + 120 * row, 1300, 140 + 120 * row) for row in range(7)]
    for line in rows:
        for x in range(100, 1300, 20):
            paper[int(line.top) : int(line.bottom), x : x + 5] = 40
    assert hidden_patches(paper, rows) == ()
    thumb = paper.copy()
    thumb[440:640, 500:760] = (214, 170, 142)
    (patch,) = hidden_patches(thumb, rows)
    assert patch.reaches(rows[3]) and not patch.reaches(rows[0]) and not patch.reaches(rows[6])
    burnt = paper.copy()
    burnt[440:640, 500:760] = 255
    assert len(hidden_patches(burnt, rows)) == 1


def test_black_letters_stay_where_a_seal_goes() -> None:
    """Red becomes paper, black under red stays black, a dark picture becomes light."""
    need_photo()
    import numpy as np

    from puhui.evidence.licence.seeing.colour import ink, stamp

    paper = np.full((200, 300, 3), (240, 236, 228), dtype=np.uint8)
    paper[50:100, 100:200] = (215, 90, 85)
    paper[60:70, 20:280] = (45, 30, 30)
    for light in (1.0, 0.3):
        grey = ink((paper * light).astype(np.uint8))
        assert grey[90, 150] > 220 and grey[65, 150] < 80 and grey[20, 20] > 220
    assert stamp(paper)[90, 150] < 60 and stamp(paper)[65, 30] > 200


class Typed:
    """A reader of letters that finds what it was told, and reads what stands in its list."""

    def __init__(self, words: Sequence[tuple[str, int, int]], sureness: float = 0.99) -> None:
        self.words = words
        self.sureness = sureness

    def find(self, grey: Any) -> Any:
        import numpy as np

        quads = []
        for place, (word, x, y) in enumerate(self.words):
            right, bottom = x + 30 * len(word), y + 30 - place / 2
            quads.append([(x, y), (right, y), (right, bottom), (x, bottom)])
        return np.array(quads, dtype=np.float32).reshape(-1, 4, 2) * grey.shape[1] / 1000

    def read(self, strips: Sequence[Any]) -> list[Any]:
        from puhui.evidence.licence.seeing.letters import ReadLine

        if len(strips) != len(self.words):
            return [ReadLine("测试", 0.9) for _ in strips]
        return [ReadLine(word, self.sureness) for word, _, _ in self.words]


WORDS = (
    ("营业执照", 400, 40), ("名称", 100, 200), ("测试小吃店", 300, 200), ("类型", 100, 300),
    ("个体工商户", 300, 300), ("92990000MA00TEX70F", 100, 120), ("经营者", 100, 400), ("王测试", 300, 400),
)  # fmt: skip


def picture(light: int = 255) -> bytes:
    need_photo()
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (1000, 700), (light, light, light)).save(out, "PNG")
    return out.getvalue()


def test_the_whole_way_holds_with_any_reader_of_letters() -> None:
    """Bytes in, fields out: the reader of letters is a port."""
    read = read_licence(picture(), TODAY, Typed(WORDS))
    assert isinstance(read, LicenceRead)
    assert read.fields[FieldName.USCC].value == "92990000MA00TEX70F"
    assert read.fields[FieldName.NAME].value == "测试小吃店"
    assert read.advice is not None and read.needs_a_person


@pytest.mark.parametrize(
    ("words", "sureness", "light", "code", "said"),
    [
        ((), 0.9, 20, "unclear", "光线"),
        ((), 0.9, 255, "not_a_licence", "正本或副本"),
        (WORDS, 0.4, 255, "unclear", "模糊"),
        ((("收据", 100, 100), ("今收到货款", 100, 200)), 0.99, 255, "not_a_licence", "正本或副本"),
    ],
)
def test_nothing_is_made_of_what_cannot_be_read(
    words: Sequence[tuple[str, int, int]], sureness: float, light: int, code: str, said: str
) -> None:
    """A dark picture, an empty one, a smeared one, another paper: each is told what to do."""
    answer = read_licence(picture(light), TODAY, Typed(words, sureness))
    assert isinstance(answer, Problem) and answer.code == f"evidence.licence.{code}"
    assert answer.fix is not None and said in answer.fix.zh
