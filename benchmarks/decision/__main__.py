"""What one decision costs over HTTP, beside a plain stack in the same run: `python -m benchmarks.decision`.

Ours is a platform as `puhui up` runs it: everything sealed, consents asked, versions, steps, audit,
messages and the idempotency key in one transaction, durable on disk. The other (`plain/`) is what a good
engineer writes in a day: FastAPI, features and a recursive walk in SQL (three hops, 200 neighbours a node,
as our graph walks), a boosted model by ONNX, reasons by TreeSHAP, the same policy tables in zen-engine, one
insert. Both decide about the same shops with the same invoices and relations, lie on the same PostgreSQL,
answer from one process, and are asked in turns by the same client over 1, 8 and 32 connections.

Evidence has come in before, as it does, so our numbers are made ready (decision record 0022); the first
decision of a new day makes them itself and takes some 25 ms longer.

`ratio_p99`: the plain stack's p99 ÷ ours, on one connection (`ratio_p99_at` for the others).
`ratio_throughput`: our decisions a second ÷ the plain stack's, each at the connections it likes best.
`where_our_time_goes_ms`: the parts of one decision in one process, without HTTP.
`messages_waiting`: what our workers had not worked off when the last turn ended; they run during our turns,
at a lower priority, and stand still during the other's. Offers rest while the machine is busy, as they do in
service (`PUHUI_WORKER_RESTS`); with 0 there they do not, and decisions are slower.

`--edges N` lays a generated graph around the shops of both stacks, power-law degrees and all (`lay_around`):
each shop stands where one of its enterprises stood. What the plain stack walks while it decides, ours counts
where things are shared and leaves the search for rings to when evidence comes in. `--processes N`: each stack
answers from so many processes.

`--seconds N` for each stack and number of connections (default 6), `--applicants N` (default 300), `--json`.
Needs the extra `bench`.
"""

import argparse
import json
from typing import Any

from benchmarks.decision.measuring import CONNECTIONS, measure


def main() -> None:
    """Print the figures, as a table for people or as JSON."""
    parser = argparse.ArgumentParser(prog="benchmarks.decision", description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--seconds", type=float, default=6.0)
    parser.add_argument("--applicants", type=int, default=300)
    parser.add_argument("--edges", type=int, default=0)
    parser.add_argument("--processes", type=int, default=1)
    asked = parser.parse_args()
    figures = measure(asked.seconds, asked.applicants, asked.edges, asked.processes)
    print(json.dumps(figures, indent=2, ensure_ascii=False) if asked.json else _table(figures))


def _table(figures: dict[str, Any]) -> str:
    lines = [f"{'':<18}{'p50 ms':>10}{'p99 ms':>10}{'a second':>10}"]
    for connections in CONNECTIONS:
        for stack in ("plain", "ours"):
            one = figures[f"{stack}_{connections}"]
            name = f"{stack}, {connections} conn."
            lines.append(f"{name:<18}{one['p50_ms']:>10.1f}{one['p99_ms']:>10.1f}{one['per_second']:>10.0f}")
    lines += [
        f"ratio_p99         {figures['ratio_p99']:>10.2f}",
        f"ratio_throughput  {figures['ratio_throughput']:>10.2f}",
        f"messages_waiting  {figures['messages_waiting']:>10}",
        "where our time goes (ms, one decision, without HTTP):",
    ]
    lines += [f"{spent:>10.2f}  {name}" for name, spent in figures["where_our_time_goes_ms"].items()]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
