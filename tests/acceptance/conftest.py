"""The meetings of the acceptance tests, built once."""

import pytest
from points import Meetings


@pytest.fixture(scope="session")
def meetings(tmp_path_factory: pytest.TempPathFactory) -> Meetings:
    """The reference and the invented meetings."""
    return Meetings(tmp_path_factory.mktemp("points"))
