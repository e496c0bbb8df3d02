"""The recipe: labelled names and scopes, many unlabelled registrations, the code table → a text model.

Everything is learned on the house's own machine from the house's own files. Firms kept out in turn set how
the two views are mixed, and say how well it does on firms it has not seen.
"""

import hashlib
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from puhui.identify.industry.text.cotraining import Class, teach
from puhui.identify.industry.text.firm import Firm
from puhui.identify.industry.text.grams import Floats
from puhui.identify.industry.text.ground import Ground, as_found, lay_ground
from puhui.identify.industry.text.mixing import Mixing, Seen, mix, set_mixing
from puhui.identify.industry.text.model import TextModel
from puhui.identify.industry.text.naming import name_of
from puhui.identify.industry.text.view import View
from puhui.kernel import Text

OnProgress = Callable[[Text, float], None]
"""What is being done, and which share of all is done (0–1)."""

_FOLDS: Final = 3
_STEPS: Final = 1 + 5 * (_FOLDS + 1)


def train_text_model(
    labelled: Sequence[Firm],
    unlabelled: Sequence[Firm],
    codes: Sequence[tuple[str, str, str]],
    on_progress: OnProgress,
) -> TextModel:
    """`codes`: (code, name, note) of the code table from divisions down; may be empty.

    Unlabelled firms with a labelled firm's name are left out, so that nothing is learned by looking up.
    """
    told = _Progress(on_progress)
    known = {folded(each.name) for each in labelled if each.name}
    others = [each for each in unlabelled if folded(each.name) not in known]
    rows = [*labelled, *others, *(_as_firm(*code) for code in codes)]
    classes = tuple(sorted({each.division for each in rows if each.division}))
    ground = lay_ground(rows)
    told(Text("读完文字", "Texts read"))
    everyone = _class(rows, len(labelled), len(others), classes)
    named, scoped = _kept_out(ground, everyone, labelled, told)
    has_scope = np.array([bool(each.scope.strip()) for each in labelled])
    truth = everyone.truth[everyone.labelled]
    mixing = set_mixing((named, scoped, truth), has_scope, everyone.prior)
    name, scope = teach(ground, everyone, lambda: told(Text("最后一遍", "Learning from all")))
    about = {
        "version": _version(name, scope),
        "labelled": len(labelled),
        "unlabelled": len(others),
        "codes": len(codes),
        "kept_out": _figures(mixing, (named, scoped, truth), has_scope, everyone.prior),
    }
    return TextModel(classes, everyone.prior, name, scope, mixing, ground.places, about)


def folded(name: str) -> str:
    """A name without place, legal form and brackets: what makes two spellings the same firm here.

    >>> folded("测试（上海）鞋业有限公司") == folded("测试鞋业股份有限公司")
    True
    """
    taken = name_of(name)
    return f"{taken.stem}|{taken.branch}"


class _Progress:
    def __init__(self, on_progress: OnProgress) -> None:
        self.on_progress, self.done = on_progress, 0

    def __call__(self, doing: Text) -> None:
        self.done += 1
        self.on_progress(doing, min(1.0, self.done / _STEPS))


def _class(rows: Sequence[Firm], labelled: int, others: int, classes: tuple[str, ...]) -> Class:
    column = {code: k for k, code in enumerate(classes)}
    truth = np.zeros((len(rows), len(classes)), np.float32)
    known = [k for k, each in enumerate(rows) if each.division]
    truth[known, [column[rows[k].division or ""] for k in known]] = 1
    counted = truth[:labelled].sum(axis=0) + 0.3
    whole = np.arange(len(rows))
    parts = whole[:labelled], whole[labelled : labelled + others], whole[labelled + others :]
    return Class(*parts, truth, (counted / counted.sum()).astype(np.float32))


def _kept_out(
    ground: Ground, everyone: Class, labelled: Sequence[Firm], told: "_Progress"
) -> tuple[Floats, Floats]:
    """What each labelled firm's name and scope say when neither view has learned from that firm.

    Every unlabelled firm takes part: with fewer the views would be less sure than the model they stand for.
    """
    named = np.zeros((len(labelled), everyone.truth.shape[1]), np.float32)
    scoped = np.zeros_like(named)
    fold = _folds(labelled)
    for k in range(_FOLDS):
        out, stay = np.flatnonzero(fold == k), np.flatnonzero(fold != k)
        pupils = Class(stay, everyone.unlabelled, everyone.codes, everyone.truth, everyone.prior)
        name, scope = teach(ground, pupils, lambda: told(Text("留出检验", "Testing on firms kept out")))
        named[out] = name.said(as_found(ground.names[out]))
        scoped[out] = scope.said(as_found(ground.scopes[out]))
    return named, scoped


def _folds(labelled: Sequence[Firm]) -> NDArray[np.int64]:
    """Firms of one name on one side."""
    stems = {stem: k for k, stem in enumerate(sorted({name_of(each.name).stem for each in labelled}))}
    fold = np.random.default_rng(0).permutation(len(stems)) % _FOLDS
    return np.array([fold[stems[name_of(each.name).stem]] for each in labelled], np.int64)


def _as_firm(code: str, name: str, note: str) -> Firm:
    said = note.split("不包括", maxsplit=1)[0]
    return Firm(name, f"{name}；{said}" if said else name, code[:2])


def _figures(mixing: Mixing, seen: Seen, has_scope: NDArray[np.bool_], prior: Floats) -> dict[str, object]:
    """First guess right, and one of three right, where firms were kept out (the shares were set on them)."""
    named, scoped, truth = seen
    only = mixing.rows(np.ones(len(truth), bool), np.zeros(len(truth), bool))
    both = mixing.rows(np.ones(len(truth), bool), has_scope)
    figures: dict[str, object] = {"name": _hits(mix(named, scoped, prior, only), truth)}
    if has_scope.any():
        together = mix(named, scoped, prior, both)
        figures["name_and_scope"] = _hits(together[has_scope], truth[has_scope])
    return figures


def _hits(said: Floats, truth: Floats) -> list[float]:
    order = np.argsort(-said, axis=1)[:, :3]
    hit = np.take_along_axis(truth, order, axis=1) > 0
    return [round(float(hit[:, 0].mean()), 4), round(float(hit.any(axis=1).mean()), 4)]


def _version(name: View, scope: View) -> str:
    digest = hashlib.sha256(name.table.tobytes())
    digest.update(scope.table.tobytes())
    return digest.hexdigest()[:10]
