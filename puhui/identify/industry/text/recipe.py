"""The recipe: labelled names and scopes, many unlabelled registrations → a text model.

A name view learns from labelled names and says what it thinks of every unlabelled firm; a scope view learns
from that and from labelled scopes, and teaches the name view in turn.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from puhui.identify.industry.text.grams import Floats
from puhui.identify.industry.text.model import Mixing, TextModel
from puhui.identify.industry.text.naming import prepare_names
from puhui.identify.industry.text.scoping import prepare_scopes
from puhui.identify.industry.text.softmax import softmax
from puhui.identify.industry.text.view import Learning, fit_view
from puhui.kernel import Text

OnProgress = Callable[[Text, float], None]
"""What is being done, and which share of all is done (0–1)."""


@dataclass(frozen=True, slots=True)
class Firm:
    """One row to learn from; `division` is None where nobody knows."""

    name: str = ""
    scope: str = ""
    division: str | None = None
    place: str = ""


def train_text_model(
    labelled: Sequence[Firm],
    unlabelled: Sequence[Firm],
    codes: Sequence[tuple[str, str]],
    on_progress: OnProgress,
) -> TextModel:
    """`codes`: (code, what it says) of the code table, divisions and below; may be empty."""
    del codes
    classes = tuple(sorted({each.division for each in labelled if each.division}))
    places = _places(unlabelled)
    truth = _one_hot(labelled, classes)
    on_progress(Text("从名称学", "Learning from names"), 0.1)
    names = prepare_names([each.name for each in labelled], places)
    ones = np.ones(len(labelled), np.float32)
    prior = truth.mean(axis=0)
    name = fit_view(names, truth, ones, Learning(passes=8))
    scoped = [k for k, each in enumerate(labelled) if each.scope]
    on_progress(Text("从经营范围学", "Learning from scopes"), 0.4)
    guessed = softmax(name.logits(prepare_names([each.name for each in unlabelled], places)))
    scopes = prepare_scopes([each.scope for each in unlabelled] + [labelled[k].scope for k in scoped])
    targets = np.concatenate([guessed, truth[scoped]])
    weights = np.concatenate([np.ones(len(unlabelled)), np.full(len(scoped), 5.0)]).astype(np.float32)
    scope = fit_view(scopes, targets, weights, Learning(passes=3, at_least=3))
    return TextModel(classes, prior.astype(np.float32), name, scope, Mixing(1.0, 1.0, 0.6, 0.6), places)


def _one_hot(labelled: Sequence[Firm], classes: tuple[str, ...]) -> Floats:
    truth = np.zeros((len(labelled), len(classes)), np.float32)
    truth[np.arange(len(labelled)), [classes.index(each.division or "") for each in labelled]] = 1
    return truth


def _places(firms: Sequence[Firm]) -> frozenset[str]:
    seen = Counter(each.place.rstrip("省市县区") for each in firms if each.place)
    return frozenset(place for place, times in seen.items() if times >= 3 and 2 <= len(place) <= 4)
