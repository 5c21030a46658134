"""What `make fuzz` does with each input works on the inputs that it starts from; the fuzzing itself runs by hand."""

import pytest
from one_input import read_one, seeds

SEEDS = seeds()


@pytest.mark.parametrize("name", SEEDS)
def test_an_input_to_start_from_is_read_without_a_finding(name: str) -> None:
    read_one(SEEDS[name])
