"""Issued editions: approved, issued, frozen, read again and remade."""
