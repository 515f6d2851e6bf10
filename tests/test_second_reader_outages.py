"""A second reader that is off, refused, down, slow, or talks nonsense; and the command for it."""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dashboard.errors import SecondReaderError, SettingsError
from dashboard.extract.command import add_parser, run
from dashboard.extract.language_model import client_for
from dashboard.extract.second import available, destination, second_reading
from dashboard.settings import Settings
from tests.stand_in_model import (
    EMPTY,
    FRIDAY,
    KEY,
    NAME,
    TEXT,
    Model,
    alone,
    event,
)

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    "content",
    [
        "I am sorry, I cannot do that.",
        '{"events": [',
        "[]",
        '{"events": null}',
        '{"events": ' + "[" * 50_000,
        '{"events": [' + "9" * 10_000 + "]}",
        '{"events": []}' + " " * 300_000,
        " ",
    ],
    ids=["prose", "cut", "list", "null", "deep", "digits", "long", "blank"],
)
def test_a_malformed_answer_is_an_error_and_not_an_empty_report(
    model: Model, model_settings: Settings, content: str
) -> None:
    model.content = content
    with pytest.raises(SecondReaderError, match=r"Nothing (of it was used|was read)"):
        second_reading(TEXT, FRIDAY, EMPTY, model_settings)


def test_one_fence_around_the_answer_is_forgiven(model: Model, model_settings: Settings) -> None:
    model.content = "```json\n" + json.dumps({"events": [event()]}) + "\n```"
    assert len(second_reading(TEXT, FRIDAY, EMPTY, model_settings)["events"]) == 1


@pytest.mark.parametrize(
    ("status", "word", "asked"),
    [
        (401, "DASHBOARD_MODEL_KEY", 1),
        (403, "DASHBOARD_MODEL_KEY", 1),
        (404, "DASHBOARD_MODEL", 1),
        (429, "Wait", 2),
        (500, "failed", 2),
        (503, "failed", 2),
        (400, "does not take the question", 2),
    ],
)
def test_a_refusal_or_an_outage_says_what_to_do_and_is_never_nothing_found(
    model: Model, model_settings: Settings, status: int, word: str, asked: int
) -> None:
    model.status = status
    with pytest.raises(SecondReaderError, match=word) as caught:
        second_reading(TEXT, FRIDAY, EMPTY, model_settings)
    assert "Nothing was read" in str(caught.value)
    assert KEY not in str(caught.value)
    assert len(model.asked) == asked


def test_a_passing_outage_is_asked_once_more(model: Model, model_settings: Settings) -> None:
    model.statuses = [503]
    assert len(alone(model, model_settings, event())["events"]) == 1
    assert len(model.asked) == 2


def test_a_server_that_knows_no_schema_is_asked_without(
    model: Model, model_settings: Settings
) -> None:
    model.statuses = [400]
    assert len(alone(model, model_settings, event())["events"]) == 1
    assert [("response_format" in asked) for asked in model.asked] == [True, False]


def test_a_slow_model_is_given_up(model: Model, model_settings: Settings) -> None:
    model.delay_s = 0.6
    with pytest.raises(SecondReaderError, match=r"within 0\.2 seconds"):
        second_reading(TEXT, FRIDAY, EMPTY, model_settings, deadline_s=0.2)


def test_an_answer_that_was_cut_off_is_not_used(model: Model, model_settings: Settings) -> None:
    model.finish = "length"
    with pytest.raises(SecondReaderError, match="cut off"):
        alone(model, model_settings, event())


@pytest.mark.parametrize("body", [b"<html>busy</html>", b"{}", b'{"choices": []}', b"", b"null"])
def test_what_is_no_answer_of_a_model_is_an_error(
    model: Model, model_settings: Settings, body: bytes
) -> None:
    model.body = body
    with pytest.raises(SecondReaderError, match="Nothing was read"):
        second_reading(TEXT, FRIDAY, EMPTY, model_settings)


def test_nobody_there_is_an_outage() -> None:
    nobody = Settings(model="openai/x", model_url="http://127.0.0.1:9/v1")
    with pytest.raises(SecondReaderError, match="could not be reached"):
        second_reading(TEXT, FRIDAY, EMPTY, nobody)


def test_it_is_off_unless_it_is_set(model: Model) -> None:
    assert not available(Settings())
    assert not available(Settings(model="openai/x"))
    assert not available(Settings(model_key=KEY))
    assert available(Settings(model="openai/x", model_key=KEY))
    assert available(Settings(model="openai/x", model_url=model.url))
    for unset in (Settings(), Settings(model="openai/x")):
        with pytest.raises(SettingsError, match="DASHBOARD_MODEL"):
            second_reading(TEXT, FRIDAY, EMPTY, unset)
    assert model.asked == []


def test_a_person_can_be_told_where_the_text_would_go() -> None:
    assert destination(Settings(model="openai/x", model_key=KEY)) == "openai/x"
    local = Settings(model="ollama/x", model_url="http://localhost:11434/v1")
    assert destination(local) == "ollama/x at localhost:11434"


def test_without_the_setting_nothing_is_imported() -> None:
    program = (
        "import datetime, sys\n"
        "import dashboard.__main__, dashboard.extract.command\n"
        "from dashboard.extract import read_report\n"
        f"report = read_report({TEXT!r}, datetime.date(2024, 2, 9))\n"
        "assert report['events'] and 'proposed_by' not in report['events'][0]\n"
        "print(sorted({m.split('.')[0] for m in sys.modules} & "
        "{'any_llm', 'openai', 'anthropic', 'httpx'}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_missing_library_is_told_with_how_to_install_it(
    model_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "any_llm", None)
    monkeypatch.setitem(sys.modules, "any_llm.exceptions", None)
    with pytest.raises(SecondReaderError, match=r"pip install 'conflict-dashboard\[second-reader"):
        second_reading(TEXT, FRIDAY, EMPTY, model_settings)


def test_a_provider_whose_library_is_missing_is_told_too() -> None:
    pytest.importorskip("any_llm")
    with pytest.raises(SecondReaderError, match=r"any-llm-sdk\[cerebras\]"):
        second_reading(TEXT, FRIDAY, EMPTY, Settings(model="cerebras/x", model_key=KEY))
    with pytest.raises(SecondReaderError, match="provider is not known"):
        second_reading(TEXT, FRIDAY, EMPTY, Settings(model="nobody/x", model_key=KEY))


def test_other_variables_do_not_decide_where_a_report_goes(
    model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_BASE_URL", "ANTHROPIC_BASE_URL", "OPENAI_COMPATIBLE_API_BASE"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/v1")
    for name in ("OPENAI_API_KEY", "OPENAI_COMPATIBLE_API_KEY"):
        monkeypatch.setenv(name, "another-secret")
    alone(model, Settings(model="openai/x", model_url=model.url))
    assert model.keys == ["Bearer none"]
    client: Any = client_for("openai", Settings(model="openai/x", model_key=KEY))
    assert str(client.client.base_url) == "https://api.openai.com/v1/"
    assert client.client.api_key == KEY
    with pytest.raises(SecondReaderError, match="ANTHROPIC_BASE_URL is set"):
        client_for("anthropic", Settings(model="anthropic/x", model_key=KEY))


def called(
    model_settings: Settings, tmp_path: Path, *more: str
) -> tuple[int, list[dict[str, Any]]]:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, "utf-8")
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    args = parser.parse_args(["extract", str(path), "--published", "2024-02-09", *more])
    out = io.StringIO()
    code = run(args, model_settings, out)
    return code, [json.loads(line) for line in out.getvalue().splitlines()]


def test_the_command_asks_only_when_told_to(
    model: Model, model_settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model.says(event())
    code, (report,) = called(model_settings, tmp_path)
    assert (code, model.asked) == (0, [])
    assert "proposed_by" not in report["events"][0]
    code, (report,) = called(model_settings, tmp_path, "--second-reader")
    assert (code, len(model.asked)) == (0, 1)
    assert any(NAME in e["proposed_by"] for e in report["events"])
    assert "asking openai/stand-in at 127.0.0.1" in capsys.readouterr().err


def test_the_command_keeps_the_first_reading_when_the_model_fails(
    model: Model, model_settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model.status = 401
    code, (report,) = called(model_settings, tmp_path, "--second-reader")
    assert code == 1
    assert report["events"]
    assert "No second reading: openai/stand-in refused the key" in report["notes"][-1]
    assert "refused the key" in capsys.readouterr().err
    with pytest.raises(SettingsError, match="No language model is set"):
        called(Settings(), tmp_path, "--second-reader")
