"""`python -m puhui.evidence.standin --port 8801`: stand in for verification, bureau and register.

Says its address on the first line of stdout, and ends with the process that started it (or on SIGTERM). What
it answers to which name is told in `puhui.evidence.standin.answers`.
"""

import argparse

from puhui.evidence.standin.answers import __doc__ as _what_it_answers
from puhui.evidence.standin.server import Manners, StandIn
from puhui.ground.standin import arguments, serve


def main() -> None:
    """Serve until the parent is gone."""
    args = _arguments()
    serve(StandIn(args.port, Manners(args.error_rate, args.slow)))


def _arguments() -> argparse.Namespace:
    parser = arguments("puhui.evidence.standin", __doc__, _what_it_answers)
    parser.add_argument("--error-rate", type=float, default=0.0, help="share of answers that fail, 0 to 1")
    parser.add_argument("--slow", type=float, default=0.0, help="seconds before each answer")
    return parser.parse_args()


if __name__ == "__main__":
    main()
