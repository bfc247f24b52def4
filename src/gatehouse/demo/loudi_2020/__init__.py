"""The demo city "loudi-2020": built from a seed, told in dated steps, written as the workbooks of seven reporters.

演示数据 纯属虚构: campuses, people and all figures but the published ones are invented.
"""

from __future__ import annotations

from gatehouse.demo.loudi_2020.books.write import WrittenBook, write_workbooks
from gatehouse.demo.loudi_2020.city import build_city
from gatehouse.demo.loudi_2020.scenario import Scenario, load_scenario
from gatehouse.demo.loudi_2020.story import changes
from gatehouse.demo.loudi_2020.types import Campus, Change, ChangeKind, City, Guard

__all__ = [
    "Campus",
    "Change",
    "ChangeKind",
    "City",
    "Guard",
    "Scenario",
    "WrittenBook",
    "build_city",
    "changes",
    "load_scenario",
    "write_workbooks",
]
