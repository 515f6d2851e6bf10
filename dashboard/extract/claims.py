"""Who says how many were killed, hurt, missing or taken: a claim a source, kind and number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dashboard.extract.leaning import TOLD, carried, gapped, leans, spread, teller_of
from dashboard.extract.lexicon import vocabulary
from dashboard.extract.numbers import Number
from dashboard.extract.people import people_in
from dashboard.extract.singles import passive_before, singles
from dashboard.extract.sources import AUTHOR, Claim, claim
from dashboard.extract.zeros import zero

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.clauses import Marked
    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables

REACH = 12


KINDS = ("killed", "injured", "missing", "captured", "casualties")


_INTRANSITIVE = vocabulary(
    "dead died hurt perished missing casualty dies dying",
)


_STOP_LEFT = vocabulary(
    "; : while but in at near after when that",
)


def claims_of(marked: Marked, tables: Tables, before: str | None = None) -> list[Claim]:
    """
    Find the claims in a sentence.

    Parameters
    ----------
    marked
        The sentence.
    tables
        Rule tables.
    before
        What the number told last before this sentence counted; None where none was near.

    Returns
    -------
    claims
        In order, never merged or added up.
    """
    words = marked.words
    found = zero(marked, tables)
    taken = {k for c in found for k in range(c.first, c.last)}
    for number in people_in(marked, taken, tables):
        if _asked(words, number):
            continue
        teller = gapped(words, number, found, tables)
        kind = found[-1].kind if teller else _kind(words, number, tables)
        if kind is None:
            lean = leans(words, number, found[-1].kind if found else before, tables)
            same = carried(words, number, found, tables) or spread(marked, number, found)
            kind, teller = lean or (same, None)
        if kind is None:
            continue
        teller = teller or teller_of(words, number, found, tables)
        if {w.low for w in words[number.last : number.last + 9]} & _NO_FORCE:
            continue
        value = kind, number.low, number.high
        counted = claim(marked, number.first, number.last, value, tables)
        found.append(replace(counted, source=teller) if teller else counted)
    found = [c for c in found if not _tells(words, c, found)]
    kinds = {c.kind for c in found}
    found += [c for c in singles(marked, tables) if c.kind not in kinds]
    return sorted(found, key=lambda c: c.first)


def _asked(words: Sequence[Word], number: Number) -> bool:
    # "It was not clear whether two soldiers were killed": nobody says so.
    before = [w.low for w in words[max(0, number.first - 8) : number.first]]
    return "whether" in before and "," not in before[before.index("whether") :]


def _tells(words: Sequence[Word], one: Claim, found: Sequence[Claim]) -> bool:
    # "three people, two officials said": the two are who says so, not who died.
    told = {c.source.lower().replace(" ", "") for c in found if c.source}
    opening = "".join(word.low for word in words[one.first : one.first + LONGEST])
    return any(opening.startswith(source) for source in told if source != AUTHOR)


LONGEST = 16  # words in the name of a source
_NO_FORCE = vocabulary("hunger cholera starvation malnutrition thirst disease measles famine every")


def _kind(words: Sequence[Word], number: Number, tables: Tables) -> str | None:
    if words[number.first - 1].low in _FREED - {"of"} and number.first:
        return None  # "killed 14 men and rescued 23 hostages"
    right = _kind_right(words, number, tables)
    left = _kind_left(words, number, tables)
    if right is not None and left is not None:
        crossed = {w.low for w in words[number.first - left[0] : number.first]} & {"and", ","}
        noun = words[number.last + right[0]].low in _FATES
        if noun and not crossed:
            return left[1]
        if crossed and left[0] > 0:
            return right[1]
        passive = words[number.last].low in tables.words["auxiliary"]
        if right[0] == 0 or (passive and right[0] <= 3):
            return right[1]
        return left[1] if left[0] <= 1 or left[0] <= right[0] - 2 else right[1]
    chosen = right or left or _inverted(words, number, tables)
    return chosen[1] if chosen is not None else None


def _inverted(words: Sequence[Word], number: Number, tables: Tables) -> tuple[int, str] | None:
    # "Killed in the strike were Ali Omar and two guards": the verb opens the sentence.
    opening = words[0].low
    if opening not in {"killed", "wounded", "injured"} or not number.first:
        return None
    told = words[number.first - 1].low in tables.words["be"]
    return (number.first, "killed" if opening == "killed" else "injured") if told else None


_FATES = vocabulary("detainees prisoners hostages captives victims martyrs inmates casualties")


def _class_of(words: Sequence[Word], at: int, tables: Tables) -> str | None:
    low, before = words[at].low, words[at - 1].low if at else ""
    if _among(words, at) or before == "any" or (low == "hell" and before != "to"):
        return None
    if before in {"to", "could", "would", "will", "can", "may", "might"} and low in _MEANT:
        return None  # "had come to arrest two men"
    if before == "have" and at > 1 and words[at - 2].low in {"would", "could", "might"}:
        return None  # "150 people would have died"
    if low == "treated" and before in tables.words["be"]:
        return "injured"
    if low == "hospital" and before == "in" and at > 1 and words[at - 2].low in tables.words["be"]:
        return "injured"  # "Another 32 soldiers were in hospital"
    if low in _IN_WORDS and {w.low for w in words[max(0, at - 3) : at]} & _IN_WORDS[low][1]:
        return _IN_WORDS[low][0]
    if low == "held" and (at + 1 >= len(words) or words[at + 1].low not in _HELD):
        return None
    kind = next((k for k in KINDS if low in tables.words[k]), None)
    if kind == "injured" and before == "or" and words[at - 2].low in _DEAD:
        return "casualties"  # "killed or wounded 17 people"
    either = [w.low for w in words[at + 1 : at + 3]]
    if kind and either[:1] == ["or"] and set(either) & (tables.words["injured"] | _DEAD):
        return "casualties"  # "killed or wounded" does not say which
    return kind


_IN_WORDS = {
    "survive": ("killed", vocabulary("not")),  # "five pupils did not survive"
    "attention": ("injured", vocabulary("medical")),
    "hospitals": ("injured", vocabulary("taken rushed brought flown evacuated admitted")),
    "condition": ("injured", vocabulary("serious critical grave stable")),
    "treatment": ("injured", vocabulary("needed required received getting need needing")),
    "hospital": ("injured", vocabulary("taken rushed brought flown evacuated admitted")),
    "burned": ("injured", vocabulary("badly severely seriously lightly slightly sailors seamen")),
    "burnt": ("injured", vocabulary("badly severely seriously lightly slightly sailors seamen")),
    "burns": ("injured", vocabulary("suffered with for from sustained")),
}
_DEAD = vocabulary("killed dead")
_MEANT = vocabulary("arrest detain capture abduct seize kill hurt")
_FREED = vocabulary("freed freeing released releasing rescued rescuing exchanged swapped free of")
_CAPTIVES = vocabulary("detainees prisoners hostages captives inmates")


def _among(words: Sequence[Word], at: int) -> bool:
    # "one of the wounded later died": whom it befell before says nothing of what befell now.
    before = [w.low for w in words[max(0, at - 3) : at]]
    counted = before[:1] and before[0] in {"number", "toll", "total", "count"}
    return not counted and before[-2:] in (["of", "the"], ["of", "those"])


_HELD = vocabulary("hostage captive on aboard by in inside since at for prisoner .")


_STOP_RIGHT = vocabulary(
    "; . : nobody no while but after before when since where",
)


def _kind_right(words: Sequence[Word], number: Number, tables: Tables) -> tuple[int, str] | None:
    # "12 people were wounded", "12 dead", "12 soldiers, including two officers, had died".
    people, commas = False, 0
    if number.last < len(words) and words[number.last].low in _CAPTIVES:
        return _captives(words, number, tables)
    for step, word in enumerate(words[number.last : number.last + 40]):
        low = word.low
        kind = _fate_at(words, number.last + step, tables)
        if step > 1 and low in _COUNTED and _counted_anew(words, number.last + step, tables):
            return None
        if low in {"wounded", "injured", "missing"} and _among(words, number.last + step):
            people = True
            continue
        if kind is not None and not (low == "victims" and step < 2):
            one = words[number.first].low == "one"  # "One killed two militants"
            active = (step > 0 or one) and _active(words, number.last + step, tables)
            near = step <= REACH or people
            return (step, kind) if near and not active else None
        people = people or low in tables.words["person"]
        if low == "and" and step and _next_number(words, number.last + step + 1, tables):
            return _shared(words, number.last + step + 1, step, tables)
        if low == ",":
            commas += 1
            aside = "including" in {w.low for w in words[number.last : number.last + step + 3]}
            if not aside and (step == 0 or commas > 2):
                return None
        elif _ends_right(words, number.last + step, (step, commas), tables, people=people):
            return None
    return None


def _captives(words: Sequence[Word], number: Number, tables: Tables) -> tuple[int, str] | None:
    # "100 detainees died"; "freed two hostages" counts nobody.
    if words[number.first - 1].low in _FREED:
        return None
    rest = Number(number.first, number.last + 1, number.low, number.high)
    return _kind_right(words, rest, tables) or (0, "captured")


def _fate_at(words: Sequence[Word], at: int, tables: Tables) -> str | None:
    kind = _class_of(words, at, tables)
    return "killed" if kind == "injured" and _died_of_it(words, at, tables) else kind


def _died_of_it(words: Sequence[Word], at: int, tables: Tables) -> bool:
    # "A wounded soldier died overnight", "a sergeant hurt in a firefight on Friday has died".
    before = words[at - 1].low if at else ""
    if before in tables.words["auxiliary"] or words[at].low not in _HURT:
        return False
    for k in range(at + 1, min(len(words), at + 18)):
        if words[k].low in {"died", "dies"}:
            return words[k - 1].low not in _OTHER_SUBJECT
        if words[k].text in _CLAUSE_ENDS or words[k].low in _OTHER_SUBJECT | tables.words["be"]:
            return False
    return False


_HURT = vocabulary("wounded injured hurt")
_OTHER_SUBJECT = vocabulary("and who whom which that while but they he she them one two three")
_CLAUSE_ENDS = frozenset({",", ";", ":", ".", '"'})


_COUNTED = vocabulary("bodies corpses deaths fatalities")


def _counted_anew(words: Sequence[Word], at: int, tables: Tables) -> bool:
    # "A medic, who gave only his first name, had seen four bodies": the four, not the medic.
    before = words[at - 1].low
    return before[:1].isdigit() or before in tables.numbers


def _shared(words: Sequence[Word], first: int, step: int, tables: Tables) -> tuple[int, str] | None:
    # "25 peshmerga and at least 14 soldiers were killed": both numbers have the one verb.
    if _has_verb(words[first - step - 1 : first], tables):
        return None  # "six people were rescued and ten were missing"
    for at in range(first, min(len(words), first + 12)):
        if words[at].low in {"died", "perished"}:
            return step, "killed"
        if words[at].low in tables.words["auxiliary"]:
            for place in range(at + 1, min(len(words), at + 4)):
                kind = _class_of(words, place, tables)
                if kind is not None:
                    return step + place - first, kind
            return None
        kind = _class_of(words, at, tables)
        if not words[at].key or kind is not None:
            left = {w.low for w in words[max(0, first - step - LEFT) : first - step]} & _LEAVES
            return (step, kind) if left and kind else None
    return None


LEFT = 4
_LEAVES = vocabulary("left leaving leaves")  # "left four soldiers and 12 attackers dead"


def _active(words: Sequence[Word], at: int, tables: Tables) -> bool:
    # "Two men killed a guard", "Two men shot dead a guard": they do it, it is not done to them.
    low = words[at].low
    if low in {"kill", "kills"} or (low.endswith("ing") and low not in {"missing", "dying"}):
        return True
    verb = at - 1 if low == "dead" and words[at - 1].low in {"shot", "stabbed"} else at
    if low not in {"killed", "wounded", "injured", "captured", "detained"} and verb == at:
        return False
    before = {w.low for w in words[max(0, verb - 2) : verb]}
    if before & tables.words["be"] or (before & tables.words["have"] and verb != at):
        return False
    after = words[at + 1] if at + 1 < len(words) else None
    return after is not None and (
        after.low in _OBJECTS or after.low[:1].isdigit() or after.low in tables.numbers
    )


_OBJECTS = vocabulary(
    "a an the his her their its more dozens scores several hundreds about some nearly almost around"
)


def _ends_right(
    words: Sequence[Word], at: int, past: tuple[int, int], tables: Tables, *, people: bool
) -> bool:
    # Whether a word ends the stretch in which a number finds its kind to the right.
    low, (step, commas) = words[at].low, past
    if low in _STOP_RIGHT or low in {"put", "puts"}:
        return True
    if step == 0 or words[at - 1].low == "including":
        return False
    before = [w.low for w in words[at - 2 : at]]
    if _ages(words, at):
        return False  # "two girls, 8 and 12 years old, died"
    among = before in (["of", "the"], ["of", "its"]) and _has_verb(words[at : at + 8], tables)
    if low[:1].isdigit() and before != ["age", "of"] and not among:
        return True  # but "four of the 25 people on board were killed"
    if low in tables.numbers and low not in {"a", "an", "one", "both"} and not commas:
        return not _ages(words, at)
    if low == "and":
        return not people or (commas == 0 and _next_number(words, at + 1, tables))
    return low in tables.triggers and not people and step > 1


def _has_verb(words: Sequence[Word], tables: Tables) -> bool:
    return any(w.low in tables.words["auxiliary"] for w in words)


def _ages(words: Sequence[Word], at: int) -> bool:
    if [w.text for w in words[at - 1 : at + 2 : 2]] == [",", ","]:
        return True  # "his brother Omar, 29, were killed"
    if words[at - 1].low in {"his", "her", "their"} and words[at + 1 : at + 2] != ():
        return words[at + 1].low == "s"  # "a man in his 30s"
    near = {w.low for w in words[at : at + 6]} | {w.low for w in words[max(0, at - 4) : at]}
    return bool(near & {"age", "aged", "old"})


def _next_number(words: Sequence[Word], at: int, tables: Tables) -> bool:
    while at < len(words) and words[at].low in {"at", "least", "more", "than", "about", "some"}:
        at += 1
    if at >= len(words) or words[at].low in {"a", "an", "one"} or _ages(words, at):
        return False
    return words[at].low[:1].isdigit() or words[at].low in tables.numbers


def _kind_left(words: Sequence[Word], number: Number, tables: Tables) -> tuple[int, str] | None:
    # "killing 12", "the deaths of three", "a death toll of 12", "wounded at least 30 others".
    counted = _counted_at(words, number, tables) or _had(words, number, tables)
    if counted is not None:
        return 0, counted
    for step, word in enumerate(reversed(words[max(0, number.first - 9) : number.first])):
        low = word.low
        at = _class_of(words, number.first - 2, tables) if number.first >= 2 else None
        if low == "at" and step == 0 and at:
            return 0, at
        kind = _class_of(words, number.first - 1 - step, tables)
        if kind is not None:
            if low in _INTRANSITIVE and step > 0:
                return None
            passive = low in {"killed", "wounded", "injured"} and passive_before(
                words, number.first - step - 1, tables
            )
            if passive and step > 1:
                return None
            return step, kind
        if low == "toll":
            return step, "killed"
        if _ends_left(words, number, step, low, tables):
            return None
    return None


def _ends_left(words: Sequence[Word], number: Number, step: int, low: str, tables: Tables) -> bool:
    # Whether a word ends the stretch in which a number finds its kind to the left.
    if low in _STOP_LEFT or (low in tables.words["say"] and low not in {"put", "puts"}):
        return True
    if low == '"' and step > 0:
        return True
    return low == "," and step == 0 and not _listing(words, number, tables)


def _had(words: Sequence[Word], number: Number, tables: Tables) -> str | None:
    # "the army lost two men", "holding 19 sailors", "drove off with ten others"; "I lost a
    # cousin" counts nobody.
    before = [w.low for w in words[max(0, number.first - 7) : number.first]]
    if words[number.first].low in {"a", "an"} or not before:
        return None
    if before[-2:] == ["crew", "of"] and set(before) & _TOOK:
        return "captured"
    if before[-1] in {"numbered", "numbering", "totalled"}:
        kinds = [_class_of(words, k, tables) for k in range(number.first - 1)]
        return next((k for k in reversed(kinds) if k), None)
    ends = number.last >= len(words) or words[number.last].text in {".", ",", ";"}
    if before[-1] in {"lost", "bury", "buried", "burying"} and ends:
        return "killed"
    if not _listing(words, number, tables):
        return None
    if before[-1] in {"received", "admitted"} and words[number.last].low in {"patients", "people"}:
        return "injured"
    if before[-2:] == ["loss", "of"] or "cost" in before[-4:]:
        return "killed"
    if before[-2:] in (["off", "with"], ["away", "with"], ["out", "with"]):
        return "captured"
    after = {w.low for w in words[number.last : number.last + 5]}
    if before[-1] in {"took", "taken", "taking"} and after & {"hospital", "hospitals", "clinic"}:
        return "injured"
    return _HAD.get(before[-1])


_HAD = {
    "treated": "injured",
    "lost": "killed",
    "losing": "killed",
    "bury": "killed",
    "buried": "killed",
    "burying": "killed",
} | dict.fromkeys(
    ("holding", "took", "taking", "seizing", "taken", "rounding", "detain", "snatched"), "captured"
)
_TOOK = vocabulary(
    "took taken takes taking held holding seized seizing captured detained kidnapped"
)


def _counted_at(words: Sequence[Word], number: Number, tables: Tables) -> str | None:
    # "put the number of crew held on board at 14", "the toll rose to 12": the kind stands before
    # the count, whatever stands between.
    begin = max(0, number.first - 16)
    before = [w.low for w in words[begin : number.first]]
    named = before[-1:] == ["as"] and set(before[-9:]) & {"number", "figure", "toll"}
    if not named and (before[-1:] not in (["at"], ["to"], ["from"]) or not set(before[-9:]) & TOLD):
        return None
    stretch = range(begin, number.first - 1)
    kinds = [kind for at in stretch if (kind := _class_of(words, at, tables)) is not None]
    if kinds:
        return kinds[-1]
    return "killed" if "toll" in before else None


def _listing(words: Sequence[Word], number: Number, tables: Tables) -> bool:
    after = words[number.last].low if number.last < len(words) else ""
    return after in tables.words["person"]
