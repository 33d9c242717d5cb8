"""Secrets are found in any text, and are never printed in any form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pmdoc.lint import discover, lint
from tests.incidents import incident_from
from tests.judges import run_pmdoc

RULES = [
    rule
    for rule in discover()
    if rule.id in {"secret-in-text", "secret-suspected", "card-number-in-text"}
]
# Concatenated, so that secret scanners don't report this file.
DIGITS = "0123456789"
LETTERS = "AbCdEfGhIjKlMnOpQrStUvWxYz"
SECRETS = {
    "a private key": "-----BEGIN " + "RSA PRIVATE KEY-----",
    "a private key without a kind": "-----BEGIN " + "PRIVATE KEY-----",
    "an AWS access key": "AKIA" + "Q3EGVWZ5T7YHB2CD",
    "a GitHub token": "ghp_" + LETTERS + DIGITS,
    "a GitLab token": "glpat-" + DIGITS + LETTERS[:10],
    "a Slack token": "xoxb-" + DIGITS + "-" + LETTERS,
    "a Google key": "AIza" + LETTERS + DIGITS[:9],
    "a Stripe key": "sk_live_" + LETTERS[:16],
    "an API key": "sk-proj-" + DIGITS + LETTERS,
    "an npm token": "npm_" + LETTERS + DIGITS,
    "a JSON web token": "eyJ" + LETTERS + ".eyJ" + LETTERS + "." + LETTERS,
    "a password in an address": "https://app:" + "9fKq2vLx@db1.example.com/x",
    "a password without a user": "redis://:" + "9fKq2vLx@cache:6379",
    "a bearer": "Authorization: Bearer " + DIGITS + LETTERS,
    "a password": "password=" + "hunter2-9fKq",
    "a password in JSON": '"password": "' + 'hunter2-9fKq"',
    "a signed address": "https://files.example.com/a?X-Amz-Signature=" + "0a1b2c3d4e" * 4,
    "a password in a variable": "PGPASSWORD=" + "Winter2026" + " psql -h db1",
    "a password in camel case": "dbPassword: " + "Winter2026",
    "a password in a sentence": "the password was " + "Winter2026!",
    "a password in an element": "<password>" + "Winter2026" + "</password>",
    "a password of mysql": "mysql -uroot -p" + "Winter2026 shop",
    "a password of curl": "curl -s -u admin:" + "Winter2026 https://x.example",
    "a password of sshpass": "sshpass -p " + "Winter2026 ssh root@h",
    "a French password": "mot de passe : " + "Ete2026!!",
    "a Spanish password": "contraseña: " + "Verano2026",
    "a Japanese password": "パスワード：" + "Fuyu2026x",
    "a session": "Cookie: JSESSIONID=" + DIGITS + "ABCDEF" + DIGITS,
    "a header with an equals sign": "authorization=Bearer " + DIGITS + LETTERS,
    "a Telegram token": DIGITS[:9] + ":AA" + LETTERS + DIGITS[:7],
    "a Discord address": "https://discord.com/api/webhooks/" + "1" * 18 + "/" + LETTERS * 3,
    "a Visa card": "4539 1488" + " 0343 6467",
    "a Visa card in one piece": "45391488" + "03436467",
    "a Mastercard": "5425-2334" + "-3010-9903",
    "an American Express card": "3487 " + "251690 34181",
}
FINE = [
    "https://app:***@db1.example.com",
    "postgres://app:$PASSWORD@db1",
    "postgres://app:<password>@db1",
    "https://user:password@example.com",
    "https://example.com:8443/a@b",
    "http://192.0.2.1:8080/x",
    "ssh://git@example.com/a",
    "AKIAIOSFODNN7EXAMPLE",
    "password: the on-call engineer did not have it",
    "password=***",
    "The password was rotated at 10:02.",
    "The password was Base64-encoded.",
    "the password is stored in the vault",
    "password expiry: 90 days, pass: 12/12 tests, tests pass: 100%",
    "Secret: kubernetes/prod/db-credentials-2026",
    "secret_name=prod/db/main-2026-01",
    "session: 2026-03-02T09:12:00Z",
    "curl -u $USER:$PASSWORD https://x.example",
    "mysql -uroot -p shop",
    "<password>***</password>",
    "password: ${DB_PASSWORD}",
    "Token: made on 18 June",
    "token=qd-lookup",
    "the key: a missing alert on the pool",
    "the secret: small releases, as the team found out",
    "sk-learn and sk-something-else-that-is-long-enough-to-count",
    "-----BEGIN " + "PUBLIC KEY-----",
    "4539 1488" + " 0343 6468",  # wrong check digit
    "order 4111111111111111",  # a test number
    "trace 4539148803436467-8812",
    "id=0x4539148803436467",
    "sum 1.4539148803436467",
    "1772442000000 1772442000001",
    "2026-03-02 09:12:00",
    "4539 1488 0343 6467 0000 1111 2222",
]


def find_ids(text: str) -> list[str]:
    """Return the ids of the findings in one log line."""
    return [p.id for p in lint(incident_from(f"appendices: {{logs: [{json.dumps(text)}]}}"), RULES)]


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize("around", ["{}", "connecting with {} failed", "a\nb {}\nc"])
def test_secret_is_found(name: str, around: str) -> None:
    """Each form is found by one rule, at either end of a text and within it."""
    assert len(find_ids(around.format(SECRETS[name]))) == 1


@pytest.mark.parametrize("text", FINE)
def test_text_that_is_no_secret_is_accepted(text: str) -> None:
    """Placeholders, manuals' examples, test cards, ids and prose are no secrets."""
    assert find_ids(text) == []


def test_secret_is_never_printed(tmp_path: Path) -> None:
    """Neither text nor JSON output shows any part of a secret, in any field."""
    secret, password = SECRETS["a GitHub token"], "9fKq2vLx"
    card = SECRETS["a Visa card in one piece"]
    (tmp_path / "incident.yaml").write_text(
        f"""
pmdoc: 1
incident: {{id: "{card}", title: "[{secret}]"}}
people: {{dana: {{name: "{secret}"}}}}
timeline:
  - {{at: 2026-03-02T09:00Z, event: "TBD {secret} \u202e", actor: "{secret}"}}
references: [{{id: S1, title: "https://a:{password}@example.com", url: "https://a:{password}@b.example"}}]
appendices: {{logs: ["password={password}"]}}
custom: {{{secret}: yes, k: "[x](ftp://a:{password}@b.example)"}}
lint: {{ignore: [{{rule: "{secret}", reason: None}}]}}
"""
    )

    for form in ("text", "json"):
        ran = run_pmdoc("check", "incident.yaml", "--format", form, cwd=tmp_path)
        output = ran.stdout + ran.stderr

        assert ran.returncode == 1
        assert output.count("secret-in-text") >= 7
        assert "card-number-in-text" in output
        for hidden in (secret, secret[:12], secret[-8:], password, card, card[-8:]):
            assert hidden not in output


def test_secret_stops_a_build_unless_it_is_accepted(tmp_path: Path) -> None:
    text = f"""
pmdoc: 1
incident: {{id: INC-1, title: Outage}}
notes: The key was {SECRETS["an AWS access key"]}, long withdrawn.
"""
    ignore = (
        "lint: {ignore: [{rule: secret-in-text, reason: Withdrawn before the report, at: notes}]}\n"
    )
    (tmp_path / "bad.yaml").write_text(text)
    (tmp_path / "good.yaml").write_text(text + ignore)

    assert run_pmdoc("build", "bad.yaml", "--format", "docx", cwd=tmp_path).returncode == 1
    assert run_pmdoc("build", "good.yaml", "--format", "docx", cwd=tmp_path).returncode == 0
