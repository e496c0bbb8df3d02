"""A boosted model as two texts: what it looks at and how it is put together (JSON), and its trees."""

import hashlib
import json
from typing import Any, Final

import numpy as np

from puhui.kernel import Text
from puhui.learn.boosted.columns import Looks
from puhui.learn.boosted.encoding import Encoder
from puhui.learn.boosted.members import FittedMember, Line, Trees
from puhui.learn.boosted.members.trees import trees_of
from puhui.learn.boosted.model import BoostedModel, Weighed
from puhui.learn.boosted.typical import Typical

FORMAT: Final = "puhui.boosted/1"
FURTHER: Final = "puhui.boosted/2"
"""Written where a model knows what is typical of words or their risk lately; a program of `/1` refuses it."""
FORMATS: Final = (FORMAT, FURTHER)
_MARK: Final = "#puhui trees "


def dump_boosted(model: BoostedModel, key: str) -> tuple[str, str]:
    """The JSON and the trees; `load_boosted` of them gives a model that scores alike."""
    trees = "".join(
        f"{_MARK}{one.name}\n{text}\n"
        for one in model.members
        if isinstance(one.fitted, Trees)
        for text in one.fitted.texts()
    )
    further = any(isinstance(one, Typical) or one.lately for one in model.encoders)
    typicals = [_written_typical(one) for one in model.encoders if isinstance(one, Typical)]
    written = {
        "format": FURTHER if further else FORMAT,
        "name": model.name,
        "version": model.version,
        "target": model.target,
        "key": key,
        "group": model.looks.group,
        "numbers": model.looks.numbers,
        "words": model.looks.words,
        "derive": dict(model.looks.derive),
        "titles": {name: {"zh": title.zh, "en": title.en} for name, title in model.titles.items()},
        "encoders": [_written_encoder(one) for one in model.encoders if isinstance(one, Encoder)],
        **({"typicals": typicals} if typicals else {}),
        "counts": model.counts,
        "names": model.names,
        "members": [_written_member(one) for one in model.members],
        "calibration": {"shift": model.shift, "slope": model.slope},
        "trees_sha256": hashlib.sha256(trees.encode()).hexdigest(),
    }
    return json.dumps(written, ensure_ascii=False, indent=1) + "\n", trees


def load_boosted(written: dict[str, Any], trees: str) -> tuple[BoostedModel, str]:
    """The model of two texts, and its key. Raises KeyError, TypeError or ValueError when they are not one."""
    if hashlib.sha256(trees.encode()).hexdigest() != written["trees_sha256"]:
        raise ValueError("trees.txt")
    texts = _by_member(trees)
    looks = Looks(
        tuple(written["numbers"]), tuple(written["words"]), tuple(written["derive"].items()), written["group"]
    )
    model = BoostedModel(
        name=written["name"],
        version=written["version"],
        target=written["target"],
        looks=looks,
        encoders=(
            *(_encoder(one) for one in written["encoders"]),
            *(_typical(one) for one in written.get("typicals", ())),
        ),
        counts=bool(written["counts"]),
        names=tuple(written["names"]),
        members=tuple(
            Weighed(one["name"], float(one["weight"]), _fitted(one, texts)) for one in written["members"]
        ),
        shift=float(written["calibration"]["shift"]),
        slope=float(written["calibration"]["slope"]),
        titles={name: Text(one["zh"], one["en"]) for name, one in written["titles"].items()},
    )
    return model, str(written["key"])


def _written_encoder(one: Encoder) -> dict[str, Any]:
    levels = {word: [round(rows, 6), round(bads, 6)] for word, (rows, bads) in sorted(one.levels.items())}
    return {
        "column": one.column,
        "average": one.average,
        "smoothing_rows": one.smoothing_rows,
        "levels": levels,
        **({"lately": True} if one.lately else {}),
    }


def _encoder(written: dict[str, Any]) -> Encoder:
    levels = {word: (float(rows), float(bads)) for word, (rows, bads) in written["levels"].items()}
    average, smoothing = float(written["average"]), float(written["smoothing_rows"])
    return Encoder(written["column"], average, smoothing, levels, bool(written.get("lately", False)))


def _written_typical(one: Typical) -> dict[str, Any]:
    return {
        "word": one.word,
        "columns": one.columns,
        "averages": one.averages,
        "smoothing_rows": one.smoothing_rows,
        "levels": {word: [round(it, 6) for it in sums] for word, sums in sorted(one.levels.items())},
    }


def _typical(written: dict[str, Any]) -> Typical:
    return Typical(
        written["word"],
        tuple(written["columns"]),
        tuple(float(one) for one in written["averages"]),
        float(written["smoothing_rows"]),
        {word: tuple(float(it) for it in sums) for word, sums in written["levels"].items()},
    )


def _written_member(one: Weighed) -> dict[str, Any]:
    told = {"name": one.name, "weight": one.weight}
    if isinstance(one.fitted, Trees):
        return {**told, "trees": len(one.fitted.bags)}
    line = one.fitted
    arrays = {"means": line.means, "spreads": line.spreads, "weights": line.weights, "missing": line.missing}
    listed = {name: array.tolist() for name, array in arrays.items()}
    return {**told, "line": {**listed, "intercept": line.intercept}}


def _fitted(written: dict[str, Any], texts: dict[str, tuple[str, ...]]) -> FittedMember:
    if "trees" in written:
        own = texts.get(written["name"], ())
        if len(own) != written["trees"]:
            raise ValueError("trees.txt")
        return trees_of(own)
    line = written["line"]
    return Line(
        means=np.array(line["means"], dtype=np.float64),
        spreads=np.array(line["spreads"], dtype=np.float64),
        weights=np.array(line["weights"], dtype=np.float64),
        missing=np.array(line["missing"], dtype=np.float64),
        intercept=float(line["intercept"]),
    )


def _by_member(trees: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for part in trees.split(_MARK)[1:]:
        name, text = part.split("\n", maxsplit=1)
        found[name] = (*found.get(name, ()), text)
    return found
