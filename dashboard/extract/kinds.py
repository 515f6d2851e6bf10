"""What kind of event an act is, and whether it is one at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary
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


_WORDS_9 = vocabulary(
    "harm attack killing damage impact light incident",
)


_WORDS_8 = vocabulary(
    "prepared ground launcher launchers depot storage preparing factory sites site",
    "production base",
)


_WORDS_5 = vocabulary(
    "base force defence defense defences defenses bases",
)


_WORDS_4 = vocabulary(
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
    weapon = "air_drone_strike" if _bombed_by_state(frame) else _weapon(frame, tables)
    if weapon:
        return weapon, True
    families = {t.family for t in frame.triggers}
    for known in ("air", "shell", "bomb", "ambush", "gunfire"):
        if known in families:
            return _DEFAULT.get(known, "other_attack"), True
    if family == "damage" and _grounded(frame):
        return "air_drone_strike", False
    if family in _WORDS_9 or (family == "launch" and _shot(frame)):
        return "other_attack", False
    if family == "raid" and "air" in lows:
        return "air_drone_strike", True
    return _DEFAULT.get(family, "other_attack"), family not in {"strike", "raid", "launch"}


def _fixed(family: str, frame: Frame, lows: Sequence[str], tables: Tables) -> str:
    if family == "clash" and _boats_at_ship(frame, lows, tables):
        return "attack_on_shipping"
    if family == "takeover" and at_ship(frame, tables):
        return "seizure"
    if family in {"damage", "strike"} and not frame.main.noun and _flying_target(frame):
        return "interception"
    if family == "intercept":
        return _intercepted(frame, tables)
    if family == "launch" and _DEFENDING & {w.low for w in frame.marked.words}:
        return "interception"
    if family == "takeover" or frame.main.entry.base in {"overrun", "storm"}:
        return _taken(frame)
    if family in {"clash", "seize", "repel"}:
        return _DEFAULT[family]
    if family == "burst" and not frame.main.noun and set(_before(frame)) & _PLANTED:
        return "other_attack"
    if family == "sink":
        agent = any(low == "by" for low in lows) or (
            not frame.main.passive
            and any(
                a.martial
                for a in frame.marked.actors
                if a.last <= frame.main.first and a.first >= frame.main.first - 8
            )
        )
        return "" if agent and _weapon(frame, tables) else "strategic_development"
    return ""


def _before(frame: Frame) -> list[str]:
    first, _ = domain(frame)
    return [w.low for w in frame.marked.words[max(first, frame.main.first - 6) : frame.main.first]]


_PLANTED = vocabulary(
    "bomb bombs device devices car cars vehicle truck lorry minibus van motorcycle motorbike",
    "bicycle cart grenade mine landmine belt vest bomber bombers",
)


def _bombed_by_state(frame: Frame) -> bool:
    # "Saudi bombing in Yemen", "an Israeli bomb had hit the building": from the air.
    words, own = frame.marked.words, {t.first for t in frame.triggers}
    for actor in frame.marked.actors:
        thing = "".join(w.low for w in words[actor.last : actor.last + 1])
        nation = actor.kind == "state" and actor.how == "demonym"
        hit = thing in {"bomb", "bombs"} and 0 < frame.main.first - actor.last <= NEAR
        named = thing in {"bombing", "bombings"} and actor.last in own
        if nation and (hit or named):
            return True
    return False


NEAR = 4


def _shot(frame: Frame) -> bool:
    # "police fired at a crowd": no missile, unless the text names one.
    words, main = frame.marked.words, frame.main
    after = {w.low for w in words[main.last : main.last + 1]}
    town = any(p.first == main.last + 1 and p.role in {"loc", "object"} for p in frame.places)
    return main.entry.base == "fire" and bool(after & {"at", "on", "into"}) and not town


def _taken(frame: Frame) -> str:
    # "overran the centre of Nawa district", not "overran two posts"; without a fight, or in one.
    words, main = frame.marked.words, frame.main
    if main.entry.base == "overrun":
        after = {w.low for w in words[main.last : main.last + 5]}
        return "armed_clash" if after & _POSTS else "seizure" if frame.places else ""
    if main.entry.base == "storm":  # "stormed an outpost of the army": a post is fought for
        return "armed_clash" if _POSTS & {w.low for w in words[main.last : main.last + 5]} else ""
    return "armed_clash" if {w.low for w in words} & _FOUGHT else "seizure"


_POSTS = vocabulary(
    "post posts base bases camp checkpoint checkpoints barracks position positions outpost",
    "outposts garrison line lines",
)


def _boats_at_ship(frame: Frame, lows: Sequence[str], tables: Tables) -> bool:
    # "A security team and small craft exchanged fire near the vessel".
    whole = {w.low for w in frame.marked.words}
    ship = (set(lows) | whole) & (tables.words["ship"] - {"crew"})
    return bool(whole & _CRAFT) and bool(ship) and "security" in whole


_CRAFT = vocabulary("craft skiff skiffs speedboat speedboats boats")
_DEFENDING = vocabulary("patriot patriots interceptor interceptors incoming")
_FOUGHT = vocabulary("fighting fought battle battles clashes fight offensive assault")


def _intercepted(frame: Frame, tables: Tables) -> str:
    # What is stopped says what it was: weapons in flight, a ship, or people on the ground.
    words, main = frame.marked.words, frame.main
    object_ = words[frame.first : main.first] if main.passive else words[main.last : frame.last]
    nearest = list(reversed(object_) if main.passive else object_)
    by = {w.low for w in words[main.last : main.last + 5]} & {"bomb", "bombs"}
    built = by or any(w.low in _BUILDINGS for w in nearest[:6])
    if built and main.entry.base != "intercept":
        return "air_drone_strike"  # "the tower was brought down by two bombs"
    if main.passive and any(w.low in _FLYING for w in object_):
        return "interception"  # "a missile fired by the rebels was intercepted"
    for at, word in enumerate(nearest):
        if at > 1 and not main.passive and word.low in tables.words["preposition"]:
            break
        if word.low in _FLYING or word.low in tables.words["weapon_air"]:
            break
        if word.low in tables.words["ship"] and word.low != "crew":
            return "seizure"
        if word.low in tables.words["person"] or word.low in tables.words["generic_group"]:
            return "armed_clash"
    return "interception"


_BUILDINGS = vocabulary("tower building buildings house houses block bridge minaret wall high-rise")


def _grounded(frame: Frame) -> bool:
    words, main = frame.marked.words, frame.main
    return any(
        w.low in _FLYING | {"launchers", "launcher", "radar", "radars"}
        for w in words[main.last : main.last + 8]
    )


_FLYING = vocabulary(
    "drone drones uav uavs missile missiles rocket rockets projectile projectiles aerial uas",
    "quadcopter quadcopters shahed shaheds",
)


def _flying_target(frame: Frame) -> bool:
    # "destroyed four drones that were heading for it": weapons in flight, not on the ground.
    words, main = frame.marked.words, frame.main
    lows = " ".join(w.low for w in words[main.last : main.last + 9])
    afloat = any(boat in lows for boat in _BOATS) and "prepar" not in lows and "coast" not in lows
    if afloat and main.entry.base == "destroy" and not main.passive:
        return any(p.place.layer == "sea" for p in frame.places)
    if main.passive:
        stretch = words[max(0, main.first - 6) : main.first]
        hit = (
            bool(stretch)
            and any(w.low in _FLYING for w in stretch)
            and not any(w.low == "by" for w in words[main.last : main.last + 1])
        )
    else:
        hit = main.entry.base == "destroy" and any(
            w.low in _FLYING for w in words[main.last : main.last + 7]
        )
    rest = {w.low for w in words[main.last : main.last + 22]}
    return hit and main.entry.base == "destroy" and not rest & _WORDS_8


_BOATS = ("surface vessel", "drone boat", "unmanned boat", "sea drone", "explosive boat")


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
    # Give the type by the weapon nearest to the act, the one before it first.
    first, last = domain(frame)
    words = frame.marked.words
    low = min(t.first for t in frame.triggers)
    best: tuple[int, str] | None = None
    verbs = {k for t in frame.triggers if not t.noun for k in range(t.first, t.last)}
    covered = -1
    for at, phrase in phrases_in(words[first:last]):
        place = first + at
        if place in verbs or place < covered:
            continue
        if " " in phrase and any(phrase in tables.words[kind] for kind in WEAPONS):
            covered = place + phrase.count(" ") + 1
        if (
            phrase == "air"
            and place + 1 < len(words)
            and words[place + 1].low in _WORDS_5
            and words[place + 1].low != "force"
        ):
            continue
        if phrase in tables.words["weapon_sea"]:
            return "attack_on_shipping" if at_ship(frame, tables) else "other_attack"
        for kind, event_type in _CLASSES:
            if phrase in tables.words[kind] and not _target_like(words, place, frame, tables):
                distance = abs(place - low) + (0 if place <= low else 3)
                if phrase in _FILLINGS:
                    distance += len(words)  # "drones packed with explosives"
                if best is None or distance < best[0]:
                    best = distance, event_type
    told = (e for kind, e in _CLASSES if frame.carried & tables.words[kind])
    return best[1] if best else next(told, "")


_FILLINGS = vocabulary("explosive explosives")


def _target_like(words: Sequence[Word], at: int, frame: Frame, tables: Tables) -> bool:
    # A weapon as a target ("struck a missile depot", "hit launchers") says nothing of the
    # means.
    after = [w.low for w in words[at + 1 : at + 3]]
    if set(after) & _WORDS_4:
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
    return False
