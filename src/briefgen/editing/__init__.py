"""brief.yaml is edited in place: bytes and edits in, bytes out, and only the bytes of what is edited change."""

from briefgen.editing.applying import apply
from briefgen.editing.edits import Add, Edit, EditRefused, Move, Remove, Rename, Set, Value

__all__ = ["Add", "Edit", "EditRefused", "Move", "Remove", "Rename", "Set", "Value", "apply"]
