"""What others pay towards a quote's cost, beside it: the contract's own cost is never shown as less."""

import sys
from pathlib import Path
from typing import Any

from rich.console import Console

from puhui.app.cli.voice import language, say, stop
from puhui.cost import Quote, Support, Supported, supported
from puhui.decision.money.programmes import Programme, read_programmes, shipped_programmes
from puhui.kernel import Problem, Text, format_percent, format_yuan, yuan


def shown(quoted: Quote, names: tuple[str, ...], path: Path | None, *, as_json: bool) -> dict[str, Any]:
    """Tell people what others pay, or give it to machines under a key of its own."""
    found = with_programmes(quoted, names, path)
    if found is None:
        return {}
    if as_json:
        return {"supported": supported_for_machines(found)}
    supported_for_people(found)
    return {}


def with_programmes(quoted: Quote, names: tuple[str, ...], path: Path | None) -> Supported | None:
    """The quote under the programmes that were named; None where none of them pays anything."""
    known = shipped_programmes() if path is None else read_programmes(path)
    if isinstance(known, Problem):
        stop(known)
    by_id = {it.id: it for it in known}
    unknown = next((it for it in names if it not in by_id), None)
    if unknown is not None:
        stop(_no_programme(unknown, tuple(by_id)))
    supports: list[Support] = []
    for name in dict.fromkeys(names):
        supports += _supports(by_id[name], quoted)
    return supported(quoted, supports) if supports else None


def supported_for_machines(found: Supported) -> dict[str, Any]:
    """Beside the quote's own figures, under a key of its own."""
    return {
        "paid_by_others": yuan(found.total_fen),
        "cost_left": yuan(found.left_fen),
        "apr_simple": float(found.apr_simple),
        "apr_effective": float(found.apr_effective),
        "xirr": float(found.xirr),
        "payments": [
            {
                "on": it.on,
                "amount": yuan(it.amount_fen),
                "name": it.support.name,
                "payer": it.support.payer,
                "payer_type": it.support.payer_type.value,
                "towards": it.support.towards.value,
            }
            for it in found.paid
        ],
    }


def supported_for_people(found: Supported) -> None:
    """Who pays what and when, the yearly cost with and without, and what stands when it ends."""
    console = Console(file=sys.stdout, highlight=False)
    for support in dict.fromkeys(it.support for it in found.paid):
        payments = [it for it in found.paid if it.support is support]
        amount, first = format_yuan(sum(it.amount_fen for it in payments)), payments[0].on.isoformat()
        last = payments[-1].on.isoformat()
        _line(
            console,
            Text(
                f"{support.name}：{support.payer}支付 {amount}（{len(payments)} 次，{first} 至 {last}）",
                f"{support.name}: {support.payer} pays {amount} ({len(payments)} times, {first} to {last})",
            ),
        )
    gross, net = format_percent(found.quote.apr_simple, 4), format_percent(found.apr_simple, 4)
    _line(
        console,
        Text(
            f"年化综合成本（单利）：合同 {gross}；扣除他人支付后 {net}",
            f"Yearly all-in cost, simple (单利): the contract's {gross}; after what others pay {net}",
        ),
    )
    _line(
        console,
        Text(
            "合同成本不因此改变，上限按合同成本比较；他人停止支付时，按合同成本归还。",
            "The contract's cost does not change and is what the cap is compared with; it is owed in full"
            " when others stop paying.",
        ),
    )


def _supports(programme: Programme, quoted: Quote) -> tuple[Support, ...]:
    """What it pays on the day of drawdown; why nothing, where it pays nothing."""
    name, day = programme.name, quoted.terms.drawdown
    if not programme.supports:
        say(
            Text(
                f"{name.zh}：只知道名称，细则没有查证到，不计入。",
                f"{name.en}: only its name is known, nothing else could be verified; it counts for nothing.",
            )
        )
    elif not programme.runs_on(day):
        say(Text(f"{name.zh}：{day} 不在期内。", f"{name.en}: does not run on {day}."))
    elif programme.eligible:
        asks = ", ".join(f"{fact} = {wanted}" for fact, wanted in programme.eligible.items())
        say(Text(f"{name.zh} 的条件：{asks}", f"{name.en} asks for: {asks}"))
    return programme.supports if programme.runs_on(day) else ()


def _line(console: Console, text: Text) -> None:
    console.print(text.in_(language()), markup=False, soft_wrap=True)


def _no_programme(name: str, known: tuple[str, ...]) -> Problem:
    there = ", ".join(known) or "–"
    return Problem(
        "programme.not_found",
        Text(f"没有项目 {name[:40]}。", f"There is no programme {name[:40]}."),
        Text(f"有：{there}", f"There are: {there}"),
    )
