"""The local stand-in for verification providers, as a child that does not outlive us."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from puhui.app.cli.voice import say
from puhui.ground import Unavailable
from puhui.kernel import Problem, Text


@contextmanager
def stand_in() -> Iterator[str]:
    """Start it on a free port; gives its address. It also watches for its parent, in case we are killed."""
    command = [sys.executable, "-m", "puhui.evidence.standin", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True) as child:  # noqa: S603
        try:
            address = child.stdout.readline().strip() if child.stdout else ""
            if not address:
                raise Unavailable(_SILENT)
            say(
                Text(
                    f"▸ 核验替身在 {address} ：它的回答是编造的，只用于演示。",
                    f"▸ The stand-in for verification is at {address}: made-up answers, for demos.",
                )
            )
            yield address
        finally:
            child.terminate()


_SILENT = Problem(
    "standin.unavailable",
    Text("核验替身没有启动。", "The stand-in for verification did not start."),
    Text(
        "请单独运行 python -m puhui.evidence.standin 查看原因。",
        "Run python -m puhui.evidence.standin to see why.",
    ),
)
