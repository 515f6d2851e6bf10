from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from dashboard.actors import members, umbrellas

if TYPE_CHECKING:
    from dashboard.records import Records


def test_an_umbrella_finds_its_members(records: Records) -> None:
    found = members(records.actors)["islamic-resistance-in-iraq"]
    assert {"kataib-hezbollah", "harakat-hezbollah-al-nujaba"} <= found


def test_everybody_finds_at_least_themselves(records: Records) -> None:
    assert all(actor in found for actor, found in members(records.actors).items())


def test_a_state_is_not_charged_with_groups_inside_a_state_linked_force(records: Records) -> None:
    found = members(records.actors)
    assert "popular-mobilization-forces" in found["iraq-government"]
    assert "kataib-hezbollah" not in found["iraq-government"]
    assert "kataib-hezbollah" in found["popular-mobilization-forces"]


def test_members_of_members_are_found(records: Records) -> None:
    assert "irgc-quds-force" in members(records.actors)["iran-armed-forces"]


def test_a_ring_of_groups_ends() -> None:
    ring = pd.DataFrame({"actor_id": ["a", "b"], "member_of": ["b", "a"], "actor_type": ["x", "x"]})
    assert members(ring) == {"a": {"a", "b"}, "b": {"a", "b"}}


def test_umbrellas_are_read_from_the_table(records: Records) -> None:
    assert umbrellas(records.actors)["kataib-hezbollah"] == (
        "islamic-resistance-in-iraq",
        "popular-mobilization-forces",
    )
