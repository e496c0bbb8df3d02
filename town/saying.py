"""Say what is being done, with the seconds since the start, in both languages, on stderr."""

import sys
import time
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Voice:
    """`Voice()("造街", "Making the street")` writes `[ 1.2 s] ▸ 造街 · Making the street`."""

    started: float = field(default_factory=time.monotonic)

    def __call__(self, zh: str, en: str) -> None:
        sys.stderr.write(f"[{time.monotonic() - self.started:5.1f} s] ▸ {zh} · {en}\n")
        sys.stderr.flush()
