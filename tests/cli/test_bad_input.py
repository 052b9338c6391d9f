"""Bad input at the command line: a clear line and exit status 2, or a counted rejection; never a traceback, never a loss."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from wireroom import cli

GOOD = """Harbour fire leaves two injured in Port Wessel

PORT WESSEL, March 3 - Two people were injured when a fire broke out at a fish warehouse on Tuesday, police said.

"The fire was brought under control by noon," police spokeswoman Ana Brandt told reporters at the scene.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.txt").write_text(GOOD, "utf-8")
    return tmp_path


def briefed(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[dict[str, object], str]:
    """What `brief --format json` makes of a folder, and what it says on standard error."""
    status = cli.run(["brief", str(folder), "--format", "json", "--jobs", "1"])
    printed = capsys.readouterr()
    assert status == 0, printed.err
    return json.loads(printed.out), printed.err


HOSTILE: dict[str, tuple[str, bytes]] = {
    "empty": ("bad.txt", b""),
    "blank": ("bad.txt", b" \n\t\r\n "),
    "binary": ("bad.txt", bytes(range(256)) * 40),
    "three words": ("bad.txt", b"Fire in harbour"),
    "json of the wrong shape": ("bad.json", b'{"text": {"not": "a string"}}'),
    "json cut off": ("bad.json", b'{"text": "A report that never en'),
    "json nested deep": ("bad.json", b"[" * 100_000 + b"]" * 100_000),
    "a list of numbers": ("bad.json", b"[1, 2, 3]"),
    "not gzip": ("bad.jsonl.gz", b"plain text"),
    "another language": (
        "bad.txt",
        (
            b"Bei einem Brand in einem Lagerhaus am Hafen sind am Dienstag zwei Menschen verletzt worden, sagte die Polizei. "
            b"Das Feuer war gegen Mittag unter Kontrolle, sagte eine Sprecherin vor Ort."
        ),
    ),
    "unknown form": ("bad.xyz", b"something"),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_rejection_with_a_reason_and_the_others_are_still_read(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, body = HOSTILE[name]
    (folder / file).write_bytes(body)
    briefing, said = briefed(folder, capsys)
    rejected = briefing["rejected"]
    assert isinstance(rejected, list)
    assert len(rejected) >= 1
    assert all(item["reason"] and item["detail"] and item["uri"].startswith("bad") for item in rejected)
    assert briefing["unplaced"], "the good report was lost"
    assert f"{len(rejected)} left out" in said


WHOLE: dict[str, tuple[str, bytes]] = {
    "mixed encoding": ("other.txt", GOOD.encode() + "Le café est fermé, said the owner.\n".encode("latin-1")),
    "utf-16": ("other.txt", GOOD.encode("utf-16")),
    "unclosed html": ("other.html", b"<html><body><article><h1>Harbour fire<p>" + GOOD.replace("\n\n", "<p>").encode()),
    "ten thousand nested tags": ("other.html", b"<div>" * 10_000 + f"<p>{GOOD}</p>".encode()),
    "nul bytes and bidi controls": ("other.txt", GOOD.replace("police", "po\x00li\u202ece").encode()),
    "the same content": ("other.txt", GOOD.encode()),
}


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_odd_but_readable_or_rejected_and_counted(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, body = WHOLE[name]
    (folder / file).write_bytes(body)
    briefing, said = briefed(folder, capsys)
    rejected, unplaced, stories = briefing["rejected"], briefing["unplaced"], briefing["stories"]
    assert isinstance(rejected, list)
    assert isinstance(unplaced, list)
    assert isinstance(stories, list)
    reports = len(unplaced) + sum(len(story["reports"]) for story in stories)
    assert reports + len(rejected) == 2
    assert "2 received" in said
    assert not [item for item in rejected if item["reason"] == "failed"]


def test_fifty_megabytes_of_one_line_are_refused_quickly(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "huge.txt").write_bytes(b"word " * 10_000_000)
    briefing, _ = briefed(folder, capsys)
    assert [item["reason"] for item in briefing["rejected"]] == ["too_large"]  # type: ignore[attr-defined]


def test_a_bomb_is_not_inflated(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bomb.jsonl.gz").write_bytes(gzip.compress(b"0" * 300_000_000, 9))
    briefing, _ = briefed(folder, capsys)
    assert [item["reason"] for item in briefing["rejected"]] == ["too_large"]  # type: ignore[attr-defined]


def test_what_cannot_be_read_is_counted_and_nothing_hangs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "dangling.txt").symlink_to(folder / "gone.txt")
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop").symlink_to(folder)
    briefing, _ = briefed(folder, capsys)
    found = {item["uri"]: item["reason"] for item in briefing["rejected"]}  # type: ignore[attr-defined]
    assert found == {"dangling.txt": "unreadable", "pipe.txt": "unreadable"}


REFUSED = {
    "a path that is not there": ["brief", "no-such-file.txt"],
    "a settings file that is not there": ["brief", "{folder}", "--config", "no-such.toml"],
    "a model that is not installed": ["brief", "{folder}", "--model", "en_core_web_nowhere"],
    "an output that cannot be written": ["brief", "{folder}", "-o", "{folder}/no/such/place.txt"],
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_one_clear_line_and_status_two(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [part.format(folder=folder) for part in REFUSED[name]]
    assert cli.run([*arguments, "--quiet"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert said[0].startswith("wireroom: ")


def test_a_folder_of_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["brief", str(tmp_path), "--quiet"]) == 2
    assert "nothing to read" in capsys.readouterr().err


def test_nothing_of_a_report_reaches_the_terminal_as_a_control_code(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hostile = GOOD.replace("Two people", "\x1b[31mTwo\x1b[0m \u202epeople").replace(
        "police", "<script>alert(1)</script> police"
    )
    (folder / "a.txt").write_text(hostile, "utf-8")
    (folder / "b.txt").write_text(hostile.replace("Tuesday", "Monday"), "utf-8")
    assert cli.run(["brief", str(folder), "--quiet", "--jobs", "1"]) == 0
    assert not set(capsys.readouterr().out) & set("\x1b\x07\x00\u202e\u202d\u2066")
    assert cli.run(["brief", str(folder), "--quiet", "--jobs", "1", "--format", "html"]) == 0
    page = capsys.readouterr().out
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_help_is_quick_and_imports_nothing_heavy() -> None:
    code = "import sys; from wireroom import cli; cli.run([]); print(*sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"spacy", "numpy", "trafilatura", "wordllama", "jinja2", "rich", "wireroom.desk"}
    assert heavy & set(done.stderr.split()) == set()
    assert "brief" in done.stdout
