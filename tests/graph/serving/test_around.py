"""Around two centres: memory, overlay and tables agree; consents and swaps never show in a wrong answer."""

import threading
from itertools import count
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings

from puhui.graph import Relation, RelationKind
from puhui.graph.circle import Limits
from puhui.graph.serving import Made, Serving, make_snapshot
from puhui.graph.serving.around import Around
from puhui.graph.serving.part import part_around
from puhui.ground import Actor, Ground
from puhui.intake import withdraw_consent
from tests.conftest import NOW
from tests.evidence.subjects import OWNER, consented, registered
from tests.graph.serving.test_snapshots import edges
from tests.graph.serving.worlds import TODAY, Drawn, relations, told

_worlds = count(50_000)
LIMITS = Limits(hops=4, cap=3, nodes_most=2_000)


def made(ground: Ground, clerk: Actor, home: Path) -> None:
    """A snapshot of what is committed."""
    found = make_snapshot(ground.engine, home, clerk.mode, NOW, 5)
    assert isinstance(found, Made), found


def plain(found: Around, words: list[str]) -> dict[str, Any]:
    """By words: hops and roles of everybody, who stands behind, how many circles of guarantees.

    A centre that nothing leads to today is left out: memory may know it from an earlier day.
    """
    ids = found.view.find(words).tolist()
    name = {node: word for node, word in zip(ids, words, strict=True) if node >= 0}
    members = {name[it.id]: (it.hops_owner, it.hops_enterprise, it.roles) for it in found.circles.members()}
    members = {word: it for word, it in members.items() if it[:2] not in {(0, None), (None, 0)}}
    owners = found.standing.control.owners if found.standing else ()
    assert found.standing is None or len(found.standing.owners) == sum(len(it.nodes) for it in owners)
    behind = sorted((name[it] for it in found.standing.owners) if found.standing else ())
    shares = sorted((it.share, it.share_most, it.is_sure) for it in owners)
    return {"members": members, "behind": behind, "shares": shares, "circles": len(found.guarantees)}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=edges, late=edges)
def test_memory_and_tables_see_the_same_around_two_centres(
    ground: Ground, clerk: Actor, tmp_path: Path, old: Drawn, late: Drawn
) -> None:
    """Any graph, half of it younger than the snapshot: members, roles, owners and circles are the same."""
    world = next(_worlds)
    told(ground, clerk, relations(world, old))
    made(ground, clerk, tmp_path)
    told(ground, clerk, relations(world, late))
    words = [f"firm:{world}-{it}" for it in range(13)]
    centres = (words[0], words[1])
    with ground.work(clerk) as work:
        from puhui.graph.circle import Circles
        from puhui.graph.serving.around import look
        from puhui.graph.serving.writing import day_of

        memory = Serving(ground.engine, tmp_path).around(work, centres, LIMITS)
        tables = look(Circles(part_around(work, centres, LIMITS, NOW), LIMITS), centres, day_of(NOW))
    assert plain(memory, words) == plain(tables, words)


def guarantees(start: str, consent: Any) -> list[Relation]:
    """From one subject to three firms, under its consent."""
    kind = RelationKind.GUARANTEE
    return [Relation(kind, start, f"firm:{it}", "relations", TODAY, None, 5, consent) for it in range(3)]


def test_consents_are_asked_for_although_nobody_was_told(
    ground: Ground, clerk: Actor, tmp_path: Path
) -> None:
    """Two processes with one snapshot; a withdrawal reaches both at their next answer, overlay or not."""
    with ground.work(clerk) as work:
        one = registered(work, OWNER).id
        first, second = consented(work, one, "relations").id, consented(work, one, "relations").id
    start = f"subject:{one}"
    told(ground, clerk, guarantees(start, first))
    made(ground, clerk, tmp_path)
    told(
        ground,
        clerk,
        [Relation(RelationKind.GUARANTEE, start, "firm:9", "relations", TODAY, None, 5, second)],
    )
    processes = [Serving(ground.engine, tmp_path) for _ in range(2)]

    def reached() -> list[int]:
        found = []
        for it in processes:
            with ground.work(clerk) as work:
                found.append(len(it.around(work, (start, start), LIMITS).circles))
        return found

    assert reached() == [4, 4]
    with ground.work(clerk) as work:
        withdraw_consent(work, second)
    assert reached() == [4, 4]
    with ground.work(clerk) as work:
        withdraw_consent(work, first)
    assert reached() == [1, 1]


def test_while_snapshots_are_swapped_no_answer_is_wrong(ground: Ground, clerk: Actor, tmp_path: Path) -> None:
    """Three threads ask on and on while snapshots come and relations are told: each sees one moment."""
    line = [(it, it + 1, 0, 3, None) for it in range(4)]
    told(ground, clerk, relations(0, line))
    made(ground, clerk, tmp_path)
    serving, stop = Serving(ground.engine, tmp_path), threading.Event()
    wrong: list[object] = []
    asked = count()

    def ask() -> None:
        while not stop.is_set():
            try:
                with ground.work(clerk) as work:
                    found = serving.around(work, ("firm:0-0", "firm:0-0"), Limits(hops=4))
            except Exception as error:
                wrong.append(error)
                return
            next(asked)
            if len(found.circles) != 5 or not found.circles.complete:
                wrong.append(len(found.circles))

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for it in threads:
        it.start()
    for world in range(1, 7):
        told(ground, clerk, relations(world, line))
        if world % 2:
            make_snapshot(ground.engine, tmp_path, clerk.mode, NOW, 5)
    stop.set()
    for it in threads:
        it.join()
    assert wrong == []
    assert next(asked) > 3
