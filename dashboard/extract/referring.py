"""What a sentence names by pointing back: "the same province", "its airport", "another fell"."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from dashboard.extract.document import written
from dashboard.extract.lexicon import vocabulary
from dashboard.extract.namesakes import GUESSED, REGION
from dashboard.extract.naming import TOLD_BEFORE, meaning
from dashboard.extract.ship_names import FLAGGED
from dashboard.extract.states import SEATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.clauses import Frame, Marked
    from dashboard.extract.coreference import Story
    from dashboard.extract.document import Word
    from dashboard.extract.naming import PlaceMention
    from dashboard.extract.placebook import PlaceBook
    from dashboard.extract.tables import Tables

_TOWNS = vocabulary("city town village")
_PROVINCES = vocabulary("governorate province region oblast county")
_SPOTS = vocabulary(
    "base camp airport airfield port prison hospital refinery plant crossing checkpoint district",
    "quarter neighbourhood neighborhood suburb hills hill mountains valley spot place area village",
    "town city island road location position",
)
_WATERS = vocabulary("waters sea strait gulf channel waterway")
_ANY_WATERS = vocabulary("waters sea")
_HOUSES = vocabulary(
    "academy university headquarters base market mosque cathedral stadium",
    "airport airfield port harbour harbor refinery depot station hospital barracks prison",
)
_AT = vocabulary("in of at inside outside around over near on into across")
_ALL_OVER = vocabulary("across throughout around")
_POINTING = vocabulary("same that this above")
_SITE_M = 5_000.0
_THERE = frozenset({"loc", "object", "parent"})
OPENING = 6


@dataclass(slots=True)
class Told:
    """
    The places that a report named last, each of its kind.

    Attributes
    ----------
    town
        A town or a point in one.
    area
        A first-level area.
    spot
        Any point.
    sea
        A sea, or a point in one.
    last
        What the last sentence with a place is about.
    country, land
        That of the first town, and as a place: "across the country".
    kinds
        The last sea that each word of a sea's name belongs to: "strait", "gulf".
    """

    town: PlaceMention | None = None
    area: PlaceMention | None = None
    spot: PlaceMention | None = None
    sea: PlaceMention | None = None
    last: PlaceMention | None = None
    country: str | None = None
    land: PlaceMention | None = None
    kinds: dict[str, PlaceMention] = field(default_factory=dict)

    def remember(self, places: Sequence[PlaceMention], book: PlaceBook) -> None:
        """Take note of the places of a sentence, each with its role."""
        known = [p for p in places if p.place.population >= 0]
        here = [p for p in known if p.role in _THERE]
        town = next((p for p in here if p.place.layer == "city"), None)
        if town is not None:
            self.country = self.country or town.place.country
            around = book.country(self.country or "")
            self.land = self.land or (meaning(town, around) if around is not None else None)
            around = book.area(town.place.area_id or town.place.lies_in or "")
            if around is not None and around.country == self.country:
                self.area = meaning(town, around)  # "in Marib. In the same province"
        for place in here:
            if place.precision == "admin1" and place.place.layer == "admin1":
                self.area = place
            elif place.place.layer == "sea":
                self.sea = place
                self.kinds |= dict.fromkeys(place.place.name.lower().split(), place)
        topics = [p for p in known if p.first <= OPENING and _topic(p)]
        topics = topics or [p for p in known if p.role == "answered"]  # "It was revenge for Nyala"
        self._remember_points([p for p in here or topics if not _wide(p)])
        named = [p for p in here if p.role != "parent"] or topics
        named = [p for p in named if p.place.country in {None, *REGION}]
        self.last = named[0] if named else self.last

    def _remember_points(self, points: Sequence[PlaceMention]) -> None:
        # The first one: "Derna, between Benghazi and Tobruk, was attacked" is about Derna.
        own = [p for p in points if p.role != "parent"] or points
        self.spot = own[0] if own else self.spot
        towns = [p for p in own if p.place.layer == "city" and p.precision != "relative"]
        self.town = towns[0] if towns else self.town


def _topic(place: PlaceMention) -> bool:
    # "Port Sudan had been the one city that the war had not touched", but no government's seat.
    town = place.role == "actor" and place.place.layer == "city"
    named = place.role == "none" and not place.is_area
    return (town or named or place.role == "weak") and place.name not in SEATS


def _wide(place: PlaceMention) -> bool:
    return place.is_area or place.place.layer == "sea"


def referred(
    words: Sequence[Word], places: Sequence[PlaceMention], told: Told, tables: Tables
) -> list[PlaceMention]:
    """
    Find what points back to a place told before.

    Parameters
    ----------
    words
        Words of a sentence.
    places
        The places that it names itself.
    told
        The places told before it.
    tables
        Rule tables.

    Returns
    -------
    mentions
        Without role, at the place meant; none where nothing fits.
    """
    taken = {k for p in places for k in range(p.first, p.last)}
    towns = [p for p in places if _town_here(p, words)]
    here = told
    found: list[PlaceMention] = []
    for at, word in enumerate(words):
        if at in taken or not at:
            continue
        while towns and towns[0].last < at:
            here = replace(told, town=towns.pop(0))
        meant, first = _meant(words, at, here)
        if meant is None and _struck_town(words, at, tables):
            meant, first = here.town, at - 1
        if word.low == "there" and _adverb(words, at, places):
            meant, first = told.last, at
        if meant is None or _named_next(words, at) or _of_somebody(words, at, tables):
            continue
        exact = word.low in _HOUSES
        guess = f"{meant.doubt}; " if meant.doubt.startswith(GUESSED) else ""
        found.append(
            replace(
                meant,
                first=first,
                last=at + 1,
                start=words[first].start,
                end=word.end,
                text=written(words[first : at + 1]),
                role="none",
                doubt=f"{guess}{word.low} {TOLD_BEFORE}",
                precision="exact" if exact and meant.precision == "city" else meant.precision,
                precision_m=_SITE_M if exact else meant.precision_m,
            )
        )
    return found


def _town_here(place: PlaceMention, words: Sequence[Word]) -> bool:
    # "Doctors in Irbin say that shells landed in the town": that of the sentence itself.
    named = place.place.layer == "city" and place.precision != "relative"
    placed = place.first > 0 and words[place.first - 1].low in _AT
    return named and placed and place.name not in SEATS


def _struck_town(words: Sequence[Word], at: int, tables: Tables) -> bool:
    # "a shell had hit the town".
    hit = at > 1 and words[at - 2].low in tables.triggers
    return hit and words[at].low in _TOWNS and words[at - 1].low == "the"


def _adverb(words: Sequence[Word], at: int, places: Sequence[PlaceMention]) -> bool:
    # "a salvo damaged a bakery there", not "there were", nor where the sentence names the place.
    after = words[at + 1].low if at + 1 < len(words) else ""
    named = any(p.last <= at for p in places)
    return after not in _EXISTS and words[at - 1].low not in _GOES and not named


_EXISTS = vocabulary("is are was were has have had will would may might could can seems remain 's")
_GOES = vocabulary(
    "get got go went gone goes came come arrive arrived arriving sent out over be is are was were",
    "moved moving fled fleeing",
)


def _meant(words: Sequence[Word], at: int, told: Told) -> tuple[PlaceMention | None, int]:
    low, before = words[at].low, words[at - 1].low
    pointing = before in _POINTING and (before != "same" or at > 1)
    if pointing and low in _PROVINCES:
        return told.area, at - 1
    if pointing and low in _TOWNS:
        return told.town, at - 1
    if (pointing or before in {"these", "those"}) and low in _WATERS:
        return told.kinds.get(low, told.sea if low in _ANY_WATERS else None), at - 1
    if low == "country" and before == "the" and words[max(0, at - 2)].low in _ALL_OVER:
        return told.land, at - 1  # "nine policemen were killed in attacks across the country"
    over = before == "the" and words[max(0, at - 2)].low in _AT | {"over", "across"}
    if over and told.sea is not None and low in told.sea.name.lower().split():
        return told.sea, at - 1  # "over the strait", of the Strait of Hormuz
    if pointing and low in _SPOTS:
        return told.spot, at - 1
    if low in _TOWNS and before == "the" and words[max(0, at - 2)].low in _AT:
        return told.town, at - 1
    if low in _HOUSES:
        owner = _owner(words, at)
        return (told.town, owner) if owner is not None else (None, at)
    return None, at


def _owner(words: Sequence[Word], at: int) -> int | None:
    # "its main fuel depot", "the city's international airport".
    for first in range(at - 1, max(-1, at - 5), -1):
        if words[first].low == "its":
            return first
        if words[first].low == "'s" and first > 1 and words[first - 1].low in _TOWNS:
            return first - 2
        if not words[first].key or words[first].capital:
            return None
    return None


def _named_next(words: Sequence[Word], at: int) -> bool:
    # "the city of Homs", "that town, Homs".
    after = words[at + 1 : at + 3]
    return bool(after) and (after[0].low == "of" or after[0].capital)


def _of_somebody(words: Sequence[Word], at: int, tables: Tables) -> bool:
    # "the city's governor said".
    if at + 2 >= len(words) or words[at + 1].low != "'s":
        return False
    near = {w.low for w in words[at + 2 : at + 5]}
    return bool(near & (tables.words["speaker_noun"] | tables.words["person"]))


def carry(story: Story, sentence: Marked, frames: Sequence[Frame], tables: Tables) -> None:
    """
    Give an act whose subject is "they", "another", "two" the weapons told of before it.

    Parameters
    ----------
    story
        What was told so far; its weapons are those of this sentence afterwards, where it has any.
    sentence
        The sentence that is read.
    frames
        Its acts; changed in place.
    tables
        Rule tables.
    """
    if sentence.sentence.paragraph != story.weapons_paragraph:
        story.weapons, story.weapons_paragraph = frozenset(), sentence.sentence.paragraph
    # "The jets were back. One of their missiles hit a cafe": the jets'.
    theirs = any(w.low == "their" for w in sentence.words)
    before = story.weapons if theirs else frozenset()
    for frame in frames:
        frame.carried |= _ship_told_of(story, sentence, frame, tables)
        if _ship_named(story, sentence, frame, tables):
            frame.carried |= {"vessel"}
        told = _weapons_in(sentence, frame.triggers[0].first, tables) or story.weapons
        if told and _stands_for(sentence, frame, tables):
            frame.carried |= told | before
    here = _weapons_in(sentence, len(sentence.words), tables)
    here |= before & tables.words["weapon_air"]
    story.weapons = here or story.weapons


def _weapons_in(sentence: Marked, last: int, tables: Tables) -> frozenset[str]:
    weapons = tables.words["projectile"]
    here = frozenset(w.low for w in sentence.words[:last] if w.low in weapons)
    acts = (t for t in sentence.triggers if t.last <= last and t.noun)
    return here | {_FLOWN[t.family] for t in acts if t.family in _FLOWN}


def _ship_named(story: Story, sentence: Marked, frame: Frame, tables: Tables) -> bool:
    # "The Japanese-owned Sakura Venture was struck", "captured the British-flagged Stena Impero",
    # and, after a tanker was told of, "The Nereida Star was seized".
    words, main = sentence.words, frame.main
    if main.noun or main.family not in _AT_SHIPS:
        return False
    near = words[max(0, main.first - 7) : main.last + 6]
    for at, word in enumerate(near[:-1]):
        if word.low in FLAGGED and near[at - 1].text == "-" and near[at + 1].capital:
            return True
    left = words[max(0, main.first - 5) : main.first]
    named = [w for w in left if w.capital and w.key and w.low != "the"]
    opens = main.passive and left[:1] != () and words[0].low == "the" and words[1].capital
    if not (opens and len(named) > 1 and main.first <= OPENING):
        return False
    index = sentence.sentence.index
    before = story.sentences[max(0, index - SENTENCES) : index]
    ships = tables.words["ship"] - {"crew", "carrier"}
    return any(w.low in ships for m in before for w in m.words)


_AT_SHIPS = frozenset({"strike", "attack", "seize", "sink", "damage", "intercept"})


def _ship_told_of(story: Story, sentence: Marked, frame: Frame, tables: Tables) -> frozenset[str]:
    # "Some hours afterwards she was struck again": the ship of the sentences before.
    words, main = sentence.words, frame.main
    left = [w.low for w in words[max(0, main.first - 3) : main.first]]
    right = [w.low for w in words[main.last : main.last + 2]]
    ships = tables.words["ship"] - {"crew", "carrier"}
    if main.passive and "it" in left:  # "The crew abandoned the vessel after it was struck"
        clause = {w.low for w in words[max(0, main.first - 9) : main.first]}
        return frozenset(clause & ships) if not clause & tables.words["warship"] else frozenset()
    if not (({"she"} & set(left) and main.passive) or right[-1:] == ["her"]):
        return frozenset()
    index = sentence.sentence.index
    before = story.sentences[max(0, index - SENTENCES) : index]
    told = {w.low for m in before for w in m.words}
    women = {"woman", "girl", "mother", "wife", "ms", "mrs", "daughter", "sister"}
    return frozenset(told & ships) if not told & women else frozenset()


SENTENCES = 3
_FLOWN = MappingProxyType({"air": "aircraft", "shell": "missile"})  # "An air strike hit Saada"


def _stands_for(sentence: Marked, frame: Frame, tables: Tables) -> bool:
    words = sentence.words
    if frame.main.noun and frame.main.definite and frame.main.entry.base == "bombardment":
        return True  # "Shells were counted in Kobani. Turkey said nothing of the bombardment"
    at = frame.triggers[0].first - 1
    if at > 1 and words[at].low == "that" and words[at - 1].low in _BOMBS:
        at -= 1
    skipped = tables.words["adverb"] | tables.words["auxiliary"]
    while at >= 0 and (words[at].low in skipped or words[at].low.endswith("ly")):
        at -= 1
    if at > 0 and words[at].text == ",":  # "The other, minutes later, struck a cafe"
        began = max((k for k in range(at) if words[k].text == ","), default=at)
        dated = any(words[began].start < d.start < words[at].end for d in sentence.dates)
        at = began - 1 if dated else at
    opens = at <= 0 or words[at - 1].text in {",", ";", ":"} or words[at - 1].low in _JOINS
    # "On November 21 another destroyed", "On Tuesday another hit Hajjah".
    opens = opens or any(0 <= words[at].start - d.end <= 1 for d in sentence.dates)
    if words[at].low in _BOMBS and words[at - 1].low == "the":
        return True  # "We heard the plane. The bomb that hit the clinic"
    if words[at].low in _SHOT and words[at - 1].low == "their":
        return True  # "The jets were back. One of their missiles hit a café"
    counted = {"a", "the"} | tables.numbers.keys()  # "a second", "two others"
    return at >= 0 and words[at].low in _ONES and (opens or words[at - 1].low in counted)


_ONES = vocabulary(
    "they it one another two three four five six both some most others several second third first",
    "fourth rest more other",
)
_BOMBS = frozenset({"bomb", "bombs"})
_SHOT = _BOMBS | {"missile", "missiles", "rocket", "rockets"}
_JOINS = vocabulary("and but while that when as then")
