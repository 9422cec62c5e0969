from pathlib import Path

from tests.evaluations.verse.orders import Order
from tests.evaluations.verse.works import ATELIER, BASELINE, Work, WorksFile

_COMET, _ECHO = Order("haiku", "a comet", 1), Order("haiku", "an echo", 2)


def test_works_are_kept(tmp_path: Path) -> None:
    file = WorksFile(tmp_path / "new" / "works.jsonl")
    works = [
        Work(ATELIER, _COMET, "The sea —\nthe shore", "Coast", None, 1.5, -2.25, 0.5),
        Work(BASELINE, _ECHO, None, error="BackendFailed: no"),
    ]
    for work in works:
        file.add(work)
    assert file.works([_COMET, _ECHO]) == works
    assert file.works([_ECHO]) == works[1:]


def test_what_is_there_is_not_missing_failed_works_included(tmp_path: Path) -> None:
    file = WorksFile(tmp_path / "works.jsonl")
    assert file.missing(ATELIER, [_COMET, _ECHO]) == [_COMET, _ECHO]
    file.add(Work(ATELIER, _COMET, None, error="BackendFailed: no"))
    assert file.missing(ATELIER, [_COMET, _ECHO]) == [_ECHO]
    assert file.missing(BASELINE, [_COMET]) == [_COMET]


def test_half_a_line_of_a_run_that_was_killed_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "works.jsonl"
    file = WorksFile(path)
    file.add(Work(ATELIER, _COMET, "The sea"))
    path.write_text(path.read_text() + '{"maker": "atel')
    file.add(Work(ATELIER, _ECHO, "The shore"))
    assert [work.text for work in file.works([_COMET, _ECHO])] == ["The sea", "The shore"]
