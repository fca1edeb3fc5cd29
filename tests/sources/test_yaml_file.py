"""What a few bytes of YAML would unfold into is refused, and nothing in it ends in a traceback."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from pmf_analysis.framework.errors import Fault
from pmf_analysis.sources import yaml_file


class Model(BaseModel):
    """Anything under one key."""

    key: str


def only_fault(text: str) -> Fault:
    """The one thing wrong with a text."""
    value, faults = yaml_file.parse(text.encode(), "a.yml", Model, "a mapping")
    assert value is None
    (fault,) = faults
    return fault


def test_an_alias_is_refused_with_its_line() -> None:
    """Eight lines of ten aliases each would be a hundred million entries; here the first tells."""
    levels = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9))
    fault = only_fault(f"a0: &a0 [x]\n{levels}")
    assert (fault.row, fault.got) == (2, "the alias *a0")
    assert only_fault("key: &a [*a]\n").got == "the alias *a"


def test_an_anchor_that_nobody_uses_does_no_harm() -> None:
    """Only its aliases unfold."""
    value, faults = yaml_file.parse(b"key: &a text\n", "a.yml", Model, "a mapping")
    assert (value, faults) == (Model(key="text"), [])


def test_lists_within_lists_have_an_end() -> None:
    """A hundred thousand brackets are no value, and end no program."""
    assert "20 deep at most" in only_fault("key: " + "[" * 100_000).expected


def test_a_tag_is_refused() -> None:
    """What a value is, its key says."""
    assert only_fault("key: !!int\n").expected == "a value without a tag"


@pytest.mark.parametrize("text", ["2025-02-30", "9" * 5000, "[? {a: {b: c}} : d]"])
def test_a_day_or_a_number_that_there_is_not_is_a_fault(text: str) -> None:
    """30 February; a number of more digits than Python reads; a key that is a list of keys."""
    assert only_fault(f"key: {text}\n").expected.endswith("dates and numbers that there are")


@given(
    st.lists(st.sampled_from(["a", "1", ": ", "- ", "\n", "  ", "[", "]", "{", "}", "&a ", "*a",
                              "!!int ", "? ", "|", "'", '"', "#", "<<", "2025-13-01", "\x00", "%"]),
             max_size=20)
)  # fmt: skip
def test_whatever_the_text_there_is_a_value_or_a_fault(pieces: list[str]) -> None:
    """Never both, never neither, never another error."""
    value, faults = yaml_file.parse("".join(pieces).encode(), "a.yml", Model, "a mapping")
    assert (value is None) == bool(faults)
