"""The words by which a text says that one act answers another, and whether they say it happened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from dashboard.extract.causes import root
from dashboard.extract.lexicon import LINK_WORDS, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dashboard.extract.clauses import Frame, Marked
    from dashboard.extract.document import Word
    from dashboard.extract.naming import PlaceMention

_ACT = r"(?:fire|shell|rocket|mortar|strike|attack|raid|missile|drone|bomb|ramm|kill|death|salvo)"
_NOUN = (
    r"(?:response|retaliation|reprisals?|revenge|vengeance|reply|answer|retribution|payback"
    r"|punishment)"
)
_DAY = r"(?:\s+(?:late |early )?(?:on\s+)?[A-Z]\w+day)?"
_CAUSED = r"(?:prompt|provok|trigger|spark)(?:s|es|ed|ing)"
_OWNER = r"(?:[A-Z][\w-]+['\u2019]s )"
_KEPT = r"carried out|carrying out|made good(?: on)?|making good(?: on)?|fulfilled|kept|acted on"
_TO_ANSWER = r"(?:respond|retaliate|answer|avenge|reply|hit back|strike back)"
_FORWARD = re.compile(
    r"\b(?:(?:in|as|as an?|a|its|an|their|forceful|direct)\s+)?(?:\w+\s)?"
    + _NOUN
    + r"[\"\u201d]?(?: in kind)?(?:,[^,;.]{1,40},|,? (?:that|which) [^,;.]{1,40})?"
    r"\s+(?:to|for|over)\b"
    r"|\b(?:aveng(?:e|es|ing)|(?<!was )(?<!were )(?<!been )avenged)\b"
    r"(?!\s+(?:on|with|by)\b)"
    rf"|\bretaliat(?:ed|es|ing){_DAY}\s+(?:for|over)\b"
    r"|\bretaliatory (?:[a-z]+ ){1,2}for\b"
    r"|\b(?:faced|drew|suffered)\b[^;,]{1,40}\b(?:following|over|for)\s+(?=their\b|its\b)"
    rf"|\banswer(?:ed|ing|s)?\s+(?!with |by )(?=(?:the |a |an |that |this )?(?:\w+ )?{_ACT})"
    r"|\banswer(?:ed|ing|s)\s+(?=(?:it|this|that|them)\b(?! (?:had|was|were|would)))"
    r"|\b(?:answer(?:ed|ing|s)?|respond(?:ed|ing|s)?|repl(?:ied|ying|ies)"
    rf"|hit(?:s|ting)? back|str(?:uck|ikes|iking) back){_DAY}\s+(?:for|to)\b"
    r"|\b(?:as|was|were|is) the price (?:of|for)\b"
    r"|\b(?:repaying|repaid|repays|paid back|pays back|pay(?:s|ing)? back)\b(?: [A-Z]\w+)? for\b"
    r"|\bpunish(?:ed|es|ing)?\b[^,;.]{1,40}\bfor\b"
    rf"|\bin return for\s+(?=(?:the |a |an |that )?(?:\w+ )?{_ACT})"
    rf"|(?-i:\bFor)\s+(?=the (?:\w+ ){{0,2}}?{_ACT}[^,.;]*,\s)",
    re.IGNORECASE,
)
_BACKWARD = re.compile(
    rf"\bin\s+(?:an? |its |their )?(?:[a-z]+ )?{_NOUN}\b|\bin turn,? retaliation\b"
    rf"|\b(?:as|by way of|out of) (?:an? |its |their |{_OWNER})?(?:[a-z]+ )?{_NOUN}\b"
    rf"|\b(?:act|round|wave|part|series|spate|campaign) of (?:[a-z]+ )?{_NOUN}\b"
    rf"|\b(?:spoke|speaks|spoken) of an? (?:[a-z]+ )?{_NOUN}\b(?= ?[,.;]|$)"
    r"|\b(?:called|termed|described|presented) [^,.;:]{2,60}?\b(?<!for )(?<!on )(?<!to )"
    rf"(?:an? |its |their |the |as |[\"\u201c])?(?:[a-z]+ )?{_NOUN}(?=[,.;\"\u201d]|$)"
    rf"|,\s+(?:an? |its |their |the |{_OWNER})(?:[a-z]+ )?{_NOUN}(?=[.;]|$)"
    rf"|\b(?:quick|swift) to {_TO_ANSWER}"
    rf"|\b(?:{_KEPT}) (?:an? |its |their |the |his )(?:[a-z]+ )?(?:threat|vow|promise|pledge)s?"
    rf" (?:to|of) (?:[a-z]+ )?(?:{_TO_ANSWER}|retaliation|revenge)"
    r"|\b(?:was|were|been) avenged\b"
    r"|\b(?:responded|answered|replied)(?= ?[.,;]| (?:within|swiftly|quickly|hours|immediately"
    r"|the (?:same|next|following)|that|at once|on [A-Z]\w+day,))"
    r"|\b(?:called|termed|was|were|is|are) (?:it |this |that )?(?:an? |its |their |the )"
    rf"(?:[a-z]+ )?{_NOUN}(?=[,.;\"\u201d]|$)"
    rf"|\brevenge (?:{_ACT}|operation)"
    r"|\bretaliat(?:ed|es|ing)\b(?:\s+(?:with|by)\b)?|\bretaliatory\b|\breprisal\b"
    r"|\b(?:responded|responding|replied|replying|answered|answering|countered)"
    r"\s+(?:(?!that |to |for )[\w-]+ ){0,4}?(?:with|by)\b"
    r"|\b(?:hit|hits|hitting|struck|strikes|fired|fires|shot)\s+back\b"
    r"|\b(?:response|retaliation|reprisals?|reply|answer|revenge)(?= ?[:\u2013\u2014])"
    r"|\b(?:response|retaliation|reprisals?|reply|answer|revenge)(?=\s+(?:came|comes|followed"
    r"|follows|had begun|began|was (?:swift|quick|immediate|delivered|not long)|did not take))"
    r"|\b(?:took|taken|had|exacted|exacting|taking) (?:its|their|his )?\s?revenge\b"
    r"|\b(?:paid|pays|paying)\b[^,;.]{1,30}\bback\b|\bexact(?:ed|s|ing) (?:its|their|a) price\b"
    r"|\bsettl(?:e|ed|ing) (?:the|a|its|their|old)?\s?scores?\b"
    r"|\b(?:did|does|do|has|have|had|was|were) not (?:go|gone|left) unanswered\b"
    rf"|\b(?:drew|drawing|draws|{_CAUSED}) (?:[\w-]+ ){{0,3}}(?:retaliation|reprisals?|revenge)\b"
    r"|\bto punish\b",
    re.IGNORECASE,
)
_UNREAL = re.compile(
    r"\b(?:vow\w*|threaten\w*|threats?\s+(?:of|to)|(?<!the )(?-i:promis)\w*|pledg\w*|will|would"
    r"|could|(?-i:may)|might|warn(?:s|ed|ing)?|swor\w*|plan(?:s|ned|ning)?|ready|right\s+to|reserv\w*"
    r"|whether|demand\w*|want\w*|call\w*\s+(?:for|on)|fear\w*|expect\w*|consider\w*|weigh\w*|if"
    r"|authori[sz]\w*(?! to (?:speak|talk|brief|comment|discuss))"
    r"|denie[sd]|denying)\b[^.;]{0,50}$"
    r"|\b(?:not|never|nor|neither|no)\s+(?:been\s+|in\s+|meant\s+as\s+|an?\s+|the\s+|any\s+)*$",
    re.IGNORECASE,
)
_PROMISE = re.compile(r",\s[^.;]{0,30}\b(?:vow|pledg|promis|threaten|warn)\w*", re.IGNORECASE)
_TO_COME = re.compile(r"^[^.;,]{0,60}\b(?:would|will)\s+(?:be|come)\b", re.IGNORECASE)
_DREW = re.compile(
    rf"\b(?:drew|drawing|draws|{_CAUSED}|brought|met with)\b[^.;:]{{0,30}}$",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"(?:respond|quick|swift|carr|made|making|fulf|kept|repl(?:ied|ying)|answered|answering|countered|retaliat\w+d|retaliates|hit|struck"
    r"|strikes|fired|fires|shot|took|taken|had|exact|paid|pays|taking)",
    re.IGNORECASE,
)


_STEMS = vocabulary(
    "resp reta repr reve veng repl answ retr payb puni aven back pric repa paid pays payi pay retu",
    "unan scor quic swif coun drew draw exac face suff sett gone go",
)


OPENING = 3


@dataclass(frozen=True, slots=True)
class Said:
    """
    A place where a text says that one act answers another.

    Attributes
    ----------
    marked
        The sentence.
    start, end
        The words that say so, in the raw text.
    text
        As written, in small letters.
    forward
        What is answered stands right after: "in response to".
    drew
        What is answered stands before, the answer after: "the raid drew a response".
    verb
        Who answers is the subject: "hit back", "responded by".
    """

    marked: Marked
    start: int
    end: int
    text: str
    forward: bool
    drew: bool

    @property
    def verb(self) -> bool:
        """Say whether somebody answers, rather than that something is an answer."""
        return _VERB.match(self.text) is not None


def said_in(marked: Marked, clean: str) -> Iterator[Said]:
    """
    Find where a sentence says that one act answers another.

    Parameters
    ----------
    marked
        The sentence.
    clean
        The text of the report.

    Yields
    ------
    said
        In order; no questions, promises, threats or denials.
    """
    begin, end = marked.sentence.start, marked.sentence.end
    if not any(w.low[:4] in _STEMS or w.text == "For" for w in marked.words):
        return  # nearly every sentence, and far quicker than looking for each phrase
    if clean[begin:end].rstrip().endswith("?"):
        return
    taken: list[tuple[int, int]] = []
    for pattern in (_FORWARD, _BACKWARD):
        for match in pattern.finditer(clean, begin, end):
            first, last = match.span()
            if any(first < b and a < last for a, b in taken):
                continue
            taken.append((first, last))
            forward = pattern is _FORWARD
            promised = not forward or first - begin < OPENING
            after = clean[last : min(end, last + 70)]
            if (
                _UNREAL.search(clean[begin:first])
                or _TO_COME.search(after)
                or (promised and _PROMISE.search(after))
                or (match.group().lower() in _BARE and not _fights(marked, first))
                or (first > begin and match.group().startswith("Aveng"))  # the name of a group
            ):
                continue
            drew = not forward and _DREW.search(clean[begin : last - 1]) is not None
            told = any(t.start >= last for t in marked.triggers)
            drew = drew or (told and match.group().lower().endswith(" avenged"))
            yield Said(marked, first, last, match.group().lower(), forward, drew)


_BARE = vocabulary("responded answered replied")


def _fights(marked: Marked, at: int) -> bool:
    # "The militia responded within hours", not "Ambulances responded within minutes".
    words = [w for w in marked.words if w.end <= at and w.low not in _HAD][-1:]
    named = any(a.start <= w.start < a.end for a in marked.actors for w in words)
    return named or any(w.low in _FIGHTERS for w in words)


_HAD = vocabulary("had has have then also soon quickly immediately later")
_FIGHTERS = vocabulary(
    "army military forces troops soldiers militia militias militants group fighters rebels guns",
    "jets artillery side government movement it they both enemy navy",
)


def leave_cause(frames: Sequence[Frame]) -> None:
    """
    Take from an act what is told of the act that it answers, and from that one what is told of it.

    "The army said the raid was a response to the rockets on Safed": Safed is not where the raid
    was.

    Parameters
    ----------
    frames
        The acts of a sentence; changed in place.
    """
    for number, frame in enumerate(frames):
        opens, before = cause_opens(frame) if number else None, frames[number - 1]
        if opens is not None and before.triggers[-1].last <= opens:
            left = [p for p in frame.places if p.first < opens]
            frame.places = [p for p in frame.places if p.first > opens]
            before.places = before.places or left  # "fired at a base in Safed in reply to the raid"
        cue = _cue_after(frame)
        if cue is None or not frame.places:
            continue
        frame.places = [p for p in frame.places if p.first < cue]
        if refers(frame):
            frame.dates = [d for d in frame.dates if d.end < frame.marked.words[cue].start]


def before_cue(frame: Frame) -> list[PlaceMention]:
    """
    Read "the ship was hit in response to a raid on Dabaa": Dabaa is not where it was hit.

    Parameters
    ----------
    frame
        An act as one clause tells it.

    Returns
    -------
    places
        Those of its sentence that do not tell of the act that it answers.
    """
    cue = _cue_after(frame)
    return [p for p in frame.marked.places if cue is None or p.first < cue]


def _cue_after(frame: Frame) -> int | None:
    words, last = frame.marked.words, frame.triggers[-1].last
    cues = (
        k
        for k in range(last, len(words) - 1)
        if words[k].low in LINK_WORDS and words[k + 1].low in _TO
    )
    return next(cues, None)


def refers(frame: Frame) -> bool:
    """
    Say whether an act is named with "the", "this", "its": as one told before.

    Parameters
    ----------
    frame
        An act as one clause tells it.

    Returns
    -------
    refers
        False for verbs and for "another raid".
    """
    return frame.main.noun and frame.main.definite and not frame.main.novel


_TO = frozenset({"to", "for", "over", "against"})


def cause_opens(frame: Frame) -> int | None:
    """
    Read "responded to an attack on Metula", "in retaliation for the killing of a general".

    Parameters
    ----------
    frame
        An act as one clause tells it.

    Returns
    -------
    at
        The word that says that the act was answered; None for any other act.
    """
    words, first = frame.marked.words, frame.main.first
    if not frame.main.noun:
        return None
    for at in range(first - 1, max(-1, first - BEFORE_CAUSE), -1):
        if words[at].text in {";", ":"} or words[at].low in {"by", "with"}:
            return None
        if words[at].low in LINK_WORDS:
            avenged = words[at].low.startswith("aveng")
            return at if avenged or {w.low for w in words[at + 1 : first]} & _TO else None
    return None


BEFORE_CAUSE = 10


def is_answered_by(cause: Frame, told: Sequence[Frame]) -> bool:
    """
    Read "fired rockets at Safed in response to the massacre": two acts.

    Parameters
    ----------
    cause
        An act as one clause tells it.
    told
        What was told of an event before.

    Returns
    -------
    answered
        True where the event is told in the same sentence, as the answer to that act.
    """
    at = cause_opens(cause)
    if at is None:
        return False
    if any(f.marked is cause.marked and f.triggers[-1].last <= at for f in told):
        return True
    named = {root(b.low) for a, b in pairwise(cause.marked.words[:at]) if a.low == "the"}
    acts = {root(t.text.split()[-1].lower()) for f in told for t in f.triggers}
    return bool(named & acts)  # "US jets struck two camps ... The strikes were a response to that"


def elsewhere(frame: Frame) -> bool:
    """
    Read "an ambush near Qadus", "mortar fire on Punch", where nobody knows the place.

    Parameters
    ----------
    frame
        An act as one clause tells it.

    Returns
    -------
    elsewhere
        True for an answer, or what was answered, at a place that is named but not known.
    """
    words, end, told = frame.marked.words, frame.main.last, frame.marked
    known = {k for p in told.places for k in range(p.first, p.last)}
    known |= {k for a in told.actors for k in range(a.first, a.last)}
    named = any(
        words[k - 1].low in _AT and words[k].capital and words[k].low not in _DAYS
        for k in range(end + 1, min(end + 6, len(words)))
        if k not in known
    )
    return named and not frame.places and (cause_opens(frame) is not None or answers(frame))


_AT = vocabulary("near in at on outside against")


_DAYS = vocabulary(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may",
    "june july august september october november december jan feb mar apr jun jul aug sept sep",
    "oct nov dec ramadan christmas",
)


def answers(frame: Frame) -> bool:
    """
    Read "in response its guns shelled", "Settlers rampaged through it in revenge".

    Parameters
    ----------
    frame
        An act as one clause tells it.

    Returns
    -------
    answers
        True where the clause calls it an answer to what was told before, and names nothing else.
    """
    words = frame.marked.words
    begin, end = frame.triggers[0].first, frame.triggers[-1].last
    placed = bool(frame.places)
    if not placed and any(w.low in _SAYS for w in words[:begin]):
        return False  # "The group said that it fired in response": told before
    reach = {*range(max(1, begin - CLAUSE), begin), *range(end, min(end + CLAUSE, len(words)))}
    return any(
        words[k].low in LINK_WORDS
        and _backward(words, k, placed=placed)
        and _one_clause(words, k, begin, end)
        for k in reach
    )


CLAUSE = 8
_SAYS = vocabulary("said says say saying claimed announced confirmed added told")


def _backward(words: Sequence[Word], at: int, *, placed: bool) -> bool:
    after = [w.low for w in words[at + 1 : at + 3]]
    before = [w.low for w in words[max(0, at - 2) : at]]
    if after[:1] and after[0] in _TO:
        return after[1:] == ["the"] and placed and _bare(words, at + 3)
    return "in" in before or after[:1] in (["with"], ["by"])


def _bare(words: Sequence[Word], at: int) -> bool:
    # "in response to the shooting", not "to the shooting in Jenin", "to the rockets that".
    after = words[at + 1].low if at + 1 < len(words) else "."
    return after not in _GOES_ON


_GOES_ON = vocabulary("in on at of near by against that which from with who when")


def _one_clause(words: Sequence[Word], at: int, begin: int, end: int) -> bool:
    between = words[at:begin] if at < begin else words[end:at]
    return not any(w.text in {";", ":"} or w.low in {"after", "while", "when"} for w in between)
