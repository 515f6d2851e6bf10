"""How a named place stands in its sentence: where it happened, or an origin, a seat, a speaker."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dashboard.extract.bearings import distance_km
from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.document import Word
    from dashboard.extract.naming import PlaceMention
    from dashboard.extract.tables import Tables
    from dashboard.extract.triggers import Trigger

_TRAVEL = vocabulary(
    "bound sailing sailed sail heading headed en travelling traveling travelled transit",
    "transiting steaming flew flown fly returned return towed arrived arrive arrives",
    "arriving docked moored anchored loaded visiting visit visited route way destination",
    "travels visits shipped exported transported evacuated deported fled flee fleeing",
    "voyage escaped ran withdrew withdrawn retreated moved moving pulled",
)
_PLACERS = vocabulary(
    "في على قرب غرب شرق جنوب شمال in at near on over across inside outside around off above",
    "within throughout along into onto against through toward towards upon opposite beside",
    "beyond",
)
FILL = vocabulary(
    "the a an of city town village port district area areas region outskirts suburb suburbs",
    "neighbourhood neighborhood coast coastal capital island camp northern southern eastern",
    "western central north south east west northeast northwest southeast southwest",
    "north-east north-west south-east south-west occupied besieged nearby populated remote",
    "rural mountainous historic strategic contested government-held rebel-held rebel held",
    "mainland countryside around near outside old border base airport vicinity side both",
    "parts part heart centre center middle vicinity several various and downtown - whole",
    "entire mainly residential upper lower deep two three four five many cities towns",
    "villages districts provinces provinces' sites province governorate governorates state",
    "densely crowded wider desert deserts mountains mountain hills hill valley plains plain sky",
    "skies airspace territory waters forest forests farmland farmlands orchards farms steppe",
    "air naval military neighbouring neighboring nearby adjacent far war-torn shores shore",
    "bank banks harbour harbor refugee",
)
DIRECTION_WORDS = vocabulary(
    ", base area camp district town village about some roughly around the north south east",
    "west northeast northwest southeast southwest km miles nm of to the kilometres",
    "kilometers nautical approximately around barely just only nearly almost over",
)
SEAT_WINDOW = 4
IN_TOWN_KM = 30.0
_WORDS_5 = vocabulary(
    ", ( in of ) 's on at",
)
_WORDS_4 = vocabulary(
    ", and or & the in also as well both nearby then at near to",
)
_WORDS_3 = vocabulary(
    "coast territory capital port airspace border waters north south east west northern",
    "southern eastern western shore shores",
)
_WORDS_2 = vocabulary(
    "damage harm close next adjacent near spread spilled extended caused",
)
_WORDS_1 = vocabulary(
    "fled transit transiting sailing way moored anchored",
)


def with_roles(
    places: Sequence[PlaceMention],
    words: Sequence[Word],
    triggers: Sequence[Trigger],
    tables: Tables,
) -> list[PlaceMention]:
    """
    Give each place of a sentence its role.

    Parameters
    ----------
    places
        Places of one sentence, in order.
    words
        Words of the sentence.
    triggers
        Its triggers.
    tables
        Rule tables.

    Returns
    -------
    places
        The same, with `role` filled.
    """
    done: list[PlaceMention] = []
    for mention in sorted(places, key=lambda m: m.first):
        previous = done[-1] if done else None
        role = _chained(mention, previous, words, tables.words["area_word"]) or _role(
            mention, words, triggers, tables
        )
        if (
            previous is not None
            and role in {"none", "weak", "actor"}
            and _owner_of(previous, mention, words)
        ):
            role = previous.role if previous.role in {"loc", "object"} else role
            if role == previous.role:
                done[-1] = replace(previous, role="parent")
        done.append(replace(mention, role=role))
    return done


def _chained(
    mention: PlaceMention,
    previous: PlaceMention | None,
    words: Sequence[Word],
    area_words: frozenset[str],
) -> str:
    # A place that follows another: its parent ("Damascus, Syria") or its equal ("Taiz and
    # Hajjah").
    if previous is None or previous.role not in {
        "loc",
        "parent",
        "origin",
        "destination",
        "seat",
        "object",
        "cause",
    }:
        return ""
    between = [w.low for w in words[previous.last : mention.first]]
    if len(between) > 8:
        return ""
    if (
        mention.precision == "relative"
        and previous.role in {"loc", "object"}
        and previous.precision in {"city", "exact"}
        and all(w in DIRECTION_WORDS or w[:1].isdigit() for w in between)
    ):
        return "parent"
    ends = {w.low for w in words[mention.last - 1 : mention.last + 1]}
    district = bool(ends & area_words)
    inside = _encloses(mention, previous) or (district and between == [","])
    filler = [w for w in between if w not in FILL and w not in _WORDS_5]
    if inside and not filler and between and (set(between) & {",", "(", "in", "of"}):
        return "parent" if previous.role in {"loc", "parent", "object"} else previous.role
    if (
        mention.last < len(words)
        and words[mention.last].low == "'s"
        and mention.place.layer in {"country", "city"}
    ):
        return ""
    if previous.role not in {"loc", "parent", "object"} and (
        mention.precision == "relative"
        or words[mention.first].low in _PLACERS
        or (between[-1:] != [] and set(between) & (_PLACERS - {"and"}))
    ):
        return ""
    joined = [w for w in between if w not in _WORDS_4]
    if not [w for w in joined if w not in FILL] and set(between) & {",", "and", "or", "&"}:
        if previous.role == "parent":
            return "loc"
        return previous.role
    return ""


def _owner_of(outer: PlaceMention, inner: PlaceMention, words: Sequence[Word]) -> bool:
    # "Iran's Sistan-Baluchestan province".
    between = [w.low for w in words[outer.last : inner.first]]
    return (
        bool(between)
        and between[0] == "'s"
        and len(between) <= 4
        and outer.place.layer == "country"
        and inner.place.country == outer.place.country
    )


def _encloses(outer: PlaceMention, inner: PlaceMention) -> bool:
    if outer.place.layer == "country":
        return inner.place.country == outer.place.country and inner.place.layer != "country"
    if outer.place.layer == "admin1":
        same = outer.place.area_id == inner.place.area_id or inner.place.area_id is None
        return (
            same
            and inner.place.layer in {"city", "site"}
            and inner.place.country == outer.place.country
        )
    if outer.place.layer == "sea":
        return inner.precision == "relative"
    return (
        inner.precision == "exact"
        and distance_km(inner.lon, inner.lat, outer.lon, outer.lat) < IN_TOWN_KM
        and outer.place.layer == "city"
        and inner.place.country == outer.place.country
    )


_BLAMED = frozenset(
    {
        ("blamed", "on"),
        ("attributed", "to"),
        ("claimed", "by"),
        ("pinned", "on"),
        ("ascribed", "to"),
    }
)


def _role(
    mention: PlaceMention, words: Sequence[Word], triggers: Sequence[Trigger], tables: Tables
) -> str:
    after = words[mention.last].low if mention.last < len(words) else ""
    at = mention.first - 1
    if (
        after == "-"
        and mention.last + 1 < len(words)
        and words[mention.last + 1].start == words[mention.last].end
    ):
        return "actor"
    while at >= 0 and at > mention.first - 7 and _fills(words, at, tables):
        if words[at].low in _PLACERS:
            break
        at -= 1
    before = words[at].low if at >= 0 else ""
    if at >= 1 and (words[at - 1].low, before) in _BLAMED:
        return "actor"
    named = before in {"including", "namely"} or (before == "them" and words[at - 1].low == "among")
    if mention.precision == "relative" or (at >= 0 and named):
        return "loc"
    if mention.place.layer != "country" and _names_the_act(mention, triggers):
        return "loc"
    if _of_the_act(mention, words, at, triggers):
        return "object"
    role = _by_preposition(mention, words, at, before, after, tables)
    if role:
        return role
    if mention.place.layer == "sea":
        return "loc" if before not in {"the", ""} or at >= 0 else "none"
    return _bare(mention, words, at, triggers, tables)


def _of_the_act(
    mention: PlaceMention, words: Sequence[Word], at: int, triggers: Sequence[Trigger]
) -> bool:
    # "the bombing of Homs", "took the town of Saraqib".
    noun = any(t.noun and t.last - 1 == at for t in triggers) and words[at + 1].low == "of"
    return noun or any(t.last == mention.first and t.text.lower().endswith(" of") for t in triggers)


def _fills(words: Sequence[Word], at: int, tables: Tables) -> bool:
    # What may stand between a preposition and the name: "in the port city of", "in Iraqi".
    word, facility = words[at], tables.words["facility"]
    if word.low in FILL or word.low in tables.words["area_word"]:
        return True
    if word.low in facility or word.low.removesuffix("s") in facility:
        return True
    return word.capital and (word.low in tables.demonyms or words[at + 1].low in facility)


def _by_preposition(
    mention: PlaceMention, words: Sequence[Word], at: int, before: str, after: str, tables: Tables
) -> str:
    if before in {"from", "to", "aboard"}:
        role = _of_a_way(words, at)
        if role:
            return role
    if before == "between":
        return "loc" if mention.place.layer != "country" else "actor"
    if before in {"for", "to"}:
        return _to_or_for(words, at, tables)
    if before in _PLACERS | {"of", "with"} and _for_a_cause(words, at, tables):
        return "cause"
    if before == "of":
        return "weak" if mention.place.layer in {"city", "site", "admin1"} else ""
    if before not in _PLACERS:
        return ""
    possessive = after == "'s" or (after == "'" and mention.text.endswith("s"))
    if (
        possessive
        and mention.place.layer == "country"
        and not _place_follows(words, mention.last + 1)
    ):
        return "actor" if before in {"on", "against", "at", "by"} else "none"
    if _travels(words, at) or (
        before in {"toward", "towards"} and {w.low for w in words[max(0, at - 3) : at]} & _TRAVEL
    ):
        return "destination" if not _near_water(mention, before) else "loc"
    seated = _is_seat(words, at, tables) or after in tables.words["say_strong"]
    return "seat" if seated and before in {"in", "at", "near", "outside"} else "loc"


def _of_a_way(words: Sequence[Word], at: int) -> str:
    # "on the road from Nawa to Daraa" is a place, "from Baghdad" an origin.
    if words[at].low == "to":
        return "loc" if {w.low for w in words[max(0, at - 6) : at]} & _ROADS else ""
    if words[at].low == "from" and at == 0:
        return "weak"
    return "loc" if words[at - 1].low in _ROADS else "origin"


_ROADS = vocabulary("road highway route track motorway")


def _for_a_cause(words: Sequence[Word], at: int, tables: Tables) -> bool:
    # "in support of our people in Palestine", "in solidarity with Gaza": no place of the act.
    left = words[max(0, at - 7) : at]
    return any(w.low in _CAUSES for w in left) and not any(w.key in tables.triggers for w in left)


_CAUSES = vocabulary("support solidarity oppressed brothers victory behalf sympathy")


def _names_the_act(mention: PlaceMention, triggers: Sequence[Trigger]) -> bool:
    # "the Damascus bombing", "the Kerman twin blasts".
    return any(t.noun and 0 <= t.first - mention.last <= 1 for t in triggers)


def _near_water(mention: PlaceMention, before: str) -> bool:
    return mention.place.layer == "sea" and before in {"in", "near", "off", "across", "through"}


def _place_follows(words: Sequence[Word], at: int) -> bool:
    for word in words[at : at + 3]:
        if word.capital:
            return True
        if word.low in _WORDS_3:
            return True
    return False


def _to_or_for(words: Sequence[Word], at: int, tables: Tables) -> str:
    left = {w.low for w in words[max(0, at - 6) : at]}
    if (
        at
        and words[at].low == "for"
        and words[at - 1].low in {"battle", "fight", "battles", "struggle"}
    ):
        return "loc"
    if left & _TRAVEL or words[at].low == "for":
        return "destination"
    if left & _WORDS_2:
        return "loc"
    del tables
    return "destination"


def _travels(words: Sequence[Word], at: int) -> bool:
    return bool({w.low for w in words[max(0, at - 3) : at]} & (_TRAVEL - _WORDS_1))


def _is_seat(words: Sequence[Word], at: int, tables: Tables) -> bool:
    left = [w.low for w in words[max(0, at - SEAT_WINDOW) : at]]
    if not left:
        return False
    if left[-1] in {"operations", "affairs", "activities"} and "'s" in left:
        return True
    if left[-1] in _HOUSES and set(left[:-1]) & _PLACERS:
        return False  # "at our headquarters in Naqoura"
    if left[-1] in tables.words["seat"] or left[-1] in {"told", "spoke", "said", "born", "living"}:
        return True
    return (
        len(left) > 1
        and left[-1] not in tables.triggers
        and left[-2] in {"told", "reporters", "journalists"}
        and left[-1] != "and"
    )


_HOUSES = vocabulary("headquarters office offices court parliament university bank hospital bureau")


def _bare(
    mention: PlaceMention,
    words: Sequence[Word],
    at: int,
    triggers: Sequence[Trigger],
    tables: Tables,
) -> str:
    # No preposition: object of an act, subject of a passive, a speaker, or a modifier.
    area_like = mention.place.layer == "country" or mention.doubt.startswith("capital")
    ends = {t.last - 1: t for t in triggers if not t.noun}
    if at in ends and not ends[at].passive and ends[at].entry.frame in _HITS:
        return "object"
    if at in ends and ends[at].passive and mention.place.layer != "country":
        return "none"
    if (
        mention.first
        and words[mention.first - 1].low in {"of", "the"}
        and _hit_thing(mention, words, triggers)
    ):
        return "object"
    following = next((t for t in triggers if t.first >= mention.last), None)
    gap = list(words[mention.last : following.first]) if following else []
    if following is not None and following.passive and len(gap) <= 3:
        return "object"
    if (
        following is not None
        and not area_like
        and len(gap) <= 9
        and "under" in {w.low for w in gap}
    ):
        return "object"
    if at >= 0 and not words[at].key and mention.first <= 2 and not area_like:
        return "loc"
    apposed = (
        mention.first > 0
        and words[mention.first - 1].text == ","
        and mention.last < len(words)
        and words[mention.last].text in {",", ".", ";", ")"}
    )
    if mention.place.layer == "country" and apposed:
        return "weak"
    if mention.place.layer == "country" or _speaks(words, mention.last, tables):
        return "actor"
    if (
        mention.place.layer == "city"
        and mention.first == 0
        and mention.last < len(words)
        and words[mention.last].text in {":", "-", "\u2014", "\u2013"}
    ):
        return "loc"
    return "none"


def _hit_thing(mention: PlaceMention, words: Sequence[Word], triggers: Sequence[Trigger]) -> bool:
    # "bombed the grain ports of Odesa region": the place of what was hit.
    verb = next(
        (t for t in reversed(triggers) if t.last <= mention.first and not t.noun and not t.passive),
        None,
    )
    if verb is None or verb.entry.frame not in _HITS or mention.first - verb.last > 7:
        return False
    between = [w.low for w in words[verb.last : mention.first]]
    return "of" in between and not set(between) & (
        _PLACERS | {",", "and", "by", "who", "from", "to"}
    )


_HITS = frozenset({"act", "impact", "launch", "seize", "harm"})


def _speaks(words: Sequence[Word], at: int, tables: Tables) -> bool:
    return any(
        w.low in tables.words["say"] or w.low in {"has", "had", "will", "would", "is"}
        for w in words[at : at + 2]
    )
