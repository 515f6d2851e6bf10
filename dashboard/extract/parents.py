"""What a place is said to lie in: "Koya, in northern Iraq", "the Sahar district of Saada"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.bearings import distance_km
from dashboard.extract.lexicon import vocabulary
from dashboard.extract.naming import ARTICLES, AT_BORDER, meaning
from dashboard.extract.sharpening import is_part
from dashboard.extract.unlisted import KINDS, bears, only_in, shown_near

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.document import Word
    from dashboard.extract.naming import PlaceMention
    from dashboard.extract.placebook import Candidate, PlaceBook


AROUND_KM = 60.0
COARSE_KM = 30.0


def beside_their_parent(
    places: Sequence[PlaceMention], words: Sequence[Word], book: PlaceBook
) -> list[PlaceMention]:
    """
    Take "Nawa district, barely 15 km south of Lashkar Gah" for what lies there, no namesake.

    Parameters
    ----------
    places
        Places of a sentence, in order.
    words
        Words of the sentence.
    book
        The gazetteer, for what lies in an area.

    Returns
    -------
    places
        A place elsewhere than where the text puts it is replaced by a namesake there. Where there
        is none, it is shown near the town or at the bearing that the text names; in an area or a
        country it has no point at all. A doubt says so.
    """
    done: list[PlaceMention] = []
    ordered = sorted(places, key=lambda p: p.first)
    for at, mention in enumerate(ordered):
        parent = _parent(ordered, at, words)
        if parent is None or _fits(mention.place, parent, book):
            done.append(mention)
            continue
        points = [c for c in mention.candidates if c.layer in {"city", "site"}]
        there = next((c for c in points if _fits(c, parent, book)), None)
        last = _whole(words, mention, parent)
        if there is not None:
            done.append(meaning(mention, there))
        elif parent.precision == "relative" and parent.place.country == mention.place.country:
            done.append(mention)  # what is known of it is better than a bearing
        elif not parent.is_area:
            done.append(shown_near(words, mention.first, last, parent))
        else:
            done.append(only_in(words, mention.first, last, parent))
    return done


def _fits(place: Candidate, parent: PlaceMention, book: PlaceBook) -> bool:
    # Borders are coarse and disputed: what lies close to an area may be in it.
    if not parent.is_area:
        return distance_km(place.lon, place.lat, parent.lon, parent.lat) < AROUND_KM
    area = parent.place.area_id
    if place.layer == "admin1":
        return place.country == parent.place.country
    if area is None or area in {place.area_id, place.lies_in, place.country}:
        return place.country == parent.place.country
    far = book.outside_km(area, place.lon, place.lat)
    return place.country == parent.place.country if far is None else far < COARSE_KM


def _parent(ordered: Sequence[PlaceMention], at: int, words: Sequence[Word]) -> PlaceMention | None:
    # "Kobo, in Ethiopia's Amhara region", "the Sahar district of Saada": what it is said to lie in.
    mention = ordered[at]
    if mention.place.layer not in {"city", "site", "admin1"} or mention.precision == "relative":
        return None
    parent = ordered[at + 1] if at + 1 < len(ordered) else None
    if parent is not None and parent.place.layer == "country" and at + 2 < len(ordered):
        further = ordered[at + 2]
        owned = words[parent.last].low == "'s" and further.first <= parent.last + 3
        parent = further if owned else parent
    if parent is None or parent.doubt == AT_BORDER:
        return None
    lows = [w.low for w in words[_whole(words, mention, parent) : parent.first]]
    if mention.place.layer == "admin1":
        after = [w.low for w in words[mention.last - 1 : parent.first]]
        return parent if _quarter_of(parent, after) else None
    after = [w.low for w in words[mention.last : parent.first]]
    if (parent.precision == "relative" and bears(lows)) or _quarter_of(parent, after):
        return parent
    return parent if _within(mention, parent, lows, words) else None


def _within(
    mention: PlaceMention, parent: PlaceMention, lows: Sequence[str], words: Sequence[Word]
) -> bool:
    # ", in northern Iraq", "in Ethiopia's Amhara region"; a comma alone may only part a list.
    inner = {w for k, w in enumerate(lows) if k + 1 >= len(lows) or lows[k + 1] != "'s"}
    if not lows or not inner <= _WITHIN:
        return False
    said = bool({"in", "of"} & inner)
    if parent.place.layer == "country":
        owner = words[parent.last : parent.last + 1]
        owns = bool(owner) and owner[0].low in {"'s", "'"}
        return not owns and "of" not in inner and (said or parent.precision == "admin1")
    if parent.place.layer == "city":
        return is_part(parent) and (said or lows == [","])
    abroad = parent.place.country != mention.place.country
    close = words[mention.first - 1].low in _CLOSE or mention.text.lower().startswith("near")
    return parent.place.layer == "admin1" and (abroad or (said and not close))


_CLOSE = vocabulary("from near to outside")  # "not far from Marib, in Bayda province"


def _quarter_of(town: PlaceMention, lows: Sequence[str]) -> bool:
    # "the al-Mazraa area in Mayadin", "the Tishrin quarter of the city of Aleppo".
    part = town.place.layer == "city" and town.precision == "city" and lows[:1] != []
    lies = bool({"in", "of"} & set(lows)) and set(lows) <= _IN_A_TOWN
    return part and lies and lows[0] in _QUARTERS


_QUARTERS = vocabulary("neighbourhood neighborhood district quarter area suburb")
_IN_A_TOWN = _QUARTERS | vocabulary("in of the city town capital northern southern eastern western")
_WITHIN = KINDS | vocabulary(", in the of ' 's ( northern southern eastern western central")


def within_areas(places: Sequence[PlaceMention], words: Sequence[Word]) -> list[PlaceMention]:
    """
    Take "in Amran province, north of the capital" for the province, not for a point near the city.

    Parameters
    ----------
    places
        Places of a sentence.
    words
        Words of the sentence.

    Returns
    -------
    places
        Without a bearing that only says where the area before it lies: no distance is given, and
        it is taken from a place outside that area.
    """
    ordered = sorted(places, key=lambda p: p.first)
    done = ordered[:1]
    for mention in ordered[1:]:
        area = done[-1]
        lows = [w.low for w in words[area.last : mention.first] if w.low not in {"capital", "city"}]
        lies = mention.precision == "relative" and area.precision == "admin1" and bears(lows)
        measured = any(c.isdigit() for c in mention.text)
        outside = area.place.area_id not in {mention.place.area_id, mention.place.lies_in}
        if not (lies and outside and not measured):
            done.append(mention)
    return done


def _whole(words: Sequence[Word], mention: PlaceMention, parent: PlaceMention) -> int:
    # "Ahad al-Masarihah": what goes on with the name, up to the comma.
    at = mention.last
    while at < parent.first and (
        words[at].capital or words[at].low in ARTICLES | KINDS or words[at].text == "-"
    ):
        at += 1
    return at
