"""Find keys, tokens and passwords that could be used.

Logs, configuration and commands pasted into a report bring secrets along, and a report is copied to
more places than can be searched. This rule finds what has an unmistakable form: private keys,
access keys and tokens of well-known services, JSON web tokens, and passwords in addresses. Removing
one from the file is not enough: everybody who has seen the file has it, so revoke it too. Stand-ins
such as `***` and the examples of manuals are left alone, and nothing found is printed. What merely
looks like a secret is found by `secret-suspected`.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    appendices:
      logs: ["connecting to postgres://app:***@db1.internal/orders"]

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    appendices:
      logs: ["connecting to postgres://app:9fKq2vLx@db1.internal/orders"]
"""

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.lint.secret import is_stand_in, without_secret
from pmdoc.lint.text_index import SearchPattern

_FORMS = {
    "key": ("a private key", r"-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----"),
    "aws": ("an AWS access key", r"\b(?:AKIA|ASIA)(?![A-Z2-7]{9}EXAMPLE)[A-Z2-7]{16}\b"),
    "github": (
        "a GitHub token",
        r"\bgh[pousr]_[A-Za-z0-9]{36,255}\b|\bgithub_pat_[A-Za-z0-9_]{40,255}",
    ),
    "gitlab": ("a GitLab token", r"\bgl(?:pat|dt|rt|ptt|soat|cbt)-[A-Za-z0-9_-]{20,255}"),
    "slack": (
        "a Slack token",
        r"\bxox[abeoprs]-[A-Za-z0-9-]{10,255}|\bhooks\.slack\.com/services/T\w+/B\w+/\w{16,}",
    ),
    "webhook": (
        "a chat webhook address",
        r"\bdiscord(?:app)?\.com/api/webhooks/\d{17,20}/[\w-]{60,100}",
    ),
    "bot": ("a Telegram token", r"\b\d{8,10}:AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])"),
    "google": ("a Google API key", r"\bAIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])"),
    "stripe": ("a Stripe key", r"\b(?:sk|rk)_live_[A-Za-z0-9]{16,255}\b"),
    "model": (
        "an API key",
        r"\bsk-(?:proj-|ant-|svcacct-)?(?=[A-Za-z_-]{0,99}\d)[A-Za-z0-9_-]{32,255}",
    ),
    "registry": (
        "a package registry token",
        r"\bnpm_[A-Za-z0-9]{36}\b|\bpypi-AgEI[A-Za-z0-9_-]{50,255}",
    ),
    "mail": ("a SendGrid key", r"\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])"),
    "cloud": (
        "a cloud provider key",
        r"\bdo[por]_v1_[a-f0-9]{64}\b|\bAccountKey=[A-Za-z0-9+/]{60,100}={0,2}"
        r"|\bhvs\.[A-Za-z0-9_-]{24,255}|\bhf_[A-Za-z]{30,40}\b",
    ),
    "jwt": (
        "a JSON web token",
        r"\beyJ[A-Za-z0-9_-]{10,999}\.eyJ[A-Za-z0-9_-]{10,9999}\.[A-Za-z0-9_-]{10,999}",
    ),
    "url": (
        "a password in an address",
        r"(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{1,30}://[^\s/:@\0]{0,100}:"
        r"(?P<password>[^\s/@\0]{1,200})@(?=[A-Za-z0-9\[])",
    ),
}
_SECRET = SearchPattern(
    "|".join(f"(?P<{name}>{form})" for name, (_, form) in _FORMS.items()),
    *("private key", "akia", "asia", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"),
    *("glpat-", "gldt-", "glrt-", "glptt-", "glsoat-", "glcbt-", "xox", "hooks.slack.com", "aiza"),
    *("k_live_", "sk-", "npm_", "pypi-", "sg.", "_v1_", "accountkey=", "hvs.", "hf_", "eyj"),
    *("://", "/webhooks/", ":aa"),
)


def _check(subject: Subject) -> Findings:
    named: dict[tuple[str, str], None] = {}
    for hit in subject.texts.everything.search(_SECRET):
        form = next(form for form in _FORMS if hit.match[form])
        password = hit.match["password"]
        pointer = without_secret(hit.text.pointer, hit.match.group())
        if (password and is_stand_in(password)) or (pointer, form) in named:
            continue
        named[pointer, form] = None
        yield Finding(
            pointer,
            f"contains {_FORMS[form][0]}.",
            "Replace it with ***, and revoke it: everybody who has seen this file has it.",
            hit.start,
        )


RULE = Rule(id="secret-in-text", level=Level.ERROR, check=_check, each=("texts",))
