"""Answers that are kept, each worked out once however many ask for it at the same time."""

from __future__ import annotations

import threading
from collections import OrderedDict
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

Answer = TypeVar("Answer")


class Answers:
    """
    Answers by question, for any number of threads.

    Parameters
    ----------
    most
        How many are kept; the one used last stays the longest.

    Notes
    -----
    Whoever asks what another is working out already waits for that answer: twenty people who open
    the same page at once cost one. A question that fails is not kept, and fails for all who wait.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, question: Hashable, work_out: Callable[[], Answer]) -> Answer:
        """
        Give the answer to a question.

        Parameters
        ----------
        question
            What is asked.
        work_out
            Gives the answer where it is not known; may not ask this question again.

        Returns
        -------
        answer
            The same object for everybody.
        """
        with self._lock:
            held = self._kept.get(question)
            if held is None:
                mine: Future[Answer] = Future()
                self._kept[question] = mine
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
            else:
                self._kept.move_to_end(question)
        if held is not None:
            known: Answer = held.result()
            return known
        try:
            answer = work_out()
        except BaseException as error:
            with self._lock:
                if self._kept.get(question) is mine:
                    del self._kept[question]
            mine.set_exception(error)
            raise
        mine.set_result(answer)
        return answer

    def clear(self) -> None:
        """Let go of all of them; what is being worked out reaches those who wait for it."""
        with self._lock:
            self._kept.clear()
