from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.store.answers import Answers

AT_ONCE = 8


def test_all_who_ask_at_once_get_one_answer() -> None:
    answers, gate, asked = Answers(4), threading.Event(), []

    def work_out() -> object:
        asked.append(1)
        gate.wait(10)
        return object()

    with ThreadPoolExecutor(AT_ONCE) as people:
        waiting = [people.submit(answers.of, "how many", work_out) for _ in range(AT_ONCE)]
        gate.set()
        found = {id(one.result(10)) for one in waiting}
    assert (len(found), len(asked)) == (1, 1)


def test_other_questions_do_not_wait() -> None:
    answers, gate = Answers(4), threading.Event()
    with ThreadPoolExecutor(1) as people:
        slow = people.submit(answers.of, "slow", lambda: gate.wait(10))
        assert answers.of("quick", lambda: 1) == 1
        assert not slow.done()
        gate.set()


def test_what_fails_fails_for_all_and_is_asked_again() -> None:
    answers, gate = Answers(4), threading.Event()

    def fail() -> None:
        gate.wait(10)
        raise ValueError("no")

    with ThreadPoolExecutor(2) as people:
        waiting = [people.submit(answers.of, "it", fail) for _ in range(2)]
        gate.set()
        for one in waiting:
            with pytest.raises(ValueError, match="no"):
                one.result(10)
    assert answers.of("it", lambda: 2) == 2


def test_the_one_used_last_is_kept_longest() -> None:
    answers = Answers(2)
    answers.of("a", lambda: 1)
    answers.of("b", lambda: 1)
    answers.of("a", lambda: 2)
    answers.of("c", lambda: 1)
    assert answers.of("a", lambda: 3) == 1
    assert answers.of("b", lambda: 4) == 4


def test_a_late_answer_does_not_come_back_after_clearing() -> None:
    answers, begun, gate = Answers(4), threading.Event(), threading.Event()

    def work_out() -> int:
        begun.set()
        gate.wait(10)
        return 1

    with ThreadPoolExecutor(1) as people:
        slow = people.submit(answers.of, "it", work_out)
        begun.wait(10)
        answers.clear()
        gate.set()
        assert slow.result(10) == 1
    assert answers.of("it", lambda: 2) == 2
