"""A plan remembers the evidence library it was last saved with."""

from __future__ import annotations

import hashlib
import json

import attrs

from planner.assets import resource
from planner.store.files import read_plan, write_plan
from planner.store.presets import Presets


def test_a_saved_plan_names_the_library_by_version_and_content(tmp_path):
    content = resource("evidence", "evidence.json").read_bytes()
    expected = f"{json.loads(content)['version']} {hashlib.sha256(content).hexdigest()[:12]}"
    plan = Presets().find("openai-average").workspace
    write_plan(tmp_path / "plan.aiplan", plan)
    assert json.loads((tmp_path / "plan.aiplan").read_text("utf-8"))["evidence"] == expected
    assert read_plan(tmp_path / "plan.aiplan").evidence == expected


def test_the_library_of_an_older_plan_is_read_as_it_was_and_does_not_make_it_another_plan(tmp_path):
    plan = Presets().find("openai-average").workspace
    older = attrs.evolve(plan, evidence="2025.01 000000000000")
    assert older == plan
    write_plan(tmp_path / "plan.aiplan", older)
    text = (tmp_path / "plan.aiplan").read_text("utf-8")
    stamp = json.loads(text)["evidence"]
    (tmp_path / "plan.aiplan").write_text(text.replace(stamp, "2025.01 000000000000"), "utf-8")
    assert read_plan(tmp_path / "plan.aiplan").evidence == "2025.01 000000000000"
