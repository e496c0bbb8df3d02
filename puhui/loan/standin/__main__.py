"""`python -m puhui.loan.standin --port 8803 --state payments.jsonl`: stand in for a bank's payment rail.

Says its address on the first line of stdout, and ends with the process that started it (or on SIGTERM). With
`--state` every movement is on the disk before it is answered, and a killed stand-in goes on where it was.
"""

import argparse
from pathlib import Path

from puhui.ground.standin import arguments, serve
from puhui.loan.standin.journal import Journal, read_journal
from puhui.loan.standin.server import StandIn
from puhui.loan.standin.till import Till
from puhui.loan.standin.till import __doc__ as _how_it_behaves


def main() -> None:
    """Serve until the parent is gone."""
    args = _arguments()
    serve(StandIn(args.port, _till(args.state), args.slow))


def _till(state: Path | None) -> Till:
    if state is None:
        return Till()
    known = read_journal(state)
    return Till(keep=Journal(state).keep, known=known)


def _arguments() -> argparse.Namespace:
    parser = arguments("puhui.loan.standin", __doc__, _how_it_behaves)
    parser.add_argument("--state", type=Path, help="file that keeps every movement over a restart")
    parser.add_argument("--slow", type=float, default=5.0, help="seconds before a slow card is answered")
    return parser.parse_args()


if __name__ == "__main__":
    main()
