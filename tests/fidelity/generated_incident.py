"""Generate an incident from a seed: any property of the schema, each with words of its own.

In → Out: a seed in, the data of a valid incident out.
Must not: use a word twice, so that a word in a report tells which value it came from.

Hypothesis searches for inputs that break something (tests/fuzz); here the same two thousand
incidents are wanted each time, and quickly.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from typing import Any

from pmdoc.diagnostics.problem import Level, parts_of
from pmdoc.validate import check
from pmdoc.validate.schemas import incident_schema

PICTURES = ("one.png", "two.png", "three.png")
"""The pictures that generated incidents name."""
_SCHEMA = incident_schema().schema
_NOT_DRAWN = {"comments", "lint", "include", "csv", "x", "y", "on", "pmdoc", "language", "times"}
_DEEPEST = 2
_MOST_REPAIRS = 10
_ODD = (
    "C:\\jobs\\{w}\\nightly", "\\\\files{n}\\share\\{w}", "{w}__init__.py", "/var/log/{w}.log",
    "{w}@example.com", "https://{w}.example.com/a_b_c?q=1&r=2", "> {n} ms", "< {n} ms", "≥ {n} %",
    "-{n} %", "+{n}", "~{n} requests", "{n}.5 GB", "{n}/s", "10:{m} {w}", "{w}_{w}_x", "{w}*{w}",
    "{w} & co", "<{w}>", "${w}", "{{{w}}}", "[{w}]", "({w})", "{w}'s", "“{w}”", "{w} – {n}",
    "#{n}", "{w} ≠ {n}", "α{w}", "ж{w}", "{w}ß", "É{w}", "{w}|{n}", "{n} %", "v{n}.{m}.1", "@{w}",
)  # fmt: skip
"""Paths, signs and figures as people write them; `w` is a word of its own, `n` and `m` numbers."""
_MARKED = (
    "**{0}** {1}",
    "*{0}* {1}",
    "`{0}` {1}",
    "[{0}](https://example.com/) {1}",
    "~~{0}~~ {1}",
)


def generate_incident(seed: int) -> dict[str, Any]:
    """Return the data of an incident; the same for the same seed.

    Properties that don't go together, such as a name that is said to be withheld, are removed.
    """
    made = _Generator(seed).incident()
    for _ in range(_MOST_REPAIRS):
        wrong = [p.pointer for p in check(made).problems if p.level is Level.ERROR]
        if not wrong:
            return made
        for pointer in wrong:
            _remove(made, parts_of(pointer))
    raise AssertionError(f"the incident of seed {seed} has errors: {wrong}")


def _remove(node: Any, steps: tuple[str, ...]) -> None:
    for step in steps[:-1]:
        node = node[int(step)] if isinstance(node, list) else node.get(step, {})
    if isinstance(node, dict):
        node.pop(steps[-1], None)
    else:
        del node[int(steps[-1])]


class _Generator:
    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 -- no secret
        self._count = 0
        self._share = self._random.choice((0.2, 0.4, 0.6, 0.9))
        self._moments = dt.datetime(2019, 1, 1, tzinfo=dt.UTC)
        self._people: list[str] = []
        self._place_of_points = "at"
        self._depth = 0

    def incident(self) -> dict[str, Any]:
        self._people = [f"p{n}" for n in range(self._random.randint(0, 3))]
        made: dict[str, Any] = {"pmdoc": 1, "language": "en"}
        if self._people:
            person = _SCHEMA["$defs"]["person"]
            made["people"] = {key: self._object(person) for key in self._people}
        for key, schema in _SCHEMA["properties"].items():
            is_wanted = key == "incident" or self._random.random() < max(self._share, 0.5)
            if key not in made and key not in _NOT_DRAWN and is_wanted:
                made[key] = self._value(schema)
        if "time_zone" in made and self._random.random() < 0.5:
            made["times"] = "local"
        return made

    def _value(self, schema: Any) -> Any:
        name = schema.get("$ref", "").rpartition("/")[2]
        if name in _KNOWN:
            return _KNOWN[name](self)
        if name:
            schema = _SCHEMA["$defs"][name]
        if "anyOf" in schema:
            known = [s for s in schema["anyOf"] if "pattern" not in s or "examples" in s]
            return self._value(known[0] if self._depth > _DEEPEST else self._random.choice(known))
        if "enum" in schema:
            return self._random.choice(schema["enum"])
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        match self._random.choice(kinds):
            case "object":
                return self._object(schema)
            case "array":
                return [self._value(schema["items"]) for _ in range(self._random.randint(1, 3))]
            case "boolean":
                return self._random.random() < 0.5
            case "string":
                return (
                    self._random.choice(schema["examples"]) if "pattern" in schema else self.line()
                )
            case _:
                return self._number(schema)

    def _number(self, schema: Any) -> int | float:
        self._count += 1
        number = 10_000 + 7 * self._count
        most = schema.get("maximum")
        return number % most + 1 if most else self._random.choice((number, number / 10))

    def _object(self, schema: Any) -> dict[str, Any]:
        properties = schema.get("properties", {})
        needed = {*schema.get("required", ()), *schema.get("else", {}).get("required", ())}
        others = [key for key in properties if key not in needed | _NOT_DRAWN]
        keys = [key for key in others if self._random.random() < self._share]
        if not needed and not keys:
            keys = [self._random.choice(others)] if others else []
        made = {
            key: self._value(properties[key]) for key in properties if key in needed or key in keys
        }
        if isinstance(schema.get("additionalProperties"), dict):
            inner = schema["additionalProperties"]
            self._depth += 1
            made |= {f"own_{self.word()}": self._value(inner) for _ in range(2)}
            self._depth -= 1
        return made

    def word(self) -> str:
        """Return a word that the incident has nowhere else, such as `waf` or `wbaz`."""
        self._count += 1
        letters, rest = "", self._count
        while rest:
            rest, digit = divmod(rest, 20)
            letters = "bcdfghjklmnpqrstvxyz"[digit] + letters
        return f"wo{letters}a"

    def line(self) -> str:
        """Return a line of words, with a path, sign or figure in every third."""
        words = [self.word() for _ in range(self._random.randint(1, 4))]
        words[0] = words[0].capitalize()
        if self._random.random() < 0.35:
            words.insert(self._random.randint(0, len(words)), self._odd())
        return " ".join(words)

    def _odd(self) -> str:
        self._count += 2
        n, m = 100 + self._count, 10 + self._count % 50
        return self._random.choice(_ODD).format(w=self.word(), n=n, m=m)

    def text(self) -> str:
        """Return a line, or now and then a text with marks, paragraphs and lists."""
        draw = self._random.random()
        if draw < 0.7:
            return self.line()
        if draw < 0.8:
            return self._random.choice(_MARKED).format(self.word(), self.line())
        if draw < 0.9:
            return f"{self.line()}.\n\n{self.word()} {self.line()}."
        # an item or paragraph that begins with a sign would be a list or quotation of its own
        mark = f"{self._random.choice(('-', '1.'))} {self.word()}"
        return f"{self.line()}:\n\n{mark} {self.line()}\n{mark} {self.line()}\n"

    def verbatim(self) -> str:
        return "\n".join(f"{self.line()}\t{self._odd()}" for _ in range(self._random.randint(1, 3)))

    def name(self) -> str:
        is_key = self._people and self._random.random() < 0.3
        return self._random.choice(self._people) if is_key else f"{self.word().capitalize()} Name"

    def _time(self) -> str:
        self._moments += dt.timedelta(days=1, hours=self._random.randint(0, 5), minutes=13)
        match self._random.randint(0, 3):
            case 0:
                return f"{self._moments:%Y-%m-%d}"
            case 1:
                return f"{self._moments:%Y-%m-%dT%H:%M:%S}+02:00"
            case _:
                return f"{self._moments:%Y-%m-%dT%H:%M}Z"

    def moment(self) -> Any:
        draw = self._random.random()
        if draw < 0.5:
            return self._time()
        if draw < 0.6:
            return f"about {self._time()}"
        if draw < 0.65:
            return "unknown"
        made = self._value({"$ref": "#/$defs/account"})
        if draw < 0.8:
            made["accounts"] = [self._value({"$ref": "#/$defs/account"}) for _ in range(2)]
        return made

    def account(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self._random.random() < 0.8:
            made["time"] = self._time()
            if self._random.random() < 0.4:
                made["until"] = self._until(made["time"])
        for key in ("wording", "source", "remark"):
            if self._random.random() < 0.4 or (key == "wording" and not made):
                made[key] = "\n".join(self.line() for _ in range(self._random.choice((1, 1, 1, 2))))
        return made

    def _until(self, start: str) -> str:
        end = dt.datetime.fromisoformat(start[:10]) + dt.timedelta(days=self._random.randint(1, 3))
        return f"{end:%Y-%m-%d}" + (f"T23:{self._random.randint(10, 59)}Z" if "T" in start else "")

    def duration(self) -> Any:
        self._count += 1
        text = f"{self._random.choice(('', 'about '))}{self._count} h {self._count % 50 + 7} min"
        if self._random.random() < 0.5:
            return text
        return self._noted({"value": text} if self._random.random() < 0.8 else {})

    def amount(self) -> Any:
        number = self._number({})
        value = self._random.choice((number, str(number), self.line(), f"{number} %"))
        if self._random.random() < 0.3:
            return value
        made = {"value": value} if self._random.random() < 0.8 else {}
        if self._random.random() < 0.4:
            made["unit"] = self.word()
        for key in ("at_least", "approximate"):
            if made.get("value") and self._random.random() < 0.2:
                made[key] = True
        return self._noted(made)

    def _noted(self, made: dict[str, Any]) -> dict[str, Any]:
        for key in ("note", "source"):
            if self._random.random() < 0.5 or not made:
                made[key] = self.line()
        if "value" in made and self._random.random() < 0.3:
            made["basis"] = "estimate"
        return made

    def day(self) -> str:
        return f"{self._time()[:10]}"

    def chart(self) -> dict[str, Any]:
        """Return a chart, whose points all have times, or else labels."""
        self._place_of_points = self._random.choice(("at", "label"))
        made = self._object(_SCHEMA["$defs"]["chart"])
        return made | {"series": [self._series() for _ in range(self._random.randint(1, 2))]}

    def _series(self) -> dict[str, Any]:
        return {"name": self.line(), "points": [self._point() for _ in range(3)]}

    def _point(self) -> dict[str, Any]:
        place = {"at": self._time()} if self._place_of_points == "at" else {"label": self.line()}
        return {**place, "value": self._number({})}

    def image(self) -> dict[str, Any]:
        made: dict[str, Any] = {"file": self._random.choice(PICTURES), "alt": self.line()}
        if self._random.random() < 0.7:
            made["caption"] = self.line()
        if self._random.random() < 0.3:
            made["beside"] = True
        return made


_KNOWN: dict[str, Callable[[_Generator], Any]] = {
    "text": _Generator.text,
    "verbatim": _Generator.verbatim,
    "title_line": _Generator.line,
    "token": lambda g: f"{g.word().upper()}-7",
    "word": _Generator.word,
    "person_name": _Generator.name,
    "severity": _Generator.word,
    "classification": _Generator.word,
    "version": _Generator.word,
    "date": _Generator.day,
    "partial_date": _Generator.day,
    "timestamp": _Generator._time,
    "url": lambda g: f"https://{g.word()}.example.com/",
    "moment": _Generator.moment,
    "account": _Generator.account,
    "duration": _Generator.duration,
    "amount": _Generator.amount,
    "image_entry": _Generator.image,
    "chart": _Generator.chart,
    "time_zone": lambda _: "Europe/Berlin",
}
