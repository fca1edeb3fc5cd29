"""Commentary as Markdown that can do nothing but be read.

The book's own settings switch off raw HTML, roles and comments. What is left that could act, or
that Sphinx would stumble over, is found with the parser that the book is built with, and put
into plain words; everything else stays as it was typed, to the byte.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

__all__ = ["inert", "parser"]

# A description may hold another image, and that one a third: so often the text is gone through.
MOST_PASSES = 50
SCHEMES = ("http:", "https:", "mailto:")
# Another page of the book. Any other file that a link names would be copied onto the site.
PAGE = re.compile(r"((?:\.\.?/)?(?:[\w-]+/)?[\w-]+)\.(?:md|ipynb)")
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
NEWLINE = re.compile(r"\r\n?|\n")
# What may stand before a directive: indentation, quotation marks, list marks.
COLON_FENCE = re.compile(r"^((?:[ \t]|>|[-*+]|\d+[.)])*:{3,})[ \t]*\{[^}]*\}.*$")
TOP_HEADING = re.compile(r"(?<![#\\])#(?=[ \t]|$)")
UNDERLINE = re.compile(r"=+[ \t]*$")
RULE = re.compile(r"(([-*_])[ \t]*(?:\2[ \t]*){2,})$")
WHERE = "as typed"  # where a construct begins, its label ends and it ends itself
ACTIVE = re.compile(r"(?<!\\)((?:\\\\)*)([\[<!])")

Lines = list[str | None]
Place = tuple[int, int]  # a line, and a character of it
Edit = tuple[Place, Place, str]


def inert(text: str) -> str:
    """Return commentary as Markdown that can do nothing but be read.

    Directives become plain code blocks and images their description (a remote one would tell
    another host who reads the page). Links keep their address if it is http, https, mailto or a
    page of the book; of others the words stay. A top heading becomes a second one: the page has
    its own. Rules and footnotes stay as the signs they were typed with.
    """
    for _ in range(MOST_PASSES):
        changed = _once(text)
        if changed == text:
            return text
        text = changed
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text}\n{fence}"


def _once(text: str) -> str:
    lines: Lines = list(NEWLINE.split(text))
    as_typed = list(lines)
    env: dict[str, Any] = {}
    tokens = parser().parse("\n".join(NEWLINE.split(text)), env)
    _colons(lines, tokens)
    edits: list[Edit] = []
    lost: set[int] = set()  # lines on which a construct was not found as it was typed
    cursor: dict[int, int] = {}  # how far each line of a table has been gone through
    before = ""
    for token in tokens:
        _block(token, lines)
        if token.type == "inline":
            in_table = before in {"th_open", "td_open"}
            columns = _columns(token, as_typed, cursor if in_table else None)
            if columns is not None:
                edits += _placed(token, columns)
            elif any(True for _ in _edits(token)):
                first, after = token.map or (0, 0)
                lost.update(range(first, max(after, first + 1)))
        before = token.type
    for begin, end, said in sorted(edits, reverse=True):
        if lost.isdisjoint(range(begin[0], end[0] + 1)):
            _replace(lines, begin, end, said)
    for number in lost:  # nothing on them may be a link
        lines[number] = ACTIVE.sub(r"\1\\\2", lines[number] or "")
    for definition in [*env.get("references", {}).values(), *env.get("duplicate_refs", [])]:
        for number in range(*definition["map"]):
            _undefine(lines, number)
    return text if lines == as_typed else "\n".join(line for line in lines if line is not None)


def _colons(lines: Lines, tokens: list[Token]) -> None:
    """Put directives that are fenced by colons out of action; in code they are none."""
    maps = [token.map for token in tokens if token.type in {"fence", "code_block"} and token.map]
    code = {line for first, after in maps for line in range(first, after)}
    for place, line in enumerate(lines):
        if place not in code and line is not None:
            lines[place] = COLON_FENCE.sub(r"\1text", line)


def _block(token: Token, lines: Lines) -> None:
    """Change the line that makes a block what it is."""
    first, after = token.map or (0, 0)
    line = lines[first] or ""
    if token.type == "fence" and token.info.strip() not in {"", "text"}:
        # Sphinx stumbles over a language that it does not know, or that the code is not in.
        line = line.rstrip()
        lines[first] = line[: len(line) - len(token.info.strip())].rstrip() + "text"
    elif token.type == "heading_open" and token.tag == "h1" and token.markup == "=":
        lines[after - 1] = UNDERLINE.sub("---", lines[after - 1] or "")
    elif token.type == "heading_open" and token.tag == "h1":
        lines[first] = TOP_HEADING.sub("##", line, count=1)
    elif token.type == "hr":  # docutils allows one in few places
        lines[first] = RULE.sub(r"\\\1", line)
    elif token.type == "footnote_reference_open":  # two cells may use one number
        lines[first] = line.replace("[^", "\\[^", 1)


def _undefine(lines: Lines, place: int) -> None:
    """Take an address out of the text once its links have it: other cells know it too."""
    line = lines[place] or ""
    lines[place] = "" if line.lstrip(" ").startswith("[") else line.replace("[", "\\[", 1)


def _columns(token: Token, lines: Lines, cursor: dict[int, int] | None) -> list[Place] | None:
    """Where each line of a paragraph's text begins as it was typed; None if that is not told."""
    found: list[Place] = []
    first = (token.map or (0, 0))[0]
    for number, content in enumerate(token.content.split("\n"), start=first):
        line = (lines[number] if number < len(lines) else "") or ""
        column = (
            line.rfind(content) if cursor is None else line.find(content, cursor.get(number, 0))
        )
        if column < 0:
            return None
        if cursor is not None:
            cursor[number] = column + len(content)
        found.append((number, column))
    return found


def _placed(token: Token, columns: list[Place]) -> Iterator[Edit]:
    """Yield what becomes of images and links, from one place in the lines to another."""
    for start, end, said in _edits(token):
        yield _at(token.content, start, columns), _at(token.content, end, columns), said


def _at(content: str, position: int, columns: list[Place]) -> Place:
    line = content.count("\n", 0, position)
    number, column = columns[line]
    return number, column + position - (content.rfind("\n", 0, position) + 1)


def _replace(lines: Lines, begin: Place, end: Place, said: str) -> None:
    (first, start), (last, stop) = begin, end
    lines[first] = (lines[first] or "")[:start] + said + (lines[last] or "")[stop:]
    for line in range(first + 1, last + 1):
        lines[line] = None


def _edits(token: Token) -> Iterator[tuple[int, int, str]]:
    for child in token.children or ():
        if WHERE not in child.meta:
            continue
        begin, label, end = child.meta[WHERE]
        if child.type == "image":
            told = token.content[begin + 2 : label]
            sign = "*" if told and told == told.strip() else ""
            yield begin, begin + 2, sign
            yield label, end, sign
            continue
        address = str(child.attrGet("href") or "")
        kept = _kept(address)
        if child.info == "auto":
            if not kept:
                yield begin, begin + 1, "\\<"
        elif not kept:
            yield begin, begin + 1, ""
            yield label, end, ""
        elif kept != address or token.content[end - 1] == "]":  # the latter by a reference
            yield label, end, f"](<{kept}>)"


def _kept(address: str) -> str:
    """Return what becomes of a link's address; "" where nothing may."""
    scheme = SCHEME.match(address)
    if scheme:
        named = scheme.group().lower()
        return named + address[scheme.end() :] if named in SCHEMES else ""
    path, _, place = address.partition("#")
    page = PAGE.fullmatch(path)
    if page is None:
        return "" if path else address
    return f"{page[1]}.ipynb" + (place and f"#{place}")


@cache
def parser() -> MarkdownIt:
    """Return the parser that the book's settings give Markdown cells of a notebook."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - slow to load
    from mdit_py_plugins.deflist import deflist_plugin  # noqa: PLC0415
    from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415

    made = MarkdownIt("commonmark").enable("table").use(footnote_plugin).use(deflist_plugin)
    made.disable(["html_block", "html_inline", "footnote_inline", "footnote_tail"])
    active = dict(
        zip(made.inline.ruler.get_active_rules(), made.inline.ruler.getRules(""), strict=True)
    )
    for name, opening in (("image", "image"), ("link", "link_open"), ("autolink", "link_open")):
        made.inline.ruler.at(name, _marked(active[name], opening, image=name == "image"))
    return made


Rule = Callable[["StateInline", bool], bool]


def _marked(rule: Rule, opening: str, *, image: bool) -> Rule:
    """A rule of the parser that also says where its construct and its label stand."""

    def marked(state: StateInline, silent: bool) -> bool:
        begin, made = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            token = next(token for token in state.tokens[made:] if token.type == opening)
            label = state.md.helpers.parseLinkLabel(state, begin + image, not image)
            token.meta[WHERE] = (begin, label, state.pos)
        return True

    return marked
