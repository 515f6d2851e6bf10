"""Where, when and with whom a story stands after a sentence: what the next one may take over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary
from dashboard.extract.timing import HEADED, RUNNING, TAKEN, When

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.clauses import Frame, Marked
    from dashboard.extract.coreference import Story
    from dashboard.extract.naming import PlaceMention
    from dashboard.extract.tables import Tables


def leave_place(story: Story, sentence: Marked) -> None:
    """
    Keep "Zawiya." at the head of a paragraph, or a heading "Marib": where the text below plays.

    Parameters
    ----------
    story
        What was told so far; changed in place.
    sentence
        The sentence.
    """
    names = [p for p in sentence.places if p.role != "origin"]
    alone = len(names) == 1 and sum(1 for w in sentence.words if w.key) <= LEAD_WORDS
    alone = alone and names[0].last - names[0].first >= sum(1 for w in sentence.words if w.key) - 1
    words = sentence.words
    if names and names[0].first == 0 and len(words) > names[0].last:
        after = words[names[0].last].text
        alone = alone or (after == ":" and not words[0].text.isupper())
    if sentence.sentence.heading and sentence.sentence.index > 0:
        story.lead, story.lead_paragraph = (names[0] if alone else None), -1
    elif alone:
        story.lead, story.lead_paragraph = names[0], sentence.sentence.paragraph
    elif story.lead_paragraph not in {-1, sentence.sentence.paragraph}:
        story.lead = None


LEAD_WORDS = 4


def section_day(heading: Marked, published: date, *, first: bool = False) -> When | None:
    """
    Give the day that a heading gives to what stands under it: "06 NOV, 1330 UTC - HIJACK".

    Parameters
    ----------
    heading
        The heading.
    published
        Day of publication.
    first
        Whether the first line of a report counts, since other days head what follows.

    Returns
    -------
    when
        None where it gives none.
    """
    if (heading.sentence.index == 0 and not first) or not heading.words:
        return None
    begin = heading.words[0].start
    if _date_line(heading, published) and not first:
        return None
    for said in heading.dates[:1]:
        if said.first is not None and said.precision in {"day", "days"} and said.start - begin < 12:
            return When(said.first, said.last, said.precision, ((said.start, said.end),), HEADED)
    if heading.sentence.stamped:
        return When(published, published, "day", reason=RUNNING)
    return None


def covered_day(heading: Marked) -> When | None:
    """
    Give the day that a digest covers: "DAILY DIGEST, 11 August (covers Thursday 10 August)".

    Parameters
    ----------
    heading
        The heading.

    Returns
    -------
    when
        None where it does not say.
    """
    covers = next((w.end for w in heading.words if w.low in _COVERS), None)
    for said in heading.dates if covers is not None else ():
        if said.first is not None and covers is not None and 0 <= said.start - covers < COVERS:
            return When(said.first, said.last, said.precision, ((said.start, said.end),), HEADED)
    return None


COVERS = 12  # letters
_COVERS = vocabulary("covers covering period reporting")


def _date_line(heading: Marked, published: date) -> bool:
    # "13 April 2018" below the title: when it was published, not when it happened.
    days = [d for d in heading.dates if d.first == d.last == published]
    if not days or heading.sentence.index > DATE_LINES:
        return False
    rest = [w for w in heading.words if w.key and not days[0].start <= w.start < days[0].end]
    return len(rest) <= LEAD_WORDS and not any(w.text[:1].isdigit() for w in rest)


DATE_LINES = 3


def leave_day(story: Story, sentence: Marked) -> None:
    """
    Keep the day that opens a paragraph, or that a sentence without an act tells.

    Parameters
    ----------
    story
        What was told so far; changed in place.
    sentence
        The sentence.
    """
    fixed = [
        d
        for d in sentence.dates
        if d.shift is None and d.first is not None and d.precision in {"day", "days"}
    ]
    first = sentence.words[0].start if sentence.words else 0
    plain = not any(t.modality == "real" for t in sentence.triggers)
    told = plain and not sentence.sentence.heading and len(fixed) == 1
    told = told and not _said_then(sentence, fixed[0].start)
    if fixed and (fixed[0].start - first < 6 or told):
        said = fixed[0]
        story.day = When(said.first, said.last, said.precision, ((said.start, said.end),), TAKEN)
        story.day_paragraph = sentence.sentence.paragraph


def it_was_then(story: Story, sentence: Marked) -> None:
    """
    Read "They landed in the resort. It was Wednesday": the day of what was told.

    Parameters
    ----------
    story
        What was told so far; changed in place.
    sentence
        The sentence.
    """
    lows = [w.low for w in sentence.words[:3]]
    days = [d for d in sentence.dates if d.first is not None and d.precision in {"day", "days"}]
    held = story.latest
    if lows[:2] != ["it", "was"] or not days or held is None or sentence.triggers:
        return
    near = days[0].start - sentence.words[1].end < 6
    here = held.frames[-1].marked.sentence
    same = (
        here.paragraph == sentence.sentence.paragraph and here.index == sentence.sentence.index - 1
    )
    if near and same and (held.when is None or held.when.reason):
        said = days[0]
        held.when = When(said.first, said.last, said.precision, ((said.start, said.end),))


def _said_then(sentence: Marked, at: int) -> bool:
    # "spoke on Friday", "will meet on Friday": a day of talk or of what is to come.
    before = {w.low for w in sentence.words if w.end <= at}
    return bool(before & _TALK)


_TALK = vocabulary(
    "said says told spoke speaks meet met meets will would agreed announced vote votes voted is",
    "are published issued wrote visit visited arrived talks expected due summoned flew flies",
    "travel",
)


def leave_topic(story: Story, sentence: Marked) -> None:
    """
    Keep the party that "it" and "they" may stand for in the next sentence.

    Parameters
    ----------
    story
        What was told so far; changed in place.
    sentence
        The sentence.
    """
    named = [a for a in sentence.actors if a.kind != "body" and _stands(a, sentence)]
    if named:
        story.topic = named[0]


def topic_of(story: Story, frame: Frame, tables: Tables) -> ActorMention | None:
    """
    Say which party "it" or "they" stands for in an act.

    Parameters
    ----------
    story
        What was told so far.
    frame
        An act as one clause tells it.
    tables
        Rule tables.

    Returns
    -------
    party
        None for "Two rockets came down in the zone, the Iraqi military said. They damaged cars.":
        the rockets did.
    """
    here = frame.marked.sentence.index
    opens = frame.marked.words[0].low in {"they", "it", "both", "one", "some"}
    if not opens or frame.main.first > OPENING or story.topic is None or here == 0:
        return story.topic
    before = story.sentences[here - 1]
    if not before.triggers or not before.sentence.start <= story.topic.start < before.sentence.end:
        return story.topic
    act = before.triggers[0].first
    flown = tables.words["projectile"]
    subject = {w.low for w in before.words[:act]} & flown
    return None if subject and story.topic.first > act else story.topic


OPENING = 3  # words


def _stands(actor: ActorMention, sentence: Marked) -> bool:
    # "Turkish jets", "the Americans": a nationality that "they" can mean.
    article = actor.first > 0 and sentence.words[actor.first - 1].low == "the"
    plural = article and actor.text.lower().endswith("s")
    return actor.how != "demonym" or actor.martial or plural


def told_where(story: Story, sentence: Marked) -> None:
    """
    Read "The village lies near Saravan" after an act in a village.

    Parameters
    ----------
    story
        What was told so far; the act told last is placed there if it was known by its area only.
    sentence
        A sentence without an act.
    """
    held, words = story.latest, sentence.words
    if sentence.triggers or held is None:
        return
    if sentence.sentence.index - held.frames[-1].marked.sentence.index > LATELY:
        return
    if held.place is not None and not held.place.is_area:
        return
    verb = next((at for at, w in enumerate(words[:7]) if w.low in _LIES), 0)
    points = [p for p in sentence.places if p.role in {"loc", "object"} and not p.is_area]
    if verb < len(("The", "village")) or words[0].low not in {"the", "its", "that"} or not points:
        return
    things = {w.low.removesuffix("s") for w in words[1:verb]} & (_LYING)
    told = {w.low.removesuffix("s") for f in held.frames for w in f.marked.words}
    fits = held.place is None or held.place.place.country in {None, points[0].place.country}
    near = points[0].first - verb <= FROM_VERB
    if things & told and fits and near:
        held.place = points[0]
        held.told_in.append(sentence)


FROM_VERB, LATELY = 8, 2  # words, sentences
_LIES = vocabulary("lies lie is are was were stands stand sits")
_LYING = vocabulary(
    "port base airport airfield barracks refinery camp depot hospital prison dam city town village",
    "suburb district",
    "station plant post school mosque church market bridge factory site field island crossing area",
    "hamlet settlement outpost checkpoint house compound facility mine headquarter",
)


def title_place_of(marked: Sequence[Marked]) -> PlaceMention | None:
    """
    Give the place that the title names as where it happened.

    Parameters
    ----------
    marked
        Sentences of a report.

    Returns
    -------
    place
        None where it names none.
    """
    for sentence in marked[:2]:
        if sentence.sentence.heading:
            held = [p for p in sentence.places if p.role in {"loc", "object"}]
            held = held or [p for p in sentence.places if p.first == 0 and _burns(sentence, p)]
            if held:
                return held[0]
    return None


def _burns(sentence: Marked, place: PlaceMention) -> bool:
    # "Port Sudan burns for a third day": a town that something happens to.
    after = sentence.words[place.last : place.last + 2]
    return place.role == "none" and not place.is_area and any(w.low in _SUFFERS for w in after)


_SUFFERS = vocabulary(
    "burns under hit shaken bombed shelled attacked falls fallen besieged burning reels wakes",
    "counts mourns struck rocked buries",
)
