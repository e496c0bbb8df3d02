"""The figures for people."""

from typing import Any


def told(figures: dict[str, Any]) -> str:
    """A line each."""
    bare, typed = figures["bytes_per_edge"]["bare"], figures["bytes_per_edge"]["typed"]
    lines = [
        f"{figures['nodes']:,} nodes, {figures['edges']:,} edges, each node's newest {figures['cap']}; "
        f"{bare:.1f} bytes an edge bare, {typed:.1f} with kind, time and weight",
    ]
    for hops, ours in figures["ours"].items():
        lines.append(
            f"{hops} hops, {ours['applications']} applications, half reach {ours['reached_p50']:,.0f} or more"
        )
        lines.append(_line("ours", ours, 1.0))
        if isinstance(figures["limit"], dict):
            limit = figures["limit"][hops]
            lines.append(_line("C loop", limit, limit["p99_ms"] / ours["p99_ms"]))
        for name, said in figures["peers"].items():
            if hops in said:
                ratio = figures["ratio_p99" if hops == "3" else "ratio_p99_4_hops"][name]
                lines.append(_line(name, said[hops], ratio))
    if figures["over_limit_p99"] is not None:
        least, most = figures["over_limit_p99_spread"]
        lines.append(f"over the limit at p99: {figures['over_limit_p99']:.2f} ({least:.2f} to {most:.2f})")
    for name, said in figures["peers"].items():
        if "said" in said:
            lines.append(f"  {name}: {said['said']}")
    lines.append(f"applications whose nodes differ: {figures['differing'] or 'nobody compared'}")
    return "\n".join(lines)


def _line(name: str, said: dict[str, Any], ratio: float) -> str:
    return f"  {name:16} p50 {said['p50_ms']:10.4f} ms   p99 {said['p99_ms']:10.4f} ms   {ratio:8.2f} × ours"
