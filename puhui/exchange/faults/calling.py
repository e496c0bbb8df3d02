"""Calls of a bureau or a payment rail go wrong: of any port whose methods answer and never raise."""

import time
from collections.abc import Callable
from typing import Any, Final, TypeVar, cast

from puhui.exchange.faults.held import Held
from puhui.exchange.faults.lying import with_a_lie
from puhui.exchange.faults.model import FaultKind, Where
from puhui.exchange.faults.switch import FaultSwitch, Struck

T = TypeVar("T")
_SLOW_SECONDS: Final = 2.0


def faulty(
    target: T,
    switch: FaultSwitch,
    where: Where,
    lost: Callable[[str], object],
    *,
    sleep: Callable[[float], None] = time.sleep,
) -> T:
    """The same object, whose methods go wrong as the plan says.

    For ports whose methods never raise: `lost(name)` is what a method gives when no answer came, such as
    `lambda _: NO_ANSWER` for a bureau or `Unclear("timeout")` for a payment rail.
    """
    return cast(T, _Faulty(target, switch, where, lost, sleep))


class _Faulty:
    def __init__(
        self,
        target: object,
        switch: FaultSwitch,
        where: Where,
        lost: Callable[[str], object],
        sleep: Callable[[float], None],
    ) -> None:
        self._target, self._switch, self._where = target, switch, where
        self._lost, self._sleep = lost, sleep
        self._held = Held()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the target has
        found = getattr(self._target, name)
        if not callable(found) or name.startswith("_") or name == "close":
            return found

        def called(*given: object, **named: object) -> object:
            return self._call(name, lambda: found(*given, **named))

        return called

    def _call(self, name: str, call: Callable[[], object]) -> object:
        struck = self._switch.strike(self._where)
        answer = call() if struck is None else self._struck(struck, name, call)
        if struck is None or struck.kind is not FaultKind.REORDERED:
            self._held.release()
        return answer

    def _struck(self, struck: Struck, name: str, call: Callable[[], object]) -> object:
        match struck.kind:
            case FaultKind.REFUSE:
                return self._lost(name)
            case FaultKind.REORDERED:
                self._held.hold(call)
                return self._lost(name)
            case FaultKind.SILENT:
                self._sleep(struck.seconds(0.0))
                if struck.coin:
                    call()
                return self._lost(name)
            case FaultKind.SLOW:
                self._sleep(struck.seconds(_SLOW_SECONDS))
            case FaultKind.TWICE:
                call()
            case FaultKind.LIE:
                return with_a_lie(call())
        return call()
