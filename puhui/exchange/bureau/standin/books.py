"""The books of the made-up bureau: what was left for whom, and every hard inquiry, each exactly once.

With a state file every new line is on the disk before the answer leaves, so a killed bureau comes back
knowing what it said. A line torn by the kill is left out: its answer never left.
"""

import hashlib
import json
import os
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from puhui.exchange.bureau.http_bureau import STANDIN_CRA_ID
from puhui.kernel import Clock

LOOKED_BACK: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Counted:
    """One hard inquiry in somebody's file. `person` is a digest: the books hold no name and no number."""

    number: str
    confirmation_id: str
    member: str
    person: str
    consent_id: str
    at: datetime
    inquiries_90_days: int


@dataclass(frozen=True, slots=True)
class Parcel:
    """Credit data left by one member for another."""

    number: str
    sender: str
    recipient: str
    consent_id: str
    content: Mapping[str, Any]


class Books:
    """Safe to share between threads; `state` makes it survive."""

    def __init__(self, clock: Clock, cra_id: str = STANDIN_CRA_ID, state: Path | None = None) -> None:
        self.clock, self.cra_id = clock, cra_id
        self._state = state
        self._one_at_a_time = threading.RLock()
        self._counted: dict[str, Counted] = {}
        self._parcels: dict[str, Parcel] = {}
        if state is not None and state.exists():
            self._read(state)

    def inquiries(self) -> tuple[Counted, ...]:
        """Every hard inquiry there ever was, in its order."""
        with self._one_at_a_time:
            return tuple(self._counted.values())

    def inquire(
        self, confirmation_id: str, member: str, resident_id: str, consent_id: str
    ) -> tuple[Counted, bool] | None:
        """The inquiry under this confirmation and whether it was there before; None where it is another's."""
        person = person_of(resident_id)
        with self._one_at_a_time:
            before = self._counted.get(confirmation_id)
            if before is not None:
                return (before, True) if (before.member, before.person) == (member, person) else None
            counted = self._count(confirmation_id, member, person, consent_id)
            self._keep("inquiry", asdict(counted) | {"at": counted.at.isoformat()})
            self._counted[confirmation_id] = counted
            return counted, False

    def leave(self, sender: str, recipient: str, consent_id: str, content: Mapping[str, Any]) -> Parcel:
        """Keep a parcel; its number follows from what it is, so leaving it twice is leaving it once."""
        whole = json.dumps([sender, recipient, consent_id, content], sort_keys=True, ensure_ascii=False)
        number = f"PCL-{hashlib.sha256(whole.encode()).hexdigest()[:32]}"
        parcel = Parcel(number, sender, recipient, consent_id, dict(content))
        with self._one_at_a_time:
            if number not in self._parcels:
                self._keep("parcel", asdict(parcel))
                self._parcels[number] = parcel
        return parcel

    def parcel(self, number: str, recipient: str) -> Parcel | None:
        """A parcel as its recipient finds it; nobody else does."""
        with self._one_at_a_time:
            found = self._parcels.get(number)
        return found if found and found.recipient == recipient else None

    def _count(self, confirmation_id: str, member: str, person: str, consent_id: str) -> Counted:
        now = self.clock.now()
        recent = sum(
            1 for one in self._counted.values() if one.person == person and one.at > now - LOOKED_BACK
        )
        number = f"INQ-{len(self._counted) + 1:08d}"
        return Counted(number, confirmation_id, member, person, consent_id, now, recent)

    def _keep(self, kind: str, line: Mapping[str, Any]) -> None:
        if self._state is None:
            return
        with self._state.open("ab") as file:
            file.write(json.dumps({"kind": kind, **line}, ensure_ascii=False).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def _read(self, state: Path) -> None:
        written = state.read_bytes()
        whole = written[: written.rfind(b"\n") + 1]
        if len(whole) < len(written):
            with state.open("r+b") as file:
                file.truncate(len(whole))
        for line in whole.splitlines():
            kept: dict[str, Any] = json.loads(line)
            if kept.pop("kind") == "parcel":
                self._parcels[kept["number"]] = Parcel(**kept)
            else:
                kept["at"] = datetime.fromisoformat(kept["at"])
                self._counted[kept["confirmation_id"]] = Counted(**kept)


def person_of(resident_id: str) -> str:
    """How the books call a person."""
    return hashlib.sha256(f"made-up person:{resident_id}".encode()).hexdigest()[:24]
