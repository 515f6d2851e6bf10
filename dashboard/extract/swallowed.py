"""Words that look like acts and are part of something else: "strike force", "seized drugs"."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from dashboard.extract.calendar_readings import ORDINALS
from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables, TriggerEntry

_PREFIXES = vocabulary(
    "anti counter pre post non air general hunger",
)


_FALLS_OTHERWISE = vocabulary(
    "to ill by short silent apart under behind below 2 1 3",
)


def _downs(words: Sequence[Word], first: int, tables: Tables) -> bool:
    # "to down a drone", not "a few kilometres down the bay".
    before = words[first - 1].low if first else ""
    return before == "to" or before in tables.words["modal"] or before in tables.words["force"]


_TAKES = vocabulary("took take taken takes taking")
_TAKEN = vocabulary("part place revenge responsibility shelter cover refuge office note effect")
_PICTURES = vocabulary("picture pictures photograph photographs photo photos images footage video")
_SET = vocabulary("set sets setting")


def swallowed(
    words: Sequence[Word], first: int, last: int, entry: TriggerEntry, tables: Tables
) -> bool:
    """
    Say whether a word that could tell of an act is part of something else.

    Parameters
    ----------
    words
        Words of the sentence.
    first, last
        The word or words, `last` not included.
    entry
        Its row of data/extract/triggers.csv.
    tables
        Rule tables.

    Returns
    -------
    swallowed
        True for "strike force", "fell silent", "seized drugs", "reached an agreement".
    """
    if _in_a_phrase(words, first, last, entry, tables) or _in_a_name(words, first, last):
        return True
    if entry.base == "drive out" and not _drives_out(words, first, last, tables):
        return True
    hyphened = _hyphened(words, first, last, entry)
    if hyphened is not None:
        return hyphened
    if entry.pos == "noun" and _numbered_night(words, first, tables):
        return True
    if entry.pos == "noun" and _fled_from({w.low for w in words[max(0, first - 5) : first]}):
        return True
    if entry.family == "seize" and {w.low for w in words[last : last + 4]} & _GOODS:
        return True
    if words[first].low in _TAKES and _takes_hostages(words, last, tables):
        return True
    return _lacks_its_object(words, first, last, entry, tables)


def _takes_hostages(words: Sequence[Word], last: int, tables: Tables) -> bool:
    # "killed 1,200 people and took 253 hostages": whom the attackers took with them.
    hostages = {"hostages", "hostage", "captives"} & {w.low for w in words[last : last + 4]}
    return bool(hostages) and any(w.low in tables.words["killed"] for w in words)


def _numbered_night(words: Sequence[Word], first: int, tables: Tables) -> bool:
    # "bombed the port, in the fifth night of strikes": the act before, counted.
    if first < ORDINAL or words[first - 1].low != "of" or words[first - 2].low not in _NIGHTS:
        return False
    numbered = words[first - 3].low
    return (numbered in ORDINALS or numbered == "latest") and any(
        w.key in tables.triggers for w in words[: first - ORDINAL]
    )


def _in_a_name(words: Sequence[Word], first: int, last: int) -> bool:
    # "Downing Street said".
    after = [w.low for w in words[last : last + 1]]
    return words[first].capital and after in (["street"], ["road"], ["avenue"])


ORDINAL = 4  # words: "the fifth night of"
_NIGHTS = vocabulary("day night week month hour")


def _in_a_phrase(
    words: Sequence[Word], first: int, last: int, entry: TriggerEntry, tables: Tables
) -> bool:
    # "strike force", "assault ship", "two million pounds", "The minister hit back.", "took part".
    after = words[last].low if last < len(words) else ""
    before = words[first - 1].low if first else ""
    low = words[first].low
    ends = all(w.text in {".", ",", ";"} for w in words[last + 1 : last + 2])
    if low == "mined" and before in {"heavily", "densely", "most", "been", "is", "are", "still"}:
        return True  # "the most heavily mined strip of land"
    if low in {"entered", "enters", "entering"} and after in {"its", "their", "a", "the"}:
        return bool({w.low for w in words[last + 1 : last + 4]} & _SPANS)  # "its third day"
    if low == "wounds" and before in _SUFFERED:
        return True  # "most had wounds from blasts"
    if after in {"wounds", "burns", "injuries"} and before in {"of", "with", "from", "treating"}:
        return entry.pos == "noun"  # "the treatment of blast wounds"
    return (
        (entry.pos == "noun" and after in tables.words["compound_next"])
        or (low == "assault" and after in {"ship", "ships", "craft", "boats"})
        or (low == "pounds" and (before in _MONEY or before[:1].isdigit()))
        or (after == "back" and low in {"hit", "hits", "struck"} and ends)
        or (low in _TAKES and (after in _TAKEN or before in _PICTURES))
    )


def _hyphened(words: Sequence[Word], first: int, last: int, entry: TriggerEntry) -> bool | None:
    # "strike-ridden", "shoulder-fired missiles", "a 500-pound bomb"; None where no hyphen joins it.
    after = words[last : last + 2]
    joins = len(after) > 1 and after[0].text == "-" and after[0].end == after[1].start
    if joins and after[1].key:
        return entry.pos == "noun" or after[1].low != "and"
    if first < 2 or words[first - 1].text != "-" or words[first - 1].end != words[first].start:
        return None
    if words[first - 2].low.isdigit():
        return True
    joined = words[first].low.endswith("ed") and last < len(words) and not words[last].capital
    return (words[first - 2].low in _PREFIXES or joined) and entry.pos != "noun"


def _drives_out(words: Sequence[Word], first: int, last: int, tables: Tables) -> bool:
    # "drove the rebels out of the village", "had been driven from the town by militiamen".
    near = words[last : last + 8]
    gone = [at for at, w in enumerate(near) if w.low in {"out", "from"}]
    if not gone:
        return False
    men = tables.words["generic_group"] | tables.words["generic_army"] | tables.words["force"]
    driven = near[: gone[0]]
    if not driven and words[first - 1].low in {"were", "was", "been"}:
        driven = words[max(0, first - 4) : first]
    return any(w.low in men or (w.capital and w.low not in _PRONOUNS) for w in driven)


_SUFFERED = vocabulary(
    "had have has having with of from his her their painted head leg gunshot shrapnel bullet burn",
    "serious severe grave light minor deep old open blast stab and the",
)
_SPANS = vocabulary("day week month year days weeks months phase stage round talks")
_MONEY = vocabulary("million billion thousand hundred m bn")
_PRONOUNS = vocabulary("they he she it we the people residents families")


def _lacks_its_object(
    words: Sequence[Word], first: int, last: int, entry: TriggerEntry, tables: Tables
) -> bool:
    # Words that tell of an act only beside weapons, a ship or a fire.
    if words[first].low == "down" and last - first == 1 and not _downs(words, first, tables):
        return True
    tells = _TELLS.get(entry.base)
    return tells is not None and not tells(words, first, last, tables)


def _storms(words: Sequence[Word], first: int, last: int, tables: Tables) -> bool:
    # Not "Steel Storm", an operation's name, nor "Storm Daniel".
    del tables
    proper = first > 1 and words[first - 1].capital
    named = words[first].low == "storm" and last < len(words) and words[last].capital
    return not (words[first].capital and (proper or named))


def _frees(words: Sequence[Word], first: int, last: int, tables: Tables) -> bool:
    del first
    return bool({w.low for w in words[last : last + 7]} & tables.words["ship"])


def _sets_fire(words: Sequence[Word], first: int, last: int, tables: Tables) -> bool:
    del last, tables
    return bool({w.low for w in words[max(0, first - 9) : first]} & _SET)


def _lands(words: Sequence[Word], first: int, last: int, tables: Tables) -> bool:
    after = words[last].low if last < len(words) else ""
    if words[first].low in {"landed", "lands", "landing"} and last - first == 1:
        subject = {w.low for w in words[max(0, first - 8) : first]}
        shot = {w.low for w in words[max(0, first - 3) : first]} & tables.words["weapon_shell"]
        if subject & _MANNED and not shot:  # "after two rockets landed"
            return False  # "The jet that carried the minister landed in Aden"
    return not ("fall" in words[first].low and after in _FALLS_OTHERWISE)


def _fires(words: Sequence[Word], first: int, last: int, tables: Tables) -> bool:
    # "Rockets were fired from Gaza at Ashkelon", not "was fired from his post".
    after = words[last].low if last < len(words) else ""
    if words[first].low != "fired" or after not in {"from", "his", "her", "its"}:
        return True
    shells = any(w.low in tables.words["weapon_shell"] for w in words[max(0, first - 5) : first])
    return shells and bool(_TOWARD & {w.low for w in words[last + 2 : last + 9]})


_TOWARD = vocabulary("at toward towards into")


def _burns(words: Sequence[Word], first: int, last: int, tables: Tables) -> bool:
    # "Settlers burned two cars", not "the tanker burned all night", "burned a flag".
    subject = [w.low for w in words[max(0, first - 6) : first]]
    if set(subject[-2:]) & tables.words["be"]:
        return "by" in {w.low for w in words[last : last + 1]}
    men = _MEN | tables.words["generic_group"] | tables.words["person"] | tables.words["force"]
    object_ = {w.low for w in words[last : last + 6]}
    if words[last : last + 1] and words[last].low in tables.words["preposition"]:
        return False  # "were carried through the town and burned in the car park"
    return bool(set(subject) & men) and bool(object_ & _BURNT)


_MEN = vocabulary("settlers rioters mob arsonists attackers raiders they who and men")
_BURNT = vocabulary(
    "car cars house houses home homes vehicle vehicles lorry lorries truck trucks mosque church",
    "school village villages town camp field fields crops trees olive shop shops market bus buses",
    "grove groves barn barns farm farms building buildings post outpost base clinic huts",
)


def _engages(words: Sequence[Word], first: int, last: int, tables: Tables) -> bool:
    # "air defences engaged hostile targets".
    before = {w.low for w in words[max(0, first - 6) : first]}
    after = {w.low for w in words[last : last + 6]}
    flying = tables.words["weapon_air"] | {
        "missile",
        "missiles",
        "rocket",
        "rockets",
        "projectiles",
    }
    return bool(before & _DEFENCES) and bool(after & (flying | {"target", "targets", "attack"}))


_DEFENCES = vocabulary(
    "defence defences defense defenses batteries interceptors patriots patriot",
)


def _trades_fire(words: Sequence[Word], first: int, last: int, tables: Tables) -> bool:
    # "traded heavy gunfire", not "traded oil".
    del first, tables
    after = [w.low for w in words[last : last + 4]]
    return bool(set(after) & _SHOTS) and not set(after) & {"prisoners", "letters"}


_SHOTS = vocabulary("fire gunfire shots shells rockets shelling artillery salvoes salvos volleys")


def _answers_with_fire(words: Sequence[Word], first: int, last: int, tables: Tables) -> bool:
    # "answered the rockets with shells on Aita al-Shaab".
    del first
    after = [w.low for w in words[last : last + 10]]
    with_ = next((k for k, low in enumerate(after) if low in {"with", "by"}), None)
    if with_ is None:
        return False
    means = set(after[with_ + 1 : with_ + 5])
    weapons = tables.words["projectile"] | {"fire"}
    return bool(means & weapons) and bool({"on", "at", "against", "into"} & set(after[with_:]))


def _throws(words: Sequence[Word], first: int, last: int, tables: Tables) -> bool:
    # "threw petrol bombs at an embassy", "a grenade thrown into a cafe".
    del tables
    around = {w.low for w in (*words[max(0, first - 4) : first], *words[last : last + 5])}
    return bool(around & _THROWN)


_THROWN = vocabulary(
    "bomb bombs grenade grenades molotov molotovs cocktail cocktails explosive explosives",
    "firebomb firebombs dynamite",
)


def _unloads(words: Sequence[Word], first: int, last: int, tables: Tables) -> bool:
    # "aircraft unloaded their bombs".
    del first, tables
    return bool({w.low for w in words[last : last + 5]} & {"bomb", "bombs", "missiles", "rockets"})


def _accounts(words: Sequence[Word], first: int, last: int, tables: Tables) -> bool:
    # "accounted for three of the Houthis' missiles".
    del first
    weapons = tables.words["projectile"]
    return any(w.low in weapons for w in words[last : last + 7])


def _bursts(words: Sequence[Word], first: int, last: int, tables: Tables) -> bool:
    # "The first drone came on Sunday and burst in a store", not "a pipe burst in the kitchen".
    del last
    weapons = tables.words["projectile"]
    return any(w.low in weapons for w in words[max(0, first - 12) : first])


def _goes_up(words: Sequence[Word], first: int, last: int, tables: Tables) -> bool:
    # "a lorry packed with explosives went up", not "prices went up".
    del last, tables
    return bool({w.low for w in words[max(0, first - 9) : first]} & _EXPLODES)


_EXPLODES = vocabulary("explosives bomb bombs packed laden rigged ammunition munitions grenades")


def _marches(words: Sequence[Word], first: int, last: int, tables: Tables) -> bool:
    # "Islamists marched into Hama", not "he walked into a bar".
    before = {w.low for w in words[max(0, first - 7) : first]}
    men = tables.words["generic_army"] | tables.words["generic_group"] | _MARCHERS
    to = words[last : last + 1]
    named = first > 1 and words[first - 1].capital and words[first - 1].low not in _PRONOUNS
    return (named or bool(before & men)) and bool(to) and (to[0].capital or to[0].low == "the")


_MARCHERS = vocabulary("forces troops soldiers fighters tanks rebels army columns jihadists")


def _brings_down(words: Sequence[Word], first: int, last: int, tables: Tables) -> bool:
    # "brought a Turkish helicopter down".
    del first
    after = [w.low for w in words[last : last + 7]]
    at = next((k for k, low in enumerate(after) if low in tables.words["weapon_air"]), None)
    return at is not None and "down" in after[at + 1 : at + 3]


def _drops(words: Sequence[Word], first: int, last: int, tables: Tables) -> bool:
    # Not "aircraft dropped food over the north".
    del first, tables
    after = {w.low for w in words[last : last + 5]}
    return not after & _AID or bool(after & {"bomb", "bombs"})


_AID = vocabulary("food aid leaflets supplies parcels packets medicine charges plans case water")


def _crashes(words: Sequence[Word], first: int, last: int, tables: Tables) -> bool:
    # "two rockets crashed near the base", not "an airliner crashed in fog".
    del last
    near = {w.low for w in words[max(0, first - 6) : first]}
    weapons = tables.words["weapon_shell"] | _UNMANNED
    return bool(near & weapons) and not near & _MANNED


_UNMANNED = vocabulary("drone drones uav uavs quadcopter quadcopters shahed shaheds")
_MANNED = vocabulary(
    "plane planes aircraft helicopter helicopters jet jets airliner warplane warplanes fighter",
    "flight after hours",
)


def _fled_from(before: set[str]) -> bool:
    # "people who had fled from the fighting".
    return bool(before & {"fled", "flee", "fleeing", "escaped", "displaced"}) and bool(
        before & {"from", "by"}
    )


_GOODS = vocabulary(
    "drugs narcotics pills hashish captagon cocaine heroin cigarettes contraband smuggled",
)


def _by_weapons(words: Sequence[Word], first: int, last: int, tables: Tables) -> bool:
    # "Houthi drones had reached a desalination plant".
    del last
    weapons = tables.words["projectile"]
    near = words[max(0, first - 6) : first]
    counted = first == 1 and words[0].low in tables.numbers  # "Eleven reached the base"
    return counted or any(w.low in weapons for w in near)


def _of_weapons(words: Sequence[Word], first: int, last: int, tables: Tables) -> bool:
    # "caught seventy drones above eastern Syria", "anti-aircraft fire caught it".
    weapons = tables.words["projectile"]
    fire = {w.low for w in words[max(0, first - 4) : first]} & {"missile", "fire"}
    it = bool(fire) and {w.low for w in words[last : last + 1]} <= {"it", "them"}
    return it or any(w.low in weapons for w in words[last : last + 3])


def _sends_weapons(words: Sequence[Word], first: int, last: int, tables: Tables) -> bool:
    # "sent ten drones against the plant", not "sent missiles to the Houthis".
    del first
    lows = [w.low for w in words[last : last + 12]]
    weapons = tables.words["projectile"]
    at = next((k for k, low in enumerate(lows[:5]) if low in weapons), None)
    return at is not None and bool({"against", "at", "into", "crashing"} & set(lows[at + 1 :]))


_TELLS: Mapping[str, Callable[[Sequence[Word], int, int, Tables], bool]] = MappingProxyType(
    {
        "send": _sends_weapons,
        "storm": _storms,
        "free": _frees,
        "catch": _of_weapons,
        "reach": _by_weapons,
        "come through": _by_weapons,
        "go up": _goes_up,
        "burst in": _bursts,
        "fly into": _by_weapons,
        "set on fire": _sets_fire,
        "land": _lands,
        "crash": _crashes,
        "march into": _marches,
        "account for": _accounts,
        "bring down": _brings_down,
        "drop": _drops,
        "fire": _fires,
        "burn": _burns,
        "burn out": _by_weapons,
        "engage": _engages,
        "trade fire": _trades_fire,
        "answer with": _answers_with_fire,
        "throw": _throws,
        "unload": _unloads,
    }
)
