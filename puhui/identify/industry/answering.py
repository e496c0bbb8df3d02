"""From what the steps found to answers: first guesses, the finest code, size groups, status, evidence."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from puhui.identify.industry.combining import Floats
from puhui.identify.industry.evidence import evidence_of
from puhui.identify.industry.finer import Finer, finest
from puhui.identify.industry.groups import less_favourable
from puhui.identify.industry.judging import STAGES, Judged
from puhui.identify.industry.model import Columns, Guess, Stage, Status, TradeAnswer
from puhui.kernel import Text
from puhui.rulebook import SizeGroup, rulebook

if TYPE_CHECKING:
    from puhui.identify.industry.cascade import Cascade

TOP: Final = 5
STATUSES: Final = tuple(Status)


@dataclass(frozen=True, slots=True)
class Settled:
    """Answers as arrays: `order` the most likely divisions, `likely` the rows of the size table, `status`."""

    judged: Judged
    order: NDArray[np.int64]
    finer: Finer
    likely: Floats
    status: NDArray[np.int8]


def settle(cascade: "Cascade", columns: Columns, judged: Judged) -> Settled:
    """What the probabilities mean under the house's thresholds."""
    order = _first(judged.divisions, TOP)
    finer = finest(cascade.notes, cascade.lexicon, judged, order[:, 0], cascade.deciding.class_threshold)
    likely = cascade.groups.likely(judged.divisions, judged.codes)
    return Settled(judged, order, finer, likely, _status(cascade, judged, likely))


def answers_of(cascade: "Cascade", columns: Columns, settled: Settled) -> list[TradeAnswer]:
    """Each firm's answer in full."""
    return [_answer(cascade, columns, settled, row) for row in range(len(columns))]


def _status(cascade: "Cascade", judged: Judged, likely: Floats) -> NDArray[np.int8]:
    deciding = cascade.deciding
    top = judged.divisions.max(axis=1)
    several = (likely >= deciding.decision_threshold).sum(axis=1) >= 2
    status = np.where(top >= deciding.sure, STATUSES.index(Status.ANSWERED), STATUSES.index(Status.UNSURE))
    status = np.where(several, STATUSES.index(Status.AMBIGUOUS), status)
    nothing = judged.stages == STAGES.index(Stage.NONE)
    return np.where(nothing, STATUSES.index(Status.NO_TEXT), status).astype(np.int8)


def _answer(cascade: "Cascade", columns: Columns, settled: Settled, row: int) -> TradeAnswer:
    status = STATUSES[settled.status[row]]
    stage = STAGES[settled.judged.stages[row]]
    if status is Status.NO_TEXT:
        return TradeAnswer(
            status, (), None, (), None, (), stage, cascade.model, _remarks(cascade, settled, row)
        )
    top = tuple(_guess(cascade, settled, row, at) for at in settled.order[row])
    groups = _groups(settled.likely[row], cascade.deciding.decision_threshold)
    return TradeAnswer(
        status=status,
        top=tuple(guess for guess in top if guess.probability > 0.001),
        class_=_class(cascade, settled, row),
        groups=groups,
        less_favourable=less_favourable(groups),
        evidence=evidence_of(cascade, columns, settled.judged, row, top[0].code),
        stage=stage,
        model=cascade.model,
        remarks=_remarks(cascade, settled, row),
    )


def _guess(cascade: "Cascade", settled: Settled, row: int, at: int) -> Guess:
    code = cascade.lexicon.classes[at]
    return Guess(code, cascade.classification.name(code), 2, float(settled.judged.divisions[row, at]))


def _class(cascade: "Cascade", settled: Settled, row: int) -> Guess | None:
    code, probability = settled.finer.codes[row], float(settled.finer.probability[row])
    if not code:
        return None
    return Guess(code, cascade.classification.name(code), len(code), probability)


def _groups(likely: Floats, threshold: float) -> tuple[SizeGroup, ...]:
    listed = rulebook().sizes.groups
    places = [at for at in np.argsort(-likely) if likely[at] >= threshold and at < len(listed)]
    return tuple(listed[at] for at in places)


def _remarks(cascade: "Cascade", settled: Settled, row: int) -> tuple[Text, ...]:
    remarks = []
    if row in settled.judged.unknown_codes:
        remarks.append(_UNKNOWN_CODE)
    if not cascade.classification.has_classes:
        remarks.append(_NO_CLASSES)
    return tuple(remarks)


def _first(probabilities: Floats, count: int) -> NDArray[np.int64]:
    """The columns of the largest numbers of each row, largest first."""
    some = np.argpartition(-probabilities, count, axis=1)[:, :count]
    within = np.argsort(-np.take_along_axis(probabilities, some, axis=1), axis=1, kind="stable")
    return np.take_along_axis(some, within, axis=1)


_UNKNOWN_CODE: Final = Text(
    "给出的行业代码不在《国民经济行业分类》中，没有采用。",
    "The industry code given is not one of GB/T 4754-2017 and was not used.",
)
_NO_CLASSES: Final = Text(
    "没有小类代码表（PUHUI_GBT4754），答案到大类为止。",
    "There is no table of classes (PUHUI_GBT4754), so the answer stops at the division.",
)
