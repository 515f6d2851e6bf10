"""A place that follows another in a sentence: its parent, its equal, or none of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.bare_roles import PLACERS
from dashboard.extract.bearings import distance_km
from dashboard.extract.lexicon import ARABIC_KINDS, vocabulary
from dashboard.extract.naming import AT_BORDER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.document import Word
    from dashboard.extract.naming import PlaceMention

IN_TOWN_KM = 30.0
_FILLERS = vocabulary(
    "the a an of city town village port district area areas region outskirts suburb suburbs",
    "neighbourhood neighborhood coast coastal capital island camp northern southern eastern",
    "western central north south east west northeast northwest southeast southwest",
    "northeastern northwestern southeastern southwestern",
    "occupied besieged",
    "nearby populated remote",
    "rural mountainous historic strategic contested rebel held",
    "mainland countryside around near outside old border base airport vicinity side both",
    "parts part heart centre center middle several various and downtown - whole",
    "entire mainly residential upper lower deep two three four five many cities towns",
    "villages districts provinces sites province governorate governorates state",
    "densely crowded wider desert deserts mountains mountain hills hill valley plains plain sky",
    "skies airspace territory waters forest forests farmland farmlands orchards farms steppe",
    "air naval military neighbouring neighboring adjacent far shores shore",
    "third half quarter much most large swathes swaths stretches tracts",
    "bank banks harbour harbor refugee edge edges fringe fringes settlement kibbutz moshav hamlet",
    "township locality quarters neighbourhoods neighborhoods wadi regional provincial",
    "kurdish shi'ite shiite shia sunni christian druze alawite arab yazidi turkmen jewish",
)
FILL = _FILLERS | ARABIC_KINDS


DIRECTION_WORDS = vocabulary(
    ", base area camp district town village about some roughly around the north south east",
    "west northeast northwest southeast southwest km miles nm of to kilometres",
    "kilometers nautical approximately barely just only nearly almost over - mile away from",
)


_INSIDE = vocabulary(
    ", ( in of ) 's on at",
)


_JOINS = vocabulary(
    ", and or & the in also as well both nearby then at near to",
)


def _opens_clause(mention: PlaceMention, previous: PlaceMention, words: Sequence[Word]) -> bool:
    # "In Yemen, the United States and Britain have bombed": who does it, no place of it.
    between = [w.low for w in words[previous.last : mention.first]]
    verbs = {w.low for w in words[mention.last : mention.last + 7]}
    subject = bool(verbs & {"have", "has", "had", "are", "were", "is"})
    country = mention.place.layer == "country"
    return previous.first <= 1 and country and subject and between in ([","], [",", "the"])


def _speaks_last(mention: PlaceMention, words: Sequence[Word]) -> bool:
    # "at the gates of Aleppo, Tehran announced.": who said so.
    after = words[mention.last : mention.last + 2]
    ends = bool(after) and not any(w.key for w in after[1:])
    return ends and after[0].low in _ANNOUNCED and words[mention.first - 1].low == ","


_ANNOUNCED = vocabulary("said says announced confirmed reported claimed insisted added")
_CHAINED = frozenset({"loc", "parent", "origin", "destination", "seat", "object", "cause"})


def _on_the_shore(mention: PlaceMention, between: Sequence[str]) -> bool:
    # "Derbent, a city on the Caspian", "Yanbu, on the Red Sea".
    aside = between[:1] == [","] and between[-1:] in (["the"], ["on"])
    town = between[1:2] == ["on"] or bool(set(between) & {"city", "town", "port", "resort"})
    return mention.place.layer == "sea" and aside and town


def chained(
    mention: PlaceMention,
    previous: PlaceMention | None,
    words: Sequence[Word],
    area_words: frozenset[str],
) -> str:
    """
    Give the role of a place that follows another.

    Parameters
    ----------
    mention, previous
        The place and the one before it in the sentence; None where it is the first.
    words
        Words of the sentence.
    area_words
        Words for parts of a town or country.

    Returns
    -------
    role
        "parent" for "Damascus, Syria", that of its equal for "Taiz and Hajjah"; empty where it
        stands by itself.
    """
    if previous is None:
        return ""
    aside = _told_aside(mention, previous, words)
    if aside:
        return aside
    if previous.role not in _CHAINED or _opens_clause(mention, previous, words):
        return ""
    between = [w.low for w in words[previous.last : mention.first]]
    if len(between) > FAR:
        return ""
    ends = {w.low for w in words[mention.last - 1 : mention.last + 1]}
    district = bool(ends & area_words)
    inside = _encloses(mention, previous) or (district and between == [","])
    filler = [w for w in between if w not in FILL and w not in _INSIDE]
    filler = [] if _apposed(between) else filler
    listed = "and" in between
    if inside and not listed and not filler and (set(between) & {",", "(", "in", "of"}):
        return "parent" if previous.role in {"loc", "parent", "object"} else previous.role
    if (
        mention.last < len(words)
        and words[mention.last].low == "'s"
        and mention.place.layer in {"country", "city"}
    ):
        return ""
    if previous.role not in {"loc", "parent", "object"} and (
        mention.precision == "relative"
        or words[mention.first].low in PLACERS
        or (between[-1:] != [] and set(between) & (PLACERS - {"and"}))
    ):
        return ""
    joined = [w for w in between if w not in _JOINS]
    if not [w for w in joined if w not in FILL] and set(between) & {",", "and", "or", "&"}:
        if previous.role == "parent":
            return "loc"
        return previous.role
    return ""


def _apposed(between: Sequence[str]) -> bool:
    # "Tower 22, an American outpost in Jordan": says what the first one is, and where.
    opens = between[:1] == [","] and between[1:2] and between[1] in _SAYS_WHAT
    return bool(opens) and between[-1] in {"in", "of"} and between.count(",") == 1


_SAYS_WHAT = vocabulary("a an the used hosting housing home located situated held run controlled")


def _told_aside(mention: PlaceMention, previous: PlaceMention, words: Sequence[Word]) -> str:
    # A place that only says where the one before it lies, and so is none of the act.
    between = [w.low for w in words[previous.last : mention.first]]
    near = previous.role in _CHAINED and len(between) <= FAR
    one_more = mention.precision == "relative" and "and" in between and previous.role == "loc"
    if near and one_more:
        return "loc"  # "near Ras Isa, near Khokha and north of Mokha"
    if near and between == [",", "also", "in"] and mention.place.country == previous.place.country:
        return "parent"  # "in the village of al-Shaab, also in Suwayda"
    plain = [w.low for w in words[previous.last : mention.first] if not w.capital]
    if near and (_on_the_shore(mention, between) or _measured_from(mention, previous, plain)):
        return "parent"
    if near and _says_more_of(mention, previous, between, words):
        return "parent"
    if _beside(mention, previous, words) or _close_to(mention, previous, between):
        return "parent" if previous.role in {"loc", "object", "parent"} else "none"
    if _other_end(mention, previous, words):
        return previous.role
    if previous.role in _CHAINED and _speaks_last(mention, words):
        return "actor"
    return "weak" if _aside(mention, previous, words) else ""


def _beside(mention: PlaceMention, previous: PlaceMention, words: Sequence[Word]) -> bool:
    # "Derna, on the coast between Benghazi and Tobruk, was attacked": says where the first one is.
    between = [w.low for w in words[previous.last : mention.first]]
    if previous.precision not in {"city", "exact"} or between[:1] != [","]:
        return False
    aside = set(between) - {",", "on"}
    return bool(aside & _BESIDE) and aside <= _BESIDE | FILL | DIRECTION_WORDS


def _aside(mention: PlaceMention, previous: PlaceMention, words: Sequence[Word]) -> bool:
    # "Rutba, in Anbar, was busy": says where the town is that the sentence is about.
    between = [w.low for w in words[previous.last : mention.first]]
    filler = [w for w in between if w not in FILL and w not in _INSIDE]
    topic = previous.role == "none" and previous.first <= OPENING
    return topic and between[:2] == [",", "in"] and not filler and _encloses(mention, previous)


OPENING = 4


def _other_end(mention: PlaceMention, previous: PlaceMention, words: Sequence[Word]) -> bool:
    # "between Benghazi and Tobruk": the second of two that measure where something is.
    between = [w.low for w in words[previous.last : mention.first]]
    opens = previous.first > 0 and words[previous.first - 1].low == "between"
    return opens and between == ["and"] and previous.role in {"parent", "none"}


def _says_more_of(
    mention: PlaceMention, previous: PlaceMention, between: Sequence[str], words: Sequence[Word]
) -> bool:
    # "Parkha, in the district of Zakho", "Sinuni, at the foot of Mount Sinjar", "Zilkan, another
    # Turkish base, near Bashiqa".
    if previous.precision not in {"city", "exact"} or between[:1] != [","] or "and" in between:
        return False
    if mention.place.country != previous.place.country:
        return False
    slope = between[-1:] == ["of"] and bool(set(between[-3:]) & _SLOPES)
    base = between[1:2] and between[1] in {"a", "an", "the", "another"} and between[-1] == ","
    opens = words[mention.first].low in {"near", "outside"}
    return slope or bool(base and opens) or _settlement_of(mention, between, words)


def _settlement_of(mention: PlaceMention, between: Sequence[str], words: Sequence[Word]) -> bool:
    # "Kiryat Yam, a suburb of Haifa", "Adloun, a village near Tyre", "Darayya, a Damascus suburb".
    if between[1:2] not in (["a"], ["an"], ["the"], ["another"]) or between.count(",") != 1:
        return False
    if len(between) == 2 and mention.precision != "relative":
        return {w.low for w in words[mention.last : mention.last + 1]} <= _SETTLED
    last = words[mention.first].low if words[mention.first].low in _LIES else between[-1]
    told = between if last == between[-1] else [*between, last]
    if last == "of" and between[1] == "the":
        return False  # "Adloun, the village of Sarafand and Tyre": a list
    return last in _LIES and bool(set(told[2:-1]) & _SETTLED)


_LIES = vocabulary("of near outside beside from by")
_SETTLED = vocabulary(
    "village town suburb district neighbourhood neighborhood quarter camp city hamlet kibbutz",
    "settlement community port resort oasis township moshav outpost crossing stronghold",
)


_SLOPES = vocabulary("foot slopes slope edge edges district outskirts bank banks shore shores")


def _close_to(mention: PlaceMention, previous: PlaceMention, between: Sequence[str]) -> bool:
    # "Nahr al-Imam, near Muqdadiya".
    if previous.precision not in {"city", "exact"} or between[:1] != [","]:
        return False
    if mention.doubt == AT_BORDER:  # "Voronezh, near the Ukrainian border"
        return set(between) <= _CLOSE | {",", "to", "the", "on", "along", "at"}
    far = distance_km(mention.lon, mention.lat, previous.lon, previous.lat)
    return bool(set(between) & _CLOSE) and set(between) <= _CLOSE | {",", "to"} and far < CLOSE_KM


CLOSE_KM = 80.0
_CLOSE = vocabulary("near outside close beside by opposite overlooking")
_BESIDE = vocabulary(
    "between facing opposite road highway halfway midway linking links connecting connects that",
)


def _measured_from(mention: PlaceMention, previous: PlaceMention, between: Sequence[str]) -> bool:
    # "Baqaa camp, north of Amman", "Aqraba, a suburb south-east of Damascus".
    outside = previous.precision == "admin1" and mention.place.area_id not in {
        None,
        previous.place.area_id,
    }  # "in Amran province, north of the capital"
    return (
        mention.precision == "relative"
        and previous.role in {"loc", "object"}
        and (outside or previous.precision in {"city", "exact"})
        and _says_where(between)
    )


def _says_where(between: Sequence[str]) -> bool:
    # "Al-Mawasi, the coastal strip west of Khan Younis": one word may say what the first one is.
    if between[1:2] == [","]:  # "the Arbat airfield, 28 kilometres southeast of"
        between = between[1:]
    known = (w in DIRECTION_WORDS or w in FILL or w[:1].isdigit() for w in between)
    opens = between[:2] in ([",", "the"], [",", "a"], [",", "in"])
    return sum(not k for k in known) <= (1 if opens else 0) and "and" not in between


FAR = 8  # words


BESIDE_KM = 60.0


def shown_by(mention: PlaceMention, previous: PlaceMention, words: Sequence[Word]) -> bool:
    """
    Read "a base at Zlikan, northeast of the Iraqi city of Mosul".

    Parameters
    ----------
    mention, previous
        A place and the one before it.
    words
        Words of the sentence.

    Returns
    -------
    shown
        True where the first is a name that nobody knows, and the second says where it lies.
    """
    unknown = previous.place.population < 0 and previous.precision == "country"
    between = [w.low for w in words[previous.last : mention.first]]
    abroad = mention.precision == "relative" and previous.place.country != mention.place.country
    far = distance_km(previous.lon, previous.lat, mention.lon, mention.lat) > BESIDE_KM
    if abroad and far and "," in between[:2]:
        between, unknown = [","], True  # "the Arbat airfield, 28 kilometres southeast of"
    if not unknown or previous.role not in {"loc", "object"}:
        return False
    near = words[mention.first].low in {"outside", "near"}
    return between == [","] and (mention.precision == "relative" or near)


def next_door(one: PlaceMention, other: PlaceMention) -> bool:
    """
    Read "near Homs and in Tartus province".

    Parameters
    ----------
    one, other
        Two places that the text joins.

    Returns
    -------
    apart
        True for a town and a province that it does not lie in.
    """
    if one.is_area == other.is_area:
        return False
    area, point = (one, other) if one.is_area else (other, one)
    inside = point.place.area_id or point.place.lies_in
    known = area.place.layer == "admin1" and inside is not None
    return known and inside != area.place.area_id


def owner_of(outer: PlaceMention, inner: PlaceMention, words: Sequence[Word]) -> bool:
    """
    Read "Iran's Sistan-Baluchestan province".

    Parameters
    ----------
    outer, inner
        A place and the next one.
    words
        Words of the sentence.

    Returns
    -------
    owner
        True where the first is the country of the second.
    """
    between = [w.low for w in words[outer.last : inner.first]]
    if between[:1] != ["'s"] or len(between) > 4:  # words
        return False
    if outer.place.layer != "country":
        return len(between) == 1 and _encloses(outer, inner)  # "in Mogadishu's Hodan district"
    return inner.place.country == outer.place.country


def _one_land(one: str | None, other: str | None) -> bool:
    # "Ariel, in the West Bank", "Katzrin, in the Golan Heights".
    return one == other or {one, other} in ({"IL", "PS"}, {"IL", "SY"})


def _encloses(outer: PlaceMention, inner: PlaceMention) -> bool:
    unknown = inner.place.population < 0
    if outer.place.layer == "country":
        smaller = inner.place.layer != "country" or unknown
        return inner.place.country == outer.place.country and smaller
    if outer.place.layer == "admin1":
        settled = inner.place.country != outer.place.country
        inside = {None, outer.place.area_id}
        same = settled or inner.place.area_id in inside
        return (
            same
            and (inner.place.layer in {"city", "site"} or unknown)
            and _one_land(inner.place.country, outer.place.country)
        )
    if outer.place.layer == "sea":
        return inner.precision == "relative"
    return (
        (inner.precision == "exact" or unknown)
        and distance_km(inner.lon, inner.lat, outer.lon, outer.lat) < IN_TOWN_KM
        and outer.place.layer == "city"
        and inner.place.country == outer.place.country
    )
