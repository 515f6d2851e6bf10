"""Harm without an attack: accidents with a cause, animals, crashes, charges cleared or found."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dashboard.extract.deaths import died_otherwise
from dashboard.extract.lexicon import SAPPERS, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dashboard.extract.clauses import Frame, Marked
    from dashboard.extract.tables import Tables

_BEFALLS = vocabulary("burst blast harm impact sink damage incident launch")


def mishap(frame: Frame, sentences: Sequence[Marked], tables: Tables) -> str:
    """
    Say whether what a frame tells hurt or burst without anybody's intent.

    Parameters
    ----------
    frame
        An act as one clause tells it.
    sentences
        All sentences of the report.
    tables
        Rule tables.

    Returns
    -------
    reason
        Empty where it does not.
    """
    if died_otherwise(frame, sentences):
        return "a death by nobody's attack"
    for reason, asked in _QUESTIONS:
        if asked(frame, sentences):
            return reason
    befalls = {t.family for t in frame.triggers}
    loaded = _LOADED & {w.low for w in frame.marked.words}
    if frame.main.text.lower() == "blew up" and not frame.main.passive and not loaded:
        befalls -= {"bomb"}
    if befalls <= _BEFALLS and _explained(frame, sentences, tables):
        return "an accident, by what the report says"
    return ""


_LOADED = vocabulary("packed laden rigged loaded car cars vehicle lorry truck motorcycle")


def _only_suspected(frame: Frame, sentences: Sequence[Marked]) -> bool:
    # "had at first reported a suspected infiltration of drones", where the report tells later that
    # the sirens were a false alarm.
    words, main = frame.marked.words, frame.main
    left = words[max(0, main.first - 6) : main.first]
    if not any(w.low in _SUSPECTED for w in left):
        return False
    return any(_alarmed(m) for m in sentences)


def _alarmed(marked: Marked) -> bool:
    lows = [w.low for w in marked.words]
    return any(pair in _FALSE_ALARMS for pair in pairwise(lows))


_SUSPECTED = vocabulary(
    "suspected possible feared apparent fears suspicion",
)
_FALSE_ALARMS = frozenset(
    {("false", "alarm"), ("false", "alarms"), ("by", "mistake"), ("a", "hoax")}
)


def _by_animals(frame: Frame, sentences: Sequence[Marked]) -> bool:
    del sentences
    # "was wounded by a buffalo", "a lion attacked a motorcyclist".
    words, main = frame.marked.words, frame.main
    before = words[max(0, main.first - 7) : main.first]
    after = words[main.last : main.last + 5]
    does = any(w.low in _BEASTS and w.text == w.low for w in before)
    first = words[0].low in _BEASTS and main.first <= len("elephants")
    by = any(a.low == "by" for a in after) and any(w.low in _BEASTS | _THINGS for w in after)
    return not main.noun and (by or (not main.passive and (does or first)))


_THINGS = vocabulary(
    "rope ropes chain crane lift tractor forklift wave waves hail lightning current"
)
_BEASTS = vocabulary(
    "bull bulls dog dogs falcon eagle camel camels horse horses seagulls elephant",
    "elephant elephants lion lions lioness buffalo buffaloes crocodile crocodiles hyena hyenas",
    "shark sharks wolf wolves bear bears leopard leopards tiger tigers hippo hippos baboons",
    "snake snakes bees wasps locusts boars jackals jackal jellyfish",
)


def _cleared(frame: Frame, sentences: Sequence[Marked]) -> bool:
    # "Deminers destroyed 1,200 devices this year. On Tuesday they blew up 60 mortar shells".
    words, main = frame.marked.words, frame.main
    if main.noun or main.family not in {"bomb", "burst", "damage", "blast"}:
        return False
    here = frame.marked.sentence.index
    told = words[: main.first]
    if here and {"they", "it", "teams", "team"} & {w.low for w in told}:
        told = (*sentences[here - 1].words, *told)
    thing = words[max(0, main.first - 5) : main.first]
    thing = thing if main.passive else words[main.last : main.last + 6]
    object_ = {w.low for w in thing}
    clears = {w.low for w in told} & (SAPPERS - {"engineers"} if main.passive else SAPPERS)
    return bool(clears and object_ & _CHARGES)


_CHARGES = vocabulary(
    "grenade munition landmine landmines explosive",
    "devices device shells shell mines mine ordnance munitions bombs bomb rockets grenades",
    "explosives ammunition warheads warhead",
)


def _crashed(frame: Frame, sentences: Sequence[Marked]) -> bool:
    # "Two air force pilots were killed when their plane crashed in Kayseri": nobody suspects more.
    if not {t.family for t in frame.triggers} <= {"harm", "incident", "impact", "damage"}:
        return False
    lows = {w.low for w in frame.marked.words}
    pairs = set(pairwise(w.low for w in frame.marked.words))
    fell = lows & _CRASHES or pairs & _FELL
    if "collapsed" in lows and lows & _BUILT:
        return not any(_suspects(m, pit=True) for m in sentences)
    if lows & _FIREMEN and lows & {"fire", "blaze", "burning", "flames"}:
        return not _suspects(frame.marked, pit=True)
    if not (fell and lows & _CRAFT):
        return False
    return not any(_downed(m) for m in sentences)


def _downed(marked: Marked) -> bool:
    lows = [w.low for w in marked.words]
    shot = {"shot", "down"} <= set(lows) or bool(_BLOWN & set(lows))
    return shot and not set(lows) & _CALMED


_BUILT = vocabulary(
    "bridge building house roof wall crane balcony stand scaffold scaffolding tower"
)
_FIREMEN = vocabulary("firemen fireman firefighter firefighters")
_CRASHES = vocabulary(
    "crashed crashes crash overturned collided derailed capsized skidded collision"
)
_BLOWN = vocabulary("sabotage missile missiles drone drones bomb rocket rockets rammed attackers")
_FELL = frozenset(
    {
        *(("came", "down"), ("went", "down"), ("training", "flight"), ("plunged", "into")),
        *(("veered", "off"), ("ran", "off"), ("rolled", "over"), ("fell", "into")),
        *(("plunged", "off"), ("skidded", "off"), ("swerved", "off")),
    }
)
_CRAFT = vocabulary(
    "plane planes aircraft helicopter helicopters jet airliner glider bus minibus car truck lorry",
    "train ferry van",
)


def _ran_into(frame: Frame, sentences: Sequence[Marked]) -> bool:
    # "the destroyer hit a breakwater", "when his car struck a pylon".
    del sentences
    main = frame.main
    if main.noun or main.passive or main.entry.base not in {"hit", "strike", "slam", "crash"}:
        return False
    left = set(frame.before(6)) & (_BLOWN | {"shell", "shells", "bombs", "fire"})
    return bool(set(frame.after(3)) & _FIXED) and not left


_FIXED = vocabulary(
    "breakwater reef rock rocks iceberg pier pylon tree kerb lamppost buoy whale cow camel",
)


def _for_show(frame: Frame, sentences: Sequence[Marked]) -> bool:
    # "Cannon were fired to greet the new moon", "soldiers fired flares".
    del sentences
    if not {t.family for t in frame.triggers} <= {"launch", "gunfire"}:
        return False
    after = frame.after(9)
    proved = any(a == "to" and b in {"prove", "demonstrate"} for a, b in pairwise(after))
    return proved or bool(_SHOWS & set(after))  # "soldiers shot at a vest to prove it"


_SHOWS = vocabulary("flare flares salute salutes greet blanks fireworks honour honor celebration")


def _was_only(frame: Frame, sentences: Sequence[Marked]) -> bool:
    # "The blast that shook Tyre on Friday was a diesel tank".
    del sentences
    if frame.main.family != "blast" or not frame.main.noun:
        return False
    after = frame.after(14)
    at = next((k for k, low in enumerate(after) if low in {"was", "were"}), len(after))
    return after[at + 1 : at + 2] == ["a"] and bool(_HARMLESS & set(after[at + 2 : at + 5]))


_HARMLESS = vocabulary(
    "tank cylinder boiler generator transformer tyre demolition drill quarry canister bottle boom",
)


def _relic(frame: Frame, sentences: Sequence[Marked]) -> bool:
    # "when a grenade he had found in a field blew up. It was a relic of the war".
    if not {t.family for t in frame.triggers} <= {*_BEFALLS, "bomb"} or frame.marked.actors:
        return False
    here = frame.marked.sentence.index
    return any(_left_over(m) for m in sentences[here : here + 4])


def _left_over(marked: Marked) -> bool:
    lows = [w.low for w in marked.words]
    if not set(lows) & _CHARGES:
        return False
    return bool(set(lows) & _RELICS) or bool(set(pairwise(lows)) & _FOUND)


_RELICS = vocabulary("relic relics leftover unexploded scavengers scavenging")
_FOUND = frozenset(
    {
        *(("had", "found"), ("left", "over"), ("scrap", "metal"), ("picked", "up")),
        *(("playing", "with"), ("tampered", "with"), ("stumbled", "on"), ("dug", "up")),
    }
)


def _debunked(frame: Frame, sentences: Sequence[Marked]) -> bool:
    return frame.modality == "denied" and any(_debunks(m) for m in sentences)


def _debunks(marked: Marked) -> bool:
    # "Videos said to show it had been filmed in Mexico", "the footage was from a simulator".
    lows = {w.low for w in marked.words}
    pairs = set(pairwise(w.low for w in marked.words))
    shown = bool(lows & _SHOWN)
    return shown and bool(lows & _ELSEWHERE or pairs & _FILMED)


_SHOWN = vocabulary("video videos footage clip clips image images picture pictures photo photos")
_ELSEWHERE = vocabulary("simulator game archive fabricated fake unrelated doctored debunked")
_FILMED = frozenset(
    {
        *(("filmed", "in"), ("years", "old"), ("taken", "from"), ("filmed", "during")),
        *(("years", "ago"), ("fact", "checkers"), ("years", "earlier"), ("taken", "years")),
    }
)


def _explained(frame: Frame, sentences: Sequence[Marked], tables: Tables) -> bool:
    # "A gas pipeline exploded. Police feared a bomb, but the authority found a leak": nobody in the
    # report is left with a suspicion.
    if _says_why(frame, tables):
        return True
    armed = any(a.martial and a.how not in {"country", "demonym"} for a in frame.marked.actors)
    if armed and not {t.family for t in frame.triggers} & {"burst", "blast", "sink"}:
        return False
    caused = any(_harmless_cause(m, tables) for m in sentences)
    if caused and any(_ruled_out(m) for m in sentences):
        return True
    if not caused:
        return False
    pit = any(w.low in _DIGS for m in sentences for w in m.words)
    return not any(_suspects(m, pit=pit) for m in sentences)


def _says_why(frame: Frame, tables: Tables) -> bool:
    # "A drone fell into the sea because of engine failure".
    after = [w.low for w in frame.marked.words[frame.main.last :]]
    for at, low in enumerate(after):
        if low in {"because", "due", "owing"} or (
            low == "caused" and after[at + 1 :][:1] == ["by"]
        ):
            why = after[at + 1 : at + 9]
            said = {*why, *(f"{a} {b}" for a, b in pairwise(why))}
            return bool(said & (tables.words["accident"] | _CAUSES | {"heat"}))
    return False


def _ruled_out(marked: Marked) -> bool:
    # "ruled out sabotage", "There was no attack, no bomb", "an accident and nothing else".
    lows = [w.low for w in marked.words]
    pairs = set(pairwise(lows))
    if (("there", "was") in pairs and pairs & _NO_ACT) or {
        ("an", "accident"),
        ("nothing", "else"),
    } <= pairs:
        return True
    out = ("ruled", "out") in pairs or ("no", "sign") in pairs
    return out and bool({"sabotage", "attack", "terrorism", "foul"} & set(lows))


_NO_ACT = frozenset(
    {
        *(("no", "attack"), ("no", "bomb"), ("no", "explosives"), ("no", "sabotage")),
        *(("not", "sabotage"), ("not", "terrorism"), ("no", "terrorism"), ("no", "foul")),
    }
)


def _harmless_cause(marked: Marked, tables: Tables) -> bool:
    lows = [w.low for w in marked.words]
    said = {*lows, *(f"{a} {b}" for a, b in pairwise(lows))}
    return bool(said & _CAUSES or said & tables.words["accident"]) and not said & _DOUBTED


_CAUSES = frozenset(
    {
        *("lightning", "leak", "gas pipeline", "gas main", "gas pipe", "signal fault"),
        *("caught fire after", "engine of", "fuel tanks", "bird strike", "pilot error"),
        *("high seas", "rough seas", "heavy seas", "mechanical fault", "firecracker"),
        *("bad weather", "poor visibility", "heavy fog", "thick fog", "brakes failed"),
        *("controlled demolition", "planned demolition", "sonic boom", "sound barrier"),
        *("quarry blasting", "quarry blast", "blasting work", "blasting works", "short circuits"),
        *("cleaning it", "cleaning his", "cleaning a", "accidental discharge", "worn valve"),
        *("during training", "during maintenance", "during repairs", "training accident"),
        *("weather balloon", "space debris", "practised firing", "firing practice", "live firing"),
        *("gas leaked", "chlorine leaked", "ammonia leaked", "an experiment", "heat was"),
        *("space launch", "tyre burst", "tire burst", "cigarette", "poisoned alcohol"),
        *("disposal", "dumping", "controlled blast", "controlled blasts"),
        *("technical problem", "technical problems", "technical failure"),
    }
)
_DOUBTED = vocabulary("whether unclear unknown dismissed disputed denied despite")


def _suspects(marked: Marked, *, pit: bool) -> bool:
    lows = {w.low for w in marked.words}
    pairs = pairwise(w.low for w in marked.words)
    lows -= {one for one, thing in pairs if thing in {"factory", "plant", "maker", "works"}}
    lows -= {"mine", "mines"} if pit else set()  # "the owner of the mine has fled"
    return bool(lows & _SUSPICION) and not lows & _CALMED


_SUSPICION = vocabulary(
    "sabotage attack attacks attacked drone drones missile missiles bomb bombs bombed militants",
    "unclear unknown mystery mysterious blamed accused suspected airstrike rocket rockets gunmen",
    "strike strikes shelling mine mines enemy explosives rebels",
)
_DIGS = vocabulary("miners miner shaft pit pits coal methane")
_CALMED = vocabulary("not no ruled denied dismissed first feared like rumours rumors excluded")


_QUESTIONS: tuple[tuple[str, Callable[[Frame, Sequence[Marked]], bool]], ...] = (
    ("a false alarm", _only_suspected),
    ("an animal did it", _by_animals),
    ("charges blown up by those who clear them", _cleared),
    ("a crash", _crashed),
    ("it ran into something", _ran_into),
    ("fired for show", _for_show),
    ("the blast was something else", _was_only),
    ("an old shell that somebody found", _relic),
    ("shown to be false", _debunked),
)
