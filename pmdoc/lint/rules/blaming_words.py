"""Find words that judge people instead of telling what happened.

People stop telling the truth once a report has judged them. Say what a person could see
and what made the step easy: "was not caught by review" instead of "forgot to", "the runbook does
not say" instead of "should have known". The blameless statement, code, and what machines fail to do
are left alone. The word list is English and the rule guesses: where it is wrong, ignore it with a
reason.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    root_cause: {statement: Neither review nor test catches a missing flag. A job failed to start.}

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    root_cause: {statement: The engineer forgot to set the flag.}
"""

import re

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.lint.text_index import SearchPattern, TextMatch

_LAZILY = r"(?:load|evaluate|evaluation|init|fetch|import|bind|bound|writ|expir|replicat|quantif)"
_WHO = (
    r"engineer|operator|developer|admin|administrator|employee|technician|colleague|analyst|team"
    r"|staff|crew|supervisor|shift lead|nurse|doctor|physician|contractor|reviewer|intern|worker"
    r"|clerk|(?:the|an?|our|duty|shift|incident|account|product|project|plant|site|line) manager"
    r"|he|she|they"
)
# "They failed to connect" speaks of clients, and Kubernetes has operators.
_OF_MACHINES = (
    r"(?:re)?connect|reach|(?:re)?start|become|(?:re)?load|respond|boot|resolve|come|join|renew"
    r"|authenticate|register|sync\w*|parse|bind|mount|spin|scale|recover|complete|deliver|render"
    r"|reconcile|schedule|acquire|allocate|write|replicate|elect|return|refresh|initiali[sz]e"
)
_INSTEAD = {
    r"forgot(?:ten)?(?![- ](?:\w+ )?(?:pass\w*|pin|login|user ?names?|e-?mail)\b)|forgetting to": (
        '"was not caught by review", or what would have reminded them'
    ),
    r"neglected to|(?:did not|didn['’]t) bother": "what the step was competing with",
    r"careless(?:ly|ness)?|negligen(?:t|tly|ce)|reckless(?:ly|ness)?|sloppy|sloppily|sloppiness"
    rf"|(?:lazy|lazily)(?![- ]{_LAZILY})|laziness|irresponsib(?:le|ly)|unprofessional(?:ly)?"
    r"|thoughtless(?:ly)?|blindly (?:\w+ed|ran)|rubber-?stamp(?:ed|s)|dropped the ball": (
        "what was done, and what made it look right at the time"
    ),
    r"incompeten(?:t|tly|ce)|stupid(?:ly|ity)?|foolish(?:ly)?|idiot(?:ic|s)?|clueless"
    r"|dumb(?! (?:terminal|pipe|switch|client|device|display)s?\b)|poor judge?(?:m)ent"
    r"|(?:rookie|silly|amateur(?:ish)?|beginner['’]?s|elementary) (?:mistake|error)s?"
    r"|lack(?:ed|ing)? (?:of )?common sense": (
        "what people knew, and where they could have found more"
    ),
    r"should have known(?: better)?|ought to have known": '"the runbook does not say that …"',
    r"(?:not|(?:did|was|were)n['’]t) pay(?:ing)? (?:\w+ )?attention": (
        "what else asked for attention"
    ),
    r"(?:is|are|was|were) to blame|faults? lies? with|guilty"
    r"|(?:his|her|their|whose|(?:is|was) (?:\w+ ){0,2}\w+['’]s) (?:own )?fault"
    r"(?![- ](?:domain|line|log|report|rate|code|tree|zone|tolera|inject|detect))"
    r"|(?<!likely )(?<!prime )(?<!main )(?<!real )culprits?"
    r"(?! (?:is|was|were|turned|proved)\b|:)": "which condition let it happen",
    r"inexcusable|unforgivable|messed up|screwed up|botched": "what happened, without a verdict",
    rf"(?:{_WHO})s? (?:who (?:\w+ ){{1,3}})?(?:simply |just )?(?:failed to"
    rf"(?! (?:{_OF_MACHINES})\b)|(?:ignored|overlooked)(?! no(?:thing|ne)?\b))": (
        "what they saw at the time, or which check was missing"
    ),
}
_WORD = SearchPattern(
    "|".join(rf"(?P<w{n}>\b(?:{words})\b)" for n, words in enumerate(_INSTEAD)),
    *("forgot", "forgetting", "blindly", "stamp", "the ball", "rookie", "silly", "amateur"),
    *("beginner", "elementary", "poor judg", "common sense", "attention"),
    *("neglected", "bother", "careless", "negligen", "reckless", "slopp", "laz"),
    *("irresponsib", "unprofessional", "thoughtless", "incompeten", "stupid", "foolish", "idiot"),
    *("dumb", "clueless", "have known", "to blame", "fault", "culprit", "guilty", "inexcusable"),
    *("unforgivable", "messed up", "screwed up", "botched", "failed to", "ignored", "overlooked"),
    flags=re.IGNORECASE,
)
_BEFORE = SearchPattern(
    r"\b(?:not|nobody|no one|none|never|without|nor|neither)\b[^.!?\n]*$|\bno (?:\w+ ){0,2}$",
    flags=re.I,
)
_NEAR = 80
_ABOUT_BLAME = ("/report/blameless_statement", "/report/disclaimer")


def _check(subject: Subject) -> Findings:
    for hit in subject.texts.prose.search(_WORD):
        pointer = hit.text.pointer
        if pointer in _ABOUT_BLAME or _is_denied(hit):
            continue
        instead = list(_INSTEAD.values())[int((hit.match.lastgroup or "w0")[1:])]
        message = f'says "{hit.match.group().lower()}", which judges people.'
        yield Finding(pointer, message, f"Say {instead}.", hit.start)


def _is_denied(hit: TextMatch) -> bool:
    """Return whether a "not" or the like precedes the words in their sentence."""
    return bool(_BEFORE.pattern.search(hit.text.text[max(0, hit.start - _NEAR) : hit.start]))


RULE = Rule(id="blaming-words", level=Level.NOTE, check=_check, each=("texts",))
