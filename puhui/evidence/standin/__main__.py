"""`python -m puhui.evidence.standin --port 8801`: stand in for verification, bureau and register.

Says its address on the first line of stdout, and ends with the process that started it (or on SIGTERM). What
it answers to which name is told in `puhui.evidence.standin.answers`.
"""

import argparse
import contextlib
import os
import sys
import threading
import time

from puhui.evidence.standin.answers import __doc__ as _what_it_answers
from puhui.evidence.standin.server import Manners, StandIn

_LOOK_EVERY_SECONDS = 0.5


def main() -> None:
    """Serve until the parent is gone."""
    args = _arguments()
    server = StandIn(args.port, Manners(args.error_rate, args.slow))
    threading.Thread(target=_end_with_parent, args=(server, os.getppid()), daemon=True).start()
    sys.stdout.write(f"{server.url}\n")
    sys.stdout.flush()
    with contextlib.suppress(KeyboardInterrupt):
        server.serve_forever(poll_interval=0.1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m puhui.evidence.standin",
        description=__doc__,
        epilog=_what_it_answers,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--error-rate", type=float, default=0.0, help="share of answers that fail, 0 to 1")
    parser.add_argument("--slow", type=float, default=0.0, help="seconds before each answer")
    return parser.parse_args()


def _end_with_parent(server: StandIn, parent: int) -> None:
    """A killed parent cannot say goodbye; that our parent changed says it for it."""
    while os.getppid() == parent:
        time.sleep(_LOOK_EVERY_SECONDS)
    server.shutdown()


if __name__ == "__main__":
    main()
