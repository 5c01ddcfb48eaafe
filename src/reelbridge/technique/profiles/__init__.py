"""Profiles: how episodes of a kind are made, and where another one leaves that way."""
