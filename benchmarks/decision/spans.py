"""Where our time goes: the same decision in this process, with a clock around each of its parts."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Final
from unittest.mock import patch

from benchmarks.decision.applicants import Applicant
from benchmarks.decision.ours import CLERK
from puhui.decision import decide_here, platform_decider
from puhui.ground import Settings, open_ground

_PARTS: Final = {
    "ask for the application, its parties, links and consents": "puhui.decision.service:asking_standing",
    "ask for keys, evidence, numbers, neighbours and read the answers": "puhui.decision.service:look_up",
    "take the numbers that were made ready": "puhui.decision.gathering:numbers_of",
    "look whether a policy was published": "puhui.decision.service:decider_now",
    "decide": "puhui.decision.challenge.deciding:decide",
    "write the steps": "puhui.decision.service:advance_application",
    "write the decision": "puhui.decision.service:keep_one",
    "write audit lines and messages": "puhui.ground.together:Told.write",
    "wait for answers that were asked in one go (part of other lines, too)": "psycopg:Pipeline.__exit__",
    "commit": "sqlalchemy.engine.base:RootTransaction.commit",
}
_WARM: Final = 20


def spans_of(settings: Settings, applicants: Sequence[Applicant]) -> dict[str, float]:
    """Milliseconds of each part of one decision, on average; `all` is the whole transaction, without HTTP."""
    spent: dict[str, float] = defaultdict(float)
    with open_ground(settings) as ground:

        def decided(one: Applicant) -> None:
            with ground.work(CLERK) as work:
                decide_here(work, one.application_id, platform_decider())

        for one in applicants[:_WARM]:
            decided(one)
        with _timed(spent):
            start = time.perf_counter()
            for one in applicants:
                decided(one)
            spent["all"] = time.perf_counter() - start
    return {name: seconds * 1000 / len(applicants) for name, seconds in spent.items()}


@contextmanager
def _timed(spent: dict[str, float]) -> Iterator[None]:
    patches = [patch(place.replace(":", "."), _clocked(name, place, spent)) for name, place in _PARTS.items()]
    for one in patches:
        one.start()
    try:
        yield
    finally:
        for one in patches:
            one.stop()


def _clocked(name: str, place: str, spent: dict[str, float]) -> Callable[..., Any]:
    module, path = place.split(":")
    real: Any = import_module(module)
    for part in path.split("."):
        real = getattr(real, part)

    def timed(*arguments: Any, **named: Any) -> Any:
        start = time.perf_counter()
        try:
            return real(*arguments, **named)
        finally:
            spent[name] += time.perf_counter() - start

    return timed
