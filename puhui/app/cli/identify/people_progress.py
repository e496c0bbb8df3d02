"""A progress bar over persons, for commands that go through them twice."""

from types import TracebackType
from typing import Final, Self

from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from puhui.app.cli.voice import language, stderr
from puhui.kernel import Text

_STEPS: Final = {
    "look": Text("先看一遍", "Looking at everybody"),
    "answer": Text("逐人回答", "Answering"),
    "read": Text("读入", "Reading"),
    "choose": Text("挑选特征", "Choosing features"),
    "owner": Text("学习谁在经营", "Learning who runs a business"),
    "kind": Text("学习经营方式", "Learning the kinds"),
    "check": Text("检验", "Checking"),
}


class PeopleProgress:
    """`step` takes what is being done, how many are done and how many there are, where that is known."""

    def __init__(self) -> None:
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.completed:,.0f}"),
            TimeRemainingColumn(),
            console=stderr,
            transient=True,
            disable=not stderr.is_terminal,
        )
        self._bar = self._bars.add_task("", total=None)

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def step(self, name: str, done: int, whole: int | None) -> None:
        """Show where we are."""
        said = _STEPS[name].in_(language())
        self._bars.update(self._bar, description=said, completed=done, total=whole)
