"""The noun phrase that speaks: before a verb of saying, after it, or after "according to"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.lexicon import APPOSED, vocabulary
from dashboard.extract.tellers import PRONOUNS, TITLES, clean_name, phrase_after

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables

LONGEST = 16

_MARKS_BEFORE = vocabulary(
    ', ; : " — – ( .',
)
_LINKS_BEFORE = vocabulary(
    "that while but when which who and after with as what",
)


def sayer(words: Sequence[Word], place: int, at: int, tables: Tables) -> str | None:
    """
    Read the noun phrase that speaks at a verb of saying.

    Parameters
    ----------
    words
        Words of the sentence.
    place
        The verb.
    at
        The word that is told.
    tables
        Rule tables.

    Returns
    -------
    speaker
        What stands before the verb, or after it where the verb closes a clause (", said X");
        `PRONOUN` for "he"; None where nobody is named.
    """
    quoted = bool(place) and words[place - 1].text == '"'
    behind = _behind(words, place, at, tables)
    if quoted or behind is not None:
        return behind
    main = _main_verb(words, place, tables)
    if main is not None:
        return _said_after(words, main, tables) or sayer(words, main, at, tables)
    end = _subject_end(words, place, tables)
    relatives = [
        k
        for k in range(max(0, end - 8), end)
        if _relates(words, k, end, tables) and not k < at < end  # "in which nine died, X said"
    ]
    if relatives and _object_relative(words, relatives[-1], end, tables):
        if relatives[-1] > at or "," in [w.text for w in words[place:at]]:
            return None  # "the strike, which residents blamed on the army, killed two"
        return clean_name(words, relatives[-1] + 1, end, tables)
    if relatives and words[relatives[-1] + 1].text == ",":
        return None  # "a bomb on the camp which, a statement said, had been a danger"
    end = relatives[-1] if relatives else end
    end -= bool(relatives and end and words[end - 1].text == ",")
    end = _shared_subject(words, end, tables)
    begin = _subject_begin(words, end)
    if _what_it(words, begin) or (place > at and _aside_of(words, begin, place, tables)):
        return None
    if relatives and (words[begin].low in PRONOUNS or _has_verb(words, begin, end, tables)):
        begin = _name_from(words, begin, end)  # "It belonged to Hezbollah, which put"
    return clean_name(words, begin, end, tables)


def _subject_begin(words: Sequence[Word], end: int) -> int:
    begin = end
    while begin > 0 and end - begin < LONGEST:
        word = words[begin - 1]
        if word.text == ")" and begin > 2 and words[begin - 3].text == "(":
            begin -= 3  # "The Counter Terrorism Group (CTG) of the region announced"
            continue
        if word.text in _MARKS_BEFORE and not _joined_names(words, begin - 1, end):
            break
        if word.low in _LINKS_BEFORE or _is_dash(words, begin - 1):
            break
        begin -= 1
    return begin


def _has_verb(words: Sequence[Word], begin: int, end: int, tables: Tables) -> bool:
    # "The buildings belonged to the party": a clause, not only a name.
    verbs = tables.words["auxiliary"]
    return any(
        words[k].low in verbs
        or (words[k].low.endswith("ed") and words[k - 1].low not in _BEFORE_NOUNS)
        for k in range(begin + 1, end)
    )


def _said_after(words: Sequence[Word], verb: int, tables: Tables) -> str | None:
    # ", said Ali Omar, adding that".
    turned = words[verb - 1].text == "," and words[verb + 1].capital
    return phrase_after(words, verb + 1, tables) if turned else None


def _subject_end(words: Sequence[Word], place: int, tables: Tables) -> int:
    # Where the subject of a verb ends: "officials were quoted as saying" is the officials.
    if place > 1 and [w.low for w in words[place - 2 : place]] == ["quoted", "as"]:
        return max(k for k in range(place - 1) if k == 0 or words[k].low in tables.words["be"])
    return _without_aside(words, _without_adverbs(words, place, tables))


def _shared_subject(words: Sequence[Word], end: int, tables: Tables) -> int:
    # "The union has 141 and speaks of two hundred wounded": the subject of the first verb.
    if end < 2 or words[end - 1].low != "and":
        return end
    begin = max((k + 1 for k in range(end) if words[k].text in {";", ":", '"'}), default=0)
    verbs = tables.words["have"] | tables.words["say"]
    first = next(
        (
            k
            for k in range(begin + 1, end - 1)
            if words[k].low in verbs
            or (words[k].low.endswith("ed") and words[k - 1].low not in _BEFORE_NOUNS)
        ),
        None,
    )
    return end if first is None else _without_aside(words, first)


_BEFORE_NOUNS = vocabulary("the a an - its their of")  # "the armed group", "Kurdish-led"


def _relates(words: Sequence[Word], at: int, end: int, tables: Tables) -> bool:
    # "which", "who", and "that" where it is no word brought: "the company that runs the grid".
    if words[at].low in {"which", "who", "whom"}:
        return True
    if words[at].low != "that" or not at or at + 1 >= end:
        return False
    head, after = words[at - 1].low, words[at + 1]
    known = tables.words["determiner"] | tables.words["pronoun"] | tables.words["say"]
    brings = after.capital or after.low in known or after.low.isdecimal()
    return head in tables.words["speaker_noun"] and not brings


def _name_from(words: Sequence[Word], begin: int, end: int) -> int:
    last = end - 1 if words[end - 1].key else end - 2
    first = last
    while first > begin and words[first - 1].capital:
        first -= 1
    if words[last].capital:
        return first
    # "were taken to the hospital, which counted five"
    opens = [k for k in range(begin + 1, last) if words[k].low in _BEFORE_NOUNS - {"of", "-"}]
    return opens[-1] if opens else begin


def _behind(words: Sequence[Word], place: int, at: int, tables: Tables) -> str | None:
    # The speaker after the verb: '", said X', "five died, said X".
    if not place or words[place - 1].text not in {",", '"'}:
        return None
    told = words[place].low in {"told", "tell", "tells", "informed"}
    closes = place > at or words[place - 1].text == '"'
    closes = closes and words[place + 1 : place + 2] != () and words[place + 1].low not in _WAYS
    after = phrase_after(words, place + 1, tables) if closes and not told else None
    return after or _inverted(words, place, tables)


_WAYS = vocabulary("on in at to via by from during")  # "the minister, X, wrote on Telegram"


def _inverted(words: Sequence[Word], place: int, tables: Tables) -> str | None:
    # "The first rocket hit the hall, said a spokesman for the party.": the speaker ends it.
    if not place or words[place - 1].text != "," or words[place].low not in {"said", "says"}:
        return None
    rest = words[place + 1 :]
    comma = next((k for k, w in enumerate(rest[:LONGEST]) if w.text == ","), None)
    if comma is not None and words[place - 2].low in {"where", "which", "when"}:
        rest = rest[:comma]  # "where, said the agency, two men were killed"
    verbs = tables.words["auxiliary"] | {"that"}
    if any(w.low in verbs or w.text in {";", '"'} for w in rest):
        return None
    known = rest and rest[0].low not in _WAYS
    known = known and any(w.low in tables.words["speaker_noun"] for w in rest[:6])
    return phrase_after(words, place + 1, tables) if known else None


def _what_it(words: Sequence[Word], begin: int) -> bool:
    # "in what it said was a response": only that is its word.
    return begin > 0 and words[begin - 1].low == "what" and words[begin].low in PRONOUNS


def _aside_of(words: Sequence[Word], begin: int, place: int, tables: Tables) -> bool:
    # "a missile that witnesses said had come from a drone": they speak of the missile only.
    if not begin or words[begin - 1].low != "that" or place + 1 >= len(words):
        return False
    return words[place + 1].low in tables.words["auxiliary"]


def _is_dash(words: Sequence[Word], at: int) -> bool:
    # A hyphen with blanks on both sides is a dash.
    if words[at].text != "-" or not 0 < at < len(words) - 1:
        return False
    return words[at - 1].end < words[at].start and words[at].end < words[at + 1].start


def _main_verb(words: Sequence[Word], place: int, tables: Tables) -> int | None:
    # "the army said on Monday, adding that": the verb before the participle has the speaker.
    if not place or words[place - 1].text != "," or not words[place].low.endswith("ing"):
        return None
    for k in range(place - 1, max(-1, place - 25), -1):
        if words[k].low in tables.words["say"] and not words[k].low.endswith("ing"):
            return k
    return None


def _without_adverbs(words: Sequence[Word], end: int, tables: Tables) -> int:
    skipped = tables.words["adverb"] | tables.words["have"] | {"initially", "also"}
    while end > 0:
        low = words[end - 1].low
        if low == "first" and end > 1 and words[end - 2].low == "at":
            end -= 2  # "had at first spoken of eight dead"
            continue
        if low not in skipped and (not low.endswith("ly") or low in _NOT_ADVERBS):
            break
        end -= 1
    return end


_NOT_ADVERBS = vocabulary("family assembly italy anomaly daily weekly monthly ally july")


def _object_relative(words: Sequence[Word], at: int, end: int, tables: Tables) -> bool:
    # "which the ministry said" has its own speaker; "a source who asked not to be named said"
    # has not.
    if at + 1 >= end:
        return False
    first = words[at + 1]
    known = tables.words["determiner"] | tables.words["pronoun"] | tables.words["speaker_noun"]
    return first.capital or first.low in known


def _without_aside(words: Sequence[Word], end: int) -> int:
    # Leave out what is set off by commas: "the Observatory, which is based in Coventry,
    # speaks".
    if not (end and words[end - 1].text == ","):
        return end
    begins = [
        k
        for k in range(max(0, end - 16), end - 1)
        if words[k].text == "," and words[k + 1].low in _ASIDES
    ]
    if begins:
        return begins[-1]
    last = max((k for k in range(max(0, end - 16), end - 1) if words[k].text == ","), default=0)
    if not last or not _apposed(words, last + 1):
        return end - 1
    head = max((k for k in range(last) if words[k].text in {",", ";", ":", '"'}), default=-1) + 1
    speaks = any(
        w.low in _THOSE_WHO for w in words[head : head + 2]
    )  # "rescue workers in Douma, a"
    return last if words[head].capital or words[head].low in APPOSED or speaks else end - 1


_THOSE_WHO = vocabulary(
    "workers officials residents medics rescuers witnesses activists police sources doctors",
)


def _apposed(words: Sequence[Word], at: int) -> bool:
    # "the channel of Ansar Allah", "43": what stands after a name says who that is.
    return words[at].low in APPOSED | _CIRCUMSTANCES or words[at].low.isdecimal()


_ASIDES = vocabulary(
    "which who whose where based citing quoting reached contacted interviewed asked speaking"
)
_CIRCUMSTANCES = vocabulary("in on at by from via during speaking")


def _joined_names(words: Sequence[Word], comma: int, end: int) -> bool:
    # A comma inside a title: "A Somali officer, Ahmed Nur,".
    inside = words[comma + 1 : end]
    keyed = [w for w in inside if w.key]
    named = all(w.capital or w.low in {"al", "el", "bin", "the", "of", "abu"} for w in keyed)
    return (
        words[comma].text == ","
        and 0 < len(keyed) <= 5
        and named
        and comma > 0
        and words[comma - 1].low in TITLES
    )
