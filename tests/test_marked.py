"""A report as HTML: its words and nothing but its words, whatever they are."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.extract.document import READ_CHARS
from dashboard.marked import (
    MOST_CHARS,
    Chosen,
    legend,
    marked_text,
    refused_table,
    words_table,
)

TAG = re.compile(r"<[^>]*>")
ALLOWED = re.compile(
    r"</?(?:div|span|b|p|table|thead|tbody|tr|th|td)(?: class='[a-z -]+'| dir='auto'| scope='row')*>"
)
HOSTILE = "<script>x()</script> <img src=x onerror=y()> ${z} `w` '\"> </span></div>"

spans = st.lists(
    st.tuples(st.sampled_from(["place", "date", "actor", "number", "x' onclick='"]),
              st.integers(-5, 60), st.integers(-5, 60)),
    max_size=8,
)  # fmt: skip


def visible(html: str) -> str:
    named = re.sub(
        r"<span class='turn'>U\+([0-9A-F]{4})</span>", lambda h: chr(int(h[1], 16)), html
    )
    return unescape(TAG.sub("", named))


@given(text=st.text(max_size=60) | st.just(HOSTILE), marks=spans, lit=spans, told=spans)
def test_only_our_own_tags_and_all_of_the_words(
    text: str,
    marks: list[tuple[str, int, int]],
    lit: list[tuple[str, int, int]],
    told: list[tuple[str, int, int]],
) -> None:
    chosen = Chosen(tuple(s[1:] for s in told), tuple(s[1:] for s in lit))
    html = marked_text(text, marks, chosen)
    assert all(ALLOWED.fullmatch(tag) for tag in TAG.findall(html))
    lines = [line for line in re.split(r"\r\n|\r|\n", text) if line.strip()]
    expected = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", "\ufffd", "".join(lines))
    assert visible(html) == expected
    opened = len(re.findall(r"<span", html))
    assert opened == html.count("</span>")


def test_each_kind_has_its_own_class() -> None:
    html = marked_text("Aden 3 dead", [("place", 0, 4), ("number", 5, 6)])
    assert "<span class='found found-place'>Aden</span>" in html
    assert "<span class='found found-number'>3</span>" in html


def test_a_chosen_proposal_is_lit_up_across_marks() -> None:
    chosen = Chosen(sentences=((0, 11),), fields=((0, 4),))
    html = marked_text("Aden 3 dead. More.", [("place", 0, 4)], chosen)
    assert "<span class='told rests found found-place'>Aden</span>" in html or (
        "Aden" in html and {"told", "rests", "found-place"} <= set(re.findall(r"[a-z-]+", html))
    )
    assert html.endswith(". More.</p></div>")


def test_marks_do_not_hide_each_other() -> None:
    html = marked_text("New York Times", [("place", 0, 8), ("actor", 0, 14)])
    assert html.count("class='found") == 1
    assert "found-actor'>New York Times<" in html
    day = marked_text("26 March", [("number", 0, 2), ("date", 0, 8)])
    assert "found-date'>26 March<" in day
    assert "found-number" in marked_text("26", [("date", 0, 2), ("number", 0, 2)])


def test_letters_that_turn_the_direction_are_named() -> None:
    assert "<span class='turn'>U+202E</span>abc" in marked_text("\u202eabc", [])
    assert "\u202e" not in marked_text("\u202eabc\u2066", [("place", 0, 3)])


def test_a_long_text_says_what_it_leaves_out() -> None:
    html = marked_text("x" * (MOST_CHARS + 5), [])
    assert "5 more characters were not read" in html
    assert MOST_CHARS == READ_CHARS


def test_a_long_line_with_many_marks_takes_no_time() -> None:
    text = "ab " * 20_000
    html = marked_text(text, [("place", at, at + 2) for at in range(0, 60_000, 3)])
    assert html.count("found-place") == 20_000


def test_the_legend_names_every_kind() -> None:
    html = legend({"place": 3})
    assert all(f"found-{kind}'>{kind}" in html for kind in ("place", "date", "actor", "number"))
    assert "chosen event" in html
    assert "chosen event" not in legend({"place": 3}, lit=False)


@pytest.mark.parametrize("by_hand", [True, False])
def test_the_words_table_escapes(by_hand: bool) -> None:  # noqa: FBT001
    rows = [("Where", HOSTILE, "place", (HOSTILE,), False), ("By", "x", "actor", (), by_hand)]
    html = words_table(rows)
    assert all(ALLOWED.fullmatch(tag) for tag in TAG.findall(html))
    assert ("set by hand" in html) == by_hand


def test_the_table_of_what_was_not_taken_escapes() -> None:
    html = refused_table([(HOSTILE, HOSTILE, HOSTILE, HOSTILE)])
    assert all(ALLOWED.fullmatch(tag) for tag in TAG.findall(html))
    assert visible(html).count(HOSTILE) == 4


def test_lines_that_go_on_stay_in_their_paragraph() -> None:
    text = "A drone hit\na base.\n\nNobody was hurt."
    html = marked_text(text, [("place", 14, 18)], None, text.replace("hit\n", "hit "))
    assert html.count("<p dir") == 2
    assert "<p dir='auto'>A drone hit\na <span" in html
