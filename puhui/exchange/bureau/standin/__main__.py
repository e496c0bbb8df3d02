"""`python -m puhui.exchange.bureau.standin --port 8802`: a made-up credit bureau.

Says its address on the first line of stdout, and ends with the process that started it (or on SIGTERM). With
`--state FILE` it comes back from a kill knowing every parcel and every inquiry. `GET /inquiries` lists the
hard inquiries. What is in its files is told in `puhui.exchange.bureau.standin.files`.
"""

import argparse
import contextlib
import os
import sys
import threading
import time
from pathlib import Path

from puhui.exchange.bureau.http_bureau import STANDIN_CRA_ID
from puhui.exchange.bureau.standin.books import Books
from puhui.exchange.bureau.standin.files import __doc__ as _what_is_in_its_files
from puhui.exchange.bureau.standin.server import BureauServer
from puhui.kernel import SystemClock

_LOOK_EVERY_SECONDS = 0.5


def main() -> None:
    """Serve until the parent is gone."""
    args = _arguments()
    server = BureauServer(args.port, Books(SystemClock(), args.cra_id, args.state), args.slow)
    threading.Thread(target=_end_with_parent, args=(server, os.getppid()), daemon=True).start()
    sys.stdout.write(f"{server.url}\n")
    sys.stdout.flush()
    with contextlib.suppress(KeyboardInterrupt):
        server.serve_forever(poll_interval=0.1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m puhui.exchange.bureau.standin",
        description=__doc__,
        epilog=_what_is_in_its_files,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--state", type=Path, default=None, help="a file that keeps what it was told")
    parser.add_argument("--cra-id", default=STANDIN_CRA_ID, help="the bureau's code (via_cra_id)")
    parser.add_argument("--slow", type=float, default=0.0, help="seconds before each answer")
    return parser.parse_args()


def _end_with_parent(server: BureauServer, parent: int) -> None:
    """A killed parent cannot say goodbye; that our parent changed says it for it."""
    while os.getppid() == parent:
        time.sleep(_LOOK_EVERY_SECONDS)
    server.shutdown()


if __name__ == "__main__":
    main()
