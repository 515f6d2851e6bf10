"""Of the forms of a date only those are tried that a stretch of text can hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.extract.date_grammar import GRAMMAR, forms_of

PIECES = (
    "12 3rd 24 2024 1998 2024-02-08 12/02/2024 08FEB24 - and to until of the on in a at by for from"
    " last this past previous same that next two several few half an first twelfth straight January"
    " Feb MAY march May Sept. December Monday Mon. tues Friday, السبت أمس اليوم الليلة الماضية"
    " day days night nights hour hours minute moment week weeks fortnight month months year decade"
    " weekend morning evening afternoon dawn overnight yesterday today tonight summer spring fall"
    " since then ever ago before after earlier later eve Ramadan Eid al-Fitr Christmas Nowruz"
    " within shortly soon afterwards followed throughout reporting recent current beginning start"
    " year's struck everyone May's new-year's boxing day the-eve of Thurs. SUNDAY between now has"
)
texts = st.lists(st.sampled_from(PIECES.split(" ")), max_size=12).map(" ".join)


@given(texts)
def test_a_form_that_is_left_out_would_not_have_matched(text: str) -> None:
    tried = forms_of(text)
    assert [form for form in GRAMMAR if form[1].search(text) and form not in tried] == []


def test_a_text_without_a_date_is_spared_all_forms() -> None:
    assert forms_of("Rockets struck the base") == ()
