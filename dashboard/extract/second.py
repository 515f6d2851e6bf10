"""A language model as a second reader: off unless it is set, and never believed unchecked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from dashboard.errors import SecondReaderError
from dashboard.extract.agreement import agreed
from dashboard.extract.document import READ_CHARS
from dashboard.extract.grounding import ground_of, grounded
from dashboard.extract.interchange import faults
from dashboard.extract.language_model import DEADLINE_S, ask, messages_for
from dashboard.extract.placebook import load_placebook
from dashboard.extract.replies import parse
from dashboard.extract.tables import load_tables

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from dashboard.settings import Settings


def available(settings: Settings) -> bool:
    """
    Say whether a language model may be asked.

    Parameters
    ----------
    settings
        Model, key and address.

    Returns
    -------
    available
        True if a model is set, and a key or a server of one's own. Nothing is sent to find out.
    """
    return settings.model is not None and bool(settings.model_key or settings.model_url)


def destination(settings: Settings) -> str:
    """
    Say where a report would go, for the person who decides.

    Parameters
    ----------
    settings
        Model, key and address.

    Returns
    -------
    destination
        The model, and the host that it is asked at where one is set.
    """
    host = urlsplit(settings.model_url).netloc if settings.model_url else None
    return f"{settings.model} at {host}" if host else str(settings.model)


def second_reading(
    text: str,
    published: dt.date,
    first: Mapping[str, Any],
    settings: Settings,
    deadline_s: float = DEADLINE_S,
) -> dict[str, Any]:
    """
    Ask a language model, and lay what holds of its answer beside what the rules read.

    The text leaves this machine, to `destination`. Call it only after a person has asked for it.

    Parameters
    ----------
    text
        The report, as it was given to `read_report`.
    published
        Day of publication.
    first
        What `read_report` gave for it; not changed.
    settings
        Model, key, address and data folder.
    deadline_s
        Seconds that the model may take, retries included.

    Returns
    -------
    report
        The interchange format, with `proposed_by` on every event; see `agreement.agreed`. Every
        span stands in the text, every point is of our gazetteer, every name out of the text or the
        actor table.

    Raises
    ------
    ReportError
        If there is nothing to read.
    SecondReaderError
        If the model could not be asked or its answer cannot be used: never an empty report.
    SettingsError
        If no model is set.
    """
    messages = messages_for(text[:READ_CHARS], published, settings.data)
    answer = ask(messages, settings, deadline_s)
    tables, book = load_tables(settings.data), load_placebook(settings.data)
    ground = ground_of(text, published, tables, book)
    model = f"model {settings.model}"
    events, dropped = grounded(parse(answer), ground, model)
    report = agreed(first, events, model, dropped)
    broken = faults(report, text)
    if broken:
        raise SecondReaderError(
            "The two readings do not make one report, which is a fault of this program; please "
            f"report it: {broken[0]}"
        )
    return report
