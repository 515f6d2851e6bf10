"""What the reader knows from data/extract: words, triggers, numbers, names; nothing is learned."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from dashboard.errors import DataError, Fault
from dashboard.extract.matching import openings
from dashboard.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class TriggerEntry:
    """
    One word or phrase that can tell of an event.

    Attributes
    ----------
    base
        The word it belongs to.
    pos
        noun or verb.
    family
        What kind of act, see docs/reading-reports.md.
    frame
        How its agent and target stand around it.
    strength
        strong, weak (needs a sign of violence near) or aux (never alone).
    """

    base: str
    pos: str
    family: str
    frame: str
    strength: str


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """
    One party.

    Attributes
    ----------
    name
        Canonical name.
    kind
        state, group, body or unknown.
    home
        ISO 3166-1 code of its country; None where it has none.
    """

    name: str
    kind: str
    home: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """
    The rule tables.

    Attributes
    ----------
    triggers
        Folded phrase to its entries (a form can be noun and verb).
    words
        Class to the words and phrases in it, lower case; also classes joined: "weapon", "hurt".
    numbers
        Number word to its value.
    actors
        Folded name to the party.
    states
        Country code to (state, army) names.
    demonyms
        Word in lower case to country code.
    name_heads
        (side, word in lower case) of what makes a place name part of another name.
    home_cues
        What is at work in one country only ("White Helmets"), as written, to its code.
    trigger_openings, actor_openings
        First words of what stands in `triggers` and `actors`.
    """

    triggers: Mapping[str, tuple[TriggerEntry, ...]]
    words: Mapping[str, frozenset[str]]
    numbers: Mapping[str, int]
    actors: Mapping[str, ActorEntry]
    states: Mapping[str, tuple[str, str]]
    demonyms: Mapping[str, str]
    name_heads: frozenset[tuple[str, str]]
    home_cues: Mapping[str, str]
    trigger_openings: frozenset[str]
    actor_openings: frozenset[str]

    def has(self, kind: str, word: str) -> bool:
        """Say whether a class of words holds a word."""
        return word in self.words[kind]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError([Fault(path.name, None, None, None, f"cannot be read: {error}")]) from error


def _triggers(folder: Path) -> dict[str, tuple[TriggerEntry, ...]]:
    found: dict[str, list[TriggerEntry]] = {}
    for row in _rows(folder / "triggers.csv"):
        entry = TriggerEntry(row["base"], row["pos"], row["family"], row["frame"], row["strength"])
        for form in row["forms"].split("|"):
            held = found.setdefault(fold(form), [])
            if entry not in held:
                held.append(entry)
    return {form: tuple(entries) for form, entries in found.items()}


def _words(folder: Path) -> dict[str, frozenset[str]]:
    words = {
        row["class"]: frozenset(word.lower() for word in row["words"].split("|"))
        for row in _rows(folder / "words.csv")
    }
    joined = {
        name: frozenset[str]().union(*(words[kind] for kind in kinds))
        for name, kinds in _TOGETHER.items()
    }
    return words | joined


def _actors(data: Path) -> dict[str, ActorEntry]:
    codes = {
        row["name"]: row["country_code"] for row in _rows(data / "gazetteer" / "countries.csv")
    }
    found: dict[str, ActorEntry] = {}
    for row in _rows(data / "actors.csv"):
        kind = row["actor_type"]
        plain = (
            "body"
            if kind.startswith(("reporting", "international"))
            else ("state" if "state" in kind or "coalition" in kind else "group")
        )
        entry = ActorEntry(row["name"], plain, codes.get(row["country"]))
        for name in (row["name"], *row["aliases"].split("|")):
            if name and fold(name) not in _TOO_LOOSE:
                found.setdefault(fold(name), entry)
    for row in _rows(data / "extract" / "actor_aliases.csv"):
        entry = ActorEntry(row["name"], row["kind"], row["home"] or None)
        for name in (row["name"], *row["aliases"].split("|")):
            if name:
                found[fold(name)] = entry
    return found


_TOGETHER: Mapping[str, tuple[str, ...]] = {  # classes that are often asked for as one
    "auxiliary": ("be", "have"),
    "verbal": ("be", "have", "say"),
    "hurt": ("killed", "injured"),
    "projectile": ("weapon_air", "weapon_shell"),
    "weapon": ("weapon_air", "weapon_shell", "weapon_ground", "weapon_sea"),
}
_TOO_LOOSE = frozenset(
    {
        "civilians",
        "residents",
        "iri",
        "merchant vessel",
        "commercial vessel",
        "commercial shipping",
        "us",
        "u s",
    }
)


@lru_cache(maxsize=4)
def load_tables(data: Path) -> Tables:
    """
    Read the rule tables, once a folder.

    Parameters
    ----------
    data
        The data folder, with extract/, gazetteer/ and actors.csv.

    Returns
    -------
    tables
        What the steps of the reader look words up in.

    Raises
    ------
    DataError
        If a table cannot be read.
    """
    folder = data / "extract"
    heads = frozenset(
        (row["side"], word.lower())
        for row in _rows(folder / "name_heads.csv")
        for word in row["words"].split("|")
    )
    demonyms = {
        word.lower(): row["country_code"]
        for row in _rows(folder / "demonyms.csv")
        for word in row["words"].split("|")
    }
    states = {
        row["country_code"]: (row["actor"], row["army"])
        for row in _rows(folder / "state_forces.csv")
    }
    numbers = {row["word"]: int(row["value"]) for row in _rows(folder / "number_words.csv")}
    cues = {
        word: row["country_code"]
        for row in _rows(folder / "home_cues.csv")
        for word in row["words"].split("|")
    }
    triggers, actors = _triggers(folder), _actors(data)
    return Tables(
        triggers,
        _words(folder),
        numbers,
        actors,
        states,
        demonyms,
        heads,
        cues,
        openings(triggers),
        openings(actors),
    )
