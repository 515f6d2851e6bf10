from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from dashboard.importers.mapping import ActorBook, TypeBook, rows, slug

if TYPE_CHECKING:
    from pathlib import Path


IRGC = "islamic-revolutionary-guard-corps"


@pytest.fixture
def folder(tmp_path: Path, data: Path) -> Path:
    """Make a data folder with two actors that share an alias."""
    shutil.copytree(data / "mappings", tmp_path / "mappings")
    header = (data / "actors.csv").read_text("utf-8").split("\n", 1)[0]
    (tmp_path / "actors.csv").write_text(
        f"{header}\nnorth,Front of the North,The Front|Northerners,,,,,,\n"
        "south,Front of the South,The Front|Front of the North,,,,,,\n"
    )
    return tmp_path


def test_an_alias_that_two_actors_have_is_nobodys(folder: Path) -> None:
    book = ActorBook(folder, "acled", "desk")
    assert book.find("the front").actor_id == "desk:the-front"
    assert book.find("NORTHERNERS").actor_id == "north"
    assert book.find("Front of the North").actor_id == "north"
    assert [actor.actor_id for actor, _ in book.take_new()] == ["desk:the-front"]
    assert book.take_new() == []


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("Military Forces of Israel (2022-)", "israel"),
        ("Military Forces of Israel (1999-2001)", "israel"),
        ("Military Forces of Yemen (2022-)", "yemen-internationally-recognised-government"),
        ("Military Forces of Yemen (2016-) Supreme Political Council", "houthis"),
        ("Military Forces of Yemen (1990-2012)", None),
        ("Military Forces of Syria (2024-)", None),
        ("Military Forces of Israel", None),
        ("Civilians (Iraq)", "civilians"),
        ("Military Forces of Iran (1989-) Islamic Revolutionary Guard Corps", IRGC),
        ("Military Forces of Iran (1989-) Special Forces", None),
    ],
)
def test_brackets_count_unless_the_table_says_otherwise(
    name: str, actor: str | None, data: Path
) -> None:
    found = ActorBook(data, "acled", "acled").find(name)
    assert found.actor_id == actor if actor else not found.known


def test_every_mapped_type_and_actor_exists(data: Path) -> None:
    types = {row["event_type"] for row in rows(data / "event_types.csv")}
    mapped = rows(data / "mappings" / "event_types.csv")
    assert {row["event_type"] for row in mapped} <= types
    keys = [(row["layout"], row["foreign_type"], row["foreign_sub_type"]) for row in mapped]
    assert len(keys) == len(set(keys))
    actors = {row["actor_id"] for row in rows(data / "actors.csv")}
    assert {row["actor_id"] for row in rows(data / "mappings" / "actors.csv")} <= actors


@pytest.mark.parametrize("word", ["Protests", "Battles", "Riots", "Air strikes", "fighting"])
def test_a_spreadsheet_may_say_it_in_the_plural(word: str, data: Path) -> None:
    assert TypeBook(data, "spreadsheet").find(word) not in {None, "other_attack"}
    actors = {row["actor_id"] for row in rows(data / "actors.csv")}
    assert {row["actor_id"] for row in rows(data / "mappings" / "actors.csv")} <= actors


def test_types_are_found_by_both_words_then_by_one(data: Path) -> None:
    book = TypeBook(data, "acled")
    assert book.find("STRATEGIC DEVELOPMENTS", "disrupted weapons use") == "interception"
    assert book.find("Strategic developments", "invented") == "strategic_development"
    assert book.find("air_drone_strike") == "air_drone_strike"
    assert book.find("Air or drone strike") == "air_drone_strike"
    assert book.find("invented") is None
    assert book.find(None) is None


@pytest.mark.parametrize("name", ["قوات وهمية", "A" * 300, "?!", "a/b c", "Élan"])
def test_ids_are_short_stable_and_distinct(name: str) -> None:
    assert slug(name) == slug(name)
    assert 0 < len(slug(name)) <= 60
    assert slug(name) != slug(f"{name} x")
