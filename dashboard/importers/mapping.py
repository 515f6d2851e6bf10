"""Foreign words to ours, by tables that a person can read and correct: types, actors, columns."""

from __future__ import annotations

import csv
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.errors import ImportFileError
from dashboard.names import fold
from dashboard.schema import LIST_SEPARATOR

if TYPE_CHECKING:
    from pathlib import Path

FALLBACK_TYPE = "other_attack"
LONGEST_SLUG = 60
_BRACKETS = re.compile(r"\([^()]*\)")
_SLUG = re.compile(r"[^\w]+")


def rows(path: Path) -> list[dict[str, str]]:
    """
    Read a table of words.

    Parameters
    ----------
    path
        CSV file, UTF-8, with a header.

    Returns
    -------
    rows
        One a row, column name to cell.

    Raises
    ------
    ImportFileError
        If the file is missing.
    """
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))
    except FileNotFoundError as error:
        raise ImportFileError(f"{path} is missing; see docs/importing.md") from error


class TypeBook:
    """
    Foreign event types to ours, as ``data/mappings/event_types.csv`` says.

    Parameters
    ----------
    data
        Data folder.
    layout
        Whose types.
    """

    def __init__(self, data: Path, layout: str) -> None:
        told = rows(data / "mappings" / "event_types.csv")
        self._types = {
            (fold(row["foreign_type"]), fold(row["foreign_sub_type"])): row["event_type"]
            for row in told
            if row["layout"] == layout
        }
        self._own = {row["event_type"] for row in rows(data / "event_types.csv")}
        labels = rows(data / "event_types.csv")
        self._labels = {fold(row["label"]): row["event_type"] for row in labels}

    def find(self, foreign: str | None, sub: str | None = None) -> str | None:
        """
        Give our type for a foreign one.

        Parameters
        ----------
        foreign, sub
            Type and sub-type as they stand in the file, in any case.

        Returns
        -------
        event_type
            By both, else by the type alone, else by our own names; None where the table is silent.
        """
        first, second = fold(foreign or ""), fold(sub or "")
        for key in ((first, second), (first, "")):
            if key in self._types:
                return self._types[key]
        return self._own_type(foreign) or self._labels.get(first)

    def _own_type(self, foreign: str | None) -> str | None:
        return foreign if foreign in self._own else None

    def find_code(self, code: str | None) -> str | None:
        """
        Give our type for a hierarchical code: the row with the longest beginning of it.

        Parameters
        ----------
        code
            CAMEO event code, for example ``"0421"``; its leading zero counts.

        Returns
        -------
        event_type
            None where no beginning stands in the table.
        """
        for size in range(len(code or ""), 1, -1):
            if found := self._types.get(((code or "")[:size], "")):
                return found
        return None


@dataclass(frozen=True)
class Actor:
    """
    An actor as an event names it.

    Attributes
    ----------
    actor_id, name
        Id and canonical name.
    known
        Whether it stood in the actor table before the import.
    """

    actor_id: str
    name: str
    known: bool


class ActorBook:
    """
    Known actors and those an import brings.

    Parameters
    ----------
    data
        Data folder with ``actors.csv`` and ``mappings/actors.csv``.
    layout
        Whose names.
    dataset
        Where new actors come from; begins their ids.

    Notes
    -----
    A name is matched where, folded, it equals a canonical name, a verified alias that only one
    actor has, or a name in the mapping table, where ``(*)`` stands for any words in brackets, such
    as the years of a government; a name that stands there whole goes before. Anything else becomes
    an actor of its own: what merely looks alike is never merged.
    """

    def __init__(self, data: Path, layout: str, dataset: str) -> None:
        self._dataset = dataset
        self._by_name: dict[str, Actor] = {}
        known: dict[str, Actor] = {}
        shared: set[str] = set()
        for row in rows(data / "actors.csv"):
            actor = Actor(row["actor_id"], row["name"], known=True)
            known[actor.actor_id] = actor
            for name in {
                fold(n) for n in (row["name"], *row["aliases"].split(LIST_SEPARATOR)) if n
            }:
                if self._by_name.setdefault(name, actor) != actor:
                    shared.add(name)
        for name in shared:
            del self._by_name[name]
        self._by_name |= {fold(actor.name): actor for actor in known.values()}
        for row in rows(data / "mappings" / "actors.csv"):
            if row["layout"] == layout and row["actor_id"] in known:
                self._by_name[fold(row["foreign_name"])] = known[row["actor_id"]]
        self._new: dict[str, tuple[Actor, str]] = {}
        self._spelled: dict[str, Actor] = {}

    def find(self, name: str, kind: str = "") -> Actor:
        """
        Give the actor that a name means, a new one where nobody is known by it.

        Parameters
        ----------
        name
            Name as it stands in the file, not blank.
        kind
            Kind of actor as the dataset tells it; kept with a new actor.

        Returns
        -------
        actor
            The same for the same name, however often it is asked for.
        """
        if found := self._spelled.get(name):
            return found
        folded = fold(name) or name
        if found := self._by_name.get(folded) or self._by_name.get(
            fold(_BRACKETS.sub("(*)", name))
        ):
            self._spelled[name] = found
            return found
        actor = Actor(f"{self._dataset}:{slug(name)}", name, known=False)
        self._by_name[folded] = self._spelled[name] = actor
        self._new[actor.actor_id] = (actor, kind)
        return actor

    def take_new(self) -> list[tuple[Actor, str]]:
        """
        Give the actors added since this was last asked.

        Returns
        -------
        added
            Actors and their kinds, in the order they were met.
        """
        added, self._new = list(self._new.values()), {}
        return added


def slug(name: str) -> str:
    """
    Make an id out of a name.

    Parameters
    ----------
    name
        Any text, in any script.

    Returns
    -------
    slug
        Folded, joined with hyphens, at most `LONGEST_SLUG` characters and, where shortened, made
        distinct by twelve hexadecimal digits.
    """
    folded = fold(name)
    plain = _SLUG.sub("-", folded).strip("-")
    if plain and len(plain) <= LONGEST_SLUG and plain == folded.replace(" ", "-"):
        return plain
    mark = hashlib.blake2b(folded.encode(), digest_size=6).hexdigest()
    return f"{plain[: LONGEST_SLUG - 13].strip('-')}-{mark}".lstrip("-")


def column_names(data: Path) -> dict[str, str]:
    """
    Give the names by which spreadsheets call what we keep.

    Parameters
    ----------
    data
        Data folder.

    Returns
    -------
    names
        Folded name to field, as ``data/mappings/columns.csv`` says.
    """
    return {
        fold(name): row["field"]
        for row in rows(data / "mappings" / "columns.csv")
        for name in row["names"].split(LIST_SEPARATOR)
    }
