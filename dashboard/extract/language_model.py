"""One question to a language model, through any-llm; imported and sent only when asked for."""

from __future__ import annotations

import asyncio
import inspect
import json
import os
import secrets
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from dashboard.errors import DataError, Fault, SecondReaderError, SettingsError
from dashboard.extract.replies import SCHEMA

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from any_llm import AnyLLM
    from any_llm.exceptions import AnyLLMError
    from any_llm.types.completion import ChatCompletionMessage

    from dashboard.settings import Settings

DEADLINE_S = 120.0
MOST_TOKENS = 8_000
RETRIES = 1
SHOWN = 300
NO_MODEL = (
    "No language model is set: set DASHBOARD_MODEL, and DASHBOARD_MODEL_KEY or "
    "DASHBOARD_MODEL_URL; see docs/running.md"
)
INSTALL = "pip install 'conflict-dashboard[second-reader]'"

Messages = list[dict[str, str]]


def messages_for(text: str, published: dt.date, data: Path) -> Messages:
    """
    Write the question.

    Parameters
    ----------
    text
        The report; it stands between two marker lines that it cannot know beforehand.
    published
        Day of publication.
    data
        The data folder, whose extract/second_reader.txt holds the rules.

    Returns
    -------
    messages
        The rules, and the report.

    Raises
    ------
    DataError
        If the rules cannot be read.
    """
    path = data / "extract" / "second_reader.txt"
    try:
        rules = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError([Fault(path.name, None, None, None, f"cannot be read: {error}")]) from error
    marker = f"=== report {secrets.token_hex(8)} ==="
    form = json.dumps(SCHEMA, separators=(",", ":"))
    return [
        {"role": "system", "content": f"{rules}\nThe form of the answer, as JSON Schema:\n{form}"},
        {
            "role": "user",
            "content": f"Published {published:%A} {published}\n{marker}\n{text}\n{marker}",
        },
    ]


def ask(messages: Messages, settings: Settings, deadline_s: float = DEADLINE_S) -> str:
    """
    Send one question and wait for its answer.

    Parameters
    ----------
    messages
        What to ask; see `messages_for`.
    settings
        Model, key and address.
    deadline_s
        Seconds that everything may take, retries included.

    Returns
    -------
    answer
        What the model wrote; not empty.

    Raises
    ------
    SecondReaderError
        If there is no answer: library missing, key refused, limit reached, service or connection
        down, too slow, refused, or cut off. The message never holds the key.
    SettingsError
        If no model is set.
    """
    if settings.model is None or not (settings.model_key or settings.model_url):
        raise SettingsError(NO_MODEL)
    with ThreadPoolExecutor(max_workers=1) as apart:  # a notebook's thread has a loop of its own
        return apart.submit(asyncio.run, _ask(messages, settings, deadline_s)).result()


async def _ask(messages: Messages, settings: Settings, deadline_s: float) -> str:
    try:
        from any_llm.exceptions import AnyLLMError  # noqa: PLC0415 - optional, and slow
    except ImportError as error:
        raise SecondReaderError(
            f"The second reader needs a library that is not installed: {INSTALL}"
        ) from error
    try:
        return await asyncio.wait_for(_answer(messages, settings), deadline_s)
    except TimeoutError as error:
        raise SecondReaderError(
            f"{settings.model} did not answer within {deadline_s:g} seconds. Nothing was read; "
            "try again later."
        ) from error
    except ImportError as error:
        provider = str(settings.model).partition("/")[0]
        raise SecondReaderError(
            f"The provider {provider!r} needs its own library: pip install "
            f"'any-llm-sdk[{provider}]'"
        ) from error
    except AnyLLMError as error:
        raise SecondReaderError(_told(error, settings)) from error
    except (
        OSError,
        ValueError,
        TypeError,
        AttributeError,
        LookupError,
        NotImplementedError,
    ) as error:
        raise SecondReaderError(
            f"What {settings.model} sent back is no answer of a language model "
            f"({type(error).__name__}). Nothing was read; check DASHBOARD_MODEL and "
            "DASHBOARD_MODEL_URL."
        ) from error


async def _answer(messages: Messages, settings: Settings) -> str:
    from any_llm.exceptions import (  # noqa: PLC0415 - optional, and slow
        InvalidRequestError,
        UnsupportedParameterError,
    )

    sent: list[dict[str, Any] | ChatCompletionMessage] = [*messages]
    provider, _, name = str(settings.model).partition("/")
    client = client_for(provider, settings)
    form = {
        "type": "json_schema",
        "json_schema": {"name": "events", "schema": SCHEMA, "strict": True},
    }
    try:
        try:
            found = await client.acompletion(
                name, sent, response_format=form, max_tokens=MOST_TOKENS
            )
        except (InvalidRequestError, UnsupportedParameterError, NotImplementedError):
            # Not every model knows schemas; the form stands in the question, too.
            found = await client.acompletion(name, sent, max_tokens=MOST_TOKENS)
    finally:
        await _close(client)
    return _content(found, settings)


def client_for(provider: str, settings: Settings) -> AnyLLM:
    """
    Make what speaks to a provider; nothing is sent yet.

    Parameters
    ----------
    provider
        Its name in any-llm.
    settings
        Key and address: these and no other environment variable decide where a report goes.

    Returns
    -------
    client
        any-llm's, with at most `RETRIES` retries where the provider's library can be told.

    Raises
    ------
    SecondReaderError
        If another environment variable would send the report elsewhere than to the provider.
    """
    from any_llm import AnyLLM  # noqa: PLC0415 - optional, and slow

    if settings.model_url is not None:
        return AnyLLM.create_openai_compatible(
            provider,
            settings.model_url,
            settings.model_key or "none",
            unified_exceptions=True,
            max_retries=RETRIES,
        )
    kind = AnyLLM.get_provider_class(provider)
    home = getattr(kind, "API_BASE", None)
    elsewhere = kind.ENV_API_BASE_NAME
    if home is None and elsewhere and os.environ.get(elsewhere):
        raise SecondReaderError(
            f"{elsewhere} is set, so the report would go to another address than {provider}'s own. "
            "Unset it, or say where with DASHBOARD_MODEL_URL. Nothing was sent."
        )
    counted = kind.MAX_RETRIES_SUPPORT != "unsupported"
    return AnyLLM.create(
        provider,
        settings.model_key,
        home,
        unified_exceptions=True,
        max_retries=RETRIES if counted else None,
    )


async def _close(client: AnyLLM) -> None:
    close = getattr(getattr(client, "client", None), "close", None)
    closing = close() if callable(close) else None
    if inspect.isawaitable(closing):
        await closing


def _content(found: Any, settings: Settings) -> str:  # noqa: ANN401 - the library gives a union
    choice = found.choices[0]
    if choice.finish_reason == "length":
        raise SecondReaderError(
            f"{settings.model} was cut off before its answer ended. Nothing of it was used; cut "
            "the report into parts, or choose a model with a longer answer."
        )
    content = choice.message.content
    if not isinstance(content, str) or not content.strip():
        raise SecondReaderError(f"{settings.model} gave an empty answer. Nothing was read.")
    return content


def _told(error: AnyLLMError, settings: Settings) -> str:
    from any_llm import exceptions as kinds  # noqa: PLC0415 - optional, and slow

    who = settings.model
    causes = {
        kinds.AuthenticationError: f"{who} refused the key. Check DASHBOARD_MODEL_KEY.",
        kinds.RateLimitError: f"{who} takes no more questions for now. Wait, then try again.",
        kinds.InsufficientFundsError: f"{who} asks for payment. Look at the account.",
        kinds.ModelNotFoundError: f"{who} is not known there. Check DASHBOARD_MODEL.",
        kinds.UnsupportedProviderError: f"{who}: the provider is not known. Check DASHBOARD_MODEL.",
        kinds.ContextLengthExceededError: f"The report is too long for {who}. Cut it into parts.",
        kinds.ContentFilterError: f"{who} refuses to read this report.",
        kinds.InvalidRequestError: f"{who} does not take the question: {_shown(error, settings)}",
    }
    for kind, told in causes.items():
        if isinstance(error, kind):
            return f"{told} Nothing was read."
    return (
        f"{who} could not be reached or failed: {_shown(error, settings)}. Nothing was read; "
        "try again later."
    )


def _shown(error: AnyLLMError, settings: Settings) -> str:
    text = " ".join(str(error.message).split())
    if settings.model_key:
        text = text.replace(settings.model_key, "(key)")
    return text[:SHOWN]
