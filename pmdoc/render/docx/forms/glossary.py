"""Write Word's glossary, which holds the prompts that empty content controls show.

In → Out: the prompts of a document in, the parts of its glossary out.
Must not: choose a prompt's name; content controls do.
Source: ECMA-376 part 1, 17.5.2.25 (placeholder), 17.12 (glossary document), 11.3.8 (its part).

Word takes the prompt of a bound control from here and not from the page: without a glossary it
replaces the field's prompt by five blanks or words of its own.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from pmdoc.render.docx.ooxml.xml import XML_DECLARATION, W, color, run, text_elements
from pmdoc.render.docx.styles.character_style import PLACEHOLDER


def glossary_part(prompts: Mapping[str, str]) -> bytes:
    """Return the glossary part. Shape: `prompts` maps prompts to the names of their entries."""
    entries = "".join(_entry(name, prompt) for prompt, name in prompts.items())
    return (
        f'{XML_DECLARATION}<w:glossaryDocument xmlns:w="{W}"><w:docParts>{entries}</w:docParts>'
        "</w:glossaryDocument>"
    ).encode()


def glossary_styles(prompt_color: str) -> bytes:
    """Return the styles of the glossary, which cannot use the document's."""
    return (
        f'{XML_DECLARATION}<w:styles xmlns:w="{W}">'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:qFormat/></w:style><w:style w:type="character" w:default="1" '
        'w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        f'<w:style w:type="character" w:styleId="{PLACEHOLDER}"><w:name '
        'w:val="Placeholder Text"/><w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority '
        f'w:val="20"/><w:rPr><w:color w:val="{color(prompt_color)}"/></w:rPr></w:style></w:styles>'
    ).encode()


def _entry(name: str, prompt: str) -> str:
    """Return the entry of a prompt. Source: 17.12.5 (docPart), 17.18.12 (bbPlcHdr)."""
    guid = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{name} {prompt}")).upper()
    return (
        f'<w:docPart><w:docPartPr><w:name w:val="{name}"/><w:category><w:name w:val="General"/>'
        '<w:gallery w:val="placeholder"/></w:category><w:types><w:type w:val="bbPlcHdr"/>'
        '</w:types><w:behaviors><w:behavior w:val="content"/></w:behaviors>'
        f'<w:guid w:val="{{{guid}}}"/></w:docPartPr><w:docPartBody><w:p>'
        f"{run(text_elements(prompt), PLACEHOLDER)}</w:p></w:docPartBody></w:docPart>"
    )
