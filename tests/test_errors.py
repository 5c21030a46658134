"""The analyst's one error: every problem at once, grouped by file, with the place and the fix."""

import pytest

from socialroi.errors import InputError, Problem


def test_a_problem_names_place_finding_expectation_and_fix() -> None:
    problem = Problem("spend.csv", "'12.5.1'", "a number", "correct the cell", row=7, column="Cost")
    assert problem.sentence() == "row 7, column 'Cost': '12.5.1'; expected a number; correct the cell"


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        (Problem("a.csv", "no rows"), "no rows"),
        (Problem("a.csv", "no rows", row=0), "row 0: no rows"),
        (Problem("a.csv", "no rows", column="Day"), "column 'Day': no rows"),
        (Problem("a.csv", "no rows", fix="export it again"), "no rows; export it again"),
    ],
)
def test_what_is_not_known_is_left_out(problem: Problem, sentence: str) -> None:
    assert problem.sentence() == sentence


def test_the_dictionary_has_the_keys_of_check_json_in_order() -> None:
    row = Problem("a.csv", "'x'", "a number", "correct it", row=3, column="Cost").as_dict()
    assert row == {"file": "a.csv", "row": 3, "column": "Cost", "found": "'x'", "expected": "a number", "fix": "correct it"}
    assert list(row) == ["file", "row", "column", "found", "expected", "fix"]


def test_all_problems_are_told_at_once_by_file() -> None:
    error = InputError([Problem("b.csv", "two"), Problem("a.csv", "one"), Problem("b.csv", "three")])
    assert str(error) == "b.csv has 2 problems\n  - two\n  - three\na.csv has 1 problem\n  - one"
    assert len(error.problems) == 3
