"""What the documents promise is there: commands, tasks, words, links; and the tree says nothing about a machine."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from wireroom import cli
from wireroom.model import Reading

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    path for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/README.md")] if path.is_file()
)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", document.read_text("utf-8")):
        if "://" not in target:
            assert (document.parent / target).exists(), f"{document.name} links to {target}"


def test_the_readme_shows_the_two_commands_and_every_command() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "make demo" in readme
    assert "make test" in readme
    choices = next(action.choices for action in cli._parser()._actions if action.choices)
    for command in choices:
        assert f"wireroom {command}" in readme, f"README does not show {command}"


def test_every_task_of_the_makefile_says_what_it_does() -> None:
    tasks = re.findall(r"^([a-z]+):(.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert {"demo", "test", "lint", "gate", "bench", "docs"} <= {name for name, _ in tasks}
    assert all("## " in rest for _, rest in tasks)


def test_no_path_of_a_machine_is_tracked() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if tracked.returncode != 0:
        pytest.skip("not a git checkout")
    pattern = re.compile(r"/(?:root|home/[a-z]+|work)/")
    for name in tracked.stdout.splitlines():
        path = ROOT / name
        if path.suffix in {".py", ".toml", ".md", ".yaml", ".html", ".txt"} and path != Path(__file__):
            assert not pattern.search(path.read_text("utf-8", errors="replace")), name


def test_modules_stay_readable() -> None:
    long = {path.name: count for path in ROOT.glob("src/**/*.py") if (count := len(path.read_text("utf-8").splitlines())) > 400}
    assert long == {}


def test_nouns_explain_themselves() -> None:
    assert Reading.__doc__
    assert "in order of the text" in Reading.__doc__
