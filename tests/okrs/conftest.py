"""One set with one objective, two key results and the check-ins of an open quarter."""

import pytest

from . import objects


@pytest.fixture
def objective_set(partnership):
    return objects.make_set(partnership)


@pytest.fixture
def objective(objective_set):
    return objects.make_objective(objective_set)


@pytest.fixture
def key_result(objective):
    return objects.make_key_result(
        objective,
        bullets=[{"kind": "bullet", "level": 0, "text": "Single investment plan"}],
        due_text="by end of September",
    )


@pytest.fixture
def measure(key_result):
    return objects.make_measure(key_result)


@pytest.fixture
def check_in(key_result, measure, reporting_round, officer):
    return objects.make_check_in(key_result, reporting_round, asked=officer)
