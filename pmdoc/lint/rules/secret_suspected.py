"""Find what looks like a password or token after its name.

`password=…` in a command, `Authorization: Bearer …` in a request and signed addresses hold secrets
more often than not. A value is reported unless it is a stand-in such as `***` or a plain word: a
token needs twelve characters with both digits and letters. Nothing found is printed.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    appendices:
      logs: ["login user=app password=*** token=qd-lookup"]

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    appendices:
      logs: ["login user=app password=hunter2-9fKq"]
"""

import re

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.lint.secret import is_stand_in, without_secret
from pmdoc.lint.text_index import SearchPattern

_VALUE = r"[\"']?(?P<{}>[^\s\"'&,;|\0]{{{}}})"
_SUSPECT = SearchPattern(
    rf"(?i)(?<![A-Za-z0-9])(?:[a-z0-9]{{0,20}}passw(?:or)?d|pass(?:phrase)?|pwd|pw|kennwort|passwort"
    r"|mot de passe|contrase[ñn]a|senha|hasło|wachtwoord|パスワード|密码)[\"']?\s?(?:=|:|：)\s?"
    rf"{_VALUE.format('password', '6,200')}"
    r"|\bpassw(?:or)?d (?:is|was) [\"'`]?(?P<told>(?=\S{0,40}\d)(?=\S{0,40}(?-i:[a-z]))"
    r"(?=\S{0,40}(?-i:[A-Z]))(?!\S{0,40}-[a-z])[^\s\"'`\0]{8,200})"
    r"|<\w{0,20}(?:password|passwd|pwd)>(?P<element>[^<>\s\0]{6,200})<"
    r"|\b(?:mysql\w{0,9}\s[^\n\0]{0,80}?(?<=\s)-p|sshpass -p ?"
    r"|curl\s[^\n\0]{0,200}?(?<=\s)(?:-u|--user) ?[\"']?[^\s:\"'\0]{1,60}:)"
    r"[\"']?(?P<command>[^\s\"'\0]{6,200})"
    rf"|(?<![A-Za-z0-9])(?:(?:session|jsessionid|phpsessid)(?==)|session[_-]?id(?==)|(?:access|auth|refresh|session|api|private|secret|client)[_-]?"
    rf"(?:token|key|secret)|token|secret)[\"']?\s?(?:=|:)\s?"
    rf"{_VALUE.format('token', '12,4000')}"
    rf"|\bauthorization[:=]\s?(?:basic|bearer|token)\s{_VALUE.format('header', '8,4000')}"
    rf"|[?&](?:x-(?:amz|goog)-)?sig(?:nature)?={_VALUE.format('signature', '20,400')}",
    *("pass", "pwd", "kennwort", "token", "key", "secret", "authorization", "sig", "pw"),
    *("contrase", "senha", "hasło", "wachtwoord", "パスワード", "密码", "mysql", "curl", "sess"),
)
_PASSWORDS = ("password", "told", "element", "command")
_WORDS = {
    **dict.fromkeys(_PASSWORDS, "a password"),
    "token": "a token or a key",
    "header": "a token or a password",
    "signature": "a signed address",
}
_PATH = re.compile(r"[a-z][a-z0-9_.-]*(?:/[a-z][a-z0-9_.-]*)+")


def _check(subject: Subject) -> Findings:
    named = set()
    for hit in subject.texts.everything.search(_SUSPECT):
        name, value = next((n, hit.match[n]) for n in _WORDS if hit.match[n])
        pointer = without_secret(hit.text.pointer, value)
        if pointer not in named and _is_telling(name, value):
            named.add(pointer)
            yield Finding(
                pointer,
                f"seems to contain {_WORDS[name]}.",
                "Replace it with ***; if it is real, revoke it too.",
                hit.start,
            )


def _is_telling(name: str, value: str) -> bool:
    """Return whether a value may be a secret, not a stand-in, word, path or time."""
    if is_stand_in(value):
        return False
    has_digit, has_letter = re.search(r"\d", value), re.search(r"[A-Za-z]", value)
    if name in _PASSWORDS:
        return bool(has_digit or re.search(r"[^\w.-]", value))
    is_path = "/" in value[:2] or "://" in value or _PATH.fullmatch(value)
    return bool(has_digit and has_letter) and not is_path


RULE = Rule(id="secret-suspected", level=Level.WARNING, check=_check, each=("texts",))
