"""Tags and texts of an XML document, read one after the other, for the few that a reopened export has to be asked for.

No tree is built, no entity declared in the document is expanded and no name is kept: whatever a document holds, reading
it takes no more memory than the document itself, and time in proportion to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from planner.model.faults import Fault
from planner.text import _

MAX_TAGS = 300_000
MAX_REFERENCES = 100_000
"""Characters written as numbers; an export of ours has none, one that a spreadsheet program wrote again very few."""

_TAG = re.compile(rb"<(/?)(?:[\w.-]*+:)?([\w.-]++)([^<>]*+)>([^<]*+)")
_NUMBERED = re.compile(r"&#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}));")
_NAMED = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))


@frozen
class Tag:
    """One tag without its prefix, and the text between it and the next one, both as they stand in the file."""

    name: bytes
    closes: bool
    attributes: bytes
    behind: bytes

    def attribute(self, name: str) -> str:
        """Return an attribute's value, whatever its prefix; empty where there is none."""
        found = re.search(rb"(?:^|[\s:])%b\s*=\s*(?:\"([^\"]*)\"|'([^']*)')" % name.encode(), self.attributes)
        return "" if found is None else unescaped(found[1] if found[1] is not None else found[2])


def tags(document: bytes) -> Iterator[Tag]:
    """Yield the tags of a UTF-8 document in their order.

    Raises:
        Fault: It declares a document type, the place where entities that swell are declared, or has too many tags.
    """
    if b"<!DOCTYPE" in document:
        raise Fault(_("it declares a document type, which no export does, and is not opened"))
    if document.count(b"<") > MAX_TAGS:
        raise Fault(_("it holds far more than an export does and is not opened"))
    for match in _TAG.finditer(document):
        yield Tag(match[2], match[1] == b"/", match[3], match[4])


def unescaped(text: bytes) -> str:
    """Return a text of a document with its characters in place of references; raises `Fault` where it is damaged."""
    try:
        plain = text.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Fault(_("the plan inside was changed or damaged")) from error
    if plain.count("&#") > MAX_REFERENCES:
        raise Fault(_("it holds far more than an export does and is not opened"))
    if "&#" in plain:
        plain = _NUMBERED.sub(_numbered, plain)
    for reference, character in _NAMED:
        plain = plain.replace(reference, character)
    return plain


def _numbered(match: re.Match[str]) -> str:
    number = int(match[1], 16) if match[1] else int(match[2])
    return chr(number) if number <= 0x10FFFF else match[0]
