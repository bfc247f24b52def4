"""Problems are plain data."""

from __future__ import annotations

import json
from dataclasses import asdict

from gatehouse.kernel.problem import Place, Problem, Severity


def test_problem_is_an_error_nowhere_in_particular_unless_said() -> None:
    problem = Problem("bad-check-digit")
    assert (problem.severity, problem.place, problem.value, problem.params) == (Severity.ERROR, Place(), "", {})


def test_problems_do_not_share_their_params() -> None:
    first, second = Problem("a"), Problem("a")
    first.params["limit"] = 3
    assert second.params == {}


def test_problem_survives_being_kept_as_json() -> None:
    problem = Problem("too-long", Place("东县.xlsx", "学校", 7, "C", "学校名称"), "…", Severity.WARNING, {"limit": 128})
    kept = json.loads(json.dumps(asdict(problem)))
    again = Problem(kept["code"], Place(**kept["place"]), kept["value"], Severity(kept["severity"]), kept["params"])
    assert again == problem
