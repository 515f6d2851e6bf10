"""Which event a casualty claim counts: that of its clause, of a place it names, or the latest."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from dashboard.extract.claims import claims_of
from dashboard.extract.lexicon import vocabulary
from dashboard.extract.narrative import led_back
from dashboard.extract.pointing import last_told, says_that
from dashboard.extract.sources import Voice
from dashboard.extract.whose_harm import act_meant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.clauses import Frame, Marked
    from dashboard.extract.coreference import Story
    from dashboard.extract.document import Word
    from dashboard.extract.events import Draft
    from dashboard.extract.sources import Claim
    from dashboard.extract.tables import Tables

    Told = tuple[Frame, Draft]

_THINGS = vocabulary(
    "hospital school mosque market camp base ship vessel tanker airport port consulate",
    "embassy prison building hotel church convoy bus factory refinery plant bridge",
    "checkpoint village wedding funeral",
)


def tolls_of(story: Story, marked: Sequence[Marked], tables: Tables) -> dict[int, list[Claim]]:
    """
    Give each casualty claim of a report to the event it counts.

    Parameters
    ----------
    story
        The events of the report.
    marked
        Its sentences, in order.
    tables
        Rule tables.

    Returns
    -------
    tolls
        `id` of a draft to its claims, in the order of the text; a toll for a whole operation
        stands with the first record of its group.
    """
    found: dict[int, list[Claim]] = {}
    latest: Draft | None = None
    voice = Voice()
    waiting: list[Claim] = []
    paragraph = -1
    counted = _Counted()
    for sentence in marked:
        here = sorted(
            ((f, d) for d in story.drafts for f in d.frames if f.marked is sentence),
            key=lambda item: item[0].triggers[0].first,
        )
        if sentence.sentence.heading:
            continue
        stretch = _of_a_stretch(sentence, here)
        told = [] if stretch else claims_of(sentence, tables, counted.near(sentence))
        more = counted.owner if _counts_more(sentence, told, counted.index) else None
        counted.note(sentence, told)
        that = bool(told) and says_that(sentence.words)
        pointed = last_told(story.drafts, sentence) if that else None
        both = _first_of_both(story, sentence) or _in_it(story, sentence) if told else None
        dated = _on_its_day(story, sentence) if sentence.dates and not here else None
        latest = dated or latest
        for claim in voice.heard(sentence, told, tables):
            there = _said_of_place(story, claim, sentence) or more
            owner = both or there or _owner(claim, here) or pointed or _named(story, sentence)
            owner = owner or dated or (None if here else act_meant(story.drafts, sentence))
            latest = owner or latest
            owner = latest
            if owner is not None:
                first = (not both and there) or _of_group(story, owner, sentence, claim)
                _keep(found.setdefault(id(first), []), claim)
                counted.owner = first
            else:
                waiting.append(claim)
                paragraph = sentence.sentence.paragraph
        if here and waiting:
            if sentence.sentence.paragraph == paragraph:
                for claim in waiting:
                    _keep(found.setdefault(id(here[0][1]), []), claim)
            waiting = []
        if here:
            latest = _told_last(here, sentence)
    return found


def _in_it(story: Story, sentence: Marked) -> Draft | None:
    # "the bombing in Kerman. Ninety people were killed in it": the act named last.
    lows = [w.low for w in sentence.words]
    it = any(
        low == "it"
        and lows[k - 1] in {"in", "by", "from"}
        and bool(set(lows[k - 3 : k - 1]) & _FATES)
        for k, low in enumerate(lows)
        if k > PAIR
    )
    return last_told(story.drafts, sentence) if it else None


def _first_of_both(story: Story, sentence: Marked) -> Draft | None:
    # "46 dead in both places": a toll of two acts stands with the first of them.
    lows = [w.low for w in sentence.words]
    both = any(
        low in {"both", "two"} and lows[k - 1] in _OVER and set(lows[k + 1 : k + 3]) & _SEVERAL
        for k, low in enumerate(lows)
    )
    both = both or ["of", "it"] in [
        lows[k : k + 2] for k, low in enumerate(lows) if lows[k - 1] == "any"
    ]
    if not both:
        return None
    told: dict[int, tuple[int, Draft]] = {}
    for draft in story.drafts:
        spots = [
            f.main.start for f in draft.frames if f.marked.sentence.start < sentence.sentence.start
        ]
        if spots:
            first = _first_of_group(story, draft)
            told[id(first)] = max(told.get(id(first), (0, first)), (max(spots), first), key=_spot)
    latest = sorted(told.values(), key=_spot)[-2:]
    return latest[0][1] if len(latest) > 1 else None


def _spot(told: tuple[int, Draft]) -> int:
    return told[0]


_OVER = vocabulary("in from for at the")
_SEVERAL = vocabulary(
    "places towns villages cities sites raids strikes attacks assaults blasts bombings explosions"
    " incidents operations shootings locations camps districts bases",
)


def _told_last(here: Sequence[Told], sentence: Marked) -> Draft:
    # What the next sentence counts, where this one tells several acts: not what "after" leads to,
    # and of "A shelled X, and B fired at Y" what B did.
    if len({id(_d) for _, _d in here}) == 1:
        return here[0][1]
    plain = [item for item in here if not _before_it(item[0])] or list(here)
    opens = sentence.words[0].low in {"after", "following", "hours", "days"}
    if opens:
        return plain[-1][1]
    frame, draft = plain[-1]
    first = frame.triggers[0].first
    begin = max((f.triggers[-1].last for f, _ in plain if f is not frame), default=first)
    between = [w.low for w in sentence.words[begin:first]]
    on = ("and" in between and "," in between) or ";" in between
    harmless = draft.event_type == "interception" or draft.group
    return draft if on and not harmless else plain[0][1]


def _before_it(frame: Frame) -> bool:
    # "hours after a raid on", "A day after the fighting at X": what came first.
    first = frame.triggers[0].first
    before = [w.low for w in frame.marked.words[max(0, first - ANSWER) : first]]
    answered = _ANSWERS & set(before) and {"to", "for"} & set(before)
    return led_back(frame) or "after" in before[-3:] or bool(answered)


ANSWER = 6
_ANSWERS = vocabulary("response retaliation reply reprisal revenge answer reaction retribution")


def _of_a_stretch(sentence: Marked, here: Sequence[Told]) -> bool:
    # "At least 2,417 died in June, the UN said": the toll of a month is no toll of a day's act.
    words = sentence.words
    ranked = {
        w.end
        for k, w in enumerate(words)
        if (w.low.endswith("est") or w.low in _RANKS)
        and not (w.low == "most" and [v.low for v in words[k + 2 : k + 3]] == ["of"])
    }  # but "the most senior of more than 130 killed since October"
    long = [
        d
        for d in sentence.dates
        if d.precision in {"month", "year", "range"}
        and not any(_ranks(words, end, d.start) for end in ranked)
    ]
    lows = [w.low for w in words]
    overall = set(lows) & _OVERALL - ({"total"} if ["a", "total"] in _pairs(lows) else set())
    owners = [d for _, d in here]
    if _of_a_war(lows, owners):
        return True
    if not long:
        return bool(overall) and (not here or "toll" in lows)
    if overall and "toll" in lows:
        return True  # "The overall death toll from four months of war"
    return all(d.when is not None and d.when.precision in {"day", "days"} for d in owners)


_RANKS = vocabulary("worst first most second third fourth fifth sixth seventh eighth ninth tenth")


def _ranks(words: Sequence[Word], end: int, start: int) -> bool:
    # "the deadliest this year", "the first civilian to die by such fire since 2014"
    between = [w.text for w in words if end <= w.start < start]
    return end <= start and len(between) <= NEAR and not {",", ";"} & set(between)


def _of_a_war(lows: Sequence[str], owners: Sequence[Draft]) -> bool:
    # "The war has killed more than 27,000 people": the toll of no act that was told.
    wars = any(low in _WARS and lows[k - 1] in {"the", "its"} for k, low in enumerate(lows))
    day = all(d.when is not None and d.when.precision in {"day", "days"} for d in owners)
    return wars and bool({"has", "have"} & set(lows)) and day


_WARS = vocabulary("war conflict insurgency uprising")


def _pairs(lows: Sequence[str]) -> list[list[str]]:
    return [[one, other] for one, other in itertools.pairwise(lows)]


NEAR = 12
PAIR = 2
_OVERALL = vocabulary("overall total altogether cumulative nationwide")


def _counts_more(sentence: Marked, told: Sequence[Claim], index: int) -> bool:
    # "Eight other soldiers were wounded": of the act that the number before it counts.
    if not told or sentence.sentence.index != index + 1 or sentence.dates:
        return False
    if any(p.role in {"loc", "object"} for p in sentence.places):
        return False
    after = [w.low for w in sentence.words[told[0].first : told[0].last + 2]]
    return bool(set(after) & {"other", "others", "another", "more"}) and "than" not in after


class _Counted:
    """What the number told last counted: for "The army says it was 70"."""

    def __init__(self) -> None:
        self.kind: str | None = None
        self.owner: Draft | None = None
        self.index = self.paragraph = -1

    def near(self, sentence: Marked) -> str | None:
        """Give the kind of the number before, where it stands in this paragraph or just before."""
        here = sentence.sentence
        near = here.paragraph == self.paragraph or here.index == self.index + 1
        return self.kind if near else None

    def note(self, sentence: Marked, claims: Sequence[Claim]) -> None:
        """Take the kind of the last number of a sentence."""
        if claims:
            self.kind = claims[-1].kind
            self.index, self.paragraph = sentence.sentence.index, sentence.sentence.paragraph


def _named(story: Story, sentence: Marked) -> Draft | None:
    # The event at a place or thing that the sentence names: "the toll from Nabatieh", "at the
    # hospital".
    names = {p.place.name for p in sentence.places if p.role != "seat"}
    words = sentence.words
    things = {
        words[k + 1].low
        for k in range(1, len(words) - 1)
        if words[k].low == "the"
        and (words[k - 1].low in _AT or words[k + 1].low in _THINGS)
        and not words[k + 1].capital
    }
    things -= _NO_THINGS
    told = [
        d
        for d in story.drafts
        if any(f.marked.sentence.index <= sentence.sentence.index for f in d.frames)
    ]
    for draft in reversed(told):
        if draft.place is not None and draft.place.place.name in names:
            return draft
    return _with_thing(told, things, sentence) if things else None


def _with_thing(told: Sequence[Draft], things: set[str], sentence: Marked) -> Draft | None:
    # The act nearest to the thing in the sentence that told of it last.
    here = sentence.sentence.index
    near = [
        (f.marked.sentence.index, -abs(f.main.first - k), number)
        for number, d in enumerate(told)
        for f in d.frames
        if f.marked.sentence.index < here
        for k, w in enumerate(f.marked.words)
        if w.low in things
    ]
    return told[max(near)[2]] if near else None


_AT = vocabulary("at inside")
_NO_THINGS = vocabulary("time end scene moment least start beginning weekend same hands spot")


def _on_its_day(story: Story, sentence: Marked) -> Draft | None:
    # "How many died on Friday was not clear": the one act of that day.
    days = {(d.first, d.last) for d in sentence.dates if d.precision == "day" and d.first}
    if len(days) != 1 or any(d.shift is not None for d in sentence.dates):
        return None
    begin = min(d.start for d in sentence.dates)
    before = [w.low for w in sentence.words if w.end <= begin][-2:]
    if not set(before) & _FATES or "by" in before:
        return None  # "a doctor said on Friday"
    first, last = next(iter(days))
    told = [
        d
        for d in story.drafts
        if d.when is not None
        and (d.when.first, d.when.last) == (first, last)
        and any(f.marked.sentence.index < sentence.sentence.index for f in d.frames)
    ]
    groups = {id(_first_of_group(story, d)) for d in told}
    return _first_of_group(story, told[0]) if len(groups) == 1 else None


_FATES = vocabulary("died killed dead deaths wounded injured hurt casualties victims toll")


def _of_group(story: Story, draft: Draft, sentence: Marked, claim: Claim) -> Draft:
    # "Two men died in Malah": the record of that place; else the first of the group.
    spots = [p for p in sentence.places if p.role in {"loc", "object"}]
    spots = [p for p in spots if p.text not in claim.source] or spots
    names = {p.place.name for p in spots}
    held = [
        d
        for d in story.drafts
        if draft.group and d.group == draft.group and d.place and d.place.place.name in names
    ]
    return held[0] if len(held) == 1 else _first_of_group(story, draft)


def _first_of_group(story: Story, draft: Draft) -> Draft:
    if not draft.group:
        return draft
    return next(d for d in story.drafts if d.group == draft.group)


def _said_of_place(story: Story, claim: Claim, sentence: Marked) -> Draft | None:
    # "while Baghdad said 16 people died in Iraq", "nine in Tyre and four in Nabatieh": the act at
    # the place that follows the number in its clause.
    words = sentence.words
    ends = (k for k in range(claim.last, len(words)) if words[k].text in _PARTS)
    end = min(ends, default=len(words))
    names = [
        p.place.name
        for p in sentence.places
        if claim.last <= p.first < end and p.role in {"loc", "object"}
    ]
    if not names:
        return None
    opens = [p for p in sentence.places if p.first == 1 and words[0].low in {"in", "at"}]
    if (
        opens
        and opens[0].last <= claim.first
        and {"and", "while"} & {w.low for w in words[claim.last : claim.last + 3]}
    ):
        names = [opens[0].place.name]  # "In Raqqa 12 people died and in Deir ez-Zor seven"
    owners = [d for d in story.drafts if d.place and d.place.place.name == names[0]]
    index = sentence.sentence.index
    near = [
        (min(index - f.marked.sentence.index for f in d.frames), k) for k, d in enumerate(owners)
    ]
    near = [(gap, k) for gap, k in near if gap >= 0]
    return owners[min(near)[1]] if near else None


_PARTS = frozenset({";", ",", ":"})


def _owner(claim: Claim, here: Sequence[Told]) -> Draft | None:
    if not here:
        return None

    def cost(item: Told) -> int:
        first, last = item[0].triggers[0].first, item[0].triggers[-1].last
        if first <= claim.first <= last:
            return 0
        return min(abs(claim.first - last), abs(first - claim.last))

    return min(here, key=cost)[1]


def _keep(held: list[Claim], claim: Claim) -> None:
    same = (claim.kind, claim.low, claim.high, claim.source)
    if same not in [(c.kind, c.low, c.high, c.source) for c in held]:
        held.append(claim)
