"""Acts that a text only mentions to say how rare they are, who is known for them, or what ranks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from dashboard.extract.clauses import Frame
    from dashboard.extract.tables import Tables

NEAR = 12  # words


def rare(frame: Frame, tables: Tables) -> bool:
    """
    Recognise "Bombings in Damascus have been rare since 2018".

    Parameters
    ----------
    frame
        An act as one clause tells it.
    tables
        Rule tables.

    Returns
    -------
    rare
        True where acts of that kind are said to be rare: none of them is told.
    """
    main = frame.main
    if not (main.noun and main.plural):
        return False
    after = [w.low for w in frame.marked.words[main.last : main.last + NEAR]]
    at = next((k for k, low in enumerate(after) if low in _RARE), None)
    return at is not None and bool(set(after[:at]) & tables.words["be"])


_RARE = vocabulary("rare rarer uncommon infrequent unusual unheard sporadic")


def known_for(frame: Frame, tables: Tables) -> bool:
    """
    Recognise "a leader whom Washington holds responsible for attacks on its troops".

    Parameters
    ----------
    frame
        An act as one clause tells it.
    tables
        Rule tables.

    Returns
    -------
    known
        True where acts without a place and a day only say who somebody is.
    """
    del tables
    main, words = frame.main, frame.marked.words
    if not main.noun or main.definite or frame.places or frame.dates:
        return False
    before = [w.low for w in words[max(0, main.first - NEAR) : main.first]]
    charged = max((k for k, low in enumerate(before) if low in _CHARGED), default=None)
    if charged is not None and main.plural and _FOR & set(before[charged:]):
        return True  # "killed a commander, blaming him for attacks on its troops"
    who = max((k for k, low in enumerate(before) if low in _WHO), default=None)
    rest = before[who:] if who is not None else []
    return bool(_HELD & set(rest)) and bool({"for", "of", "in"} & set(rest))


_WHO = vocabulary("who whom which whose")
_CHARGED = vocabulary("blaming accusing responsible behind involved")
_FOR = frozenset({"for", "of", "in", "behind"})
_HELD = vocabulary("responsible blames blamed accuses accused suspects suspected wanted known")


def ranked(frame: Frame, tables: Tables) -> bool:
    """
    Recognise "It was the first ship that they had captured since 2017": the act told before.

    Parameters
    ----------
    frame
        An act as one clause tells it.
    tables
        Rule tables.

    Returns
    -------
    ranked
        True where the sentence opens so and the act stands in its relative clause.
    """
    del tables
    lows = [w.low for w in frame.marked.words[: frame.main.first]]
    opens = lows[:1] in (["it"], ["this"], ["that"]) and lows[1:2] in (["was"], ["is"])
    head = lows[2:5]
    counted = head[:1] == ["the"] and bool(set(head) & _RANKS)
    return opens and counted and not frame.main.noun and "that" in lows[4:] and not frame.places


_RANKS = vocabulary("first second third fourth fifth sixth latest last only biggest largest")


def season_of(frame: Frame, tables: Tables) -> bool:
    """
    Recognise "It has been a winter of small ambushes": a season summed up.

    Parameters
    ----------
    frame
        An act as one clause tells it.
    tables
        Rule tables.

    Returns
    -------
    season
        True where several acts without a place of their own are what a season was made of.
    """
    del tables
    main, words = frame.main, frame.marked.words
    left = [w.low for w in words[max(0, main.first - 5) : main.first]]
    of = next((k for k, low in enumerate(left) if low == "of"), 0)
    summed = of > 1 and left[of - 1] in _SEASONS and left[of - 2] in {"a", "another"}
    return summed and main.noun and main.plural and not frame.places


_SEASONS = vocabulary("day night week month season spring summer autumn winter year decade")


def joined_a_war(frame: Frame, tables: Tables) -> bool:
    """
    Recognise "entered Yemen's war in 2015": no place was taken.

    Parameters
    ----------
    frame
        An act as one clause tells it.
    tables
        Rule tables.

    Returns
    -------
    joined
        True where what is entered is a war.
    """
    del tables
    main, words = frame.main, frame.marked.words
    after = {w.low for w in words[main.last : main.last + 4]}
    return main.text.lower().startswith("enter") and bool(after & {"war", "conflict", "fray"})


def trying_to_take(frame: Frame, tables: Tables) -> bool:
    """
    Recognise "who have been trying since September to take Marib": a town that was not taken.

    Parameters
    ----------
    frame
        An act as one clause tells it.
    tables
        Rule tables.

    Returns
    -------
    trying
        True where the taking is only tried for; a ship that somebody tried to seize is an attempt.
    """
    main, words = frame.main, frame.marked.words
    left = [w.low for w in words[max(0, main.first - 6) : main.first]]
    tried = left[-1:] == ["to"] and bool(_TRYING & set(left))
    after = {w.low for w in words[main.last : main.last + 5]}
    town = main.family in {"seize", "takeover"} and not after & tables.words["ship"]
    return tried and town and not main.noun


_TRYING = vocabulary("trying tries struggling seeking hoping fighting battling")


def resolved(frame: Frame, tables: Tables) -> bool:
    """
    Recognise "would go on fighting", "would not negotiate under fire": what somebody is set on.

    Parameters
    ----------
    frame
        An act as one clause tells it.
    tables
        Rule tables.

    Returns
    -------
    resolved
        True where a modal verb stands close before.
    """
    main, words = frame.main, frame.marked.words
    left = [w.low for w in words[max(0, main.first - 5) : main.first]]
    said = main.text.lower() in {"fighting", "under fire"}
    return said and bool(set(left) & tables.words["modal"])


def one_of_many(frame: Frame, tables: Tables) -> bool:
    """
    Recognise "in the latest of a series of attacks on its commanders": what was told, counted.

    Parameters
    ----------
    frame
        An act as one clause tells it.
    tables
        Rule tables.

    Returns
    -------
    counted
        True where several acts without a place of their own are only what one is counted among.
    """
    del tables
    words, first = frame.marked.words, frame.main.first
    left = [w.low for w in words[max(0, first - 8) : first]]
    at = max((k for k, low in enumerate(left) if low in _COUNTED), default=None)
    counted = at is not None and left[at + 1 : at + 2] in (["of"], ["in"]) and left[-1] == "of"
    whole = " ".join(left)
    top = any(
        f"in one of the {word}" in whole for word in ("most", "worst", "deadl", "bigg", "larg")
    )
    return (counted or top) and frame.main.plural and not frame.places


def exercised(frame: Frame, tables: Tables) -> bool:
    """
    Recognise "dropped live bombs on targets in the desert during exercise Desert Flag".

    Parameters
    ----------
    frame
        An act as one clause tells it.
    tables
        Rule tables.

    Returns
    -------
    exercised
        True where forces launch something in a drill and nobody is hurt; fighters who fire at a
        base during a drill, or as somebody holds one, do no exercise.
    """
    main = frame.main
    if _named_as_one(frame) or _tested(frame, tables):
        return True
    if main.family not in {"launch", "air", "shell", "sink"}:
        return False
    lows = [w.low for w in frame.marked.words]
    if set(lows) & {*tables.words["killed"], *tables.words["injured"], *_FIGHTERS}:
        return False
    after = lows[main.last : main.last + 22]
    if _HULKS & set(after[:8]):
        return True
    at = next((k for k, low in enumerate(after) if low in _DRILLED), -1)
    during = {"during", "in", "of"} & set(after[max(0, at - 5) : max(at, 0)])
    return bool(during) and not {"but", "while", "as"} & set(after[:at])


def _tested(frame: Frame, tables: Tables) -> bool:
    # "had fired a missile with a range of 290 km": a test.
    lows = [w.low for w in frame.marked.words]
    if set(lows) & {*tables.words["killed"], *tables.words["injured"], *_FIGHTERS}:
        return False
    first = frame.triggers[0]
    ranged = "with a range of" in " ".join(lows[first.last : first.last + 10])
    return ranged and first.family == "launch"


def _named_as_one(frame: Frame) -> bool:
    # "seized an airfield, the high point of the Eager Lion exercise", "staged for a police drill".
    lows = [w.low for w in frame.marked.words]
    at = next((k for k, low in enumerate(lows) if low in _DRILLED and k > frame.main.first), 0)
    left = lows[max(0, at - 7) : at]
    said = next((k for k, low in enumerate(left) if low in _STAGED), -1)
    return at > 0 and said >= 0 and bool({"of", "for", "in"} & set(left[max(0, said - 2) :]))


_STAGED = vocabulary("point climax finale staged part phase largest biggest annual simulated")
_DRILLED = vocabulary("exercise exercises drill drills manoeuvres maneuvers wargames")
_HULKS = vocabulary("decommissioned hulk barge mock dummy")
_FIGHTERS = vocabulary(
    "militants rebels gunmen insurgents fighters houthis houthi hezbollah hamas jihadists militia",
)


def pictured(frame: Frame, tables: Tables) -> bool:
    """
    Recognise "The photographer, whose pictures of the shelling of Sarajevo won prizes, died".

    Parameters
    ----------
    frame
        An act as one clause tells it.
    tables
        Rule tables.

    Returns
    -------
    pictured
        True where an act is only what somebody's work was about.
    """
    del tables
    if not frame.main.noun:
        return False
    before = frame.before(8)
    if {"survivor", "veteran"} & set(before[-4:]) and "of" in before[-3:]:
        return True  # "The last survivor of the raid on Tobruk died in Leeds"
    at = next((k for k, low in enumerate(before) if low in _OWN_WORK), len(before))
    whose = {"whose", "his", "her", "their"} & set(before[max(0, at - 3) : at])
    return bool(whose) and bool({"of", "about", "on", "from"} & set(before[at:]))


def cared_for(frame: Frame, tables: Tables) -> bool:
    """
    Recognise "opened a clinic in Sirte for people wounded by mines".

    Parameters
    ----------
    frame
        An act as one clause tells it.
    tables
        Rule tables.

    Returns
    -------
    cared
        True where the hurt, without a day or a number, are only those something is for.
    """
    main, words = frame.main, frame.marked.words
    if {t.family for t in frame.triggers} != {"harm"} or main.noun or frame.dates:
        return False
    left = [w.low for w in words[max(0, main.first - 4) : main.first]]
    whom = left[-1:] and left[-1] in (tables.words["civilian"] | _WHOM)
    counted = any((n.low or 0) > 1 for n in frame.marked.numbers)
    return bool(whom and "for" in left and not counted)


_WHOM = vocabulary("people those men women children soldiers fighters veterans patients")
_OWN_WORK = vocabulary(
    "pictures photographs photograph novel novels book books memoir account poem poems song songs",
    "film films paintings coverage reporting reports dispatches documentary history play diaries",
)
_COUNTED = vocabulary("latest last first second third fourth fifth newest")
