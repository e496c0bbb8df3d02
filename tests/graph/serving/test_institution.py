"""An institution's own process does the same over its own login, which owns nothing."""

from collections.abc import Callable
from pathlib import Path

from puhui.graph import relate_declared
from puhui.graph.circle import Limits
from puhui.graph.serving import Made, Serving, make_snapshot
from puhui.ground import Actor, Ground
from puhui.intake import withdraw_consent
from tests.conftest import NOW
from tests.evidence.subjects import consented, shop


def test_an_institution_records_snapshots_and_looks_around(
    tenant_ground: Callable[[str], Ground], clerk: Actor, tmp_path: Path
) -> None:
    """Relations under a consent given to it, a snapshot by its login, and the withdrawal at the next look."""
    house = tenant_ground("test_brook_bank")
    with house.work(clerk) as work:
        owner_id, shop_id = shop(work)
        consent = consented(work, owner_id, "relations")
        assert relate_declared(work, owner_id) == 2
    made = make_snapshot(house.engine, tmp_path, clerk.mode, NOW, 5)
    assert isinstance(made, Made)
    assert made.edges == 2
    serving, centres = Serving(house.engine, tmp_path), (f"subject:{owner_id}", f"subject:{shop_id}")
    with house.work(clerk) as work:
        assert len(serving.around(work, centres, Limits()).circles) == 3
        withdraw_consent(work, consent.id)
        assert len(serving.around(work, centres, Limits()).circles) == 2
