"""How a named place stands in its sentence: where it happened, or an origin, a seat, a speaker."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from dashboard.extract.bare_roles import PLACERS, bare_role, kept_there
from dashboard.extract.chains import FILL, chained, owner_of, shown_by
from dashboard.extract.lexicon import LINK_WORDS, PROJECTILES, vocabulary
from dashboard.extract.seats import is_seat, works_there

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
_TURNED = vocabulary("turned steered diverted")
_PARTS_OF_LAND = vocabulary(
    "coast territory capital port airspace border waters north south east west northern",
    "southern eastern western shore shores",
)
_BESIDE = vocabulary(
    "damage harm close next adjacent near spread spilled extended caused",
)
_UNDER_WAY = vocabulary(
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
        role = chained(mention, previous, words, tables.words["area_word"]) or _role(
            mention, words, triggers, tables
        )
        if (
            previous is not None
            and role in {"loc", "parent"}
            and shown_by(mention, previous, words)
        ):
            done[-1], role = replace(previous, role="parent"), previous.role
        if (
            previous is not None
            and role in {"none", "weak", "actor"}
            and owner_of(previous, mention, words)
        ):
            role = previous.role if previous.role in {"loc", "object"} else role
            if role == previous.role:
                done[-1] = replace(previous, role="parent")
        done.append(replace(mention, role=role))
    return done


_BLAMED = frozenset(
    {
        ("blamed", "on"),
        ("attributed", "to"),
        ("claimed", "by"),
        ("blamed", "by"),
        ("accused", "by"),
        ("pinned", "on"),
        ("ascribed", "to"),
    }
)


def _role(
    mention: PlaceMention, words: Sequence[Word], triggers: Sequence[Trigger], tables: Tables
) -> str:
    after = words[mention.last].low if mention.last < len(words) else ""
    if _hyphened(mention, words):
        return "actor"
    at = _governor(mention, words, tables)
    before = words[at].low if at >= 0 else ""
    if at >= 1 and (words[at - 1].low, before) in _BLAMED:
        return "actor"
    if ("being", "held") in _pairs(words, mention.first):
        return "destination"  # "a tanker seized on Monday is being held off Bandar Abbas"
    named = before in {"including", "namely"} or (before == "them" and words[at - 1].low == "among")
    if mention.precision == "relative" or (at >= 0 and named) or _there(mention, before):
        return "loc"
    if mention.place.layer != "country" and _names_the_act(mention, triggers):
        return "loc"
    if mention.place.layer == "country" and (
        _owns_a_post(mention, words) or _whose_act(mention, words, triggers, tables)
    ):
        return "actor"
    if _of_the_act(mention, words, at, triggers):
        return "object"
    role = _of_something(mention, words) or _by_preposition(
        mention, words, at, before, after, tables
    )
    if role:
        return role
    if mention.place.layer == "sea":
        return "loc" if before not in {"the", ""} or at >= 0 else "none"
    return bare_role(mention, words, at, triggers, tables)


def _pairs(words: Sequence[Word], first: int) -> set[tuple[str, str]]:
    return set(pairwise(w.low for w in words[max(0, first - 6) : first]))


def _there(mention: PlaceMention, before: str) -> bool:
    # "flattened two houses there", not "carried back from there"; "tried to cross from Syria".
    if mention.text.lower() in {"cross", "crossed", "crossing", "infiltrate", "infiltrated"}:
        return True
    return mention.text.lower() == "there" and before not in {"from", "to"}


def _governor(mention: PlaceMention, words: Sequence[Word], tables: Tables) -> int:
    # The word before the place's phrase: a preposition where one governs it; -1 for none.
    at = mention.first - 1
    if at >= 0 and words[at].low in _TIMES:
        return at  # "On the same day Iran sent missiles"
    while at >= 0 and at > mention.first - PHRASE and _fills(words, at, tables):
        if words[at].low in PLACERS:
            break
        at -= 1
    if at >= 0 and words[at].low not in PLACERS and words[at].low not in {"of", "from", "to"}:
        return _over_adjectives(mention, words, at, tables)
    return at


_TIMES = vocabulary("day night morning evening afternoon week month year")
PHRASE = 10  # words: "in the south-eastern Iranian city of"


def _hyphened(mention: PlaceMention, words: Sequence[Word]) -> bool:
    # "Iran-backed".
    at = mention.last
    if at + 1 >= len(words) or words[at].text != "-":
        return False
    return words[at + 1].start == words[at].end


def _over_adjectives(mention: PlaceMention, words: Sequence[Word], at: int, tables: Tables) -> int:
    # "at the underground Natanz plant": back to the preposition over plain words.
    first = mention.first
    for place in range(first - 2, max(-1, first - 10), -1):
        if words[place].low in PLACERS:
            inner = words[place + 2 : first]
            opens = words[place + 1].low in {"the", "a", "an"}
            plain = all(
                w.low in {"of", "the"} or (w.key and not w.capital and _adjective(w.low, tables))
                for w in inner
            )
            quarter = [w.low for w in words[first - 2 : first]]
            named = quarter[1:] == ["of"] and quarter[0] in _QUARTERS
            return place if opens and (plain or named) else at
    return at


_QUARTERS = vocabulary(
    "district neighbourhood neighborhood quarter suburb area village town camp outskirts",
)


def _adjective(low: str, tables: Tables) -> bool:
    kinds = ("verbal", "preposition", "person", "speaker_noun")
    return low not in tables.triggers and not any(tables.has(kind, low) for kind in kinds)


def _whose_act(
    mention: PlaceMention, words: Sequence[Word], triggers: Sequence[Trigger], tables: Tables
) -> bool:
    # "were killed in U.S. and British strikes on Yemen": who flew them.
    told = next((t for t in triggers if 1 < t.first - mention.last <= 4 and t.noun), None)  # words
    between = {w.low for w in words[mention.last : told.first]} if told is not None else set()
    return "and" in between and all(w in tables.demonyms or w == "and" for w in between)


def _owns_a_post(mention: PlaceMention, words: Sequence[Word]) -> bool:
    # "stormed a camp of Burundi at El Baraf": whose it was.
    before = [w.low for w in words[max(0, mention.first - 3) : mention.first]]
    return before[-1:] == ["of"] and bool(set(before[:-1]) & _POSTS)


_POSTS = vocabulary("camp base outpost post patrol convoy garrison soldiers troops men")


def _of_the_act(
    mention: PlaceMention, words: Sequence[Word], at: int, triggers: Sequence[Trigger]
) -> bool:
    # "the bombing of Homs", "took the town of Saraqib".
    if any(t.last - 1 == at and (t.entry.frame == "impact" or _took_over(t)) for t in triggers):
        return True  # "flew into the control tower of Abha airport"
    noun = any(t.noun and t.last - 1 == at for t in triggers) and words[at + 1].low == "of"
    left = (t.last for t in triggers if t.entry.base == "drive out")
    if any(last <= at < last + 12 for last in left) and words[at].low in {"out", "of", "from"}:
        return True  # "drove them out of the districts of Shabwa"
    return noun or any(t.last == mention.first and t.text.lower().endswith(" of") for t in triggers)


def _took_over(trigger: Trigger) -> bool:
    # "had taken over the villages of Qatiya and Iqtiya".
    return trigger.family == "seize" and trigger.text.lower().endswith(" over")


def _fills(words: Sequence[Word], at: int, tables: Tables) -> bool:
    # What may stand between a preposition and the name: "in the port city of", "in Iraqi".
    word, facility = words[at], tables.words["facility"]
    hyphen = 0 < at < len(words) - 1 and "-" in {words[at - 1].text, words[at + 1].text}
    if hyphen and _RULED & {w.low for w in (word, *words[at + 2 : at + 3])}:
        return True  # "in a Houthi-controlled area of Yemen"
    if word.low in FILL or word.low in tables.words["area_word"]:
        return True
    if word.low in facility or word.low.removesuffix("s") in facility:
        return True
    return word.capital and (word.low in tables.demonyms or words[at + 1].low in facility)


def _fired_from(words: Sequence[Word], at: int) -> bool:
    for back in range(at - 1, max(0, at - 5), -1):
        if words[back].low == "from":
            return words[back - 1].low in {"fired", "launched"}
        if words[back].capital or not words[back].key:
            return False
    return False


_JUDGES = vocabulary("welcomed condemned denounced deplored hailed praised criticised criticized")
_RULED = vocabulary("controlled held run dominated ruled administered")


def _by_preposition(
    mention: PlaceMention, words: Sequence[Word], at: int, before: str, after: str, tables: Tables
) -> str:
    if before in {"from", "to", "aboard"} and (role := _of_a_way(words, at)):
        return role
    if before == "between":
        return "loc" if mention.place.layer != "country" else "actor"
    if before in {"for", "to"}:
        return _to_or_for(words, at)
    if before in PLACERS | {"of", "with"} and _for_a_cause(words, at, tables):
        return "cause"
    if before in {"near", "of"} and _fired_from(words, at):
        return "origin"  # "fired from the coast near Tyre"
    if before not in PLACERS:
        point = mention.place.layer in {"city", "site", "admin1"}
        return "weak" if before == "of" and point else ""
    return _placed(mention, words, at, before, after, tables)


def _of_something(mention: PlaceMention, words: Sequence[Word]) -> str:
    # "the flag of Palau", "on the far side of the Golan", "set the tanks of Hodeidah on fire".
    of = mention.first - 1
    of -= of >= 0 and words[of].low == "the"
    if of < 1 or words[of].low != "of":
        return ""
    if words[of - 1].low in {"flag", "flags", "registry"}:
        return "none"
    if _side_of(words, of):
        return "loc"
    return "object" if _set_on_fire(mention, words) else ""


def _side_of(words: Sequence[Word], at: int) -> bool:
    # "struck open ground on the Israeli-held side of the Golan".
    lows = [w.low for w in words[max(0, at - 10) : at]]
    lows = lows[len(lows) - lows[::-1].index(",") :] if "," in lows else lows
    pointed = {"that", "this", "same"} & set(lows[-2:])
    sides = _SIDES if pointed else _SIDES | _QUARTERS
    return bool(lows) and lows[-1] in sides and bool(set(lows) & PLACERS)


def _set_on_fire(mention: PlaceMention, words: Sequence[Word]) -> bool:
    # "set the fuel tanks of Hodeidah on fire".
    after = [w.low for w in words[mention.last : mention.last + 2]]
    before = {w.low for w in words[max(0, mention.first - 7) : mention.first]}
    burns = after == ["on", "fire"] or after[:1] in (["ablaze"], ["alight"])
    return burns and bool({"set", "setting"} & before)


_SIDES = vocabulary("side part half stretch corner edge end")


def _placed(
    mention: PlaceMention, words: Sequence[Word], at: int, before: str, after: str, tables: Tables
) -> str:
    # After "in", "at", "near": where it happened, unless it is a seat, a way or an owner.
    possessive = after == "'s" or (after == "'" and mention.text.endswith("s"))
    owns = possessive and mention.place.layer == "country"
    if owns and not _place_follows(words, mention.last + 1):
        return "actor" if before in {"on", "against", "at", "by"} else "none"
    asked = {w.low for w in words[mention.last + 1 : mention.last + 2]} & _ASKED
    if kept_there(words, at) or (possessive and asked):
        return "none"
    if _weapon_travels(words, at):
        return "loc"  # "a drone had flown into the arrivals hall of Ramon airport"
    if _travels(words, at) or (
        before in {"toward", "towards"}
        and {w.low for w in words[max(0, at - 3) : at]} & (_TRAVEL | _TURNED)
    ):
        return "destination" if not _near_water(mention, before) else "loc"
    left = {w.low for w in words[max(0, at - 5) : at]}
    if {w.low for w in words[max(0, at - 3) : at]} & _CARED or ("which" in left and left & _OWNS):
        return "none"  # "wounded men were being treated in Musayyib", "which has a base at Hmeimim"
    seated = is_seat(words, at, tables) or after in tables.words["say_strong"] | _JUDGES
    seated = seated or works_there(mention, words)
    return "seat" if seated and before in {"in", "at", "near", "outside"} else "loc"


_OWNS, _STATIC = (
    vocabulary("has have runs keeps operates owns"),
    vocabulary("straddles links joins"),
)
_CARED = vocabulary("treated hospitalised hospitalized buried")

_ASKED = vocabulary("request behest insistence urging invitation orders expense")


def _of_a_way(words: Sequence[Word], at: int) -> str:
    # "on the road from Nawa to Daraa" is a place, "from Baghdad" an origin.
    which = {w.low for w in words[max(0, at - 7) : at]}
    if "which" in which and which & _STATIC:
        return "none"  # "which straddles the road from Damascus to Aleppo"
    if words[at].low == "to":
        left = {w.low for w in words[max(0, at - 6) : at]}
        return "" if not left & _ROADS else "loc" if "from" in left else "weak"
    if words[at].low == "from" and at == 0:
        return "weak"
    return "loc" if words[at - 1].low in _ROADS else "origin"


_ROADS = vocabulary("road highway route track motorway")


def _for_a_cause(words: Sequence[Word], at: int, tables: Tables) -> bool:
    # "in support of our people in Palestine", "in solidarity with Gaza": no place of the act.
    left = words[max(0, at - 7) : at]
    # "the Rapid Support Forces in Bahri" have a name.
    told = any(w.low in _CAUSES and not w.capital for w in left)
    told = told or {"our", "brothers"} <= {w.low for w in left}
    return told and not any(w.key in tables.triggers for w in left)


_CAUSES = vocabulary("support solidarity oppressed victory behalf sympathy")


def _names_the_act(mention: PlaceMention, triggers: Sequence[Trigger]) -> bool:
    # "the Damascus bombing", "the Kerman twin blasts".
    return any(t.noun and 0 <= t.first - mention.last <= 1 for t in triggers)


def _near_water(mention: PlaceMention, before: str) -> bool:
    return mention.place.layer == "sea" and before in {"in", "near", "off", "across", "through"}


def _place_follows(words: Sequence[Word], at: int) -> bool:
    for word in words[at : at + 4]:
        if word.capital:
            return True
        if word.low in _PARTS_OF_LAND:
            return True
    return False


def _to_or_for(words: Sequence[Word], at: int) -> str:
    if at and words[at - 1].low in LINK_WORDS:
        told = [w.low for w in words[at + 1 : at + 6] if w.text != ","][1:]
        where = "where" in told or "which" in told
        return "loc" if where else "answered"  # "revenge for Nyala, where gunmen killed"
    left = {w.low for w in words[max(0, at - 6) : at]}
    fights = {w.low for w in words[max(0, at - 9) : at]} & _FIGHTS
    if words[at].low == "for" and fights:
        return "loc"  # "have been fighting since September for Hajin"
    if words[at].low == "to" and _weapon_travels(words, at):
        return "loc"  # "a missile travelled 500 kilometres to Taif"
    if left & _TRAVEL or words[at].low == "for":
        return "destination"
    if left & _BESIDE:
        return "loc"
    return "destination"


_FIGHTS = vocabulary("fought fighting battle fight battles struggle battling")


def _weapon_travels(words: Sequence[Word], at: int) -> bool:
    # For weapons in flight the place is where they come down.
    flies = [k for k in range(max(0, at - 7), at) if words[k].low in _FLIES]
    if not flies:
        return False
    return bool({w.low for w in words[max(0, flies[-1] - 8) : flies[-1]]} & PROJECTILES)


_FLIES = vocabulary("flew flown fly flying travelled traveled crossed strayed")


def _travels(words: Sequence[Word], at: int) -> bool:
    return bool({w.low for w in words[max(0, at - 3) : at]} & (_TRAVEL - _UNDER_WAY))
