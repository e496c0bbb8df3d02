"""`python -m puhui.app.working`: what one party does beside requests, in a process of its own.

`puhui up` starts it and holds its standard input; when that closes, however the server ended, it finishes the
message it is at and goes. Whoever waits for an answer goes first: it runs at a lower priority, so on a busy
machine offers come a little later and decisions do not.
"""

import os
import signal
import sys
from contextlib import ExitStack
from typing import Final

from puhui.app.party import party_of
from puhui.app.providers import outside_of
from puhui.app.running import running
from puhui.ground import Settings, Unavailable, open_ground
from puhui.ground.telemetry import configure_logs, log
from puhui.kernel import Problem

LESS_URGENT: Final = 10
"""`nice`: about a tenth of a core where everybody wants one, all of it where nobody does."""


def main() -> int:
    """Work until the one who started us is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(LESS_URGENT)
    settings = Settings.from_env()
    configure_logs(level=settings.log_level, json=settings.log_json)
    try:
        _work(settings)
    except Unavailable as unavailable:
        log.error("working.unavailable", code=unavailable.problem.code)
        return 3
    return 0


def _work(settings: Settings) -> None:
    party = party_of(settings)
    if isinstance(party, Problem):
        raise Unavailable(party)
    with ExitStack() as closing:
        ground = closing.enter_context(open_ground(settings, institution=settings.institution))
        closing.enter_context(running(ground, party, outside_of(ground, party, closing)))
        sys.stdin.buffer.read()


if __name__ == "__main__":
    sys.exit(main())
