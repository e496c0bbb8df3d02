"""A cascade of what ships, and one with a small code table of our own below it."""

from dataclasses import replace
from pathlib import Path

import pytest

from puhui.ground import Settings
from puhui.identify.industry import Cascade, open_cascade
from puhui.identify.industry.classification import Classification, open_classification
from puhui.rulebook import Industry

CLASSES = {
    "621": ("正餐服务", ""),
    "6210": ("正餐服务", "指在一定场所内提供以中餐、晚餐为主的各种餐饮服务"),
    "629": ("其他餐饮业", ""),
    "6291": ("小吃服务", "指提供全天就餐的简便餐饮服务，如早点、面馆"),
    "528": ("五金、家具零售", ""),
    "5281": ("五金零售", "指五金用品、水暖器材的专门零售"),
    "5283": ("家具零售", "指家具、床垫的专门零售"),
    "701": ("房地产开发经营", ""),
    "7010": ("房地产开发经营", ""),
    "702": ("物业管理", ""),
    "7020": ("物业管理", "指对房屋和小区的维修、养护、管理"),
}


@pytest.fixture(scope="session")
def cascade(tmp_path_factory: pytest.TempPathFactory) -> Cascade:
    """What ships, in an empty home: our own words, divisions only, nothing compared by meaning."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PUHUI_GBT4754", raising=False)
        opened = open_cascade(Settings(home=tmp_path_factory.mktemp("home")), embed=False)
    assert isinstance(opened, Cascade)
    return replace(opened, classification=_shipped())


@pytest.fixture(scope="session")
def with_classes(cascade: Cascade) -> Cascade:
    """The same with some groups and classes, as a user's own code table would add them."""
    shipped = dict(_shipped().industries)
    for code, (name, note) in CLASSES.items():
        parent = code[:-1] if len(code) == 4 else code[:2]
        shipped[code] = Industry(code, len(code), name, parent, shipped[code[:2]].section, note)
    return replace(cascade, classification=Classification(shipped, "test"))


def _shipped() -> Classification:
    found = open_classification().industries
    return Classification({code: one for code, one in found.items() if one.level < 3}, "shipped")


@pytest.fixture
def firms(tmp_path: Path) -> Path:
    """Rows as they come: good, empty, emoji, ten thousand characters, too many cells, too few."""
    long = "五金零售；" * 2_000
    rows = [
        "测试理发店,美发,=1+1",
        ",,甲",
        "😀😀,,乙",
        f"测试长文公司,{long},丙",
        "测试坏行,一,二,三",
        "测试短行",
    ]
    path = tmp_path / "firms.csv"
    path.write_text("name,business_scope,note\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path
