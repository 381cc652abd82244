"""Typed errors of the library.

Every message names what is wrong, where, and how to mend it, on one line: the command line prints it as it is.
The library raises these and nothing else for conditions that a user can meet; it never prints and never exits.
"""

from __future__ import annotations


class BitextError(Exception):
    """Base of all errors that the toolkit raises on purpose."""


class InputError(BitextError):
    """A file or text that the user gave cannot be used."""


class EncodingError(InputError):
    """Bytes that are not UTF-8 text.

    Attributes:
        offset: byte offset of the first byte that cannot be decoded.
    """

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


class OutputError(BitextError):
    """A result cannot be written, or writing it would destroy something that the user has."""


class PackageError(BitextError):
    """An Argos package that is broken, unsafe or missing a part."""


class LanguagePairError(PackageError):
    """No package for the wanted pair of languages."""


class MissingExtraError(BitextError):
    """An optional dependency is not installed; the message names the extra that brings it."""


class PluginError(BitextError):
    """A plug-in of another distribution that cannot be loaded or that failed; the message names both."""


class ServerError(BitextError):
    """A server that translates cannot be reached, or its answer is no translation of what it was sent."""


class BitextWarning(UserWarning):
    """Base of all warnings that a user should read; the command line shows each on one line."""


class NetworkWarning(BitextWarning):
    """Texts leave this machine; the message names the address."""


class PluginWarning(BitextWarning):
    """A plug-in that was left out; the message names it, its distribution and the reason."""
