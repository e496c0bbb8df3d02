"""`python -m puhui.loan.standin --port 8803 --state payments.jsonl`: stand in for a bank's payment rail.

Says its address on the first line of stdout, and ends with the process that started it (or on SIGTERM). With
`--state` every movement is on the disk before it is answered, and a killed stand-in goes on where it was.
"""

import argparse
import contextlib
import os
import sys
import threading
import time
from pathlib import Path

from puhui.loan.standin.journal import Journal, read_journal
from puhui.loan.standin.server import StandIn
from puhui.loan.standin.till import Till
from puhui.loan.standin.till import __doc__ as _how_it_behaves

_LOOK_EVERY_SECONDS = 0.5


def main() -> None:
    """Serve until the parent is gone."""
    args = _arguments()
    server = StandIn(args.port, _till(args.state), args.slow)
    threading.Thread(target=_end_with_parent, args=(server, os.getppid()), daemon=True).start()
    sys.stdout.write(f"{server.url}\n")
    sys.stdout.flush()
    with contextlib.suppress(KeyboardInterrupt):
        server.serve_forever(poll_interval=0.1)


def _till(state: Path | None) -> Till:
    if state is None:
        return Till()
    known = read_journal(state)
    return Till(keep=Journal(state).keep, known=known)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m puhui.loan.standin",
        description=__doc__,
        epilog=_how_it_behaves,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--state", type=Path, help="file that keeps every movement over a restart")
    parser.add_argument("--slow", type=float, default=5.0, help="seconds before a slow card is answered")
    return parser.parse_args()


def _end_with_parent(server: StandIn, parent: int) -> None:
    """A killed parent cannot say goodbye; that our parent changed says it for it."""
    while os.getppid() == parent:
        time.sleep(_LOOK_EVERY_SECONDS)
    server.shutdown()


if __name__ == "__main__":
    main()
