"""A spec says everything or is refused; nothing misspelt is silently a default."""

from pathlib import Path

import pytest

from puhui.kernel import Problem
from puhui.learn import Risk, ScorecardSpec, load_spec

WHOLE = """
name: shops
key: shop
target: late
positive: 是
features: [gap]
risk: {gap: rises}
exclude: {grade: 等于答案}
checking: {folds: 4, repeats: 2}
"""


def test_a_whole_spec_is_read(tmp_path: Path) -> None:
    """Names, direction, exclusion and checking arrive as written."""
    path = tmp_path / "s.yaml"
    path.write_text(WHOLE, encoding="utf-8")
    spec = load_spec(path)
    assert isinstance(spec, ScorecardSpec)
    assert (spec.features, spec.risk_of("gap"), spec.checking.folds) == (("gap",), Risk.RISES, 4)
    assert spec.reserved == {"shop", "late", "grade"}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("tragte: late", "spec.unknown"),
        ("growth: {max_bin: 3}", "spec.unknown"),
        ("risk: {gap: sideways}", "spec.broken"),
        ("features: [gap, grade]", "spec.reserved"),
        ("name: [", "spec.unreadable"),
    ],
)
def test_a_wrong_entry_is_told(tmp_path: Path, line: str, code: str) -> None:
    """Misspelt, impossible, forbidden or no YAML: each is named."""
    path = tmp_path / "s.yaml"
    key = line.split(":", maxsplit=1)[0]
    kept = "\n".join(one for one in WHOLE.splitlines() if not one.startswith(f"{key}:"))
    path.write_text(f"{kept}\n{line}\n", encoding="utf-8")
    found = load_spec(path)
    assert isinstance(found, Problem) and found.code == code and found.where == str(path)
