"""Reads from the source what briefgen may say: each message, what to do about it, and the rule behind it."""

from __future__ import annotations

import ast
import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from briefgen.ways import Way

SOURCE = Path(__file__).resolve().parent.parent / "src" / "briefgen"
Known = dict[str, list[ast.expr]]
"""What each name may hold: one expression, or several where ways of the program meet."""
_GAP = "…"
_RULE = re.compile(r"^([RW]\d+): (.*)", re.DOTALL)
_NO_WORDS_FOR_USERS = {"AssertionError", "AttributeError", "KeyError", "TypeError", "HTTPException", "SystemExit"}


@dataclass(frozen=True, slots=True)
class Message:
    """One text that a user may read; what it names each time is an ellipsis. `level` is empty for what ends a command."""

    room: str
    level: str
    text: str
    hint: str
    rule: str


@cache
def messages() -> tuple[Message, ...]:
    """Every problem and every fault that the source can tell, in the order of its files, each once."""
    return tuple(dict.fromkeys(found for file, tree in _trees().items() for found in _in_file(file, tree)))


@cache
def rules() -> dict[str, list[str]]:
    """What each numbered rule asks, from the functions that look: R1 and on, then W1 and on."""
    found: dict[str, list[str]] = {}
    for node in (node for tree in _trees().values() for node in ast.walk(tree)):
        said = ast.get_docstring(node) if isinstance(node, ast.FunctionDef) else None
        if said and (match := _RULE.match(" ".join(said.split("\n\n")[0].split()))):
            found.setdefault(match[1], []).append(match[2])
    return dict(sorted(found.items(), key=lambda item: number(item[0])))


@cache
def _trees() -> dict[Path, ast.Module]:
    return {file: ast.parse(file.read_text(encoding="utf-8")) for file in sorted(SOURCE.rglob("*.py"))}


def number(rule: str) -> tuple[str, int]:
    """By what rules are put in order."""
    return rule[0], int(rule[1:])


def _in_file(file: Path, tree: ast.Module) -> Iterator[Message]:
    room = file.relative_to(SOURCE).parts[0].removesuffix(".py")
    for node, known in _reached(tree.body, {}):
        match node:
            case ast.Call(func=ast.Name(id="Problem")):
                yield from _problem(node, room, known)
            case ast.Raise(exc=ast.Call(func=ast.Name(id=name), args=[*_, _] as given)):
                if name not in _NO_WORDS_FOR_USERS:
                    yield from _raised(given, room, known)
            case _:
                pass


def _problem(call: ast.Call, room: str, known: Known) -> Iterator[Message]:
    named: dict[str | None, ast.expr] = {keyword.arg: keyword.value for keyword in call.keywords}
    given = dict(zip(("level", "message", "hint"), call.args, strict=False)) | named
    level = " or ".join(word for word in texts_of(given.get("level"), known) if word != _GAP)
    rule = texts_of(given.get("rule"), known)[0]
    rule = rule if re.fullmatch(r"[RW]\d+", rule) else ""
    messages, hints = _ways(given.get("message"), known), _ways(given.get("hint"), known)
    if len(messages) != len(hints):  # each hint may stand with each message
        hints = [[hint for way in hints for hint in way]] * len(messages)
    for way, beside in zip(messages, hints, strict=True):
        advice = " / ".join(filter(None, dict.fromkeys(beside)))
        yield from (Message(room, level, text, advice, rule) for text in way if _says_something(text))


def _ways(node: ast.expr | None, known: Known) -> list[list[str]]:
    """The texts that an expression may be, by the way of the program on which its name got them."""
    if isinstance(node, ast.Name) and known.get(node.id):
        return [texts_of(value, known) for value in known[node.id]]
    return [texts_of(node, known)]


def _raised(given: list[ast.expr], room: str, known: Known) -> Iterator[Message]:
    for text in (text for one in given for text in texts_of(one, known) if _says_something(text)):
        said, _, hint = text.partition("|")
        yield Message(room, "", said, hint, "")


def _says_something(text: str) -> bool:
    return len(re.findall(r"[^\W\d_]{2,}", text)) >= 3 and " " in text.strip()


# -- what a name may hold where it is used ----------------------------------------------------------------------------


def _reached(body: Sequence[ast.stmt], known: Known) -> Generator[tuple[ast.AST, Known], None, Known | None]:
    """Each expression and `raise` of some statements, with what names may hold there; at the end what they hold then, None when it is not reached."""
    for statement in body:
        yield statement, known
        for child in ast.iter_child_nodes(statement):
            if isinstance(child, ast.expr):
                yield from ((node, known) for node in ast.walk(child))
        if isinstance(statement, ast.Return | ast.Raise | ast.Continue | ast.Break):
            return None
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            yield from _reached(statement.body, known)
            continue
        ends = [known | _assigned(statement, known)]
        branches = _branches(statement)
        if branches and isinstance(statement, ast.If | ast.With):
            ends = []
        for branch in branches:
            end = yield from _reached(branch, known)
            ends += [end] if end is not None else []
        if not ends:
            return None
        known = _merged(ends)
    return known


def _branches(statement: ast.stmt) -> list[list[ast.stmt]]:
    match statement:
        case ast.If(body=body, orelse=other):
            return [body, other]
        case ast.For(body=body, orelse=other) | ast.While(body=body, orelse=other):
            return [[*body, *other]]
        case ast.With(body=body):
            return [body]
        case ast.Try(body=body, handlers=handlers, orelse=other, finalbody=final):
            return [[*body, *other, *final], *(handler.body for handler in handlers)]
        case ast.Match(cases=cases):
            return [case.body for case in cases]
        case _:
            return []


def _merged(ends: list[Known]) -> Known:
    """What names may hold when one of several ways was gone."""
    names = dict.fromkeys(name for end in ends for name in end)
    return {name: list({id(value): value for end in ends for value in end.get(name, [])}.values()) for name in names}


def _assigned(statement: ast.stmt, known: Known) -> Known:
    """What a statement gives to names."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            return {name: [value]}
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            return {name: [value]}
        case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)) if len(names) == len(values):
            pairs = zip(names, values, strict=True)
            return {target.id: [value] for target, value in pairs if isinstance(target, ast.Name)}
        case ast.Assign(targets=[ast.Tuple(elts=names)]):
            return {target.id: [] for target in names if isinstance(target, ast.Name)}
        case ast.AugAssign(target=ast.Name(id=name), value=value):
            return {name: [ast.BinOp(one, ast.Add(), value) for one in known.get(name, [])]}
        case _:
            return {}


# -- texts ------------------------------------------------------------------------------------------------------------


def texts_of(node: ast.expr | None, known: Known, depth: int = 0) -> list[str]:
    """Each text that an expression may be, with an ellipsis for what is not known before the program runs."""
    if node is None:
        return [""]
    if way := _way(node):
        return [way]
    if depth > 4:
        return [_GAP]
    match node:
        case ast.Constant(value=str() as text):
            return [text]
        case ast.JoinedStr(values=parts):
            return _joined([texts_of(part, known, depth + 1) for part in parts])
        case ast.FormattedValue(value=value):
            return _inner(value, known, depth)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _joined([texts_of(left, known, depth + 1), texts_of(right, known, depth + 1)])
        case ast.IfExp(body=body, orelse=other):
            return [*texts_of(body, known, depth + 1), *texts_of(other, known, depth + 1)]
        case ast.Name(id=name) if known.get(name):
            return [text for value in known[name] for text in texts_of(value, known, depth + 1)]
        case _:
            return [_GAP]


def _way(node: ast.expr) -> str:
    """The command that a message names as a way, empty where an expression names none."""
    match node:
        case ast.Attribute(value=ast.Name(id="Way"), attr=name):
            return Way[name].value
        case ast.Call(func=ast.Attribute(value=named, attr="of")) if text := _way(named):
            return re.sub(r"\{\w+\}", _GAP, text)
        case _:
            return ""


def _inner(value: ast.expr, known: Known, depth: int) -> list[str]:
    """What stands in the braces of a text: a choice between words is told, all else is an ellipsis."""
    is_told = isinstance(value, ast.IfExp | ast.Constant | ast.Name) or _way(value)
    found = texts_of(value, known, depth + 1) if is_told else [_GAP]
    return found if len(found) <= 2 and all(len(text) < 80 for text in found) else [_GAP]


def _joined(parts: list[list[str]]) -> list[str]:
    made = ["".join(chosen) for chosen in product(*(part[:2] for part in parts))][:4] if parts else [""]
    return list(dict.fromkeys(re.sub(f"{_GAP}+", _GAP, text) for text in made))
