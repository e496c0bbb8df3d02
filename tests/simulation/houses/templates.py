"""The template databases of a run: made once, copied for every seed."""

from tests.simulation.houses.cluster import Cluster
from tests.simulation.houses.opening import PLACES, make_template


def make_templates(server: Cluster) -> None:
    """One for the platform and one for every institution."""
    for code in PLACES:
        make_template(server, code)
