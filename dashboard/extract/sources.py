"""Who says it: the noun phrase that belongs to a verb of saying, or to "according to"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dashboard.extract.document import written
from dashboard.extract.lexicon import vocabulary
from dashboard.extract.speakers import sayer
from dashboard.extract.tellers import PRONOUN, clean_name, phrase_after

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.clauses import Marked
    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables

AUTHOR = "author"
FIRST = 100


_GIVEN = vocabulary(
    "given reported issued released provided cited counted announced recorded documented",
    "published confirmed",
)


_COUNTS = vocabulary("count tally account estimate reckoning figures assessment")


_PUT = vocabulary("put estimated raised lowered revised corrected")


_NOUN_OR_VERB = vocabulary(
    "lists report reports claims claim notes posts counts states count broadcast",
)


@dataclass(frozen=True, slots=True)
class Claim:
    """
    One number of people, of one kind, by one source.

    Attributes
    ----------
    kind
        killed, injured, missing, captured or casualties.
    low, high
        Bounds; None where open.
    source
        Who says it; `AUTHOR` for the author's own voice.
    first, last
        Its words in the sentence.
    start, end
        Place in the raw text.
    """

    kind: str
    low: int | None
    high: int | None
    source: str
    first: int
    last: int
    start: int
    end: int


def claim(
    marked: Marked, first: int, last: int, value: tuple[str, int | None, int | None], tables: Tables
) -> Claim:
    """
    Make a claim of words in a sentence.

    Parameters
    ----------
    marked
        The sentence.
    first, last
        Its words, `last` not included.
    value
        Kind, low and high.
    tables
        Rule tables.

    Returns
    -------
    claim
        With who says it.
    """
    words = marked.words
    return Claim(
        *value,
        source_of(marked, first, tables),
        first,
        last,
        words[first].start,
        words[last - 1].end,
    )


def source_of(marked: Marked, at: int, tables: Tables) -> str:
    """
    Say who says what stands at a word.

    Parameters
    ----------
    marked
        The sentence.
    at
        Number of the word.
    tables
        Rule tables.

    Returns
    -------
    source
        As written; `AUTHOR` where nobody is named, `PRONOUN` where "he added" names nobody anew.
    """
    words = marked.words
    best: tuple[int, str] | None = None
    for place, word in enumerate(words):
        if word.low not in tables.words["say"] and word.low not in _TELLING:
            continue  # nearly every word
        name, cost = _cited(words, place, at, tables)
        closing = place >= len(words) - 3 and _closing(words, place)
        if closing and best is None and name:
            best = cost, name
        if (
            name
            and (best is None or cost < best[0])
            and not (_cut(words, place, at) or _apart(words, place, at, tables))
        ):
            if name == PRONOUN and best is not None and place < at:
                continue  # "the army said that it had counted five": the army
            best = cost, name
    return best[1] if best else _in_brackets(marked, at) or AUTHOR


def _cited(words: Sequence[Word], place: int, at: int, tables: Tables) -> tuple[str | None, int]:
    # Who is cited by a word, and how far off: the nearest speaks, a medium gives way to its
    # source, and who only recovers or treats gives way to who tells of it.
    word, cost = words[place], abs(place - at)
    told = word.low == "by" or word.low in _COUNTS
    before = [w.low for w in words[max(0, place - 14) : place]] if told else []
    after = words[place + 1].low if place + 1 < len(words) else ""
    by_count = word.low in _COUNTS and before[-2:] == ["by", "the"]
    if by_count or (word.low, after) in {("according", "to"), ("words", "of")}:
        return phrase_after(words, place + 2, tables, sure=True), cost
    if word.low in _COUNTS and {"'s", "'"} & set(before[-4:]):
        return _owner_of_count(words, place, tables), cost
    if word.low in {"citing", "quoting"} or (word.low == "quoted" and after not in {"by", "as"}):
        return phrase_after(words, place + 1, tables, sure=True), cost - FIRST
    if word.low in _GIVEN and after == "by":
        return phrase_after(words, place + 2, tables), cost
    if word.low == "by" and before[-2:-1] and before[-2] in _GIVEN and before[-1] == "dead":
        return phrase_after(words, place + 1, tables), cost
    if word.low == "by" and set(before) & _PUT and place > at:
        name = phrase_after(words, place + 1, tables)
        known = name and set(name.lower().split()) & tables.words["speaker_noun"]
        return (name if known or (name and words[place + 1].capital) else None), cost - FIRST
    if _says(words, place, tables) and not _noun_or_passive(words, place, tables):
        name = sayer(words, place, at, tables)
        if name and set(name.lower().split()) & _FIRST_PERSON:
            return None, 0  # "our teams received 24": that is the author
        return name, cost + (FIRST if word.low in _TREATS - _TELLS else 0)
    return None, 0


def _owner_of_count(words: Sequence[Word], place: int, tables: Tables) -> str | None:
    # "by the militia's count", "the command's first assessment is that": whose count it is.
    owned = max(k for k in range(place) if words[k].low in {"'s", "'"})
    begin = owned
    while begin and owned - begin < 6 and words[begin - 1].key and words[begin - 1].low != "by":
        begin -= 1
    by = begin > 0 and words[begin - 1].low == "by"
    told = place + 1 < len(words) and words[place + 1].low in tables.words["be"] | {"of", "stands"}
    return clean_name(words, begin, owned, tables, sure=True) if by or told else None


_FIRST_PERSON = vocabulary("our we my")


def _in_brackets(marked: Marked, at: int) -> str | None:
    # "Nine were killed (Save the Children).": a name in brackets at the end of a sentence.
    words = marked.words
    if len(words) < 4 or words[-1].text not in {".", ")"}:
        return None
    close = len(words) - 1 if words[-1].text == ")" else len(words) - 2
    opens = [k for k in range(at, close) if words[k].text == "("]
    if words[close].text != ")" or not opens:
        return None
    held = words[opens[-1] + 1 : close]
    if not held:
        return None
    named = all(w.capital or w.low in {"the", "of", "for", "al", "-"} for w in held)
    speaks = len(held) > 1 or any(w.text.isupper() for w in held)
    if any(p.start < held[-1].end and held[0].start < p.end for p in marked.places):
        return None
    if len(held) == 1 and words[opens[-1] - 1].capital:
        return None  # "the office of the National Congress (KNC)."
    return written(held) if speaks and len(held) <= 6 and named and held[0].capital else None


def speaker_in(marked: Marked, tables: Tables) -> str | None:
    """
    Say who speaks in a sentence, for a pronoun in the next one.

    Parameters
    ----------
    marked
        The sentence.
    tables
        Rule tables.

    Returns
    -------
    speaker
        As written; None where nobody does.
    """
    found = [source_of(marked, at, tables) for at in (len(marked.words) - 1, 0) if marked.words]
    return next((name for name in found if name not in {AUTHOR, PRONOUN}), None)


def _says(words: Sequence[Word], place: int, tables: Tables) -> bool:
    # "the judges found." brings a word; "was found dead" does not.
    low = words[place].low
    if place and words[place].capital and words[place - 1].text != '"':
        return False  # "the United States", "a commander, Said Hassan,"
    if low in {"believed", "thought", "feared"} and words[place + 1 : place + 2]:
        return words[place + 1].low != "to"  # "a neighbour believed to be trapped"
    if low in _TREATS:
        return _counts(words, place, tables)
    after = [w.low for w in words[place + 1 : place + 7]]
    if low in _WANTS:
        return bool(set(after[: _WANTS[low][0]]) & _WANTS[low][1])
    if low in _NO_WORD:
        held = set(after[: _NO_WORD[low][0]]) & _NO_WORD[low][1]
        return not held and low in tables.words["say"]
    if low in _FOUND:
        return not after or after[0] in {".", ",", "that"}
    return low in tables.words["say"]


def _counts(words: Sequence[Word], place: int, tables: Tables) -> bool:
    # Who only treats or finds somebody tells it where a number follows.
    low = words[place].low
    step = place + 1 + (words[place + 1 : place + 2] != () and words[place + 1].low in _PARTICLES)
    rest = [w.low for w in words[step : step + 2]] or [""]
    if low in {"show", "shows"} and rest[0] in {"", "."}:
        return True  # "the charity's figures show."
    if rest == ["the", "bodies"] or (low == "admitted" and rest[0] == "to"):
        return True  # "received the bodies of 29", "admitted to six dead soldiers"
    return rest[0][:1].isdigit() or rest[0] in tables.numbers or rest[0] in _MEASURE


# Words of saying only with one of some words among the next few: "still give the number as 80",
# or without: "claimed responsibility", "declared it a zone".
_OF_LIFE = vocabulary("life lives responsibility")
_ITSELF = vocabulary("it them the a an its their his all any")
_WANTS = {
    "give": (3, vocabulary("number toll figure")),
    "state": (1, vocabulary("that")),
    "knew": (1, vocabulary("of")),
    "knows": (1, vocabulary("of")),
}
_CLAIMED = vocabulary("claimed claims claim claiming")
_DECLARED = vocabulary("declared declares declaring")
_NO_WORD = {
    **dict.fromkeys(_CLAIMED, (6, _OF_LIFE)),
    **dict.fromkeys(_DECLARED, (1, _ITSELF)),
}
_PARTICLES = vocabulary("out up away down")
_TREATS = vocabulary(
    "saw show shows showed recovered retrieved pulled treated admitted received buried counted",
    "treating dug brought seen named identified",
)
_TELLS = vocabulary("counted saw show shows showed named identified")
_MEASURE = vocabulary("at more between over about around some nearly almost up")
_FOUND = vocabulary("found ruled heard learned learnt")


_TELLING = (
    _COUNTS
    | _GIVEN
    | _TREATS
    | _FOUND
    | vocabulary(
        "according citing quoting quoted words give by believed thought feared knew knows state",
    )
)


def _closing(words: Sequence[Word], place: int) -> bool:
    # ", the party said." at the end stands for the whole sentence.
    commas = [k for k in range(max(0, place - 9), place) if words[k].text == ","]
    turned = commas and words[commas[-1] + 1].low in {"but", "though", "although"}
    return bool(commas) and not turned and not any(w.text == ";" for w in words[:place])


def _cut(words: Sequence[Word], place: int, at: int) -> bool:
    # "Two died, the ministry reports; over 100 are wounded." goes on, other semicolons part.
    low, high = min(place, at), max(place, at)
    turns = {"while", "whereas"} | ({"but", "though", "although"} if place > at else set())
    if {"but", "also"} <= {w.low for w in words[low:high]}:
        turns -= {"but"}  # "most of them fighters but also 44 civilians, according to"
    parts = [k for k in range(low, high) if words[k].text == ";"]
    on = place < at and len(parts) == 1 and at - parts[0] <= GOES_ON
    goes_on = on and words[parts[0] - 1].text != ")"
    return (bool(parts) and not goes_on) or any(w.low in turns for w in words[low:high])


GOES_ON = 3


def _apart(words: Sequence[Word], place: int, at: int, tables: Tables) -> bool:
    # "A guard was killed, and the ministry counted nine injured", "The party mourned fifteen, and
    # a hospital treated 42": either clause has a number, and who tells it, of its own.
    low, high = min(place, at), max(place, at)
    joints = [k for k in range(low, high) if words[k].text == "," and words[k + 1].low == "and"]
    if not joints:
        return False
    if place < at:
        verbs = (w.low for w in words[joints[-1] : at])
        return any(v in _TREATS or v in tables.words["say"] for v in verbs)
    after = words[place + 1 : place + 4]
    brings = [w.low for w in after[:2]] in (["that", "it"], ["that", "they"]) or (
        after[:1] and after[0].low in {"it", "they"} and place > joints[-1]
    )
    if brings:
        return True  # "A colonel was shot dead, and the band said that it had done so"
    return words[place].low in _TREATS | _OWN and any(
        w.low[:1].isdigit() or w.low in tables.numbers for w in after
    )


_OWN = vocabulary("counted reported gave put listed named recorded registered announced spoke")


def _noun_or_passive(words: Sequence[Word], place: int, tables: Tables) -> bool:
    before = words[place - 1].low if place else ""
    low = words[place].low
    if low in _NOUN_OR_VERB:
        return (
            before in tables.words["determiner"]
            or before in tables.words["preposition"]
            or before in {"", ",", "conflicting", "initial"}
        )
    return before in {"was", "were", "been", "are", "is", "being", "never", "not"} or (
        low.endswith("ed") and place + 1 < len(words) and words[place + 1].low == "by"
    )


class Voice:
    """Who spoke last: "he added" is that one; without a word of saying the author tells it."""

    def __init__(self) -> None:
        self.speaker: str | None = None
        self.turn: str | None = None
        self.subject: str | None = None
        self.paragraph = -1
        self.heard_of: list[str] = []

    def heard(self, sentence: Marked, claims: Sequence[Claim], tables: Tables) -> list[Claim]:
        """Give the claims of the next sentence with their sources filled in."""
        if sentence.sentence.paragraph != self.paragraph:
            self.turn = None
        self.turn = _label(sentence) or self.turn
        before = self.speaker or self.subject
        speaker = speaker_in(sentence, tables)
        self.speaker = speaker or self.turn or self.speaker
        if speaker is not None:
            self.heard_of.append(speaker)
        self.paragraph = sentence.sentence.paragraph
        self.subject = _subject(sentence, tables)
        filled: list[Claim] = []
        for claim in claims:
            source = claim.source
            if source == PRONOUN and filled and filled[-1].source != AUTHOR:
                source = filled[-1].source  # "put it at 116; 74 attackers, he added, were killed"
            elif source == PRONOUN:
                source = (self.subject if _it_says(sentence, tables) else None) or before or AUTHOR
            elif source.lower().startswith("the same "):
                source = self._again(source)
            elif source == AUTHOR and speaker is None:
                source = self.turn or AUTHOR
            filled.append(replace(claim, source=source))
        return filled

    def _again(self, source: str) -> str:
        # "according to the same official": the one who spoke before and is called so.
        words = set(source.lower().split()[2:])
        told = [one for one in self.heard_of if words <= set(one.lower().split())]
        told = [one for one in told if not one.lower().startswith("the same ")]
        return told[-1] if told else source


def _it_says(sentence: Marked, tables: Tables) -> bool:
    # "The army fought on in the south: on Monday it said one of its men": it is the army.
    lows = [w.low for w in sentence.words]
    return any(
        low in {"it", "they"} and bool(set(lows[k - 1 : k + 2]) & tables.words["say"])
        for k, low in enumerate(lows)
        if k
    )


def _subject(sentence: Marked, tables: Tables) -> str | None:
    # "The army raided Nablus. Two gunmen died, it said.": who the sentence before was about.
    words = sentence.words
    if len(words) > 1 and words[0].low == "the" and words[1].low in tables.words["speaker_noun"]:
        return f"{words[0].text} {words[1].text}"
    named = [a for a in sentence.actors if a.first == 0]
    return named[0].text if named else None


def _label(sentence: Marked) -> str | None:
    # "MS. WHITLOCK: Yes.": in a transcript the words before the colon speak.
    words = sentence.words
    colon = next((at for at, w in enumerate(words[:8]) if w.text == ":"), 0)
    head = words[:colon]
    if not head or not all(w.text.isupper() or not w.key for w in head) or len(head[0].text) < 2:
        return None
    return " ".join(w.text for w in head)
