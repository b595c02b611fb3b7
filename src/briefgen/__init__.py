"""briefgen turns one file of facts about an incident into the brief that people act on."""

__version__ = "0.1.0"
