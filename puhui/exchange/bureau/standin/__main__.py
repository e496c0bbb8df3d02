"""`python -m puhui.exchange.bureau.standin --port 8802`: a made-up credit bureau.

Says its address on the first line of stdout, and ends with the process that started it (or on SIGTERM). With
`--state FILE` it comes back from a kill knowing every parcel and every inquiry. `GET /inquiries` lists the
hard inquiries. What is in its files is told in `puhui.exchange.bureau.standin.files`.
"""

import argparse
from pathlib import Path

from puhui.exchange.bureau.http_bureau import STANDIN_CRA_ID
from puhui.exchange.bureau.standin.books import Books
from puhui.exchange.bureau.standin.files import __doc__ as _what_is_in_its_files
from puhui.exchange.bureau.standin.server import BureauServer
from puhui.ground.standin import arguments, serve
from puhui.kernel import SystemClock


def main() -> None:
    """Serve until the parent is gone."""
    args = _arguments()
    serve(BureauServer(args.port, Books(SystemClock(), args.cra_id, args.state), args.slow))


def _arguments() -> argparse.Namespace:
    parser = arguments("puhui.exchange.bureau.standin", __doc__, _what_is_in_its_files)
    parser.add_argument("--state", type=Path, default=None, help="a file that keeps what it was told")
    parser.add_argument("--cra-id", default=STANDIN_CRA_ID, help="the bureau's code (via_cra_id)")
    parser.add_argument("--slow", type=float, default=0.0, help="seconds before each answer")
    return parser.parse_args()


if __name__ == "__main__":
    main()
