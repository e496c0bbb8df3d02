"""Local stand-ins for the world outside, each a real second process, as children that do not outlive us."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from puhui.app.cli.voice import say
from puhui.ground import Unavailable
from puhui.kernel import Problem, Text

VERIFICATION = "puhui.evidence.standin"
PAYMENTS = "puhui.loan.standin"
BUREAU = "puhui.exchange.bureau.standin"

_NAMES = {
    VERIFICATION: Text("核验", "verification"),
    PAYMENTS: Text("支付通道", "payments"),
    BUREAU: Text("征信机构", "the credit bureau"),
}


@contextmanager
def stand_in(module: str = VERIFICATION, *arguments: str) -> Iterator[str]:
    """Start one on a free port; gives its address. It also watches for its parent, in case we are killed."""
    command = [sys.executable, "-m", module, "--port", "0", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True) as child:  # noqa: S603
        try:
            address = child.stdout.readline().strip() if child.stdout else ""
            if not address:
                raise Unavailable(_silent(module))
            name = _NAMES[module]
            say(
                Text(
                    f"▸ {name.zh}替身在 {address} ：它的回答是编造的，只用于演示。",
                    f"▸ The stand-in for {name.en} is at {address}: made-up answers, for demos.",
                )
            )
            yield address
        finally:
            child.terminate()


def _silent(module: str) -> Problem:
    name = _NAMES[module]
    return Problem(
        "standin.unavailable",
        Text(f"{name.zh}替身没有启动。", f"The stand-in for {name.en} did not start."),
        Text(f"请单独运行 python -m {module} 查看原因。", f"Run python -m {module} to see why."),
    )
