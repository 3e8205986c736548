"""The log never grows without end, and a report that is handed on names nobody."""

from __future__ import annotations

import pytest

from planner.store import log
from planner.store.folders import log_file
from planner.store.report import impersonal, report, trace_of


def test_an_entry_stands_in_the_log_with_its_time(home):
    assert log.note("something\nof two lines") == log_file()
    assert home in log_file().parents
    assert log.note("another") == log_file()
    words = log_file().read_text("utf-8")
    assert words.startswith("20")
    assert "something\nof two lines\n" in words
    assert words.endswith("another\n")


def test_a_log_that_is_full_is_set_aside_and_the_oldest_goes(tmp_path, monkeypatch):
    monkeypatch.setattr(log, "MAX_BYTES", 1000)
    path = tmp_path / "planner.log"
    for number in range(100):
        assert log.note(f"entry {number} " + "x" * 90, path) == path
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["planner.log", "planner.log.1", "planner.log.2", "planner.log.3"]
    assert all(file.stat().st_size <= 1000 for file in files)
    assert "entry 99" in path.read_text("utf-8")


def test_what_is_no_text_is_logged_all_the_same(tmp_path):
    assert log.note("a name like \udce4", tmp_path / "log")
    assert "\\udce4" in (tmp_path / "log").read_text("utf-8")


def test_a_log_that_cannot_be_written_is_none(tmp_path):
    (tmp_path / "file").write_text("")
    assert log.note("words", tmp_path / "file" / "log") is None
    (tmp_path / "log").mkdir()
    assert log.note("words", tmp_path / "log") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("open('/home/anna/plans/a.aiplan')", "open('~/plans/a.aiplan')"),
        ("/home/annabel/x", "/home/annabel/x"),
        ("Anna said so, not Annabel", "<user> said so, not Annabel"),
        ("/srv/data/anna/x", "/srv/data/<user>/x"),
        ("/media/secret.aiplan", "<plan>"),
    ],
)
def test_home_user_and_plan_are_taken_out_of_a_text(monkeypatch, text, expected):
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, "/home/anna")
    monkeypatch.setattr("getpass.getuser", lambda: "anna")
    assert impersonal(text, ["/media/secret.aiplan"]) == expected


def test_a_windows_home_is_taken_out_however_it_is_written(monkeypatch):
    monkeypatch.setattr("os.path.expanduser", lambda _path: "C:\\Users\\Anna")
    monkeypatch.setattr("os.path.realpath", lambda path: path)
    monkeypatch.setattr("getpass.getuser", lambda: "Anna")
    for path in (r"C:\Users\Anna\a.py", r"'C:\\Users\\Anna\\a.py'", "C:/Users/Anna/a.py", r"c:\users\anna\a.py"):
        assert "anna" not in impersonal(path).casefold()
        assert "~" in impersonal(path)


def test_a_user_without_a_name_is_no_obstacle(monkeypatch):
    def nobody():
        raise KeyError("getpwuid(): uid not found: 12345")

    monkeypatch.setattr("getpass.getuser", nobody)
    try:
        raise ValueError("a reason")
    except ValueError as error:
        words = report(trace_of(error), ["Qt 6"])
    assert words.startswith("AI Energy Planner ")
    assert "Qt 6\n" in words
    assert words.endswith("ValueError: a reason\n")
