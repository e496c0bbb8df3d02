"""The recipe: labelled names and scopes, many unlabelled registrations, the code table → a text model.

Everything is learned on the house's own machine from the house's own files. Firms kept out in turn set how
the opinions are mixed, and say how well it does on firms it has not seen.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from puhui.identify.industry.text.cotraining import Class, Taught, teach
from puhui.identify.industry.text.firm import Firm
from puhui.identify.industry.text.grams import Floats
from puhui.identify.industry.text.ground import Ground, as_found, lay_ground
from puhui.identify.industry.text.mixing import Mixing, Said, set_mixing
from puhui.identify.industry.text.model import TextModel
from puhui.identify.industry.text.naming import name_of
from puhui.identify.industry.text.wording import own_opinions
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
    said = _kept_out(ground, everyone, labelled, told)
    named = np.array([bool(each.name.strip()) for each in labelled])
    scoped = np.array([bool(each.scope.strip()) for each in labelled])
    truth = everyone.truth[everyone.labelled]
    mixing = set_mixing(said, truth, named, scoped, everyone.prior)
    taught = teach(ground, everyone, lambda: told(Text("最后一遍", "Learning from all")))
    about = {
        "version": _version(taught),
        "labelled": len(labelled),
        "unlabelled": len(others),
        "codes": len(codes),
        "kept_out": _figures(mixing, said, truth, scoped, everyone.prior),
    }
    return TextModel(
        classes=classes,
        prior=everyone.prior,
        name=taught.name,
        scope=taught.scope,
        teacher=taught.teacher,
        space=ground.space,
        mixing=mixing,
        tilt=taught.tilt,
        places=ground.places,
        about=about,
    )


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
    own = own_opinions(rows[: labelled + others], classes)
    return Class(*parts, truth, (counted / counted.sum()).astype(np.float32), own)


def _kept_out(ground: Ground, everyone: Class, labelled: Sequence[Firm], told: "_Progress") -> Said:
    """What is said of each labelled firm by a teacher and by views that have not learned from that firm.

    Every unlabelled firm takes part: with fewer the views would be less sure than the model they stand for.
    """
    width = everyone.truth.shape[1]
    said = Said(*(np.zeros((len(labelled), width), np.float32) for _ in range(3)))
    fold = _folds(labelled)
    for k in range(_FOLDS):
        out, stay = np.flatnonzero(fold == k), np.flatnonzero(fold != k)
        pupils = replace(everyone, labelled=stay)
        taught = teach(ground, pupils, lambda: told(Text("留出检验", "Testing on firms kept out")))
        said.name[out] = taught.name.said(as_found(ground.names[out]))
        said.scope[out] = taught.scope.said(as_found(ground.scopes[out]))
        said.teacher[out] = taught.teacher.logits(ground.lines(out))
    return said


def _folds(labelled: Sequence[Firm]) -> NDArray[np.int64]:
    """Firms of one name on one side."""
    stems = {stem: k for k, stem in enumerate(sorted({name_of(each.name).stem for each in labelled}))}
    fold = np.random.default_rng(0).permutation(len(stems)) % _FOLDS
    return np.array([fold[stems[name_of(each.name).stem]] for each in labelled], np.int64)


def _as_firm(code: str, name: str, note: str) -> Firm:
    said = note.split("不包括", maxsplit=1)[0]
    return Firm(name, f"{name}；{said}" if said else name, code[:2])


def _figures(
    mixing: Mixing, said: Said, truth: Floats, scoped: NDArray[np.bool_], prior: Floats
) -> dict[str, object]:
    """First guess right, and one of three right, where firms were kept out (the shares were set on them)."""
    everyone, nobody = np.ones(len(truth), bool), np.zeros(len(truth), bool)
    only = mixing.averages(said, prior, everyone, nobody)
    figures: dict[str, object] = {"name": _hits(only, truth)}
    if scoped.any():
        together = mixing.averages(said, prior, everyone, scoped)
        figures["name_and_scope"] = _hits(together[scoped], truth[scoped])
    return figures


def _hits(said: Floats, truth: Floats) -> list[float]:
    order = np.argsort(-said, axis=1)[:, :3]
    hit = np.take_along_axis(truth, order, axis=1) > 0
    return [round(float(hit[:, 0].mean()), 4), round(float(hit.any(axis=1).mean()), 4)]


def _version(taught: Taught) -> str:
    digest = hashlib.sha256(taught.name.table.tobytes())
    digest.update(taught.scope.table.tobytes())
    digest.update(taught.teacher.by_letters.tobytes())
    return digest.hexdigest()[:10]
