"""A long C function as a row of short ones: gcc's time grows faster than the length of a function, clang's does not.

At -O3 gcc takes 2.1 s for 2,500 irregular statements, 0.9 s in parts; at -O1 2.1 and 1.2 s for 5,500. What one part
computes and a later one reads lies in a struct. Texts are those of writer.py, whose statements of the outermost level
begin after four spaces.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LONGEST = 1200  # lines of a function that stays in one piece
PART = 120  # lines of a part, unless one loop has more

_HEAD = re.compile(r"^int (\w+)\(const void \*const \*in, .*\)\n\{\n", re.MULTILINE)
_DECLARED = re.compile(
    r"^    (?P<type>(?:const )?\w+(?: _Complex)?(?: \*(?:const )?(?:restrict )?| ))(?P<name>[A-Za-z_]\w*) = [^;]*;$")
_ARRAY = re.compile(
    r"^    (?:_Alignas\(64\) )?(?P<type>\w+(?: _Complex)? )(?P<name>[A-Za-z_]\w*)\[[^=;]*\](?: = [^;]*)?;$")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_WORD = re.compile(r"[A-Za-z_]\w*")
_STAYS = re.compile(r"\breturn\b|\balloc\(|^    _Alignas|\barena\b|^    (?:struct|union|enum|typedef|static)\b")


class _Name(NamedTuple):
    """A variable of the outermost level, as it is declared in the struct and again where it is read."""

    member: str
    again: str
    changes: bool


_ARGUMENTS = {  # of every function
    "in": _Name("const void *const *in", "const void *const *const in", False),
    "lengths": _Name("const int64_t *const *lengths", "const int64_t *const *const lengths", False),
    "alloc": _Name("alloc_t alloc", "const alloc_t alloc", False),
    "context": _Name("void *context", "void *const context", False)}


def in_parts(text: str) -> str:
    """`text` with its functions that are too long as several; as it is, where a statement has a form not known here."""
    if _without_comments(text).count("\n") > LONGEST:
        text = "\n".join(_eight_at_once(text.split("\n")))
    for head in reversed(list(_HEAD.finditer(text))):
        end = text.find("\n}\n", head.end())
        lines = _without_comments(text[head.end():end]).split("\n") if end >= 0 else []
        if len(lines) <= LONGEST:
            continue
        divided = _divided(head[1], lines)
        if divided is not None:
            parts, body = divided
            text = "".join((text[:head.start()], parts, head[0], body, text[end:]))
    return text


def _without_comments(text: str) -> str:
    return _COMMENT.sub("", text)


def _eight_at_once(lines: list[str]) -> list[str]:
    """Bytes among doubles (conditions) would have gcc do 64 points of a loop at once, each statement eight times."""
    found, pragma = list(lines), None
    for k, line in enumerate(lines):
        if "#pragma omp simd" in line:
            pragma = k
        elif pragma is not None and "_Bool" in line:
            found[pragma] = found[pragma].replace("omp simd", "omp simd safelen(8)")
            pragma = None
        elif line.strip() == "}":
            pragma = None
    return found


def _divided(name: str, lines: list[str]) -> tuple[str, str] | None:
    """(the parts, the body of the function that calls them)."""
    statements = _statements(lines)
    if statements is None:
        return None
    first = 1 + max((k for k, s in enumerate(statements[:-3]) if _stays(s)), default=-1)
    last = next((k for k in range(first, len(statements)) if _stays(statements[k])), len(statements))
    before, after = statements[:first], statements[last:]
    parts: list[list[str]] = [[]]
    for statement in statements[first:last]:
        if len(parts[-1]) >= PART:
            parts.append([])
        parts[-1] += statement
    names = dict(_ARGUMENTS)
    for statement in statements[:last]:
        if len(statement) == 1 and _declares(statement[0]):
            found = _name(statement[0])
            if found is None:
                return None
            names[found[0]] = found[1]
    return _written(name, names, [sum(before, []), *parts, sum(after, [])])


def _written(name: str, names: dict[str, _Name], pieces: list[list[str]]) -> tuple[str, str]:
    declared = [{m["name"] for line in piece for m in (_DECLARED.match(line) or _ARRAY.match(line),) if m}
                for piece in pieces]
    read = [{w for line in piece for w in _WORD.findall(line)} & names.keys() for piece in pieces]
    home = dict.fromkeys(_ARGUMENTS, 0) | {n: k for k, own in enumerate(declared) for n in own}
    crossing = {n for k, own in enumerate(read) for n in own if home[n] != k}
    order = [n for n in names if n in crossing]
    members = "".join(f"    {names[n].member};\n" for n in order)
    text = [f"struct {name}_values {{\n{members}}};\n"]
    for k, piece in enumerate(pieces[1:-1], 1):
        given = [n for n in order if n in read[k] and home[n] != k]
        lines = [f"static __attribute__((noinline)) void {name}_part{k}(struct {name}_values *const values)", "{",
                 *(f"    {names[n].again} = values->{n};" for n in given), *piece,
                 *(f"    values->{n} = {n};" for n in order
                   if (home[n] == k or (names[n].changes and n in given))), "}", ""]
        text.append("\n".join(lines))
    outside = len(pieces) - 1
    body = [*pieces[0], f"    struct {name}_values values;",
            *(f"    values.{n} = {n};" for n in order if home[n] == 0),
            *(f"    {name}_part{k}(&values);" for k in range(1, outside)),
            *(f"    {n} = values.{n};" if home[n] == 0 else f"    {names[n].again} = values.{n};" for n in order
              if n in read[outside] and home[n] != outside and (home[n] or names[n].changes)), *pieces[-1]]
    return "".join(text), "\n".join(body)


def _statements(lines: list[str]) -> list[list[str]] | None:
    """Statements of the outermost level: each with the pragma before it."""
    found: list[list[str]] = []
    open_, joined = 0, False
    for line in lines:
        if not open_ and not joined:
            found.append([])
        found[-1].append(line)
        open_ += line.count("{") - line.count("}")
        joined = not open_ and bool(line.strip()) and not line.rstrip().endswith((";", "}"))
        if open_ < 0:
            return None
    return None if open_ or joined else found


def _stays(statement: list[str]) -> bool:
    return any(_STAYS.search(line) for line in statement)


def _declares(line: str) -> bool:
    """Whether this begins with a type: two words, or a word and a star."""
    return re.match(r"    (?!return\b)[A-Za-z_]\w*(?:\(64\))? +\*?[A-Za-z_]", line) is not None


def _name(line: str) -> tuple[str, _Name] | None:
    array = _ARRAY.match(line)
    if array is not None:
        return array["name"], _Name(f"{array['type']}*{array['name']}", f"{array['type']}*const {array['name']}", False)
    found = _DECLARED.match(line)
    if found is None:
        return None
    type_, name = found["type"], found["name"]
    pointer = "*" in type_
    member = re.sub(r"\b(?:restrict|const) (?=[^*]*$)", "", type_) if pointer else type_.removeprefix("const ")
    changes = not pointer and not type_.startswith("const ")
    return name, _Name(f"{member}{name}", f"{type_}{name}", changes)


__all__ = ["in_parts"]
