"""Pages of HTML that say themselves how they are encoded, in a charset other than UTF-8."""

from __future__ import annotations

import codecs
import re

from toolkit.formats.charset import decode_declared

# In so many bytes the declaration stands (HTML Standard, "prescan a byte stream": 1,024; old pages are less strict).
_HEAD = 4_096
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_META = re.compile(rb"<meta\s[^<>]*?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9][\w.:-]*)", re.IGNORECASE)
_XML = re.compile(rb"\A\s*<\?xml\s[^<>]*?\bencoding\s*=\s*[\"']([A-Za-z0-9][\w.:-]*)")
_XML_TEXT = re.compile(r"\A(\ufeff?\s*<\?xml\s[^<>]*?\bencoding\s*=\s*[\"'])([\w.:-]+)")
# What browsers read other names as (Encoding Standard, "names and labels").
_READ_AS = {"ascii": "windows-1252", "iso8859-1": "windows-1252", "iso8859-9": "windows-1254"}


def as_utf8(content: bytes, name: str = "") -> tuple[bytes, str]:
    """A page as UTF-8, which a page that was converted may be already, whatever it says.

    Args:
        content: of the file.
        name: of it, for messages.

    Returns:
        The content as UTF-8, and the charset that it was read by; as it is and nothing where it is UTF-8 already, or
        declares no other charset.

    Raises:
        EncodingError: bytes that are not in the charset that the page declares, or one that is not known.

    Example:
        >>> content, charset = as_utf8('<meta charset="iso-8859-1"><p>Été “vert”</p>'.encode("windows-1252"))
        >>> content.decode()[27:], charset
        ('<p>Été “vert”</p>', 'windows-1252')
    """
    try:
        content.decode("utf-8")
        return content, ""
    except UnicodeDecodeError:
        charset = _declared(content)
    if not charset:
        return content, ""
    says = "which the page declares"
    return decode_declared(content, charset, name, says, "its <meta charset>").encode(), charset


def _declared(content: bytes) -> str:
    """The charset other than UTF-8 that a page names in letters of ASCII, by its name among browsers."""
    head = _COMMENT.sub(b"", content[:_HEAD])
    found = _XML.search(head) or _META.search(head)
    if found is None:
        return ""
    charset = found[1].decode("ascii").lower()
    try:
        known = codecs.lookup(charset).name
    except LookupError:
        return charset
    # A page that can be read up to its declaration is not in the wide charset that it names.
    return "" if known.startswith(("utf-", "utf_")) else _READ_AS.get(known, charset)


def declared_as_utf8(text: str) -> str:
    """A page whose XML declaration says that it is UTF-8, as which it will be written."""
    return _XML_TEXT.sub(lambda m: m.group() if m[2].lower() == "utf-8" else f"{m[1]}utf-8", text, count=1)
