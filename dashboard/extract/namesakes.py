"""What a report names beside a place, to tell which of several places of one name is meant."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from dashboard.extract.bearings import distance_km
from dashboard.extract.lexicon import vocabulary
from dashboard.names import fold, without_article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dashboard.extract.naming import PlaceMention
    from dashboard.extract.placebook import Candidate
    from dashboard.extract.tables import Tables

LARGE = 500_000
REGION = vocabulary(
    "IQ SY YE JO IL PS LB SA IR KW TR EG OM AE SD ER DJ SO ET BH QA CY SS LY UA RU AF PK AZ",
    "AM GE KE ML BF NE NG TD CF CD MZ MM",
)
APART_KM = 60.0
NEAR_KM = ((40.0, 4.0), (100.0, 3.0), (250.0, 1.0))
FAR_DEG = 2.3  # of latitude: more than the last of these
WITHIN = 4.0
FURTHER = 0.5
ALONE_KM = 400.0
MANY = 2
UNNAMED = 6.0
UNLIKE = 4.0
ALIKE = 0.5
GUESSED = "guessed between places of one name"


@dataclass(frozen=True, slots=True)
class Scene:
    """
    Where a report takes place, by all that it names.

    Attributes
    ----------
    votes
        Country code to its weight.
    own
        Folded name to the part of `votes` that its own mentions gave.
    points
        Folded name and place where a name has one meaning, to the sentences that name it.
    hints
        Countries that a dateline names: they only decide where nothing else does.
    """

    votes: Counter[str]
    own: Mapping[str, Counter[str]] = field(default_factory=dict)
    points: Mapping[tuple[str, Candidate], frozenset[int]] = field(default_factory=dict)
    hints: frozenset[str] = frozenset()

    def others(self, mention: PlaceMention) -> Counter[str]:
        """Give the weight of each country without what the name itself gave."""
        rest = self.votes - self.own.get(fold(mention.text), Counter())
        rest["PS"] = max(rest["PS"], rest["IL"])  # "Israeli troops shot a youth near Ariha"
        return rest

    def nearness(self, place: Candidate, mention: PlaceMention, here: int) -> float:
        """Weigh how near a place is to others that the report names."""
        key, best = fold(mention.text), 0.0
        for (name, other), told in self.points.items():
            if name != key:
                value = _near(place, other)
                beside = not told.isdisjoint((here - 1, here, here + 1))
                best = max(best, value if beside else value * FURTHER)
        return best

    def alone(self, place: Candidate, mention: PlaceMention) -> bool:
        """Say whether a place lies far from all others that the report names."""
        key = fold(mention.text)
        far = {
            name: distance_km(place.lon, place.lat, other.lon, other.lat)
            for (name, other), told in self.points.items()
            if name != key and max(told) >= 0
        }
        return len(far) >= MANY and min(far.values()) > ALONE_KM


def _near(place: Candidate, other: Candidate) -> float:
    if _in(place, other):
        return WITHIN
    if other.layer == "admin1" and (place.area_id or place.lies_in):
        return 0.0
    if abs(place.lat - other.lat) > FAR_DEG:
        return 0.0
    far = distance_km(place.lon, place.lat, other.lon, other.lat)
    return next((worth for limit, worth in NEAR_KM if far < limit), 0.0)


def scene_of(
    places: Sequence[Sequence[PlaceMention]],
    extra: Iterable[str],
    homes: Iterable[str | None],
    hints: Iterable[PlaceMention] = (),
) -> Scene:
    """
    Weigh which countries a report is about.

    Parameters
    ----------
    places
        The places of each sentence.
    extra
        Country codes of demonyms.
    homes
        Home countries of the parties, None where unknown.
    hints
        Places of the datelines.

    Returns
    -------
    scene
        Weights and known points.
    """
    votes: Counter[str] = Counter()
    own: dict[str, Counter[str]] = {}
    points: dict[tuple[str, Candidate], set[int]] = {}
    for index, mentions in enumerate(places):
        for mention in mentions:
            key, given = fold(mention.text), Counter(dict(_votes(mention)))
            votes.update(given)
            own.setdefault(key, Counter()).update(given)
            for place in _meant(mention):
                points.setdefault((key, place), set()).add(index)
    votes.update(extra)
    votes.update(home for home in homes if home)
    told = [(fold(h.text), place) for h in hints for place in _meant(h)]
    for key, place in told:
        points.setdefault((key, place), set()).add(-9)
    held = {known: frozenset(indices) for known, indices in points.items()}
    return Scene(votes, own, held, frozenset(p.country for _, p in told if p.country))


def _votes(mention: PlaceMention) -> Iterator[tuple[str, int]]:
    top = mention.candidates[0]
    if top.layer in {"country", "admin1"} and top.country:
        yield top.country, 3
    elif (
        top.country and top.population > LARGE and len({c.country for c in mention.candidates}) == 1
    ):
        yield top.country, 2
    else:
        for country in {c.country for c in mention.candidates if c.country in REGION}:
            yield str(country), 1


def _meant(mention: PlaceMention) -> list[Candidate]:
    # The province, the town of its name, or both, that a name means without doubt.
    top = mention.candidates[0]
    if top.layer in {"country", "sea"}:
        return []
    if top.layer == "admin1":
        return [top, *[c for c in mention.candidates if c.layer == "city" and _in(c, top)][:1]]
    held = sorted(mention.candidates, key=lambda c: -c.population)
    if len(held) > 1 and held[0].population <= LARGE:
        far = (distance_km(held[0].lon, held[0].lat, c.lon, c.lat) for c in held[1:])
        if any(km > APART_KM for km in far):
            return []
    return held[:1]


def _in(place: Candidate, area: Candidate) -> bool:
    inside = area.layer == "admin1" and area.area_id is not None
    return inside and area.area_id in {place.area_id, place.lies_in}


def cued(text: str, tables: Tables) -> list[str]:
    """
    Find what is at work in one country only: "the White Helmets said".

    Parameters
    ----------
    text
        The report.
    tables
        Rule tables.

    Returns
    -------
    codes
        Country codes, one for each such name.
    """
    names = (n for n in tables.home_cues if n in text)
    return [tables.home_cues[n] for n in names if re.search(rf"(?<!\w){re.escape(n)}(?!\w)", text)]


def another_name(mention: PlaceMention, place: Candidate) -> bool:
    """
    Say whether a place is found by a name quite unlike its own: Kaymas as "Arman".

    Parameters
    ----------
    mention
        The name in the text.
    place
        What it may mean.

    Returns
    -------
    unlike
        False for spellings of one name.
    """
    one, other = _consonants(mention.text), _consonants(place.name)
    return one != other and SequenceMatcher(None, one, other).ratio() < ALIKE


def _consonants(name: str) -> str:
    return _SOUNDS.sub("", without_article(fold(name)).translate(_SAME))


_SAME = str.maketrans("qczgdv", "kksjtf")
_SOUNDS = re.compile(r"[aeiouhwy\s]+|(.)(?=\1)")
