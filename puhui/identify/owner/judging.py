"""One person: who runs a business, how sure that is, and why."""

from collections.abc import Sequence

import numpy as np

from puhui.features import PersonSource
from puhui.identify.owner.forest import Floats
from puhui.identify.owner.held import OwnerModel, shipped_model
from puhui.identify.owner.model import RUNNING, Kind, OwnerAnswer, Seen
from puhui.identify.owner.scoring import columns_of_sources, judged
from puhui.identify.owner.telling import Values, Verdict, tell


def judge(seen: Seen, *, model: OwnerModel | None = None, prior: float | None = None) -> OwnerAnswer:
    """What may be said of one person. `prior`: the share of owners where they come from, if it is known.

    Values of sources that were not agreed to are left out before anything is reckoned.
    """
    held = model or shipped_model()
    taken = held.prior if prior is None else prior
    values = _only_seen(seen)
    rows = _row(values, held.owner.features)
    found = judged(held, rows, taken, 0.0)
    kinds: dict[Kind, float] = dict(zip(RUNNING, map(float, found.kinds[0]), strict=True))
    probability = float(found.probability[0])
    runs = probability >= held.threshold
    kind = max(kinds, key=lambda one: kinds[one]) if runs else Kind.NONE
    verdict = Verdict(probability, runs, kind, _registered(values), seen.sources)
    words = tell(held, verdict, held.slope * held.explained().parts(rows)[0], values)
    return OwnerAnswer(
        probability=probability,
        threshold=held.threshold,
        runs_business=runs,
        registered=verdict.registered,
        kind=kind,
        kinds={**kinds, Kind.NONE: 1.0 - probability},
        weighed=words.weighed,
        reasons=words.reasons,
        question=words.question,
        sources_seen=tuple(source for source in PersonSource if source in seen.sources),
        prior=taken,
        model=held.version,
    )


def _only_seen(seen: Seen) -> dict[str, float | None]:
    agreed = (names for source, names in columns_of_sources().items() if source in seen.sources)
    return {name: seen.values.get(name) for names in agreed for name in names}


def _row(values: Values, features: Sequence[str]) -> Floats:
    """One row as the trees want it; None and infinity are not known."""
    known = [values.get(name) for name in features]
    found = np.array([[np.nan if value is None else value for value in known]], dtype=np.float32)
    found[np.isinf(found)] = np.nan
    return found


def _registered(values: Values) -> bool | None:
    entries = values.get("registered_open")
    return None if entries is None else entries > 0
