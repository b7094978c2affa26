"""Frozen bytes become a Document: what a reader meets, the same for a page and for a PDF."""
