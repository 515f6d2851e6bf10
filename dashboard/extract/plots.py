"""Acts that a text only stages: told in the present without a day, to "you", of every one."""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import TYPE_CHECKING

from dashboard.extract.lexicon import LINK_WORDS, vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dashboard.extract.clauses import Frame
    from dashboard.extract.coreference import Story
    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables
    from dashboard.extract.triggers import Trigger

LIVING_MEMORY = timedelta(days=365 * 85)


def staged(story: Story, frame: Frame, published: date, tables: Tables) -> str:
    """
    Say whether an act is one of a plot, a rule, a manual or of history before living memory.

    Parameters
    ----------
    story
        What was told so far.
    frame
        An act as one clause tells it.
    published
        Day of publication.
    tables
        Rule tables.

    Returns
    -------
    reason
        Empty where it is none of these.
    """
    if _in_the_present(story, frame, tables):
        return "told in the present, without a day"
    if _to_you(frame):
        return "told to the reader"
    if _of_every_one(frame):
        return "said of every such act"
    if _in_a_thriller(frame):
        return "a work that tells of it"
    if _in_a_family(frame):
        return "a loss in the family"
    if _of_a_kind(frame, tables):
        return "acts of a kind"
    if _of_a_ware(frame, tables):
        return "what a weapon is known for"
    if _long_ago(story, frame, published):
        return "history before living memory"
    return ""


def _in_the_present(story: Story, frame: Frame, tables: Tables) -> bool:
    # "a shell falls on a school in Popasna": a film, a game, what is only supposed. Chronicles and
    # live pages write so too, and give each act its day or hour.
    sentence = frame.marked.sentence
    only = [w.low for w in frame.marked.words[frame.main.last : frame.main.last + 1]] == ["only"]
    if only and not frame.main.noun and not frame.marked.dates:
        return _present(frame, frame.main, tables)  # "says that it strikes only militants"
    if sentence.heading or sentence.stamped or story.section is not None or frame.marked.dates:
        return False
    if story.day is not None and story.day_paragraph == sentence.paragraph:
        return False
    often = {w.low for w in frame.marked.words} & _OFTEN
    verbs = [t for t in frame.triggers if not t.noun]
    return not often and not frame.main.noun and all(_present(frame, t, tables) for t in verbs)


_OFTEN = vocabulary(
    "still daily nightly regularly often every now continue continues continued almost tonight",
    "today meanwhile again currently says",
)


def _present(frame: Frame, trigger: Trigger, tables: Tables) -> bool:
    # "strikes", "they strike", "is struck"; not "is striking", "to strike", "has hit", "was hit".
    words = frame.marked.words
    form = trigger.text.lower().split()[0]
    base = trigger.entry.base.split()[0]
    at = trigger.first - 1
    while at >= 0 and (words[at].low in tables.words["adverb"] or words[at].low.endswith("ly")):
        at -= 1
    before = words[at].low if at >= 0 else ""
    if form in {"is", "are"} or before in {"is", "are"}:
        return not form.endswith("ing")
    if form.endswith("s") and not form.endswith("ss"):
        return form not in {"was", "is"}
    if form != base or form in _ALIKE:
        return False
    governed = {"to", "did", "do", "does"} | tables.words["modal"] | tables.words["have"]
    return bool(before) and before not in governed | tables.words["be"]


_ALIKE = vocabulary("hit shot put overrun")


def _to_you(frame: Frame) -> bool:
    # "in the second mission three of your men are killed"; words in quotes are somebody's.
    words, main = frame.marked.words, frame.main
    if any(w.text == '"' for w in words):
        return False
    near = words[max(0, main.first - 8) : main.last + 3]
    return not main.noun and any(w.low in _YOU for w in near)


_YOU = vocabulary("you your yours yourself yourselves")


def _of_every_one(frame: Frame) -> bool:
    # "every missile fired at a merchant vessel was an attack on all trading nations".
    words, main = frame.marked.words, frame.main
    if frame.marked.dates or any(p.first >= main.first - 6 for p in frame.places):
        return False
    left = [w.low for w in words[max(0, main.first - 14) : main.first]]
    called = left[-2:] in (["was", "an"], ["is", "an"], ["was", "a"], ["is", "a"])
    return main.noun and called and bool({"every", "any", "each"} & set(left))


def _in_a_thriller(frame: Frame) -> bool:
    # "Gunmen kill a judge in a thriller that is being shot in Istanbul", not "in a film studio".
    lows = [w.low for w in frame.marked.words]
    for at, (a, b) in enumerate(itertools.pairwise(lows)):
        if at and a in {"a", "an", "the", "his", "her"} and b in _WORKS:
            return lows[at - 1] == "in" and not set(lows[at + 2 : at + 3]) & _SHOT_THERE
    return False


_WORKS = vocabulary("film novel play thriller drama series comedy game cartoon movie opera")
_SHOT_THERE = vocabulary("studio set crew festival director hall shop")


def _in_a_family(frame: Frame) -> bool:
    # "My brother was killed at Bakhmut," said a teacher: her loss, not what the report tells of.
    words, main = frame.marked.words, frame.main
    if {t.family for t in frame.triggers} != {"harm"} or frame.marked.dates:
        return False
    left = [w.low for w in words[max(0, main.first - 5) : main.first]]
    mine = any(a in {"my", "our"} and b in _KIN for a, b in itertools.pairwise(left))
    return mine and any(p.first > main.first for p in frame.places)


_KIN = vocabulary(
    "brother sister son daughter father mother husband wife uncle cousin nephew grandson brothers",
    "sons parents friend neighbour",
)


def _of_a_kind(frame: Frame, tables: Tables) -> bool:
    # "worries over attacks on ships in the Red Sea", "halved by the assaults on shipping",
    # "attacks on merchant vessels in the strait were a menace": many, without a day or a number.
    words, main = frame.marked.words, frame.main
    alone = main.noun and main.plural and len(frame.triggers) == 1
    left = [w.low for w in words[max(0, main.first - 4) : main.first]]
    if alone and left[-2:] in (["convicted", "of"], ["guilty", "of"]):
        return True  # "men who had been convicted of attacks on police"
    if alone and left[-1:] == ["from"] and {"wounds", "burns", "injuries", "scars"} & set(left):
        return True
    if not alone or frame.marked.dates or any((n.low or 0) > 1 for n in frame.marked.numbers):
        said = [w.start for w in words[main.last :] if w.low in tables.words["say"]][:1]
        dated = any(main.start < d.start < (said or [d.start + 1])[0] for d in frame.marked.dates)
        return alone and not dated and set(left) >= {"because", "of"}
    return _is_a_cause(words, main.first, tables) or _is_judged(words, main.last)


def _is_a_cause(words: Sequence[Word], first: int, tables: Tables) -> bool:
    left = [w.low for w in words[max(0, first - 9) : first]]
    for stop in (",", ";", ":", *tables.words["say"]):
        left = left[len(left) - left[::-1].index(stop) :] if stop in left else left
    caused = ({"because", "due"} & set(left) and "of" in left) or "due" in left
    moved = {"over", "amid", "by", "about"} & set(left) and _MOVED & {
        w.low for w in words[max(0, first - 16) : first]
    }
    return bool(caused or moved)


def _is_judged(words: Sequence[Word], last: int) -> bool:
    for at, word in enumerate(words[last : last + 14], last):
        if not word.key and word.text != "-":
            return False
        if word.low in {"are", "were", "is", "was"}:
            after = [w.low for w in words[at + 1 : at + 7]]
            if LINK_WORDS & set(after):
                return False  # "the strikes were a necessary and proportionate response to that"
            return after[:1] == ['"'] or after[:1] in (["a"], ["an"]) or after[0] in _JUDGED
    return False


_MOVED = vocabulary(
    "halved hurt worries worry fears concern concerns tension tensions rose risen fell fallen hit",
    "anger alarm alarmed doubled lifted driven pushed outweighed damaged fuelled unease anxiety",
    "raised disrupted slowed cut shrunk squeezed strained dampened unsettled rattled nervous",
)
_JUDGED = vocabulary(
    "unacceptable illegal unlawful intolerable wrong criminal reckless crimes unjustified",
    "unjustifiable indefensible dangerous shameful cowardly piracy",
)


def _of_a_ware(frame: Frame, tables: Tables) -> bool:
    # "Turkey showed the aircraft that hit convoys in Libya", "makers of parts found in missiles
    # that fell on Ukraine": the weapon is shown, sold or listed.
    words, main = frame.marked.words, frame.main
    shown = {w.low for w in words[: main.first]} & {"museum", "exhibition", "exhibit"}
    if shown and not main.noun and not frame.marked.dates:
        return bool({w.low for w in words[max(0, main.first - 3) : main.first]} & _WHICH)
    weapons = tables.words["projectile"] | _WARES
    if not main.noun and _supplied(words[max(0, main.first - 14) : main.first], weapons):
        return not any(d.start > main.start for d in frame.marked.dates)
    if main.noun or main.passive or frame.marked.dates or words[main.first - 1].low not in _WHICH:
        return False
    thing = words[main.first - 2].low in weapons if main.first > 1 else False
    left = {w.low for w in words[max(0, main.first - 14) : main.first - 2]}
    return thing and bool(left & _TRADED)


def _supplied(left: Sequence[Word], weapons: frozenset[str]) -> bool:
    # "a network in Dubai that supplied parts for the drones fired at Ukraine".
    lows = [w.low for w in left]
    parts = next((k for k, low in enumerate(lows) if low in _PARTS), len(lows))
    return lows[-1:] != [] and lows[-1] in weapons and bool({"for", "of"} & set(lows[parts:]))


_PARTS = vocabulary("parts components engines electronics chips microchips propellant fuel")
_WHICH = vocabulary("that which")
_WARES = vocabulary("aircraft gun guns rifle rifles tank tanks jet jets weapon weapons system")
_TRADED = vocabulary(
    "showed shows shown showing displayed display displays exhibited sold sells sell bought buy",
    "makers maker parts model version type kind same ordered paraded delivered exported imports",
)


def _long_ago(story: Story, frame: Frame, published: date) -> bool:
    # "In December 1915 his division fell back on Kut. Ottoman guns shelled the town".
    first = published - LIVING_MEMORY
    if any(_old_year(a.low, b.low) for a, b in itertools.pairwise(frame.marked.words)):
        return True
    here = frame.marked.sentence.index
    for told in reversed(story.sentences[: here + 1]):
        years = [d for d in told.dates if d.precision == "year" or _names_year(d.text)]
        if years:
            return all(d.last < first for d in years)
        if any(_DAY_NAMES & set(d.text.lower().split()) for d in told.dates):
            return False  # "It was in 1917 that Baghdad fell. On Tuesday a bomb killed"
    return False


def _old_year(before: str, year: str) -> bool:
    # "was sunk in Aboukir Bay in 1798": a year that is no date of this calendar of events.
    four = len(year) == len("1798") and year.isdigit()
    return four and "1000" <= year < "1900" and before in {"in", "of", "since", "from"}


_DAY_NAMES = vocabulary(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today week overnight",
)


def _names_year(text: str) -> bool:
    return any(part.isdigit() and len(part) == len("1915") for part in text.split())


def only_judged(frame: Frame) -> bool:
    """
    Say whether an act is only talked of: "in Cairo ministers condemned attacks on shipping".

    Parameters
    ----------
    frame
        An act as one clause tells it.

    Returns
    -------
    judged
        True where nobody tells it here.
    """
    # "in Cairo ministers condemned attacks on shipping": talk of acts, told by nobody here.
    main = frame.main
    if _in_quotes(frame):
        return True
    after = any(p.first > main.first for p in frame.places)
    judged = bool(_JUDGING & set(frame.before(5))) or _called(frame)
    words, last = frame.marked.words, main.last
    dated = [d.start for d in frame.marked.dates if d.start > main.end]
    met = any(w.low in _MET and (not dated or w.start < dated[0]) for w in words[last:])
    counted = any((n.low or 0) > 1 for n in frame.marked.numbers if n.first >= last)
    if main.plural and not main.definite and not counted and (met or not dated):
        after = False  # "deplored Russian strikes on Ukrainian cities": none in particular
    return main.noun and judged and not after


def _in_quotes(frame: Frame) -> bool:
    # 'said the killing was "a serious assault on Lebanon"'.
    words, main = frame.marked.words, frame.main
    left = [w.low for w in words[max(0, main.first - 8) : main.first]]
    quoted = {"was", "is"} & set(left[-5:]) and left[-4:].count('"') == 1
    return bool(main.noun and quoted and {"a", "an"} & set(left[-4:]) and "said" in left)


def _called(frame: Frame) -> bool:
    # "called the shelling of hospitals a stain".
    words, main = frame.marked.words, frame.main
    left = [w.low for w in words[max(0, main.first - 8) : main.first]]
    if main.noun and {"called", "calls", "calling"} & set(left) and '"' in left[-3:]:
        return not {"as", "what", "of"} & set(left)  # 'called the sanctions "piracy"'
    named = {"called", "calls", "calling"} & set(left[-6:]) and left[-1:] in (["a"], ["an"])
    if main.noun and named and left[-2:-1] != ["for"] and not {"by", "as"} & set(left):
        return True  # "called the remarks an attack on the people"
    calls = {w.low for w in words[max(0, main.first - 3) : main.first]} & {"called", "calls"}
    after = [w.low for w in words[main.last : main.last + 7]]
    return bool(calls) and after[:1] == ["of"] and bool({"a", "an"} & set(after))


_MET = vocabulary("summit meeting conference session talks visit statement debate")
_JUDGING = vocabulary(
    "condemned condemn condemns condemning denounced denounces denounce denouncing deplored",
    "deplores criticised criticized criticises criticizes decried lamented welcomed hailed",
    "praised discussed discuss listed mentioned",
)
