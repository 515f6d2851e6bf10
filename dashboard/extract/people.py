"""Which numbers in a sentence count people, and which of them go together."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from dashboard.extract.company import FATES, joined, with_others
from dashboard.extract.lexicon import HARMING, vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.clauses import Marked
    from dashboard.extract.document import Word
    from dashboard.extract.numbers import Number
    from dashboard.extract.tables import Tables

REACH = 7

_ARTICLES = vocabulary("a an")
_OPENS = frozenset({":", "(", "\u2013", "\u2014", "-", ","})


def people_in(marked: Marked, taken: set[int], tables: Tables) -> list[Number]:
    """
    Find the numbers of people in a sentence.

    Parameters
    ----------
    marked
        The sentence.
    taken
        Words that are told for already.
    tables
        Rule tables.

    Returns
    -------
    numbers
        In order: neither parts of another number nor ages; persons under one verb are added.
    """
    words = marked.words
    others = with_others(marked, marked.numbers, tables)
    wide = {k for n in others for k in range(n.first + 1, n.last)}
    sums = [n for n in joined(words, marked.numbers, tables) if n.first not in wide]
    held = {k for n in sums for k in range(n.first, n.last)}
    sums += [n for n in others if n.first not in held]
    added = {k for n in sums for k in range(_subject(words, n, marked.numbers), n.last)}
    divided = parts(words, marked.numbers, tables)
    plain = [
        n
        for n in marked.numbers
        if n.first not in added | divided
        and n.low != 0
        and not is_age(words, n, tables)
        and not _not_people(words, n, marked, tables)
        and not _part_of(words, n)
    ]
    sums = [n for n in sums if not _part_of(words, n)]
    plain = [_with_parts(words, n, divided, tables) for n in plain]
    return sorted(n for n in plain + sums if not taken & set(range(n.first, n.last)))


def _with_parts(words: Sequence[Word], total: Number, divided: set[int], tables: Tables) -> Number:
    # "Nine people, three women and six men, died": the verb comes after the parts.
    ends = [k for k in divided if total.last <= k <= total.last + REACH * 2]
    between = words[total.last : min(ends)] if ends else ()
    fates = {word for kind in FATES for word in tables.words[kind]}
    told = any(w.low in fates | tables.words["be"] for w in between)
    return (
        total
        if not ends or told or between[-1].text not in {",", "("}
        else total._replace(last=max(ends) + 1)
    )


def _subject(words: Sequence[Word], held: Number, numbers: Sequence[Number]) -> int:
    # "A commander was killed along with two guards": the commander is one of the three.
    if words[held.first].low not in {"along", "together", "alongside"}:
        return held.first
    before = [n for n in numbers if n.last <= held.first and n.low == 1]
    alone = before and "and" not in {w.low for w in words[before[-1].last : held.first]}
    return before[-1].first if alone else held.first


_FELL = vocabulary("died perished killed wounded injured captured")
_SOME = vocabulary("one two three four five six seven eight nine ten none most some many")


def _part_of(words: Sequence[Word], number: Number) -> bool:
    # "including three children", "four of them": a part of a number told before.
    before = [w.low for w in words[max(0, number.first - 3) : number.first]]
    after = [w.low for w in words[number.last : number.last + 2]]
    if after[:1] in (["family"], ["families"], ["household"]):
        return True
    if _told_among(words, number):
        return True
    if before[-2:] in (["were", "among"], ["was", "among"], ["are", "among"]):
        return False
    if len(before) > 1 and before[-1] == "of" and before[-2] in _SOME:
        return True  # "one of two attackers"
    if before[-2:] == ["of", "the"] and before[0] in _SOME:
        return True  # "two of the 12 hostages"
    if before[-1:] and before[-1] in HARMING:
        return False  # "killing 27 of them"
    if (before and before[-1] in {"including", "among"}) or before[-2:] in (
        ["of", "whom"],
        ["among", "them"],
        ["whom", "were"],
        ["them", "were"],
        ["of", "them"],
    ):
        return True
    begin = number.last + 2
    if words[begin : begin + 1] and words[begin].text == ",":
        begin += 4  # "sixteen of them, it said, died"
    dies = {w.low for w in words[begin : begin + 3]} & _FELL
    if before[-1:] == ["and"] and _still_including(words, number):
        return True
    return after in (["of", "them"], ["of", "whom"]) and not dies


def _still_including(words: Sequence[Word], number: Number) -> bool:
    # "including two women and five children, according to": the children are a part as well.
    lows = [w.low for w in words[max(0, number.first - LIST) : number.first]]
    if "including" not in lows:
        return False
    held = set(lows[lows.index("including") :])
    after = {w.low for w in words[number.last : number.last + 4]}
    return not (held | after) & (_FELL | HARMING | _WERE)


LIST = 8
_WERE = vocabulary("was were are is been hurt missing dead others more")


def _told_among(words: Sequence[Word], number: Number) -> bool:
    # "a girl was among them", "a girl among them", "Among the injured were two officers".
    lows = [w.low for w in words[number.last : number.last + 6]]
    if lows[:1] == ["in"] and "condition" in lows[:4] and words[number.first - 1].text == ",":
        return True  # "30 people were hospitalised, two in critical condition"
    if "among" in lows:
        among = number.last + lows.index("among")
        was = words[among - 1].low in {"was", "were", "are", "is"}
        if was or _among_them(words, number.last, among):
            return True
    return number.first > 3 and _among_the(words, number.first)


def _among_them(words: Sequence[Word], first: int, among: int) -> bool:
    # "a teacher and her daughters among them"
    apart = {w.text for w in words[first:among]} & {",", ";", "("}
    return not apart and words[among + 1 : among + 2] != () and words[among + 1].low == "them"


def _among_the(words: Sequence[Word], first: int) -> bool:
    # "Among the injured were two officers".
    lows = [w.low for w in words[max(0, first - 5) : first]]
    return "among" in lows and lows[-1] in {"were", "was", "are"} and lows[-2] != "them"


_TIME_UNITS = vocabulary(
    "days day weeks week months month years year hours hour minutes km kilometres",
    "kilometers miles nautical nm metres meters percent per % drones drone missiles missile",
    "rockets rocket strikes attacks airstrikes raids vessels ships tankers vehicles targets",
    "sites times tonnes tons million billion pills shells houses homes buildings tanks",
    "aircraft warplanes jets towns villages districts locations points bunkers boats",
    "launchers km/h a.m. p.m. projectiles launches salvos waves",
    "places addresses provinces cities areas regions fronts countries",
    "litres liters barrels radar radars posts checkpoints rifles guns pistols mines bombs devices",
    "horses sheep camels goats cattle cows animals containers tents shops schools mosques",
    "ship vessel tanker groups channels organisations organizations accounts",
    "bombings shootings ambushes assaults incidents clashes battles sorties navies armies shots",
    "convoys warehouses offices stations bridges hospitals churches markets farms factories plants",
    "refineries depots camps hideouts workshops cells wells pipelines",
    "explosions blasts trucks cars bases centres facilities arms legs hands eyes feet limbs lungs",
)


_POINTERS = vocabulary("that this the no which each every another")


def _not_people(words: Sequence[Word], number: Number, marked: Marked, tables: Tables) -> bool:
    after = [w.low for w in words[number.last : number.last + 4]]
    text = words[number.last - 1].low
    if text in {"a", "an"} and number.last - number.first == 1:
        return not _one_person(after, tables) or _no_one(words, number, after)
    if _things(words, number, after):
        return True
    if text == "both" and after[:1] in (["sides"], ["parties"], ['"']):
        return True
    if _of_a_name(words, number, after) or after[:1] in _ORDINALS:
        return True
    pointed = bool(number.first) and words[number.first - 1].low in _POINTERS
    if text == "one" and pointed and after[:1] != ["of"]:
        return not set(after[:1]) & tables.words["person"]  # "that one hit a house"
    if (
        after
        and after[0] in {"-", "/"}
        and len(after) > 1
        and after[1] not in tables.words["person"]
    ):
        return True
    head = next(
        (
            w
            for w in after
            if w in _TIME_UNITS
            or (w in tables.words["person"] and w != "other")
            or w in tables.words["hurt"] | tables.words["missing"]
        ),
        "",
    )
    if head in _TIME_UNITS:
        return True
    start, end = words[number.first].start, words[number.last - 1].end
    inside_date = any(d.start < end and start < d.end for d in marked.dates)
    before = words[number.first - 1].text if number.first else ""
    return (
        inside_date
        or any(c[0] < end and start < c[1] for c in marked.clocks)
        or before in {"$", "\u20ac", "\u00a3"}
        or (_looks_year(words, number))
    )


def _no_one(words: Sequence[Word], number: Number, after: Sequence[str]) -> bool:
    # "a ceremony for a dead general", "a general strike", ", a spokesman for the ministry said".
    before = words[number.first - 1].low if number.first else ""
    if set(after[:3]) & _TELLERS and before not in HARMING:
        return True
    return after[:1] == ["dead"] or (after[:1] == ["general"] and after[1] in _GENERAL)


_TELLERS = vocabulary("spokesman spokeswoman spokesperson")
_GENERAL = vocabulary("strike staff election elections assembly public amnesty")


def _things(words: Sequence[Word], number: Number, after: Sequence[str]) -> bool:
    # "One struck the pier", "Two fell in the sea", "four fifths", "all under fifteen",
    # "counted 40, most of which were stopped".
    before = words[number.first - 1].low if number.first else ""
    if after[:1] and after[0] in _HITS | _SHARES:
        return True
    which = after[:1] == [","] and after[2:4] == ["of", "which"]
    return which or before == "under"


_HITS = vocabulary("struck hit landed exploded crashed fell missed sank")
_SHARES = vocabulary("fifths thirds quarters tenths")


def _of_a_name(words: Sequence[Word], number: Number, after: Sequence[str]) -> bool:
    # "captured Base 46", "the 444 Brigade".
    if number.last - number.first > 1 or not words[number.first].low.isdecimal():
        return False
    before = words[number.first - 1] if number.first else None
    named = before is not None and before.capital and before.low in _NUMBERED
    return named or (bool(set(after[:1]) & _UNITS) and words[number.last].capital)


_ORDINALS = (["st"], ["nd"], ["rd"], ["th"], ["s"])  # "the 4th Brigade"
_NUMBERED = vocabulary(
    "base camp gate block route point unit flight channel area zone tower post sector pier terminal"
    " highway building room phase suwayda",
)
_UNITS = vocabulary("brigade division battalion regiment squadron corps")


def _looks_year(words: Sequence[Word], number: Number) -> bool:
    text = words[number.first].low
    return (
        number.last - number.first == 1
        and len(text) == 4
        and text.isdigit()
        and text[:2] in {"19", "20"}
        and words[number.first - 1].low in {"in", "since", "of", "the", "from"}
    )


def _one_person(after: Sequence[str], tables: Tables) -> bool:
    for low in after:
        if low in tables.words["person_singular"]:
            return True
        if (
            low in tables.words["preposition"]
            or not low[:1].isalpha()
            or low in tables.words["say"]
            or low in tables.words["be"] | _DEEDS
        ):
            return False
    return False


_DEEDS = vocabulary("killed killing hit struck injured injuring has had that")


def parts(words: Sequence[Word], numbers: Sequence[Number], tables: Tables) -> set[int]:
    """
    Find the numbers that only divide one before: "16 people - nine women and seven men".

    Parameters
    ----------
    words
        Words of the sentence.
    numbers
        Its numbers, in order.
    tables
        Rule tables.

    Returns
    -------
    parts
        First word of each: two or more numbers after a dash, a colon, a bracket or a comma whose
        sum is that of the number before.
    """
    found: set[int] = set()
    for place, total in enumerate(numbers):
        rest = [n for n in numbers[place + 1 :] if not _of_a_thing(words, n, tables)]
        if not rest or total.low is None or total.first in found:
            continue
        if not {w.text for w in words[total.last : rest[0].first]} & _OPENS:
            continue
        sums = list(accumulate(n.low or 0 for n in rest))
        if total.low in sums[1:]:
            ends = sums.index(total.low) + 1
            people = [w.low for n in rest[:ends] for w in words[n.last : n.last + 3]]
            others = words[total.last].low in _ARMED and words[total.last + 1].text == ","
            others = others and bool(set(people) & _NOT_ARMED)
            if any(low in tables.words["person"] for low in people) and not others:
                found |= {n.first for n in rest[:ends]}
    return found


# "Three soldiers, two policemen and a cook": these are six.
_ARMED = vocabulary("soldiers troops policemen officers militants fighters gunmen rebels guards")
_NOT_ARMED = vocabulary(
    "civilian civilians policeman policemen soldier soldiers cook woman women child children boy"
    " girl passer bystander worker driver journalist"
)


def _of_a_thing(words: Sequence[Word], number: Number, tables: Tables) -> bool:
    # "in a drone attack" divides nothing, "two women and a boy" does.
    after = [w.low for w in words[number.last : number.last + 4]]
    if words[number.first].low not in _ARTICLES or _one_person(after, tables):
        return False
    return number.last >= len(words) or not words[number.last].capital  # "a Briton"


def is_age(words: Sequence[Word], number: Number, tables: Tables) -> bool:
    """
    Say whether a number is somebody's age: "a man of fifty", "Ahmed Saleh, 43,", "aged nine".

    Parameters
    ----------
    words
        Words of the sentence.
    number
        The number.
    tables
        Rule tables.

    Returns
    -------
    age
        True where it is.
    """
    before = [w.low for w in words[max(0, number.first - 2) : number.first]]
    after = words[number.last].text if number.last < len(words) else "."
    if "aged" in [w.low for w in words[max(0, number.first - 3) : number.first]]:
        return True
    if before == ["age", "of"]:
        return True
    if before[-1:] == ["of"] and before[0] in tables.words["person_singular"]:
        return True
    named = number.first > 1 and words[number.first - 2].capital
    digits = words[number.first].low.isdecimal() and number.last - number.first == 1
    return digits and named and before[-1:] == [","] and after in {",", ")", "."}
