"""Whether another Puhui serves the same data folder. It may: they share the database and the work."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from puhui.app.cli.voice import say
from puhui.kernel import Text


@contextmanager
def claim_folder(home: Path) -> Iterator[None]:
    """Say so when somebody is here already; otherwise be the one who is. The lock goes with the process."""
    home.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(home / "serving.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        say(
            Text(
                "  另一个普惠正在使用这个文件夹：两者共用数据库，可以同时运行。",
                "  Another Puhui is using this folder: the two share its database and may run side by side.",
            )
        )
    try:
        yield
    finally:
        os.close(descriptor)
