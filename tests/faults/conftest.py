"""A server with the town's templates, for the faults of lending."""

from collections.abc import Iterator

import pytest

from tests.simulation.houses.cluster import Cluster, cluster
from tests.simulation.houses.templates import make_templates


@pytest.fixture(scope="session")
def town_server() -> Iterator[Cluster]:
    """One embedded PostgreSQL with a migrated database of every house."""
    with cluster() as server:
        make_templates(server)
        yield server
