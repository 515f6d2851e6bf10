"""How a text is laid out changes nothing of what it tells: lists, broken lines, datelines, diaries."""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dashboard.extract import read_report
from dashboard.extract.flow import flowing
from tests.told import events

if TYPE_CHECKING:
    from benchmarks.reports import Read

REPORTS = Path(__file__).parent / "reports" / "tuning"
TOLD = (
    "Israeli jets bombed a depot in Masyaf on Monday, killing three people.",
    "Hezbollah fired rockets at Kiryat Shmona on Tuesday.",
    "A drone hit a tanker in the Red Sea on Wednesday, the UKMTO said.",
)
LINES = "\n".join(TOLD)
LAYOUTS = {
    "one paragraph": " ".join(TOLD),
    "paragraphs": "\n\n".join(TOLD),
    "bullets": "\n".join(f"- {told}" for told in TOLD),
    "dots": "\n".join(f"• {told}" for told in TOLD),
    "numbers": "\n".join(f"{n}. {told}" for n, told in enumerate(TOLD, 1)),
    "letters": "\n".join(f"({c}) {told}" for c, told in zip("abc", TOLD, strict=True)),
    "times": "\n".join(f"1{n}:15 {told}" for n, told in enumerate(TOLD)),
    "dateline": f"BEIRUT, Feb 8 (Agency) - {' '.join(TOLD)}",
    "dateline with a bar": f"BEIRUT | {' '.join(TOLD)}",
    "dateline in brackets": f"(Beirut, 8 February 2024) – {' '.join(TOLD)}",
    "dateline with a colon": f"Beirut: {' '.join(TOLD)}",
    "byline": f"By Rania Khoury\nBeirut correspondent\n\n{LINES}",
    "headline": f"STRIKES ACROSS THE REGION\n{LINES}",
    "bold": f"**Syria.** {TOLD[0]}\n\n**Israel.** {TOLD[1]}\n\n{TOLD[2]}",
    "Markdown": "# Strikes\n\n" + "\n\n".join(f"> {told}" for told in TOLD),
    "broken lines": textwrap.fill(" ".join(TOLD), 48),
    "diary": (
        "Monday, Feb 5\nIsraeli jets bombed a depot in Masyaf, killing three people.\n\n"
        "Tuesday, Feb 6\nHezbollah fired rockets at Kiryat Shmona.\n\n"
        "Wednesday, Feb 7\nA drone hit a tanker in the Red Sea, the UKMTO said."
    ),
    "possessive": LINES.replace("Israeli", "Israel’s"),
}


def told_in(found: list[dict[str, Any]]) -> list[tuple[object, ...]]:
    return [
        (e["place_name"], e["event_type"], e["date_start"], e["date_end"], len(e["casualties"]))
        for e in found
    ]


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_every_layout_tells_the_same(text: str) -> None:
    assert [told[:3] for told in told_in(events(text))] == [
        ("Masyaf", "air_drone_strike", "2024-02-05"),
        ("Kiryat Shmona", "shelling_missile", "2024-02-06"),
        ("Red Sea", "attack_on_shipping", "2024-02-07"),
    ]


def _paragraphed() -> list[Path]:
    # Reports whose paragraphs all have a blank line between them.
    paths = sorted(REPORTS.glob("*.txt"))
    texts = [(path, path.read_text(encoding="utf-8").strip()) for path in paths]
    return [p for p, text in texts if not re.search(r"[^\n]\n[^\n]", text)]


@pytest.mark.parametrize("width", [60, 76, 100])
@pytest.mark.parametrize("path", _paragraphed()[::12], ids=lambda path: path.stem)
def test_lines_broken_at_a_width_change_nothing(
    path: Path, width: int, tuning: dict[str, Read]
) -> None:
    whole = tuning[path.stem]
    lines = (textwrap.fill(line, width, break_on_hyphens=False) for line in whole.text.split("\n"))
    day = dt.date.fromisoformat(whole.gold["published"])
    broken = read_report("\n".join(lines), day, title=whole.gold.get("title"))
    assert told_in(broken["events"]) == told_in(whole.proposed["events"])


@pytest.mark.parametrize(
    "text",
    [
        LINES,
        "Rocket hits Taji camp\nDrone falls near Erbil base\nShells land in Mosul\nTwo die in Basra",
        "Short.\nLines.\n",
        "",
    ],
)
def test_lines_that_are_paragraphs_stay_apart(text: str) -> None:
    assert flowing(text) == text


def test_nothing_is_moved() -> None:
    text = textwrap.fill(" ".join(TOLD) * 3, 50) + "\n\n**Bold** text"
    assert len(flowing(text)) == len(text)


def test_a_day_on_the_next_line_is_no_item_of_a_list() -> None:
    text = "\n".join(["the men were killed in the town of Homs on July", "22. Nobody claimed"] * 3)
    assert flowing(text).startswith(text.splitlines()[0] + " 22. Nobody")


def test_line_ends_of_two_letters_are_joined_too() -> None:
    text = textwrap.fill(" ".join(TOLD) * 3, 50)
    assert "\r" not in flowing(text.replace("\n", "\r\n")).strip()
    assert len(flowing(text.replace("\n", "\r\n"))) == len(text) + text.count("\n")
