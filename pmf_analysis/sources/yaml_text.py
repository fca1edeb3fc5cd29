"""The text of a YAML file by its keys: one is changed, and every other byte stays as it is."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from ruamel.yaml import YAML

__all__ = ["HEAD", "entries", "loaded", "parts", "with_values"]

HEAD = ""  # stands for what comes before the first key or entry
INDENT = {"mapping": 2, "sequence": 4, "offset": 2}
WIDTH = 10_000  # characters: no line is broken that was not


def loaded(text: str) -> Any:
    """Return what a text says, as plain values."""
    return YAML(typ="safe").load(text)


def parts(text: str, *path: str) -> dict[str, str]:
    r"""Return the lines of each key of a mapping, with the comments right above it.

    Parameters
    ----------
    text : str
        A mapping in block style.
    path : str
        Keys that lead to the mapping within it; none for the outermost.

    Returns
    -------
    dict of str to str
        In the order of the text; joined together they are the text.

    Examples
    --------
    >>> parts("# mine\n\na: 1\n# of b\nb:\n  c: 2\n")
    {'': '# mine\n\n', 'a': 'a: 1\n', 'b': '# of b\nb:\n  c: 2\n'}
    >>> parts("b:\n  c: 2\n", "b")
    {'': 'b:\n', 'c': '  c: 2\n'}
    """
    node = _node(text, path)
    keys = list(node)
    return dict(zip([HEAD, *keys], _cut(text, [node.lc.key(key)[0] for key in keys]), strict=True))


def entries(text: str, *path: str) -> list[str]:
    r"""Return the lines of each entry of a list in block style; the first are those before it.

    Examples
    --------
    >>> entries("a:\n  - 1\n  # of two\n  - 2\n", "a")
    ['a:\n', '  - 1\n', '  # of two\n  - 2\n']
    """
    node = _node(text, path)
    return _cut(text, [node.lc.item(place)[0] for place in range(len(node))])


def with_values(text: str, values: Mapping[str, Any], *path: str, without: Sequence[str]) -> str:
    """Return a text with some plain values of a mapping changed; comments stay.

    Parameters
    ----------
    text : str
        The mapping, or a text that leads to it.
    values : mapping of str to object
        The values to put in; a key that is not there yet comes last.
    path : str
        Keys that lead to the mapping.
    without : sequence of str
        Keys to take out.
    """
    yaml = YAML(typ="rt")
    yaml.preserve_quotes, yaml.width = True, WIDTH
    yaml.indent(**INDENT)
    tree = yaml.load(text)
    node = tree
    for step in path:
        node = node[step]
    for key in without:
        node.pop(key, None)
    node.update(values)
    out = io.StringIO()
    yaml.dump(tree, out)
    return out.getvalue()


def _node(text: str, path: Sequence[str]) -> Any:
    node: Any = YAML(typ="rt").load(text)
    for step in path:
        node = node[step]
    return node


def _cut(text: str, starts: Sequence[int]) -> list[str]:
    """Cut before each of some lines, and before the comments right above all but the first."""
    lines = text.splitlines(keepends=True)
    cuts = [0]
    for start in starts:
        cut = start
        while len(cuts) > 1 and cut > cuts[-1] + 1 and lines[cut - 1].lstrip().startswith("#"):
            cut -= 1
        cuts.append(cut)
    return ["".join(lines[a:b]) for a, b in pairwise([*cuts, len(lines)])]
