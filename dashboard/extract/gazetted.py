"""Words that are said to name a place, looked up in our own gazetteer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.extract.document import words_of
from dashboard.extract.events import finer
from dashboard.extract.naming import ARTICLES, PlaceMention, mention_of
from dashboard.extract.places import choose
from dashboard.extract.quotes import Span, overlap
from dashboard.names import fold, without_article

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.document import Word
    from dashboard.extract.grounding import Ground
    from dashboard.extract.tables import Tables

NOT_OF_A_NAME = ("locative", "preposition", "directions", "facility", "area_word")


def place_fields(span: Span, ground: Ground) -> tuple[dict[str, Any], list[str]]:
    """
    Say where quoted words are.

    Parameters
    ----------
    span
        The words.
    ground
        The report that they stand in.

    Returns
    -------
    fields, doubts
        The fields of the interchange format that tell of a place, and why it is doubtful. Words
        that the gazetteer does not know keep their name, without a point, at precision unknown.
    """
    mention = _mentioned(span, ground) or _looked_up(span, ground)
    if mention is None:
        words = ground.document.raw[slice(*span)]
        fields = {
            "place_name": " ".join(words.split()),
            "place_text": words,
            "place_span": list(span),
            "lat": None,
            "lon": None,
            "country": None,
            "place_precision": "unknown",
            "precision_m": None,
            "area_id": None,
        }
        return fields, ["the gazetteer does not know this place"]
    doubts = [mention.doubt] if mention.doubt else []
    if len({(c.country, c.layer) for c in mention.candidates}) > 1:
        doubts.append("the name means more than one place")
    if _unread(mention, span, ground):
        doubts.append(f"of the words quoted only {mention.text!r} is in the gazetteer")
    return {
        "place_name": mention.name,
        "place_text": mention.text,
        "place_span": [mention.start, mention.end],
        "lat": None if mention.is_area else round(mention.lat, 5),
        "lon": None if mention.is_area else round(mention.lon, 5),
        "country": mention.place.country,
        "place_precision": mention.precision,
        "precision_m": mention.precision_m,
        "area_id": mention.area_id,
    }, doubts


def _mentioned(span: Span, ground: Ground) -> PlaceMention | None:
    # A place that the rules found in these words, with what sharpens it ("south of").
    best: PlaceMention | None = None
    for sentence in ground.marked:
        for mention in sentence.places:
            if overlap(span, (mention.start, mention.end)) and not _fragment(
                mention, sentence.words, span, ground.tables
            ):
                best = finer(best, mention)
    return best


def _fragment(mention: PlaceMention, words: Sequence[Word], span: Span, tables: Tables) -> bool:
    # "Balah" out of the quote "Deir al-Balah" is another place: none is better than that.
    at = mention.first - 1
    while at >= 0 and (words[at].text in {"-", "'"} or words[at].low in ARTICLES - {"deir"}):
        at -= 1
    before = words[at] if at >= 0 else None
    return (
        before is not None
        and before.start >= span[0]
        and before.capital
        and bool(before.key)
        and before.low not in tables.demonyms
        and not any(tables.has(kind, before.low) for kind in NOT_OF_A_NAME)
    )


def _unread(mention: PlaceMention, span: Span, ground: Ground) -> bool:
    # Names in the quote that no place was found for: "Al-Raqw in Saada" read as Saada.
    return any(
        word.capital
        and word.key
        and not overlap((word.start, word.end), (mention.start, mention.end))
        for word in words_of(ground.clean, *span)
        if word.low not in ground.tables.demonyms
        and not ground.book.lookup(word.key)
        and not any(ground.tables.has(kind, word.low) for kind in NOT_OF_A_NAME)
    )


def _looked_up(span: Span, ground: Ground) -> PlaceMention | None:
    key = fold(ground.clean[slice(*span)])
    candidates = ground.book.lookup(key) or ground.book.lookup(without_article(key))
    if not candidates or ground.tables.has("not_place", key):
        return None
    for sentence in ground.marked:
        inside = [
            n for n, word in enumerate(sentence.words) if overlap(span, (word.start, word.end))
        ]
        if inside:
            words = sentence.words
            mention = mention_of(words, inside[0], inside[-1] + 1, candidates)
            return choose(mention, words, ground.scene, ground.tables)
    return None
