"""The version of briefgen."""

__version__ = "0.1.0"
