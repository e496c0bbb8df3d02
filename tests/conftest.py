"""Furniture that many tests share."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The public data sets that lie beside the checkout; where they are absent, the test says so and skips."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the public data sets are not beside this checkout (../shared/data)")
    return folder
