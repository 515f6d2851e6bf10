"""What kind of event an act is, and whether it is one at all."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dashboard.extract.flying import (
    bombed_by_state,
    grounded,
    intercepted,
    israeli_missile,
    raided_from_the_air,
    shot_from_the_air,
)
from dashboard.extract.lexicon import REBELS, vocabulary
from dashboard.extract.ships import at_ship, domain, phrases_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.clauses import Frame
    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables

_DEFAULT = {
    "strike": "air_drone_strike",
    "air": "air_drone_strike",
    "shell": "shelling_missile",
    "launch": "shelling_missile",
    "clash": "armed_clash",
    "repel": "armed_clash",
    "intercept": "interception",
    "seize": "seizure",
    "sink": "strategic_development",
    "blast": "strategic_development",
    "burst": "strategic_development",
    "takeover": "armed_clash",
    "raid": "other_attack",
}


_SAYS_LITTLE = vocabulary(
    "harm attack killing damage impact light incident",
)


_AIR_FORCES = vocabulary(
    "base force defence defense defences defenses bases",
)


_KEEPS_WEAPONS = vocabulary(
    "depot depots launcher launchers site sites factory factories workshop base bases",
    "production storage store stores warehouse warehouses positions unit commander systems",
    "system facility facilities stockpile boats carrier defence defense defences batteries",
)


def kind_of(frame: Frame, tables: Tables) -> tuple[str, bool]:
    """
    Give the type of an act.

    Parameters
    ----------
    frame
        An act as one clause tells it.
    tables
        Rule tables.

    Returns
    -------
    event_type, stated
        The type, and whether a weapon or target in the text says so.
    """
    family = frame.main.family
    lows = _lows(frame)
    fixed = _fixed(family, frame, lows, tables)
    if fixed:
        return fixed, True
    if at_ship(frame, tables):
        return "attack_on_shipping", True
    families = {t.family for t in frame.triggers}
    # "killed the head of the rocket force in an air strike"
    flown = any(t.family == "air" and t.noun for t in frame.triggers) or bombed_by_state(frame)
    weapon = "air_drone_strike" if flown else _weapon(frame, tables)
    if weapon and not _raided_on_foot(frame):
        return weapon, True
    if _fired_at_town(frame):
        return "shelling_missile", False
    for known in ("air", "shell", "bomb", "ambush", "gunfire"):
        if known in families:
            return _DEFAULT.get(known, "other_attack"), True
    if (family == "damage" and grounded(frame)) or raided_from_the_air(frame, lows):
        return "air_drone_strike", family == "raid" and "air" in lows
    if _fought_for(frame):
        return "armed_clash", True
    if family in _SAYS_LITTLE or (family == "launch" and _shot(frame)):
        return "other_attack", False
    on_foot = family == "raid" and not frame.main.noun
    stated = on_foot or family not in {"strike", "raid", "launch"}
    return _DEFAULT.get(family, "other_attack"), stated


def _fixed(family: str, frame: Frame, lows: Sequence[str], tables: Tables) -> str:
    if family == "intercept":
        return intercepted(frame, tables)
    if family in {"damage", "strike"} and shot_from_the_air(frame):
        return "interception"
    if family == "launch" and _DEFENDING & {w.low for w in frame.marked.words}:
        return "interception"
    if frame.main.entry.base == "stop" and frame.main.passive and _flew(frame, tables):
        return "interception"
    if _both_ways(frame):
        return "armed_clash"
    if family in {"clash", "seize", "repel", "takeover"} or frame.main.entry.base in _TAKEN:
        return _of_fighting(family, frame, lows, tables)
    if family == "blast" and {"unknown", "unclear", "unexplained"} & set(lows):
        return "strategic_development"
    thrown = frame.main.entry.base == "throw"
    if thrown or (family == "burst" and not frame.main.noun and _set_off(frame)):
        return "other_attack"
    return _of_sinking(frame, lows, tables) if family == "sink" else ""


def _flew(frame: Frame, tables: Tables) -> bool:
    # "two missiles bound for the base were stopped over the town".
    first = frame.main.first
    before = {w.low for w in frame.marked.words[max(frame.first, first - 14) : first]}
    return bool(before & (tables.words["projectile"]))


def _both_ways(frame: Frame) -> bool:
    # "shot at each other", "attacked the town and were driven back", "the patrol fired back".
    if any(t.family == "repel" for t in frame.triggers[1:]) and frame.main.family != "seize":
        return True
    if frame.main.family not in {"gunfire", "attack"}:
        return False
    words = frame.marked.words
    after = [w.low for w in words[frame.main.last : frame.main.last + 14]]
    if "of each other" in " ".join(after):
        return False  # "two ships were attacked within an hour of each other"
    return bool(set(pairwise(after)) & _RETURNED)


_RETURNED = frozenset(
    {
        *(("each", "other"), ("one", "another"), ("fired", "back"), ("shot", "back")),
        *(("returned", "fire"), ("fire", "back")),
    }
)
_TAKEN = frozenset({"overrun", "storm"})


def _of_fighting(family: str, frame: Frame, lows: Sequence[str], tables: Tables) -> str:
    if family in {"clash", "repel"} and _boats_at_ship(frame, lows, tables):
        return "attack_on_shipping"
    if (family == "takeover" or frame.main.entry.base == "storm") and at_ship(frame, tables):
        return "seizure"  # "stormed an Iranian tanker"
    if family == "takeover" or frame.main.entry.base in _TAKEN:
        return _taken(frame)
    return _DEFAULT[family]


def _of_sinking(frame: Frame, lows: Sequence[str], tables: Tables) -> str:
    # A ship that sinks is a development, unless somebody sank it with a weapon.
    agent = "by" in lows or (
        not frame.main.passive
        and any(
            a.martial
            for a in frame.marked.actors
            if a.last <= frame.main.first and a.first >= frame.main.first - 8
        )
    )
    return "" if agent and _weapon(frame, tables) else "strategic_development"


def _set_off(frame: Frame) -> bool:
    # "a car blew up", "a man blew himself up": somebody meant it.
    himself = _SELF & set(frame.main.text.lower().split())
    before = set(_before(frame))
    flown = before & {"aerial", "surface", "unmanned", "uncrewed"}
    return bool(himself) or (bool(before & _PLANTED) and not flown)


def _before(frame: Frame) -> list[str]:
    first, _ = domain(frame)
    return [w.low for w in frame.marked.words[max(first, frame.main.first - 6) : frame.main.first]]


_SELF = vocabulary("himself herself themselves mine landmine")
_PLANTED = vocabulary(
    "bomb bombs device devices car cars vehicle truck lorry minibus van motorcycle motorbike",
    "bicycle cart grenade mine landmine belt vest bomber bombers",
)


def _raided_on_foot(frame: Frame) -> bool:
    # "Israeli forces backed by drones raided Jenin".
    main = frame.main
    before = {w.low for w in frame.marked.words[max(0, main.first - 9) : main.first]}
    flown = before & {"aircraft", "jets", "planes", "warplanes", "helicopters"}
    on_foot = bool(before & (_SOLDIERS - {"army"})) and not flown
    return main.family == "raid" and not main.noun and on_foot


def _fought_for(frame: Frame) -> bool:
    # "soldiers killed six militants in a raid": armed men against such; "in a failed assault".
    lows = [w.low for w in frame.marked.words]
    for told in frame.triggers:
        tried = told.noun and lows[max(0, told.first - 1) : told.first]
        if tried and told.entry.base in {"assault", "offensive"} and tried[0] in _IN_VAIN:
            return True
        before, after = lows[max(0, told.first - 5) : told.first], lows[told.last : told.last + 5]
        if told.family == "harm" and "and" in before and _both_sides(before):
            return True  # "two policemen and four militants died when a station was attacked"
        begun = {"began", "launched", "started"} & set(before)
        if told.entry.base == "offensive" and begun and after[:1] == ["on"]:
            return True  # "began its offensive on Tripoli"
        killed = told.family == "harm" and not told.passive
        if killed and _SOLDIERS & set(before) and REBELS & set(after):
            return True
    return False


def _both_sides(lows: Sequence[str]) -> bool:
    return bool(set(lows) & (_SOLDIERS | _GUARDS)) and bool(set(lows) & REBELS)


_GUARDS = vocabulary("policemen policeman officers officer soldier guard")
_IN_VAIN = vocabulary("failed abortive repulsed unsuccessful ground thwarted")
_SOLDIERS = vocabulary("soldiers troops forces police army guards commandos gendarmes")


NEAR = 4


def _shot(frame: Frame) -> bool:
    # "police fired at a crowd": no missile, unless the text names one.
    words, main = frame.marked.words, frame.main
    after = {w.low for w in words[main.last : main.last + 1]}
    town = any(p.first == main.last + 1 and p.role in {"loc", "object"} for p in frame.places)
    return main.entry.base == "fire" and bool(after & {"at", "on", "into"}) and not town


def _fired_at_town(frame: Frame) -> bool:
    # "their fighters had fired on Ashkelon": no bullets fly so far.
    main = frame.main
    towns = (p for p in frame.places if p.place.layer == "city" and p.role in {"loc", "object"})
    on = main.text.lower() in {"fired on", "fired upon", "fires on"}
    return on and any(p.first == main.last for p in towns)


def _taken(frame: Frame) -> str:
    # "overran the centre of Nawa district", not "overran two posts"; without a fight, or in one.
    words, main = frame.marked.words, frame.main
    if main.entry.base == "overrun":
        after = {w.low for w in words[main.last : main.last + 5]}
        return "armed_clash" if after & _POSTS else "seizure" if frame.places else ""
    if main.entry.base == "storm":  # "stormed an outpost of the army": a post is fought for
        after = {w.low for w in words[main.last : main.last + 5]}
        return "armed_clash" if after & (_POSTS | _ARMED) else ""
    lows = [w.low for w in words]
    unfought = "without a fight" in " ".join(lows)
    return "armed_clash" if set(lows) & _FOUGHT and not unfought else "seizure"


_ARMED = vocabulary("police army military peshmerga navy")
_POSTS = vocabulary(
    "post posts base bases camp checkpoint checkpoints barracks position positions outpost",
    "outposts garrison line lines",
)


def _boats_at_ship(frame: Frame, lows: Sequence[str], tables: Tables) -> bool:
    # "A security team and small craft exchanged fire near the vessel".
    whole = {w.low for w in frame.marked.words}
    ship = (set(lows) | whole) & (tables.words["ship"] - {"crew"})
    return bool(whole & _CRAFT) and bool(ship) and bool(whole & {"security", "escort"})


_CRAFT = vocabulary("craft skiff skiffs speedboat speedboats boats")
_DEFENDING = vocabulary("patriot patriots interceptor interceptors incoming")
_FOUGHT = vocabulary("fighting fought battle battles clashes fight offensive assault")


def _lows(frame: Frame) -> list[str]:
    first, last = domain(frame)
    return [w.low for w in frame.marked.words[first:last]]


_CLASSES = (
    ("weapon_shell", "shelling_missile"),
    ("weapon_air", "air_drone_strike"),
    ("weapon_ground", "other_attack"),
)

WEAPONS = ("weapon_sea", "weapon_shell", "weapon_air", "weapon_ground")
"""Classes of words.csv that hold weapons."""


def _weapon(frame: Frame, tables: Tables) -> str:
    # Give the type by the weapon nearest to the act, and by where it came from.
    found = _nearest_weapon(frame, tables)
    if found in {"", "other_attack"} and _bombs_fell(frame, tables):
        return "air_drone_strike"
    told = (e for kind, e in _CLASSES if (frame.carried | _shared(frame)) & tables.words[kind])
    found = found or next(told, "")
    if found == "shelling_missile" and (_from_aircraft(frame) or israeli_missile(frame)):
        return "air_drone_strike"
    return found


def _bombs_fell(frame: Frame, tables: Tables) -> bool:
    # "bombs tore through the market", "a bomb was dropped on it": from the air; and "the bomb that
    # hit the clinic" where a plane was told of before.
    words, main = frame.marked.words, frame.main
    near = [w.low for w in words[max(0, main.first - 6) : main.last + 4]]
    if not {"bomb", "bombs"} & set(near) or main.noun or set(near) & _LAID:
        return False
    counted = any(a in _COUNTS and b == "bombs" for a, b in pairwise(near))  # "two bombs tore"
    fell = main.entry.base in {"drop", "unload", "land"}
    fell = fell or (main.family == "impact" and "bombs" in near and not counted)
    hit = main.family in {"strike", "damage"} and "bombs" in near[:6]
    flown = bool(frame.carried & tables.words["weapon_air"])
    return fell or hit or flown


_LAID = vocabulary(
    "car roadside suicide planted truck petrol parcel lorry nail pipe buried grenade"
)
_COUNTS = vocabulary("two three twin both")


def _nearest_weapon(frame: Frame, tables: Tables) -> str:
    # The one before the act first.
    first, last = domain(frame)
    words = frame.marked.words
    low = min(t.first for t in frame.triggers)
    best: tuple[int, str] | None = None
    verbs = {k for t in frame.triggers if not t.noun for k in range(t.first, t.last)}
    covered = -1
    for at, phrase in phrases_in(words[first:last]):
        place = first + at
        if (
            place in verbs
            or place < covered
            or _afloat_as_target(words, place, phrase, frame, tables)
        ):
            continue
        if " " in phrase and any(phrase in tables.words[kind] for kind in WEAPONS):
            covered = place + phrase.count(" ") + 1
        if (
            phrase == "air"
            and place + 1 < len(words)
            and words[place + 1].low in _AIR_FORCES
            and words[place + 1].low != "force"
        ):
            continue
        if phrase in tables.words["weapon_sea"]:
            return "attack_on_shipping" if at_ship(frame, tables) else "other_attack"
        for kind, event_type in _CLASSES:
            if phrase in tables.words[kind] and not _target_like(words, place, frame, tables):
                distance = abs(place - low) + (0 if place <= low else 3)
                if phrase in _FILLINGS or (frame.main.family == "launch" and phrase in _MEN):
                    distance += len(words)  # "drones packed with explosives"
                if best is None or distance < best[0]:
                    best = distance, event_type
    return best[1] if best else ""


def _afloat_as_target(
    words: Sequence[Word], place: int, phrase: str, frame: Frame, tables: Tables
) -> bool:
    # "destroyed a drone boat": what was hit, not the means.
    return phrase in tables.words["weapon_sea"] and _target_like(words, place, frame, tables)


def _from_aircraft(frame: Frame) -> bool:
    # "a helicopter fired two rockets", "killed by a missile from a drone": it came from the air.
    first, last = domain(frame)
    words, main = frame.marked.words, frame.main
    if main.entry.base in {"intercept", "shoot down"}:
        return False
    lows = [w.low for w in words]
    after = lows[main.last : last]
    by = [k for k, low in enumerate(after) if low in {"from", "by"}]
    if any(_PLATFORMS & set(after[k + 1 : k + 5]) for k in by):
        return True
    if main.passive:
        return "from" in lows[:1] and bool(_PLATFORMS & set(lows[1:4]))
    subject = set(lows[max(first, main.first - 8) : main.first]) | _shared(frame) | frame.carried
    return bool(_PLATFORMS & subject)


_PLATFORMS = vocabulary(
    "aircraft helicopter helicopters jet jets plane planes warplane warplanes gunship gunships",
    "drone drones apache apaches",
)


def _shared(frame: Frame) -> frozenset[str]:
    # "Mortars fell short and hit a school": the subject of the verb before is that of this one.
    words, main = frame.marked.words, frame.triggers[0]
    before = [t for t in frame.marked.triggers if t.last <= main.first]
    prior = words[main.first - 1].low if main.first else ""
    if prior in _SOME and not main.noun:  # "Rockets flew over the wall; one hit a car park"
        return frozenset(w.low for w in words[: main.first])
    joined = prior in {"and", "then"}
    if main.noun or not before or not joined:
        return frozenset()
    left = words[max(0, before[-1].first - NEAR) : before[-1].first]
    return frozenset(w.low for w in left)


_LIQUIDS = vocabulary("storage fuel water oil gas petrol diesel septic propane chlorine")
_SOME = vocabulary("one two three four others another some both most all")
_FILLINGS = vocabulary("explosive explosives")
_MEN = vocabulary("gunmen gunman attackers assailants sniper bomber")  # "gunmen fired rockets"


def _target_like(words: Sequence[Word], at: int, frame: Frame, tables: Tables) -> bool:
    # A weapon as a target ("struck a missile depot", "hit launchers") says nothing of the
    # means.
    after = [w.low for w in words[at + 1 : at + 3]]
    blown_up = frame.main.family == "bomb" and at >= frame.main.last
    held = words[at].low in {"tank", "tanks"} and (blown_up or words[at - 1].low in _LIQUIDS)
    if held or set(after) & _KEEPS_WEAPONS:
        return True
    main = frame.main
    if (
        main.family in {"strike", "air", "damage"}
        and not main.noun
        and not main.passive
        and at > main.last
    ):
        return not any(w.low in {"with", "using", "by", "in", "of"} for w in words[main.last : at])
    del tables
    # "strikes against two launchers", but "an attack on the port with drones".
    between = [w.low for w in words[main.last : at]]
    on = main.noun and between[:1] in (["on"], ["against"]) and len(between) <= AIMED
    return on and not {"with", "using", "by", "from", ",", "when"} & set(between)


AIMED = 4  # words
