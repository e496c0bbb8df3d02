"""The line to the bureau in bad weather: a question or its answer is lost, or it is asked twice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from puhui.exchange.bureau.standin import DirectLine
from tests.simulation.faults.weather import Link, Trouble, Weather


@dataclass(slots=True)
class WeatheredLine:
    """Carries a question to the bureau's desk, or not."""

    line: DirectLine
    weather: Weather

    def ask(self, path: str, question: Mapping[str, Any]) -> object:
        """The answer, or None for silence."""
        match self.weather.strikes(Link.BUREAU):
            case Trouble.REFUSE | Trouble.SILENT_BEFORE:
                return None
            case Trouble.SILENT_AFTER:
                self.line.ask(path, question)
                return None
            case Trouble.TWICE:
                self.line.ask(path, question)
        return self.line.ask(path, question)
