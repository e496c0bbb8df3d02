"""How fast policy is: `python -m benchmarks.policy [--json]`.

`decisions_per_second`: twenty rules on thirty fields and a scorecard of ten features (`house.yaml`),
compiled, with the outcome of every rule, the points, and the SHA-256 of the canonical inputs.
`batch_per_second`: the same over columns. `ratio_zen_table` and `ratio_zen_graph`: ours ÷ zen-engine, the
same rules as one table and as a table a step with the points, all with a full trace, nobody with a hash.
`ratio_<peer>`: ours with trace ÷ a peer that says of every rule whether it holds, and the points.
`shipped_…`: the tables that ship with Puhui.

Each figure is the best of many short turns taken by all in the same run on the same facts.
"""

import json
import sys

from benchmarks.policy.measuring import measure


def main() -> None:
    """Print the figures, as a table for people or as JSON."""
    figures = measure()
    if "--json" in sys.argv:
        print(json.dumps(figures, indent=2))
        return
    for name, value in figures.items():
        print(f"{name:<32}{value:>14,.1f}")


if __name__ == "__main__":
    main()
