from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from dashboard.errors import SettingsError
from dashboard.settings import Settings, load


def test_nothing_is_asked_online_unless_somebody_says_so() -> None:
    settings = load({})
    assert settings == Settings()
    assert not settings.nominatim
    assert settings.tiles_url is None
    assert settings.model is None
    assert settings.public


def test_every_setting_can_be_given() -> None:
    given = {
        "DASHBOARD_DATA": "elsewhere/data",
        "DASHBOARD_CACHE": "elsewhere/cache",
        "DASHBOARD_IMPORTS": "elsewhere/imports",
        "DASHBOARD_STORE_URL": "postgres://localhost/events",
        "DASHBOARD_NOMINATIM": "Yes",
        "DASHBOARD_NOMINATIM_USER_AGENT": "desk (mail@example.org)",
        "DASHBOARD_NOMINATIM_DOMAIN": "127.0.0.1:8080",
        "DASHBOARD_NOMINATIM_SCHEME": "http",
        "DASHBOARD_TILES_URL": "https://tiles.example.org/{z}/{x}/{y}.png",
        "DASHBOARD_PUBLIC": "0",
        "DASHBOARD_MODEL": "openai/some-model",
        "DASHBOARD_MODEL_KEY": "sk-secret",
        "DASHBOARD_MODEL_URL": "https://models.example.org/v1",
        "PATH": "ignored",
    }
    settings = load(given)
    assert {f"DASHBOARD_{name.upper()}" for name in dataclasses.asdict(settings)} | {"PATH"} == set(
        given
    )
    assert settings.data == Path("elsewhere/data")
    assert settings.nominatim
    assert not settings.public
    plain = dataclasses.asdict(Settings())
    assert all(value != plain[name] for name, value in dataclasses.asdict(settings).items())


def test_blank_is_absent() -> None:
    assert load({"DASHBOARD_DATA": " ", "DASHBOARD_PUBLIC": ""}) == Settings()


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"DASHBOARD_NOMINATIM": "perhaps"}, "'perhaps'"),
        ({"DASHBOARD_PUBLIC": "2"}, "DASHBOARD_PUBLIC"),
        ({"DASHBOARD_NOMINATIM": "on"}, "DASHBOARD_NOMINATIM_USER_AGENT"),
        ({"DASHBOARD_NOMINATIM_SCHEME": "gopher"}, "https or http"),
        ({"DASHBOARD_NOMINATIM_DOMAIN": "https://x.org"}, "host only"),
        ({"DASHBOARD_TILES_URL": "https://x.org/tiles"}, "{z}"),
        ({"DASHBOARD_DATABASE": "x"}, "DASHBOARD_DATABASE: not a setting"),
        ({"DASHBOARD_MODEL": "openai/m"}, "DASHBOARD_MODEL_KEY is empty"),
        ({"DASHBOARD_MODEL": "m", "DASHBOARD_MODEL_KEY": "k"}, "provider/name"),
        ({"DASHBOARD_MODEL": "/m", "DASHBOARD_MODEL_KEY": "k"}, "provider/name"),
        ({"DASHBOARD_MODEL_KEY": "k"}, "DASHBOARD_MODEL is empty"),
        ({"DASHBOARD_MODEL_URL": "http://localhost/v1"}, "DASHBOARD_MODEL is empty"),
        ({"DASHBOARD_MODEL": "a/m", "DASHBOARD_MODEL_URL": "localhost:80"}, "http or https"),
        ({"DASHBOARD_MODEL": "a/m", "DASHBOARD_MODEL_URL": "https://u:p@x.org"}, "http or https"),
        ({"DASHBOARD_MODEL": "a/m", "DASHBOARD_MODEL_URL": "http://[::1"}, "http or https"),
        ({"DASHBOARD_MODEL": "a/m", "DASHBOARD_MODEL_URL": "http://x:99999"}, "http or https"),
    ],
)
def test_what_has_no_meaning_is_said(given: dict[str, str], word: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load(given)
    assert word in str(caught.value)


def test_a_key_is_neither_shown_nor_sent_in_the_clear() -> None:
    given = {"DASHBOARD_MODEL": "openai/m", "DASHBOARD_MODEL_KEY": "sk-secret"}
    assert "sk-secret" not in repr(load(given))
    for host in ("localhost", "127.0.0.1", "[::1]"):
        assert load(given | {"DASHBOARD_MODEL_URL": f"http://{host}:8000/v1"}).model_key
    for url in ("http://models.example.org/v1", "ftp://localhost/v1"):
        with pytest.raises(SettingsError, match="DASHBOARD_MODEL_URL") as caught:
            load(given | {"DASHBOARD_MODEL_URL": url})
        assert "sk-secret" not in str(caught.value)
    keyless = {"DASHBOARD_MODEL": "openai/m", "DASHBOARD_MODEL_URL": "http://10.0.0.7:8000/v1"}
    assert load(keyless).model_url == "http://10.0.0.7:8000/v1"


def test_every_fault_is_named_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        load({"DASHBOARD_PUBLIC": "2", "DASHBOARD_NOMINATIM": "2", "DASHBOARD_X": "1"})
    assert len(str(caught.value).splitlines()) == 3


def test_settings_come_from_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_PUBLIC", "no")
    assert not load().public
