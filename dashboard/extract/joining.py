"""Which words of a sentence tell one act: "shot down" goes on with "fired at Ashkelon and"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dashboard.extract.lexicon import HARD, LINK_WORDS, plain_lows, vocabulary

if TYPE_CHECKING:
    from dashboard.extract.clauses import Frame, Marked
    from dashboard.extract.tables import Tables
    from dashboard.extract.triggers import Trigger

_NEW_CLAUSE = vocabulary(
    "while but after before following whereas although amid despite since because prompting",
    "hours days",
)
_HELD = vocabulary("detained arrested")
_HITTING = vocabulary(
    "strike impact damage shell air blast attack burst",
)


def joins(marked: Marked, frame: Frame, trigger: Trigger, tables: Tables) -> bool:
    """
    Say whether a word goes on with the act told before it.

    Parameters
    ----------
    marked
        A sentence.
    frame
        The act told last in it.
    trigger
        The next word that can tell of one.
    tables
        Rule tables.

    Returns
    -------
    joins
        False where it tells an act of its own.
    """
    last = frame.triggers[-1]
    gap = marked.words[last.last : trigger.first]
    lows = plain_lows(gap)
    if _told_apart(last, trigger, lows, tables) or _beside(marked, last, trigger, lows):
        return False
    if last.family in {"takeover", "seize"} and trigger.family == "clash" and trigger.noun:
        return len(lows) <= 16
    if _apposed(lows, noun=trigger.noun) or _called(marked, trigger, lows):
        return True
    linked = lows[:-1] if lows[-1:] == ["retaliatory"] else lows  # "launched retaliatory strikes"
    if set(linked) & LINK_WORDS or set(lows) & HARD or _another_end(marked, last, lows):
        return False
    if last.passive and last.text.lower() == "answered" and len(frame.triggers) > 1:
        return False  # "rocket fire on Ashkelon was answered by air strikes on Gaza"
    if any(
        asked(last, trigger, lows) for asked in (_stopped, _shot_at, _thrown_back, _dated_when)
    ) or _is_subject(frame, trigger, lows):
        return True
    if "and" in lows and (
        _day_between(marked, last, trigger)
        or _another_weapon(marked, last, trigger, tables)
        or _others_elsewhere(marked, last, trigger, tables)
    ):
        return False
    felled = (last.family == "harm" or last.shot) and {"when", "as"} & set(lows)
    if not felled and _new_subject(marked, last, trigger) and trigger.family != "harm":
        return False
    if trigger.family == "harm" or last.family == "harm":
        return _joins_harm(last, trigger, lows, frame, tables)
    return _joins_act(marked, last, trigger, lows)


def _another_end(marked: Marked, last: Trigger, lows: list[str]) -> bool:
    if _counts_from(marked, last):
        return True
    # "forces shelled Sotk and its troops hit back, striking a post".
    back = any(b == "back" and a in _HITS for a, b in pairwise(lows))
    return back or _answered_by(marked, last, lows)


_HITS = vocabulary("hit hits hitting struck strikes striking fired fires firing shot fought")


def _answered_by(marked: Marked, cause: Trigger, lows: list[str]) -> bool:
    # "retaliated for the killing of a general in Damascus by firing missiles at Haifa".
    if not cause.noun or not ({"by", "with"} & set(lows[-4:]) or lows[:1] in (["the"], ["its"])):
        return False
    before = [w.low for w in marked.words[max(0, cause.first - 8) : cause.first]]
    said = next((k for k, low in enumerate(before) if low in LINK_WORDS), len(before))
    return bool({"for", "to", "over"} & set(before[said:]))


def _told_apart(last: Trigger, trigger: Trigger, lows: list[str], tables: Tables) -> bool:
    # One happened and the other did not; but whom a feared attack would kill goes with it, unless
    # it is said anew: "warned of attacks in Kirkuk and said a bomb had killed two in Mosul".
    anew = "and" in lows and bool(set(lows) & tables.words["say"])
    mixed = (last.modality == "real") != (trigger.modality == "real")
    return mixed and (trigger.family != "harm" or anew)


def _counts_from(marked: Marked, last: Trigger) -> bool:
    # "On the day of the raids a motorcycle exploded", "a day before the raid, a missile fell": the
    # raid only says when.
    words = marked.words
    begin = words[max(0, last.first - 2)].start
    alone = last.noun and last.definite and words[last.last].text == ","
    ends = (" of", " before", " after") if alone else (" of",)
    return any(
        d.governs and d.text.endswith(ends) and begin <= d.end + 1 <= words[last.first].start
        for d in marked.dates
    )


def _day_between(marked: Marked, last: Trigger, trigger: Trigger) -> bool:
    # "killed eight at Tarnabah, and a week after that five more died at Taftanaz".
    words = marked.words
    begin, end = words[last.last - 1].end, words[trigger.first].start
    counted = any(d.shift is not None and begin <= d.start < d.end <= end for d in marked.dates)
    return counted and any(p.first >= trigger.last for p in marked.places)


def _another_weapon(marked: Marked, last: Trigger, trigger: Trigger, tables: Tables) -> bool:
    # "bombs were dropped on the airport in Erbil, and rockets landed at a base in Bashiqa".
    words = marked.words
    at = max(k for k in range(last.last, trigger.first) if words[k].low == "and")
    subject = words[at + 1 : at + 4]
    flies = tables.words["projectile"]
    named = any(w.low in flies for w in subject) and trigger.first <= at + 6
    named = named or subject[0].low == "another"  # "and another was destroyed over Jizan"
    roles = {"loc", "object"}
    here = any(p.first < at and p.role in roles for p in marked.places)
    there = any(p.first >= trigger.last and p.role in roles for p in marked.places)
    return named and not trigger.noun and here and there


def _others_elsewhere(marked: Marked, last: Trigger, trigger: Trigger, tables: Tables) -> bool:
    # "killed a teacher in Baquba, and a farmer died when a bomb went off near Khanaqin".
    if trigger.noun or trigger.participle:
        return False
    words = marked.words
    at = max(k for k in range(last.last, trigger.first) if words[k].low == "and")
    opens = words[at + 1].low
    subject = opens in {"a", "an", "another", "several"} or opens in tables.numbers
    if trigger.first > at + 7 or not (subject or opens[:1].isdigit()):
        return False
    there = [p for p in marked.places if p.role in {"loc", "object"}]
    opened = words[0].low in {"in", "at", "near"} and last.family == "harm"
    if opened and any(p.first <= 1 and p.last < last.first for p in there):
        # "In Al-Qaim 16 people died, and 23 were killed at Mayadin".
        return any(p.first >= trigger.last for p in there)
    return not opens[:1].isdigit() and _each_at_its_place(marked, last, trigger)


def _beside(marked: Marked, last: Trigger, trigger: Trigger, lows: list[str]) -> bool:
    # A heading of two acts: "Rocket kills man in Ashkelon as Israel pounds Gaza".
    if not marked.sentence.heading or "as" not in lows:
        return False
    held = any(last.last <= a.first and a.last == trigger.first for a in marked.actors)
    return held and _each_at_its_place(marked, last, trigger)


def _each_at_its_place(marked: Marked, last: Trigger, trigger: Trigger) -> bool:
    there = [p for p in marked.places if p.role in {"loc", "object"}]
    here = any(last.last <= p.first < trigger.first for p in there)
    return here and any(p.first >= trigger.last for p in there)


def _is_subject(frame: Frame, verb: Trigger, lows: list[str]) -> bool:
    # "Shelling hit a village", "a rocket attack targeting troops hit Erbil": what did it, and that.
    first, last = frame.triggers[0], frame.triggers[-1]
    if verb.noun or verb.participle or {",", "and", "which", "that"} & set(lows):
        return False
    if first is last:
        return not lows and not first.noun and first.text.lower().endswith("ing")
    return first.noun and last.text.lower().endswith("ing") and len(lows) <= 6


def _stopped(last: Trigger, trigger: Trigger, lows: list[str]) -> bool:
    # "A missile fired by the rebels was intercepted", "one aimed at Riyadh was shot down", "two
    # rockets were fired at Ashkelon and were intercepted": what became of them.
    if last.family != "launch" or trigger.family != "intercept" or trigger.noun:
        return False
    if {",", "and", "but"} & set(lows):
        joins = lows[-2:-1] if lows[-1:] in (["were"], ["was"]) else lows[-1:]
        return last.passive and joins in (["and"], ["but"]) and lows.count("and") <= 1
    if "which" in lows and not last.noun and len(lows) <= 16 and "and" not in lows:
        return (
            True  # "fired a missile at the port of Jizan, which the air force said it intercepted"
        )
    left_open = trigger.passive or trigger.text.lower().startswith(("was ", "were "))
    by = last.passive and lows[:1] == ["by"]
    return by or last.entry.base == "aim" or (left_open and lows[:1] == ["from"])


def _thrown_back(last: Trigger, trigger: Trigger, lows: list[str]) -> bool:
    # "attacked the town from three sides and were driven back", "tried to board, but were".
    back = trigger.family == "repel" and trigger.passive and bool({"and", "but"} & set(lows[-3:]))
    return back and last.family in {"attack", "raid", "clash", "seize"} and len(lows) <= 14


def _apposed(lows: list[str], *, noun: bool) -> bool:
    # "shot down two missiles, the second attack within a week", "hit the X, the second ship that
    # the rebels have struck": the same act, counted.
    if "," not in lows or len(lows) > 40:
        return False
    tail = lows[len(lows) - lows[::-1].index(",") :]
    if noun and tail[:1] == ["in"] and tail[1:2] and tail[1] in _ONE and len(tail) <= 5:
        return True  # "killed three in Hodan, in an attack that was claimed by"
    near = tail if noun else tail[1:3]
    fits = len(tail) <= 4 if noun else bool({"that", "to", "which", "whom", "they"} & set(tail[2:]))
    return tail[:1] == ["the"] and fits and bool(set(near) & _COUNTED)


def _called(marked: Marked, trigger: Trigger, lows: list[str]) -> bool:
    # "A bomb killed five people in Mosul, an attack claimed by X": the same act by another word.
    if not trigger.noun or "," not in lows[-4:]:
        return False
    tail = lows[len(lows) - lows[::-1].index(",") :]
    after = [w.low for w in marked.words[trigger.last : trigger.last + 2]]
    told = after[:1] and (after[0] in _SAID_OF_IT or after in (["in", "which"], ["for", "which"]))
    return bool(told) and tail[:1] in (["a"], ["an"]) and trigger.family in _BY_ANOTHER_WORD


_SAID_OF_IT = vocabulary("that which claimed blamed attributed condemned described it he later")
_BY_ANOTHER_WORD = frozenset(
    {"attack", "strike", "raid", "incident", "bomb", "blast", "killing", "ambush", "air", "shell"}
)


def _shot_at(last: Trigger, trigger: Trigger, lows: list[str]) -> bool:
    # "was shot dead in X when soldiers fired at stone throwers".
    fired = trigger.family in {"launch", "gunfire"} and bool({"when", "as"} & set(lows))
    off = last.family == "launch" and not last.noun and lows[:1] in (["at"], ["from"], ["toward"])
    if off and trigger.family in {"strike", "impact"} and not trigger.noun and len(lows) <= 8:
        return not set(lows) & _GOES_ON  # "rockets fired at the embassy hit a street"
    return last.shot and fired and len(lows) <= 12


_GOES_ON = vocabulary(", and but that which when as it they")


_ONE = vocabulary("a an the one what another")
_COUNTED = vocabulary(
    "first second third fourth fifth sixth latest deadliest largest biggest worst heaviest most",
    "bloodiest",
)


def _new_subject(marked: Marked, last: Trigger, trigger: Trigger) -> bool:
    # A party between two triggers, after a conjunction, starts an act of its own.
    words = marked.words
    for actor in marked.actors:
        if last.last <= actor.first < trigger.first and actor.martial:
            left = {w.low for w in words[last.last : actor.first]}
            if left & {"while", "but", "whereas", "before", "after", "hours"} or (
                left & {"and", ","}
                and not trigger.noun
                and not trigger.participle
                and actor.last + 5 >= trigger.first
                and not left & {"which", "that"}
            ):
                return True
    return False


def _joins_harm(
    last: Trigger, trigger: Trigger, lows: list[str], frame: Frame, tables: Tables
) -> bool:
    if {"while", "but", "meanwhile"} & set(lows) or {"since", "when"} <= set(lows):
        return False
    if last.family == "seize" and last.text.lower() in _HELD and "that" in lows:
        return False  # "detained a man suspected of planting a bomb that killed six"
    if (
        trigger.family == "harm"
        and last.family != "harm"
        and set(lows) & {"after", "before"}
        and not trigger.participle
    ):
        return False
    if last.family == "harm" and trigger.noun and ("by", "what") in pairwise(lows):
        return True  # "were killed on Thursday by what officials said was shelling"
    if trigger.family == "harm":
        return not (trigger.novel and "another" in lows) and not (
            "before" in lows and "day" in lows
        )
    if all(t.family in {"harm", "incident"} for t in frame.triggers):
        if "after" in lows or "since" in lows:
            near = lows.index("after") if "after" in lows else 0
            return near <= 6 and not trigger.plural and "began" not in lows
        by = trigger.noun and {"in", "by"} & set(lows[-5:])  # "were hurt in a second explosion"
        when = lows.count("when") == 1 and "when" in lows[-5:] and "and" not in lows
        far = 28 if when else 20 if by else 14
        return len(lows) <= far and (bool(by) or last.novel or not trigger.novel)
    del tables
    return _joins_act(frame.marked, last, trigger, lows)


def _joins_act(marked: Marked, last: Trigger, trigger: Trigger, lows: list[str]) -> bool:
    near = len(lows)
    if any(asked(last, trigger, lows) for asked in (_carried_out, _at_its_gate, _salvo)):
        return True
    early = {("early", "hours"), ("small", "hours")} & set(pairwise(lows))
    if set(lows) & _NEW_CLAUSE - ({"hours"} if early else set()):
        return False
    if last.family == "repel" or last.entry.base == "trade fire":
        return trigger.noun and near <= 4
    if last.family in {"intercept", "light", "launch", "incident"}:
        found = _joins_opening(last, trigger, lows)
        if found is not None:
            return found
    burnt = trigger.entry.base == "set on fire"
    if burnt or trigger.family in {"damage", "impact"} or trigger.participle:
        said = (
            22 if lows[-1:] == [","] else 16
        )  # "the fourth time this week that it did so, hitting"
        return near <= (30 if burnt else 28 if trigger.passive else said)
    if last.noun and not trigger.noun:
        far = last.family == "bomb" and trigger.family == "burst"
        return near <= (24 if far else 10) and (
            far or not {",", "and"} & set(lows[:-1] + lows[-1:])
        )
    if (last.family, trigger.family) in _ONE_ACT or _repeats(last, trigger):
        return near <= 20
    if trigger.noun:
        return _joins_noun(last, trigger, lows)
    return _same_doer(marked, last, trigger, lows)


def _same_doer(marked: Marked, last: Trigger, trigger: Trigger, lows: list[str]) -> bool:
    # "was attacked by two boats and hit by a projectile", "bombed a depot and struck two lorries".
    if last.noun or {last.family, trigger.family} - _BLOWS or last.passive != trigger.passive:
        return False
    held = [p for p in marked.places if p.role in {"loc", "object"}]
    there = any(p.first >= trigger.last for p in held)
    if there and any(p.last <= trigger.first for p in held):
        return False
    return lows[-1:] == ["and"] and len(lows) <= BLOWS and lows.count("and") == 1


_BLOWS = frozenset({"strike", "attack", "raid", "air", "shell", "bomb", "gunfire", "ambush"})
BLOWS = 12  # words


def _dated_when(last: Trigger, trigger: Trigger, lows: list[str]) -> bool:
    # "an attack on Aug 15, when drones were flown at the garrison".
    # "The last attack on U.S. forces was in January 2020, when Iran fired at the base".
    if not last.noun or last.family not in _TOLD_LATER or trigger.noun or "when" not in lows:
        return False
    at = lows.index("when")
    came = {"was", "came", "occurred", "happened"} & set(lows[:at]) and "in" in lows[at - 4 : at]
    return lows[at - 1] == "," and "since" not in lows and (at <= DATED or bool(came))


def _salvo(last: Trigger, trigger: Trigger, lows: list[str]) -> bool:
    # "fired rockets and sent drones into".
    both = last.family == trigger.family == "launch" and not trigger.noun
    return both and "and" in lows and len(lows) <= SALVO


DOZEN = 12  # words
DATED = 5  # words: "on the 15th, when"
_TOLD_LATER = frozenset({"attack", "strike", "raid", "incident", "shell", "air", "bomb"})


def _carried_out(last: Trigger, trigger: Trigger, lows: list[str]) -> bool:
    # "the strikes, carried out", "a blast rocked Baghdad when a drone struck a car".
    if last.family in {"blast", "burst"} and trigger.family in _HITTING:
        after = last.text.lower().endswith(" after") and lows == ["being"]  # "caught fire after"
        if after or ("when" in lows and len(lows) <= DOZEN):
            return True
    if last.family in {"blast", "burst"} and trigger.noun and _CAUSED & set(pairwise(lows)):
        return True  # "an explosion was heard, and officials said it was caused by a drone attack"
    return trigger.family == "light" and last.noun and set(lows) <= _CARRIED


def _at_its_gate(last: Trigger, trigger: Trigger, lows: list[str]) -> bool:
    # "stormed a hotel after a car bomb exploded at its gate": one attack.
    stormed = last.family in {"raid", "attack"} and trigger.family in {"burst", "bomb", "blast"}
    return stormed and "after" in lows and not {"hours", "days", ",", "day"} & set(lows)


_CAUSED = frozenset({("caused", "by"), ("result", "of"), ("resulted", "from"), ("work", "of")})
_CARRIED = vocabulary(", which that were was had been have has")


def _repeats(last: Trigger, trigger: Trigger) -> bool:
    return last.family == trigger.family and last.family in _REPEATED


def _joins_noun(last: Trigger, trigger: Trigger, lows: list[str]) -> bool:
    # "was shot in a clash", "a bombing and shelling", "struck with two raids".
    near, tail = len(lows), set(lows[-3:])
    if tail & {"in", "during"} and last.family in {"gunfire", "killing", "strike"}:
        return near <= 10 and not {",", "and"} & set(lows)
    if last.noun:
        return (near <= 1 and bool(set(lows) & {"and", "of"})) or not lows
    if trigger.family in _MEANS and tail & {"with", "using"}:
        return near <= 12
    return bool(lows) and lows[0] in {"in", "by", "during", "with"} and near <= 6


_MEANS = frozenset({"bomb", "shell", "air", "raid", "strike"})


_ONE_ACT = frozenset(
    {
        ("seize", "takeover"),
        ("takeover", "seize"),
        ("gunfire", "seize"),
        ("attack", "seize"),
        ("attack", "clash"),
        ("raid", "clash"),
        ("ambush", "clash"),
        ("strike", "clash"),
        ("attack", "gunfire"),
        ("raid", "gunfire"),
        ("bomb", "gunfire"),
        ("bomb", "raid"),
        ("bomb", "clash"),
        ("blast", "gunfire"),
        ("burst", "gunfire"),
        ("clash", "raid"),
        ("impact", "clash"),
        ("burst", "clash"),
        ("clash", "attack"),
    }
)
SALVO = 4  # words
_REPEATED = frozenset({"seize", "clash", "burst", "blast", "intercept"})


def _joins_opening(last: Trigger, trigger: Trigger, lows: list[str]) -> bool | None:
    # "carried out" + "an attack", "fired a missile" + "that hit": words that only open an act.
    near = len(lows)
    if last.family == "intercept":
        sent = trigger.passive or not trigger.noun  # "that the Houthis had launched into the gulf"
        if trigger.family == "launch" and sent and {"that", "which"} & set(lows):
            return near <= 14  # "shot down drones over the sea that had been launched from"
        return near <= 6 if trigger.family in {"launch", "impact", "shell", "air"} else None
    if last.family == "light":
        return near <= 8 if trigger.noun else None
    if last.family == "incident":
        return near <= 24
    follows = bool(set(lows) & {"that", "which", ",", "and"}) or lows[:1] in (["by"], ["from"])
    return (trigger.noun and near <= 5) or (near <= 12 and trigger.family in _HITTING and follows)
