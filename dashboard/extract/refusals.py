"""Why what looks like an act is none: a table of questions, asked in order."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dashboard.extract import asides
from dashboard.extract.generic import in_general
from dashboard.extract.kinds import kind_of
from dashboard.extract.lexicon import vocabulary
from dashboard.extract.plots import only_judged
from dashboard.extract.quarrels import quarrel
from dashboard.extract.ships import domain
from dashboard.extract.violence import violent

if TYPE_CHECKING:
    from collections.abc import Callable

    from dashboard.extract.clauses import Frame
    from dashboard.extract.tables import Tables
    from dashboard.extract.triggers import Trigger

NO_VIOLENCE = "no sign of violence"


def refusal(frame: Frame, tables: Tables, *, again: bool) -> str:
    """
    Say why a frame is no event.

    Parameters
    ----------
    frame
        An act as one clause tells it.
    tables
        Rule tables.
    again
        Whether an event was told before, that "the attack" can mean.

    Returns
    -------
    reason
        Empty where it is one.
    """
    modality = frame.modality
    if modality in {"unreal", "negated"}:
        return frame.main.reason or modality
    if modality == "denied" and frame.main.reason != "report":
        return "denied"
    if not (again and frame.main.definite) and only_judged(frame):
        return "an act only judged"
    for reason, asked in _QUESTIONS:
        if asked(frame, tables):
            return reason
    told = again and frame.main.noun and frame.main.definite and not frame.places
    return "" if told or violent(frame, tables, again=again) else NO_VIOLENCE


def _corrected(frame: Frame, tables: Tables) -> bool:
    return bool({w.low for w in frame.marked.words[:5]} & tables.words["correction"])


def _misprinted(frame: Frame, tables: Tables) -> bool:
    # "The article also said that 40 soldiers were killed": what a correction takes back.
    del tables
    left = [w.low for w in frame.marked.words[: frame.triggers[-1].first]][-24:]
    if {("we", "wrote"), ("we", "reported"), ("we", "stated")} & set(pairwise(left)):
        return True  # "we wrote that four people were killed in Baalbek"
    lows = [w.low for w in frame.marked.words[:7]]
    itself = {"article", "version", "caption", "headline", "column"} & set(lows[1:3])
    return bool(itself) and bool({"said", "misstated", "gave", "stated"} & set(lows))


def _asked(frame: Frame, tables: Tables) -> bool:
    del tables
    words = frame.marked.words
    if words[-1].text == "?" or words[0].low in {"why", "whether"}:
        return True
    left = frame.before(12)
    asks = {("asked", "where"), ("asks", "where"), ("ask", "where"), ("asking", "where")}
    return "when" in left and bool(asks & set(pairwise(left)))  # "where she was when X was bombed"


def _protested(frame: Frame, tables: Tables) -> bool:
    # "a protest against the bombing of Gaza" tells of a protest.
    left = set(frame.before(9))
    if frame.main.family == "clash" and len(frame.triggers) == 1 and left & _CROWD:
        lows = {w.low for w in frame.marked.words}
        return not lows & (tables.words["killed"] | tables.words["weapon_ground"])
    burnt = {"fire", "ablaze", "alight"} & set(frame.main.text.lower().split())
    left_of = [low for low in frame.before(14) if low not in {"flying", "registered"}]
    flown = {"flag", "flags"} & set(left_of) and {"flying", "ship", "vessel"} & set(
        frame.before(20)
    )
    if burnt and not flown and _BURNT & {*left_of, *frame.after(4)}:
        return True  # "tore pages from a Koran outside the mosque and set them on fire"
    against = bool({"against", "over", "at"} & left)
    return frame.main.noun and against and bool(_PROTESTS & left)


_CROWD = vocabulary("students protesters demonstrators fans workers worshippers supporters farmers")
_BURNT = vocabulary(
    "koran quran flag flags effigy effigies tyres tires portrait portraits himself herself bins",
    "bin barricades rubbish pallets",
)
_PROTESTS = vocabulary(
    "protest protests protested protesting demonstration demonstrations demonstrated rally",
    "rallies rallied march marched marches anger outrage outcry petition vigil condemnation",
)


def _named_battle(frame: Frame, tables: Tables) -> bool:
    # "a street named after the battle of Fao".
    del tables
    main, words = frame.main, frame.marked.words
    after = words[main.last].low if main.last < len(words) else ""
    proper = main.text == "Battle" and main.first > 0
    return main.text.lower() == "battle" and after == "of" and (proper or not frame.dates)


def _launched_there(frame: Frame, tables: Tables) -> bool:
    # "the pick-up truck from which the rockets were launched".
    del tables
    left = set(frame.before(7))
    return frame.main.family == "launch" and "from" in left and bool({"which", "where"} & left)


def _drilled(frame: Frame, tables: Tables) -> bool:
    lows = [w.low for w in frame.marked.words[:7]]
    drill = {"drill", "exercise", "rehearsal", "simulation"} & set(lows)
    if bool(drill) and lows[0] in {"in", "during", "at"}:
        return True
    words = frame.marked.words
    after = " ".join(frame.after(9))
    ranges = ("at a range", "at a test range", "at its test range", "at a firing range")
    if frame.main.family == "launch" and any(place in after for place in ranges):
        return True  # "Pakistan fired a rocket at a range in Balochistan"
    near = " ".join(w.low for w in words[max(0, frame.main.first - 5) : frame.main.last + 5])
    if any(f"{a} {b}" in near for a, b in _TARGETS):
        return True  # "shooting down a target missile"
    return asides.exercised(frame, tables)


_TARGETS = (("target", "drone"), ("target", "missile"), ("dummy", "target"), ("dummy", "bomb"))


def _no_part(frame: Frame, tables: Tables) -> bool:
    # "have nothing to do with the shooting", "had no hand in that attack".
    del tables
    lows = frame.before(9)
    if "," in lows:
        lows = lows[len(lows) - lows[::-1].index(",") :]  # "Israel, which has no part in it, hit"
    left = " ".join(lows)
    parts = ("hand", "part", "role", "involvement")
    return "nothing to do with" in left or any(f"no {part} in" in left for part in parts)


def _named_for(frame: Frame, tables: Tables) -> bool:
    # "opened a school named after a commander who was killed by a drone".
    del tables
    left = frame.before(12)
    named = any(a in {"named", "called"} and b in {"after", "for"} for a, b in pairwise(left))
    return named and not any(p.first > frame.triggers[0].first for p in frame.places)


def _such_acts(frame: Frame, tables: Tables) -> bool:
    # "which says nothing of such raids": acts of a kind, none of them told here.
    del tables
    main, left = frame.main, frame.before(3)
    after = any(p.first > main.first for p in frame.places)
    too = {"and", "or"} & set(left)  # "attacks on ships and the bombardment of towns"
    talked = bool(_TALKED_OF & set(frame.before(14)))
    outlived = {"survived", "escaped", "outlived", "through"} & set(frame.before(5))
    more = {"stepped", "increased", "intensified", "escalated"} & set(frame.before(3))
    more = more if "who" in frame.before(6) and not frame.places else set()
    plural = main.plural or frame.after(1) == ["attempts"]
    if main.noun and plural and (outlived or more):
        return True  # "lived through three attempts", "militants, who have stepped up attacks"
    if main.noun and talked and (too or not main.definite) and len(frame.triggers) == 1:
        return True  # "met to discuss attacks on shipping and the bombardment of towns"
    return main.noun and main.plural and "such" in left and not after and not frame.dates


_TALKED_OF = vocabulary("discuss discussed discusses discussing debate debated debating")


def _in_a_work(frame: Frame, tables: Tables) -> bool:
    # "a film about the battle of Mosul, in which a bomb destroys a market".
    words = frame.marked.words
    opening = [w.low for w in words[:6]]
    at = next((k for k, low in enumerate(opening) if low in _WORKS), -1)
    tells = {w.low for w in words[at + 1 : at + 4]} & _TELLS
    tells = tells or {w.low for w in words} & {"hero", "heroine", "plot", "character", "shot"}
    begins = {("opens", "with"), ("begins", "with"), ("ends", "with"), ("starts", "with")}
    opened = begins & set(pairwise(w.low for w in words[: frame.main.first]))
    opens = opening[:1] and opening[0] in tables.words["determiner"]
    return bool(opens and (tells or opened)) and 0 < at < frame.main.first


_WORKS = vocabulary(
    "film films novel play opera documentary exhibition musical drama series ballad painting",
    "screenplay thriller comedy memoir game mural monument statue plaque stamp tapestry book song",
    "poem podcast cartoon",
)
_TELLS = vocabulary("about on of set depicting tells telling shows which that where called titled")


def _arrest(frame: Frame, tables: Tables) -> bool:
    # "police raided addresses and detained twenty people", "customs seized cocaine": the law.
    lows = {w.low for w in frame.marked.words}
    if frame.main.text.lower() in {"executed", "beheaded"} and lows & {"for", *_TRIED}:
        return bool(lows & (_CRIMES | _TRIED))  # "executed a man for murder"
    drugs = lows & _DRUGS and lows & {"officers", "police", "agents", "inspectors"}
    if frame.main.family in {"seize", "intercept"} and ("customs" in lows or drugs):
        return not lows & (tables.words["weapon_ground"] | tables.words["ship"])
    if frame.main.family == "seize" and frame.main.text.lower() in {"detained", "arrested"}:
        return bool(lows & _SUSPECTS) and not lows & tables.words["ship"]  # "held a suspect"
    shots = tables.words["weapon_ground"] | tables.words["hurt"]
    held = {"detained", "arrested", "detaining", "arresting", "arrests"} & lows
    if frame.main.family == "raid" and not frame.main.noun and _SHOPS & set(frame.after(3)):
        return not lows & shots  # "Security forces raided cafes that had served alcohol"
    searched = _SEARCHERS & set(frame.before(4))
    if frame.main.family == "raid" and searched and not frame.main.noun:
        return not lows & (tables.words["hurt"])
    return frame.main.family == "raid" and "police" in lows and bool(held) and not lows & shots


_SUSPECTS = vocabulary("suspected suspect suspects suspicion accused charges warrant alleged")
_TRIED = vocabulary("convicted sentenced guilty")
_SHOPS = vocabulary(
    "cafe cafes bakeries bakery restaurants club clubs brothel brothels bar bars party"
)
_SEARCHERS = vocabulary("detectives officers inspectors prosecutors investigators")
_CRIMES = vocabulary("murder smuggling trafficking rape espionage treason blasphemy adultery")
_DRUGS = vocabulary("drugs cocaine heroin pills captagon hashish cigarettes methamphetamine opium")


def _no_act(frame: Frame, tables: Tables) -> bool:
    # "carried out an inquiry"; but "carried out an operation with 14 drones".
    after = {w.low for w in frame.marked.words[frame.main.last : frame.main.last + 8]}
    armed = after & (tables.words["projectile"])
    operates = armed and after & {"operation", "operations"}
    return {t.family for t in frame.triggers} <= {"light"} and not operates


def _no_place(frame: Frame, tables: Tables) -> bool:
    # "launched its offensive after gunmen had killed 1,200 people in the south".
    del tables
    opens = {t.family for t in frame.triggers} <= {"launch", "light", "attack"}
    campaign = opens and any(t.entry.base == "offensive" for t in frame.triggers)
    return campaign and not frame.places


def _goods_taken(frame: Frame, tables: Tables) -> bool:
    if frame.main.family != "seize" or frame.places or kind_of(frame, tables)[0] != "seizure":
        return False
    first, last = domain(frame)
    lows = {w.low for w in frame.marked.words[first:last]}
    taken = {w.low for w in frame.marked.words[frame.main.last : frame.main.last + 1]}
    lows |= frame.carried
    ships = tables.words["ship"] | {"boarding", "hijacking", "ship"}
    return not lows & ships and not taken & {"it", "her"}


def _by_law(frame: Frame, tables: Tables) -> bool:
    # "The measure targeted the suppliers", "Washington targeted four firms in Turkey".
    main = frame.main
    if main.entry.base not in {"target", "hit"} or main.noun:
        return False
    lows = {w.low for w in frame.marked.words}
    armed = lows & (tables.words["projectile"])
    listed = _LISTED & set(frame.before(3) if main.passive else frame.after(5))
    return bool(set(frame.before(8)) & _LAWS) or bool(listed and not armed)


_LISTED = vocabulary(
    "firms companies individuals entities banks networks businessmen financiers subsidiaries",
    "exporters importers refiners brokers",
)
_LAWS = vocabulary(
    "measure measures sanctions tariff tariffs law bill ban embargo probe indictment"
)


def _toll_only(frame: Frame, tables: Tables) -> bool:
    # "Since then 198 people have died in the Gaza Strip": the dead of a war, by nobody's act.
    if {t.family for t in frame.triggers} != {"harm"}:
        return False
    if frame.main.noun and "cause of" in " ".join(frame.before(5)):
        return True  # "remain the first cause of civilian deaths in Sudan"
    polled = frame.before(14)
    if polled[-2:] == ["number", "of"] and {"put", "puts", "putting"} & set(polled):
        return True  # "officials put the number of killed in Gaza at 28,000"
    if ("number", "of") in pairwise(polled) and _PASSED & set(frame.after(9)):
        return True  # "The number of people killed in Gaza has passed 40,000"
    if any(
        b == "in" and a in tables.numbers and c in tables.numbers
        for a, b, c in zip(polled, polled[1:], polled[2:], strict=False)
    ):
        return True  # "six in ten said that a relative had been killed"
    if {"war", "conflict"} & set(frame.before(6)) and not frame.main.passive:
        return True  # "the war in Sudan had killed 12,000 people"
    if not any(d.since for d in frame.dates):
        return False
    lows = {w.low for w in frame.marked.words}
    weapons = ("weapon_air", "weapon_shell", "weapon_ground", "force")
    acts = any(lows & tables.words[kind] for kind in weapons) or "by" in {
        w.low for w in frame.marked.words[frame.main.last : frame.main.last + 2]
    }
    return frame.main.text.lower() in {"died", "dead"} and not acts


_PASSED = vocabulary("passed exceeded topped surpassed exceeds passes")


def _fights_no_one(frame: Frame, tables: Tables) -> bool:
    # "has been fighting fuel smuggling", "battled the blaze".
    del tables
    words, main = frame.marked.words, frame.main
    after = {w.low for w in words[main.last : main.last + 5]}
    if main.family == "clash" and not main.noun and after & _OFFICES and not after & _FORCES:
        return True  # "has battled the Ministry of Defence over its accounts"
    if main.passive and "war" in frame.before(6):
        return True  # "the war in Gaza is being fought far beyond it"
    if main.text.lower().startswith("exchang"):
        return False  # "exchanged artillery fire"
    against = not main.noun or "against" in {w.low for w in words[main.last : main.last + 1]}
    return main.family == "clash" and against and bool(after & _NO_ONE)


_OFFICES = vocabulary("ministry department council court board")
_FORCES = vocabulary("troops forces soldiers police guards men units fighters")
_NO_ONE = vocabulary(
    "smuggling corruption inflation fire fires blaze blazes flames disease poverty crime cancer",
    "trafficking drugs hunger cholera covid pandemic unemployment drought locusts terrorism terror",
    "extremism",
)


def _overheard(frame: Frame, tables: Tables) -> bool:
    # "calls intercepted during the battle", "a proposal was shot down by two members".
    del tables
    words, main = frame.marked.words, frame.main
    if main.family == "intercept" and main.passive and set(frame.before(14)) & _PROPOSED:
        return True
    near = {w.low for w in words[max(0, main.first - 3) : main.last + 3]}
    if main.text.lower() == "jammed" and near & {"gps", "navigation", "signals", "phones", "radio"}:
        return True  # "GPS is jammed over Tel Aviv"
    return main.family == "intercept" and bool(near & _TALK)


_PROPOSED = vocabulary("proposal proposals idea bill motion amendment request suggestion")


def _stopped_before(frame: Frame, tables: Tables) -> bool:
    # "The drone was intercepted before it reached the base".
    del tables
    left = frame.before(5)
    downed = (t for t in _others(frame) if t.last <= frame.main.first)
    stopped = any(t.family == "intercept" or t.entry.base == "destroy" for t in downed)
    return stopped and not frame.main.noun and "before" in left and not {",", "and"} & set(left)


def _others(frame: Frame) -> list[Trigger]:
    return [t for t in frame.marked.triggers if t not in frame.triggers]


def _rather_than_taken(frame: Frame, tables: Tables) -> bool:
    # "blew himself up rather than be captured": the end of a fight told before.
    del tables
    after = [w.low for w in frame.marked.words[frame.main.last : frame.main.last + 8]]
    self_ = "self" in frame.main.text or "selves" in frame.main.text
    return self_ and any(pair == ("rather", "than") for pair in pairwise(after))


def _set_down(frame: Frame, tables: Tables) -> bool:
    # "soldiers landed by helicopter", not "shells of the army fell", "gunmen fell on a convoy".
    main, before = frame.main, set(frame.before(4))
    weapons = tables.words["projectile"]
    after = [w.low for w in frame.marked.words[main.last : main.last + 6]]
    armed = main.text.startswith(("fell", "came down")) and after[:1] == ["on"]
    if set(frame.before(7)) & weapons or (armed and set(after) & _FELL_UPON):
        return False
    return frame.main.entry.base == "land" and bool(
        before & (_MEN | tables.words["generic_army"] | tables.words["generic_group"])
    )


_FELL_UPON = vocabulary(
    "post posts convoy patrol base camp village checkpoint garrison column bus train guards police",
)
_MEN = vocabulary("soldiers troops commandos marines paratroopers men passengers")
_TALK = vocabulary("calls call communications messages conversations phone emails signals chatter")


_QUESTIONS: tuple[tuple[str, Callable[[Frame, Tables], bool]], ...] = (
    ("a correction", _corrected),
    ("taken back", _misprinted),
    ("a question", _asked),
    ("protest", _protested),
    ("the name of a battle", _named_battle),
    ("where it was launched", _launched_there),
    ("a drill", _drilled),
    ("denies a part in it", _no_part),
    ("a work that tells of it", _in_a_work),
    ("a quarrel in words", quarrel),
    ("acts of a kind", _such_acts),
    ("a name that remembers", _named_for),
    ("one of many", asides.one_of_many),
    ("rare", asides.rare),
    ("for the wounded of a war", asides.cared_for),
    ("somebody's work", asides.pictured),
    ("joined a war", asides.joined_a_war),
    ("a season summed up", asides.season_of),
    ("tried for", asides.trying_to_take),
    ("only resolved", asides.resolved),
    ("what somebody is known for", asides.known_for),
    ("told before, ranked", asides.ranked),
    ("told of in general", in_general),
    ("a toll without an act", _toll_only),
    ("a measure, no act", _by_law),
    ("a fight against no one", _fights_no_one),
    ("words that were overheard", _overheard),
    ("people set down", _set_down),
    ("rather than be taken", _rather_than_taken),
    ("stopped before it got there", _stopped_before),
    ("an arrest", _arrest),
    ("no act named", _no_act),
    ("a campaign without a place", _no_place),
    ("goods or people taken, no place", _goods_taken),
)
