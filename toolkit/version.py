"""The version, one number for the distribution and for all that it writes."""

__version__ = "0.2.0"
