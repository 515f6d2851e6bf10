"""One person killed or hurt, told without a number: "a soldier was killed", "he was shot"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.lexicon import APPOSED, vocabulary
from dashboard.extract.sources import Claim, claim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.clauses import Marked
    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables


_NOUNS = vocabulary(
    "dead death deaths killing lives bodies dying die martyr martyrs corpses hell sacrifice",
)


_NOT_ONE = vocabulary("including any no")


def passive_before(words: Sequence[Word], at: int, tables: Tables) -> bool:
    """
    Say whether "was" or another passive auxiliary stands one or two words before a word.

    Parameters
    ----------
    words
        Words of the sentence.
    at
        Number of the word.
    tables
        Rule tables.

    Returns
    -------
    passive
        True where one does.
    """
    return any(w.low in tables.words["be"] for w in words[max(0, at - 2) : at])


def singles(marked: Marked, tables: Tables) -> list[Claim]:
    """
    Find one person killed or hurt: "killed a senior commander", "its driver also died".

    Parameters
    ----------
    marked
        The sentence.
    tables
        Rule tables.

    Returns
    -------
    claims
        Each of one person; who is hurt and then dies is killed.
    """
    words = marked.words
    fates: dict[int, tuple[int, str]] = {}
    for at, word in enumerate(words):
        low = word.low
        kind = "injured" if low in _HURT else "killed" if low in tables.words["killed"] else None
        maimed = low in _MAIMS and _maimed(words, at, tables)
        kind = "injured" if maimed else "captured" if low in _TAKEN else kind
        if low == "missing" and _is_gone(words, at, tables):
            kind = "missing"
        if kind is None:
            continue  # nearly every word
        shot = (
            low == "dead"
            and words[at - 1].low in {"shot", "found"}
            and (passive_before(words, at, tables) or words[at - 1].low == "shot")
        )
        if words[at - 1].low == "the" and words[at - 2].low == "among":
            continue  # "a child was among the dead"
        if {w.low for w in words[at + 1 : at + 3]} & {"every", "each"}:
            continue  # "a child dies every two hours"
        if words[at - 1].low == "the" and low in _HURT | {"killed"}:
            continue  # "where the wounded were taken"
        if low in _NOUNS and low != "killing" and not shot:
            continue
        pronoun = at - 1 if maimed and at and words[at - 1].low in {"he", "she"} else None
        person = (
            pronoun
            if pronoun is not None
            else (
                _object_person(words, at, tables)
                or _object_named(marked, at, tables)
                or _subject_person(words, at, tables)
                or _one_was(words, at, tables)
            )
        )
        if person is not None and fates.get(person, (0, ""))[1] != "killed":
            fates[person] = (at, kind)
    return [
        claim(marked, min(person, at), max(person, at) + 1, (kind, 1, 1), tables)
        for person, (at, kind) in fates.items()
    ]


def _maimed(words: Sequence[Word], at: int, tables: Tables) -> bool:
    # "a woman lost a leg", "he was hit in the leg": hurt, though no word says so.
    after = [w.low for w in words[at + 1 : at + 4]]
    if words[at].low in {"lost", "loses"}:
        return bool(set(after[1:]) & _LIMBS) and after[:1] in (
            ["a"],
            ["an"],
            ["his"],
            ["her"],
            ["both"],
        )
    hit = after[:2] in (["in", "the"], ["in", "his"])
    return hit and bool(set(after[2:]) & _LIMBS) and passive_before(words, at, tables)


def _is_gone(words: Sequence[Word], at: int, tables: Tables) -> bool:
    # "The second engineer is missing", "has been missing ever since".
    before = {w.low for w in words[max(0, at - 3) : at]}
    if words[at - 1].low in _ONE_MORE:
        return True  # "left another missing"
    return bool(before & (tables.words["be"] | {"went", "remains", "remained", "still"}))


_MAIMS = vocabulary("lost loses hit shot struck")
_LIMBS = vocabulary("leg legs arm arms hand hands foot eye eyes shoulder thigh chest back knee")


def _one_was(words: Sequence[Word], at: int, tables: Tables) -> int | None:
    # "He was shot dead", "her translator, Anas al-Darwish, was killed": one, whoever it is.
    place = at - 1
    while place > 0 and (
        words[place].low in tables.words["adverb"] or words[place].low in {"shot", "been"}
    ):
        place -= 1
    if place < 1 or words[place].low not in {"was", "had", "has"}:
        return None
    if words[place].low != "was" and words[at - 1].low != "been":
        return None
    subject = words[place - 1]
    several = tables.words["person"] - tables.words["person_singular"]
    odd = (
        subject.low in _NOBODY | _GROUPS | several
        or subject.low.endswith("s")
        or subject.text in {";", '"'}
    )
    return None if odd or any(w.low in _NOBODY for w in words[max(0, place - 4) : place]) else place


_NOBODY = vocabulary(
    "nobody none no one anyone anybody whether it which that who this there what neither nothing",
    "and but",
)


_GROUPS = vocabulary("crew family team unit patrol group party squad women")
_TAKEN = vocabulary("kidnapped kidnapping abducted abducting")
_HURT = vocabulary("wounded wounding injured injuring hurt hospitalised hospitalized")


def _befell(words: Sequence[Word], at: int, tables: Tables) -> bool:
    # "another was killed", "another critically injured", "left another missing".
    at += words[at].low.endswith("ly")
    verbs = tables.words["auxiliary"] | _FATES
    return at < len(words) and words[at].low in verbs


_FATES = vocabulary("wounded injured killed hurt missing")
_ONE_MORE = vocabulary("another second third fourth fifth")  # "and a third was wounded"


def _object_person(words: Sequence[Word], at: int, tables: Tables) -> int | None:
    if at + 1 >= len(words) or words[at + 1].low not in {"a", "an", "its", "his", "the"}:
        return None
    aged = any(w.low in {"year", "month"} for w in words[at + 2 : at + 7])  # "a 16-year-old boy"
    for place in range(at + 2, min(len(words), at + (11 if aged else 7))):
        if words[place].low in tables.words["person_singular"]:
            return place
        if words[place].low in tables.words["preposition"] and words[place].low != "of":
            return None
    return None


def _object_named(marked: Marked, at: int, tables: Tables) -> int | None:
    # "killed General Ali Omar", "killed top militia leader Ali Omar", "killed Ali Omar, one of": a
    # name, or what somebody is before it.
    words = marked.words
    first = at + 1
    if words[at].low not in {"killed", "killing", "kills"} or first >= len(words):
        return None
    if passive_before(words, at, tables):
        return None
    begin = first
    while first < len(words) and words[first].low in _RANKED:
        first += 1
    named = 0
    for k in range(first, min(len(words), begin + LONGEST)):
        word = words[k]
        if word.low in tables.words["person_singular"] and word.low != "general":
            return k if named or k > first or words[k + 1].capital else None
        if not word.capital and word.low not in _IN_NAMES:
            break
        named += word.capital
    if named < PAIR or any(a.first <= first < a.last for a in marked.actors):
        return None
    known = any(p.first < first + named and first < p.last for p in marked.places)
    return None if known or words[first + named - 1].low.endswith("s") else first


_IN_NAMES = vocabulary("'s - al el bin abu . nuclear army military police intelligence deputy")
PAIR = 2
LONGEST = 8
_RANKED = vocabulary("top senior veteran prominent former leading militant militia rebel")


def _subject_person(words: Sequence[Word], at: int, tables: Tables) -> int | None:
    if words[at].low in {"killing", "kills", "kill", "killed"} and not passive_before(
        words, at, tables
    ):
        return None
    for place in range(at - 1, max(-1, at - 14), -1):
        word = words[place]
        if word.low in _ONE_MORE and _befell(words, place + 1, tables):
            return place
        if word.low in tables.words["person_singular"]:
            if words[place + 1].low == "among":
                return None  # "ten of its men, an officer among them, were killed"
            lead = {w.low for w in words[max(0, place - 5) : place]}
            return place if lead & APPOSED and not lead & _NOT_ONE else None
        if word.text in {";", ":"} or word.low in {"that", "said", "who"}:
            return None
        if word.low in tables.words["person"] - {"other", "others"}:
            return None  # "the spokesman did not say how many people were killed"
    return None
