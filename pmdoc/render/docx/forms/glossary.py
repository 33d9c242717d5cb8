"""What stands in a blank until it is filled in, and again whenever it is emptied: Word's glossary.

In → Out: the prompts of a document in, the parts of its glossary out.
Must not: be where a prompt is told from others; controls name theirs.
Source: ECMA-376 part 1, 17.5.2.25 (placeholder), 17.12 (glossary document), 11.3.8 (its part).

Word takes a bound control's prompt from here and not from the page: without a glossary it puts
five blanks, or words of its own, where the field's prompt was.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from pmdoc.render.docx.ooxml.xml import XML_DECLARATION, W, color, run, text_elements
from pmdoc.render.docx.styles.character_style import PLACEHOLDER


def glossary_part(prompts: Mapping[str, str]) -> bytes:
    """Return the part. Shape: `prompts` maps words to the name of their entry."""
    entries = "".join(_entry(name, words) for words, name in prompts.items())
    return (
        f'{XML_DECLARATION}<w:glossaryDocument xmlns:w="{W}"><w:docParts>{entries}</w:docParts>'
        "</w:glossaryDocument>"
    ).encode()


def glossary_styles(ink: str) -> bytes:
    """Return the styles of the glossary, which has none of the document's."""
    return (
        f'{XML_DECLARATION}<w:styles xmlns:w="{W}">'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:qFormat/></w:style><w:style w:type="character" w:default="1" '
        'w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        f'<w:style w:type="character" w:styleId="{PLACEHOLDER}"><w:name '
        'w:val="Placeholder Text"/><w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority '
        f'w:val="20"/><w:rPr><w:color w:val="{color(ink)}"/></w:rPr></w:style></w:styles>'
    ).encode()


def _entry(name: str, words: str) -> str:
    """Return a prompt as Word keeps one. Source: 17.12.5 (docPart), 17.18.12 (bbPlcHdr)."""
    guid = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{name} {words}")).upper()
    return (
        f'<w:docPart><w:docPartPr><w:name w:val="{name}"/><w:category><w:name w:val="General"/>'
        '<w:gallery w:val="placeholder"/></w:category><w:types><w:type w:val="bbPlcHdr"/>'
        '</w:types><w:behaviors><w:behavior w:val="content"/></w:behaviors>'
        f'<w:guid w:val="{{{guid}}}"/></w:docPartPr><w:docPartBody><w:p>'
        f"{run(text_elements(words), PLACEHOLDER)}</w:p></w:docPartBody></w:docPart>"
    )
