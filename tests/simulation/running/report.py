"""What a person sees of a soak: a bar while it runs, and a line for every seed that did not hold."""

from collections import Counter
from collections.abc import Iterable

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from tests.simulation.running.outcome import Outcome

_SHOWN = 5


def watch(outcomes: Iterable[Outcome], seeds: int, console: Console | None = None) -> int:
    """Show outcomes as they come, then the sum; gives how many seeds failed."""
    console = console or Console()
    seen: list[Outcome] = []
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[failed]} failed"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("seeds", total=seeds, failed=0)
        for one in outcomes:
            seen.append(one)
            if not one.is_good:
                progress.console.print(failure(one), markup=False, highlight=False)
            elif not console.is_terminal:
                console.print(f"✓ seed {one.seed} in {one.seconds:.0f} s, {len(seen)} of {seeds}")
            progress.update(bar, advance=1, failed=sum(not it.is_good for it in seen))
    console.print(summary(seen), markup=False, highlight=False)
    return sum(not one.is_good for one in seen)


def failure(one: Outcome) -> str:
    """What did not hold, and the one line that makes it happen again."""
    when = "" if one.broken_on_day is None else f", day {one.broken_on_day}"
    lines = [f"✗ seed {one.seed}{when}"]
    lines += [f"    {broken}" for broken in one.broken[:_SHOWN]]
    if len(one.broken) > _SHOWN:
        lines.append(f"    and {len(one.broken) - _SHOWN} more")
    if one.error is not None:
        lines += [f"    {line}" for line in one.error.splitlines()[-_SHOWN * 3 :]]
    return "\n".join([*lines, f"    again: {one.again}"])


def summary(seen: list[Outcome]) -> str:
    """What happened in all seeds together."""
    counts: Counter[str] = Counter()
    for one in seen:
        counts.update(one.counts)
    good = sum(one.is_good for one in seen)
    slowest = max((one.seconds for one in seen), default=0.0)
    mean = sum(one.seconds for one in seen) / len(seen) if seen else 0.0
    told = ", ".join(f"{counts[name]:,} {name.replace('_', ' ')}" for name in counts)
    held = f"{good} of {len(seen)} seeds held every invariant on every day"
    return f"{held} · {mean:.1f} s a seed, {slowest:.1f} s at most\n{told}"
