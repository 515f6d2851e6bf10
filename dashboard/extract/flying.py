"""What was hit in the air, and what only looks like it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dashboard.extract.lexicon import FLYERS, vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.clauses import Frame
    from dashboard.extract.tables import Tables

_ON_THE_GROUND = vocabulary(
    "prepared ground launcher launchers depot storage preparing factory sites site",
    "production base readied loaded aimed parked",
)


def intercepted(frame: Frame, tables: Tables) -> str:
    """
    Say of what type an interception is, by what was stopped.

    Parameters
    ----------
    frame
        An act as one clause tells it.
    tables
        Rule tables.

    Returns
    -------
    event_type
        For weapons in flight, a ship, a building, or people on the ground.
    """
    words, main = frame.marked.words, frame.main
    object_ = words[frame.first : main.first] if main.passive else words[main.last : frame.last]
    nearest = list(reversed(object_) if main.passive else object_)
    by = {w.low for w in words[main.last : main.last + 5]} & {"bomb", "bombs"}
    subject = words[max(0, main.first - 9) : main.first] if main.passive else nearest[:6]
    built = by or any(w.low in _BUILDINGS for w in subject)
    if built and main.entry.base != "intercept":
        return "air_drone_strike"  # "the tower was brought down by two bombs"
    if main.passive and any(w.low in FLYERS for w in object_):
        return "interception"  # "a missile fired by the rebels was intercepted"
    for at, word in enumerate(nearest):
        if at > 1 and not main.passive and word.low in tables.words["preposition"]:
            break
        if word.low in _OTHERS or word.low in FLYERS or word.low in tables.words["weapon_air"]:
            break
        hyphened = at > 0 and nearest[at - 1].text == "-"  # "an anti-ship missile"
        if word.low in tables.words["ship"] and word.low != "crew" and not hyphened:
            return "seizure"
        if word.low in tables.words["person"] or word.low in tables.words["generic_group"]:
            return "armed_clash"
    return "interception"


_OTHERS = vocabulary("others another")  # "Typhoons brought down others over Syria"
_BUILDINGS = vocabulary("tower building buildings house houses block bridge minaret wall")


def grounded(frame: Frame) -> bool:
    """
    Say whether what was destroyed was a weapon on the ground: "destroyed two launchers".

    Parameters
    ----------
    frame
        An act as one clause tells it.

    Returns
    -------
    grounded
        True there.
    """
    words, main = frame.marked.words, frame.main
    after = [w.low for w in words[main.last : main.last + 8]]
    afloat = any(boat in " ".join(after) for boat in _BOATS)
    state = any(a.kind == "state" and a.last <= main.first for a in frame.marked.actors)
    things = FLYERS | _EMPLACED | (_STORES if state and not main.passive else frozenset())
    return afloat or bool(set(after) & things)


_STORES = vocabulary(
    "site sites depot depots facility facilities storage warehouse warehouses targets caves",
    "shelters hideouts workshop workshops factory factories store stores",
)
_EMPLACED = vocabulary("launchers launcher radar radars battery batteries")


def shot_from_the_air(frame: Frame) -> bool:
    """
    Say whether what was hit flew: a drone on its way, a jet that a missile struck.

    Parameters
    ----------
    frame
        An act as one clause tells it.

    Returns
    -------
    flying
        False for a noun.
    """
    return not frame.main.noun and (_flying_target(frame) or _aircraft_hit(frame))


def _flying_target(frame: Frame) -> bool:
    # "destroyed four drones that were heading for it": weapons in flight, not on the ground.
    words, main = frame.marked.words, frame.main
    lows = " ".join(w.low for w in words[main.last : main.last + 9])
    afloat = any(boat in lows for boat in _BOATS) and "prepar" not in lows and "coast" not in lows
    if afloat and main.entry.base == "destroy" and not main.passive:
        return any(p.place.layer == "sea" for p in frame.places)
    it = {w.low for w in words[main.last : main.last + 1]} & {"it", "them"}
    joined = (
        main.first > 0 and words[main.first - 1].low == "and"
    )  # "chased a car and destroyed it"
    if it and not joined and main.entry.base == "destroy":
        # "A drone was heading for Eilat when they destroyed it"
        return any(w.low in FLYERS for w in words[: main.first])
    if main.passive:
        stretch = words[max(0, main.first - 6) : main.first]
        by = [w.low for w in words[main.last : main.last + 6]]
        hit = (
            bool(stretch)
            and any(w.low in FLYERS for w in words[max(0, main.first - 12) : main.first])
            and (by[:1] != ["by"] or bool(set(by) & (_AIRCRAFT | _ANTI_AIR | {"frigate"})))
        )
    else:
        object_ = [w.low for w in words[main.last : main.last + 7]]
        made = set(object_) & _STORES and {"for", "of", "making", "with"} & set(object_)
        stored = made or bool({("missiles", "at"), ("missile", "at")} & set(pairwise(object_)))
        hit = main.entry.base == "destroy" and any(low in FLYERS for low in object_) and not stored
    after = [w.low for w in words[main.last : main.last + 22]]
    kept = bool(_KEPT & set(pairwise(after)))
    return hit and main.entry.base == "destroy" and not set(after) & _ON_THE_GROUND and not kept


# "in a Houthi-controlled area", "readied for launch": not in flight.
_KEPT = frozenset({("-", "controlled"), ("-", "held"), ("in", "yemen"), ("to", "launch")})


def _aircraft_hit(frame: Frame) -> bool:
    # "the jet crashed after being hit by a missile", "a missile struck a helicopter in the air".
    words, main = frame.marked.words, frame.main
    if main.entry.base not in {"hit", "strike"}:
        return False
    lows = [w.low for w in words]
    before, after = lows[max(0, main.first - 14) : main.first], lows[main.last : main.last + 9]
    if main.passive:
        shot = "by" in after[:2] and bool(set(after) & _ANTI_AIR)
        crashed = bool(set(lows) & {"crashed", "ejected", "crashing"})
        return _names_aircraft(before) and (shot or crashed)
    shot = bool(set(before[-5:]) & _ANTI_AIR)
    return shot and _names_aircraft(after[:5]) and not set(after) & _PARKED


def _names_aircraft(lows: Sequence[str]) -> bool:
    typed = any(a in _MAKES and b == "-" for a, b in pairwise(lows))  # "Su-25"
    return typed or bool(_AIRCRAFT & set(lows))


_MAKES = frozenset({"su", "mig", "f", "mi", "tu", "il", "an", "ka", "mq"})


_AIRCRAFT = vocabulary(
    "jet jets warplane warplanes helicopter helicopters aircraft plane planes fighter bomber",
    "reaper gunship",
)
_ANTI_AIR = vocabulary(
    "missile missiles fire defences defenses defence rocket rockets manpads",
)
_PARKED = vocabulary("ground parked hangar hangars runway base airfield tarmac apron airport")


def bombed_by_state(frame: Frame) -> bool:
    """
    Read "Saudi bombing in Yemen", "an Israeli bomb had hit the building".

    Parameters
    ----------
    frame
        An act as one clause tells it.

    Returns
    -------
    flown
        True where a state's bombs came from the air.
    """
    words, own = frame.marked.words, {t.first for t in frame.triggers}
    for actor in frame.marked.actors:
        thing = "".join(w.low for w in words[actor.last : actor.last + 1])
        nation = actor.kind == "state" and actor.how == "demonym"
        hit = thing in {"bomb", "bombs"} and 0 < frame.main.first - actor.last <= NEAR
        named = thing in {"bombing", "bombings"} and actor.last in own
        by = f"{words[actor.first - 2].low} {words[actor.first - 1].low}" if actor.first > 1 else ""
        done = actor.kind == "state" and by in {"bombing by", "bombings by"}
        if done or (nation and (hit or named)):
            return True
    return False


def israeli_missile(frame: Frame) -> bool:
    """
    Read "an Israeli missile hit a house in Gaza".

    Parameters
    ----------
    frame
        An act as one clause tells it.

    Returns
    -------
    flown
        True for a missile of Israel's on Gaza or Lebanon: its jets and drones carry them.
    """
    words, main = frame.marked.words, frame.main
    shot = {w.low for w in words[max(0, main.first - 4) : main.first]} & {"missile", "missiles"}
    there = any(p.place.country in {"PS", "LB"} for p in frame.places)
    return bool(shot) and there and any(w.low == "israeli" for w in words[: main.first])


def raided_from_the_air(frame: Frame, lows: Sequence[str]) -> bool:
    """
    Say whether a raid was flown: "an Israeli raid on Damascus airport", "two raids on Bajil".

    Parameters
    ----------
    frame
        An act as one clause tells it.
    lows
        Words of its clause.

    Returns
    -------
    flown
        False where men are named who went there.
    """
    main = frame.main
    if main.family == "raid" and ("air" in lows or _counted_raids(frame)):
        return True
    if not main.noun or not (main.family == "raid" or main.entry.base == "assault"):
        return False
    if main.entry.base == "assault" and main.text.lower() != "aggression":
        return False
    words = frame.marked.words
    near = {w.low for w in words[max(0, main.first - 6) : main.last + 8]}
    by = any(
        a.kind == "state" and a.how == "demonym" and 0 <= main.first - a.last <= NEAR
        for a in frame.marked.actors
    )
    after = [w.low for w in words[main.last : main.last + 4]]
    by = by or (after[:1] == ["by"] and "coalition" in after)
    home = any(p.place.country == "PS" and "Gaza" not in p.name for p in frame.places)
    hurt = min((t.first for t in frame.triggers if t.family == "harm"), default=len(words))
    aimed = "on" in {w.low for w in words[main.last : main.last + 5]}
    if main.plural and aimed and hurt > main.last:  # "raids on posts killed fighters"
        told = {w.low for w in words[max(0, main.first - 6) : min(hurt, main.last + 8)]}
        return by and not home and not told & _ON_FOOT
    return by and not home and not near & _ON_FOOT and not set(lows) & _ON_FOOT


def _counted_raids(frame: Frame) -> bool:
    # "two raids on Bajil", "five raids targeted the Kathib area": planes fly so many in Yemen.
    words, main = frame.marked.words, frame.main
    yemen = any(p.place.country == "YE" for p in frame.places)
    return yemen and main.noun and main.plural and not {w.low for w in words} & _ON_FOOT


_ON_FOOT = vocabulary(
    "police soldiers troops gunmen fighters militants commandos gendarmes arrest arrests arrested",
    "detained ground camp cell hideout saboteurs special forces agents infantry",
    "night dawn undercover tanks bulldozers",
)


NEAR = 4  # words
_BOATS = (
    "surface vessel",
    "surface vehicle",
    "drone boat",
    "unmanned boat",
    "sea drone",
    "explosive boat",
)
