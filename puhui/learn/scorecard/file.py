"""Reading and writing the points table: a YAML file that a credit officer can read and argue with."""

from collections.abc import Mapping
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import yaml

from puhui.kernel import Problem, Text
from puhui.learn.scorecard.model import Bin, Factor, Scale, Scorecard

FORMAT: Final = "puhui.scorecard/1"


def load_scorecard(path: Path) -> Scorecard | Problem:
    """The scorecard in a file, checked: bins without gap or overlap, whole points, this format's version."""
    try:
        written = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return _unreadable(path)
    if not isinstance(written, dict) or written.get("format") != FORMAT:
        return _other_format(path, written.get("format") if isinstance(written, dict) else None)
    try:
        return _scorecard(written)
    except (KeyError, TypeError, ValueError) as error:
        return _broken(path, str(error))


def dump_scorecard(scorecard: Scorecard, about: Mapping[str, Any] | None = None) -> str:
    """The file's text; `load_scorecard` of it gives an equal scorecard."""
    written = {
        "format": FORMAT,
        "name": scorecard.name,
        "version": scorecard.version,
        "target": scorecard.target,
        **(about or {}),
        "scale": asdict(scorecard.scale),
        "base_points": scorecard.base_points,
        "factors": [_written_factor(factor) for factor in scorecard.factors],
    }
    return yaml.safe_dump(written, allow_unicode=True, sort_keys=False, width=110)


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _scorecard(written: dict[str, Any]) -> Scorecard:
    return Scorecard(
        name=str(written["name"]),
        version=str(written["version"]),
        target=str(written["target"]),
        base_points=_whole(written["base_points"], "base_points"),
        factors=tuple(_factor(one) for one in written["factors"]),
        scale=Scale(**written["scale"]),
    )


def _factor(written: dict[str, Any]) -> Factor:
    name = str(written["feature"])
    bins = tuple(_bin(one, name) for one in written["bins"])
    _check_cover(bins, name)
    missing = written["missing"]
    return Factor(
        feature=name,
        bins=bins,
        missing_points=_whole(missing["points"], f"{name}.missing"),
        neutral_points=_whole(written["neutral_points"], f"{name}.neutral_points"),
        title=_text(written.get("title")),
        why_missing=_text(missing.get("why")),
    )


def _bin(written: dict[str, Any], feature: str) -> Bin:
    return Bin(
        lower=written.get("from"),
        upper=written.get("below"),
        points=_whole(written["points"], feature),
        rows=int(written.get("rows", 0)),
        bad_share=written.get("bad_share"),
        why=_text(written.get("why")),
    )


def _check_cover(bins: tuple[Bin, ...], feature: str) -> None:
    edges = [(row.upper, after.lower) for row, after in pairwise(bins)]
    open_ended = bool(bins) and bins[0].lower is None and bins[-1].upper is None
    uppers = [upper for upper, _ in edges if upper is not None]
    meeting = len(uppers) == len(edges) and all(one == other for one, other in edges)
    rising = meeting and uppers == sorted(set(uppers))
    if not open_ended or not rising:
        raise ValueError(f"{feature}: the bins do not cover every value exactly once")


def _whole(value: Any, place: str) -> int:  # noqa: ANN401 - it comes from a file
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{place}: points are whole numbers")
    return value


def _text(written: dict[str, str] | None) -> Text | None:
    return Text(written["zh"], written["en"]) if written else None


def _written_factor(factor: Factor) -> dict[str, Any]:
    missing = {"points": factor.missing_points, "why": _written_text(factor.why_missing)}
    return _without_none(
        {
            "feature": factor.feature,
            "title": _written_text(factor.title),
            "neutral_points": factor.neutral_points,
            "bins": [_written_bin(row) for row in factor.bins],
            "missing": _without_none(missing),
        }
    )


def _written_bin(row: Bin) -> dict[str, Any]:
    written = {"from": row.lower, "below": row.upper, "points": row.points, "bad_share": row.bad_share}
    return _without_none({**written, "rows": row.rows or None, "why": _written_text(row.why)})


def _written_text(text: Text | None) -> dict[str, str] | None:
    return {"zh": text.zh, "en": text.en} if text else None


def _without_none(written: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in written.items() if value is not None}


def _unreadable(path: Path) -> Problem:
    return Problem(
        "scorecard.unreadable",
        Text("打不开或不是 YAML 的评分卡文件。", "The scorecard file cannot be read or is not YAML."),
        Text("请检查路径和文件内容。", "Check the path and the file."),
        str(path),
    )


def _other_format(path: Path, found: object) -> Problem:
    return Problem(
        "scorecard.format",
        Text(
            f"评分卡格式是 {found}，本版本只认 {FORMAT}。",
            f"The scorecard's format is {found}; this version reads {FORMAT}.",
        ),
        Text(
            "请用写出它的 Puhui 版本读取，或重新训练。",
            "Read it with the Puhui that wrote it, or train it again.",
        ),
        str(path),
    )


def _broken(path: Path, detail: str) -> Problem:
    return Problem(
        "scorecard.broken",
        Text(f"评分卡内容不完整或有误（{detail}）。", f"The scorecard is incomplete or wrong ({detail})."),
        Text("请对照 puhui/learn/README.md 修正。", "Correct it; puhui/learn/README.md shows the form."),
        str(path),
    )
