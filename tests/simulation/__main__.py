"""`python -m tests.simulation`: many simulated quarters, each from its seed alone.

python -m tests.simulation                        # 200 seeds of a quarter, two processes
python -m tests.simulation --seed 17              # seed 17 again, in this process
python -m tests.simulation --seeds 20 --days 14   # a short look
"""

import sys

import click
from rich.console import Console

from tests.simulation.houses.cluster import cluster
from tests.simulation.houses.templates import make_templates
from tests.simulation.running.outcome import Asked
from tests.simulation.running.report import watch
from tests.simulation.running.workers import outcomes

QUARTER_DAYS = 92


@click.command(help=__doc__)
@click.option("--seeds", type=click.IntRange(1), default=200, show_default=True, help="How many seeds.")
@click.option("--first", type=click.IntRange(0), default=0, show_default=True, help="The first of them.")
@click.option("--seed", type=click.IntRange(0), help="This one seed, in this process.")
@click.option("--days", type=click.IntRange(1), default=QUARTER_DAYS, show_default=True, help="Days each.")
@click.option("--borrowers", type=click.IntRange(1), default=8, show_default=True, help="People a seed.")
@click.option("--logs", is_flag=True, help="Show what the programs log.")
@click.option("--workers", type=click.IntRange(1), default=2, show_default=True, help="Processes.")
def main(
    seeds: int, first: int, seed: int | None, days: int, borrowers: int, logs: bool, workers: int
) -> None:
    """Run, show, and end with 1 when a seed failed."""
    numbers = list(range(first, first + seeds)) if seed is None else [seed]
    workers = min(workers, len(numbers))
    console = Console()
    console.print(
        f"▸ {len(numbers)} seeds × {days} days × {borrowers} borrowers on {workers} processes", markup=False
    )
    with cluster() as server:
        make_templates(server)
        asked = Asked(server.home, server.sockets, days, borrowers, logs)
        failed = watch(outcomes(asked, numbers, workers), len(numbers), console)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
