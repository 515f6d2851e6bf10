"""Documentation that is tested: commands, settings, columns and links in it are real."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.export import file_name
from dashboard.filters import KEYS
from dashboard.schema import EVENTS, FILES
from dashboard.settings import PREFIX, Settings

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "data").glob("*.md")])
TEXTS = {page.relative_to(ROOT).as_posix(): page.read_text("utf-8") for page in PAGES}
EVERYTHING = "\n".join(TEXTS.values())
LATER: set[str] = set()
"""Files that the documentation may name before they are made."""

LINK = re.compile(r"(?<!`)\[[^\]]*\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def anchors(text: str) -> set[str]:
    """Give the anchors that a page's headings get on a forge."""
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(text))
    return {heading.strip().replace(" ", "-") for heading in plain}


def made_by_make() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("name", TEXTS)
def test_links_between_pages_lead_somewhere(name: str) -> None:
    folder = (ROOT / name).parent
    for target, anchor in LINK.findall(TEXTS[name]):
        path = (folder / target).resolve() if target else ROOT / name
        where = path.relative_to(ROOT).as_posix()
        assert path.exists() or where in LATER, f"{name} links to {target}, which is not there"
        if anchor:
            assert anchor in anchors(TEXTS[where]), f"{name} links to {target}#{anchor}"


def test_every_make_target_that_is_named_exists() -> None:
    named = set(re.findall(r"(?:`|^)make (?:[A-Z]+=\S+ )*([a-z]+)", EVERYTHING, re.MULTILINE))
    assert {"run", "test", "check", "clean"} <= named
    assert named <= made_by_make()


def test_ci_calls_what_the_readme_names() -> None:
    assert "make test" in TEXTS["README.md"]
    assert re.search(r"^make test$", (ROOT / ".ci" / "run").read_text("utf-8"), re.MULTILINE)


def test_every_setting_is_documented_and_every_documented_one_exists() -> None:
    fields = {PREFIX + field.name.upper() for field in dataclasses.fields(Settings)}
    assert (
        set(re.findall(r"^\| `(DASHBOARD_\w+)`", TEXTS["docs/running.md"], re.MULTILINE)) == fields
    )
    assert set(re.findall(rf"{PREFIX}[A-Z_]*[A-Z]", EVERYTHING)) <= fields


def test_every_column_of_a_download_is_documented() -> None:
    cells = re.findall(r"^\| ([a-z0-9_, ]+) \|", TEXTS["docs/downloads.md"], re.MULTILINE)
    named = {name.strip() for cell in cells for name in cell.split(",")} - {"column", "format", ""}
    assert named == {*EVENTS.names, "sources", "licence", "citation"}


def test_every_key_of_the_filter_is_documented() -> None:
    text = TEXTS["docs/interface.md"]
    table = text[text.index("## The filter") : text.index("## Addresses")]
    keys = [
        key for row in re.findall(r"^\| (`.+?) \|", table, re.MULTILINE) for key in row.split(", ")
    ]
    assert {key.strip("`") for key in keys} == set(KEYS)


def test_the_example_of_a_file_name_has_the_form_of_a_real_one() -> None:
    [example] = set(re.findall(r"conflict-events_\S+?\.csv", EVERYTHING))
    kinds = re.compile(r"\d{4}-\d\d-\d\d|\d+")
    real = file_name("Houthis", "csv", events=1)
    assert kinds.sub("#", example).startswith("conflict-events_#_to_#_houthis_#-events")
    assert real.startswith("conflict-events_houthis_")


def test_every_command_is_documented_and_every_documented_one_exists() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "dashboard", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    real = set(re.findall(r"^    ([a-z-]+)(?:  +\S|$)", run.stdout, re.MULTILINE))
    documented = set(re.findall(r"python -m dashboard ([a-z-]+)", EVERYTHING))
    assert real
    assert real == documented


def test_every_column_is_documented() -> None:
    text = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    parts = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    for title, table in [("The event table", EVENTS), *((f"{t.name}.csv", t) for t in FILES)]:
        documented = re.findall(r"^\| `(\w+)` \|", parts[title], re.MULTILINE)
        assert documented == table.names, title
