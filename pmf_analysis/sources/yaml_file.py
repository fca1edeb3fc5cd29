"""Read a YAML file into a frozen model and say, by line, what in it cannot be used."""

from __future__ import annotations

import difflib
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from pmf_analysis.framework.errors import Fault

__all__ = ["load", "parse", "validate"]

Model = TypeVar("Model", bound=BaseModel)
Place = tuple[int | str, ...]
LONGEST_SHOWN = 60  # characters of a wrong value
DEEPEST = 20  # lists within keys within lists; a mapping needs five, Python bears hundreds

# What pydantic's kinds of error mean to someone who wrote a YAML file.
_EXPECTED = {
    "missing": "this key to be given",
    "extra_forbidden": "a key that is known here",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "string_type": "a text (put quotation marks around it)",
    "date_from_datetime_parsing": "a date like 2025-12-02",
    "date_parsing": "a date like 2025-12-02",
    "date_type": "a date like 2025-12-02",
    "model_type": "several keys, each on a line of its own",
    "tuple_type": "a list, each entry after a dash",
    "dict_type": "several keys, each on a line of its own",
    "string_too_short": "a text that is not empty",
    "string_pattern_mismatch": "a short code of letters, digits and hyphens",
}


def parse(
    content: bytes, file: str, model: type[Model], what: str
) -> tuple[Model | None, list[Fault]]:
    """Turn the file's bytes into a value.

    Parameters
    ----------
    content : bytes
        The file.
    file : str
        Its name, for the faults.
    model : type of BaseModel
        What it should hold.
    what : str
        The same in words, for an empty file.

    Returns
    -------
    BaseModel or None
        The value; None when the file cannot be used.
    list of Fault
        Every fault, with the line it stands on.
    """
    tree, faults = load(content, file, what)
    return (None, faults) if faults else validate(tree, file, model)


def load(content: bytes, file: str, what: str) -> tuple[Any, list[Fault]]:
    """Return the YAML tree, which knows its lines; or the fault that it is none."""
    try:
        text = content.decode("utf-8-sig")
        if fault := _too_clever(text, file):
            return None, [fault]
        tree = YAML(typ="rt").load(text)
    except UnicodeDecodeError as error:
        bad = content[: error.start].count(b"\n") + 1
        return None, [Fault(file, bad, "", "text in UTF-8", f"byte 0x{content[error.start]:02x}")]
    except MarkedYAMLError as error:
        row = error.problem_mark.line + 1 if error.problem_mark else None
        advice = "Check the indentation and the colons on and just above this line"
        return None, [Fault(file, row, "", "YAML", error.problem or "something else", advice)]
    except YAMLError as error:
        return None, [Fault(file, None, "", "YAML", str(error))]
    except (TypeError, ValueError) as error:  # a key of keys, 30 February, a million digits
        expected = "plain keys, and dates and numbers that there are"
        return None, [Fault(file, None, "", expected, str(error))]
    return (
        (tree, []) if tree is not None else (None, [Fault(file, None, "", what, "an empty file")])
    )


def validate(tree: Any, file: str, model: type[Model]) -> tuple[Model | None, list[Fault]]:
    """Turn a tree into a value, or say what in it cannot be used."""
    try:
        return model.model_validate(_plain(tree)), []
    except ValidationError as error:
        return None, [_fault(found, tree, file, model) for found in error.errors()]


def _too_clever(text: str, file: str) -> Fault | None:
    """What no file here needs: a few bytes of it end in more than memory or the stack holds."""
    depth = 0
    for event in YAML(typ="rt").parse(text):
        row = event.start_mark.line + 1
        if isinstance(event, AliasEvent):
            return Fault(file, row, "", "everything written out", f"the alias *{event.anchor}")
        if getattr(event, "tag", None):
            return Fault(file, row, "", "a value without a tag", f"the tag {event.tag}")
        depth += isinstance(event, (MappingStartEvent, SequenceStartEvent))
        depth -= isinstance(event, (MappingEndEvent, SequenceEndEvent))
        if depth > DEEPEST:
            return Fault(file, row, "", f"lists and keys {DEEPEST} deep at most", "deeper ones")
    return None


def _plain(node: Any) -> Any:
    """The tree without ruamel's own types, so that pydantic sees what YAML means."""
    if isinstance(node, dict):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value) for value in node]
    return node


def _fault(found: Any, tree: Any, file: str, model: type[BaseModel]) -> Fault:
    place: Place = tuple(found["loc"])
    kind = found["type"]
    expected = _EXPECTED.get(kind, _in_words(found["msg"]))
    got = "nothing" if kind == "missing" else _short(found["input"])
    advice = ""
    if kind == "extra_forbidden":
        got = f"the unknown key {place[-1]!r}"
        near = difflib.get_close_matches(str(place[-1]), _known_keys(model, place[:-1]), n=1)
        advice = f"Did you mean {near[0]!r}?" if near else ""
    column = ".".join(str(p + 1) if isinstance(p, int) else p for p in place)
    return Fault(file, _line(tree, place), column, expected, got, advice)


def _in_words(message: str) -> str:
    message = message.removeprefix("Value error, ").removeprefix("Input should be ")
    return message[:1].lower() + message[1:]


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 3]}..."


def _line(tree: Any, place: Place) -> int | None:
    """The line of the deepest part of `place` that the file really has."""
    line: int | None = None
    node: Any = tree
    for step in place:
        try:
            marks: Any = node.lc
            at = marks.key(step) if isinstance(node, dict) else marks.item(step)
            line, node = at[0] + 1, node[step]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
    return line


def _known_keys(model: type[BaseModel], place: Place) -> list[str]:
    """The keys that a model knows at a place, for a suggestion."""
    inner: Any = model
    for step in place:
        fields = _fields(inner)
        if step in fields:  # else it is a place in a list, or the key of a mapping
            inner = _model_in(fields[str(step)])
        if inner is None:
            return []
    return list(_fields(inner))


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    """What each key of the file may hold."""
    fields = model.model_fields.items()
    return {field.alias or name: field.annotation for name, field in fields}


def _model_in(annotation: Any) -> Any:
    """The model inside an annotation such as ``tuple[Theme, ...]``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(part) for part in getattr(annotation, "__args__", ()))
    return next((model for model in inner if model is not None), None)
