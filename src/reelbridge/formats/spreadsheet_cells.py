"""Cells of a CSV file that a spreadsheet leaves as they are.

A spreadsheet takes `=1+1`, `- No.` and `+86` for formulas and runs them, and makes other things of `007`, `5-8` and
`1/2`. A cell that it might take so gets an apostrophe in front, and loses it on the way back.
https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import re

#: begins like a formula; the wide signs are taken for it where people type Chinese or Japanese
_FORMULA = re.compile(r"^[=+\-@＝＋－＠\t\r]")

#: a number, a date, a time, a truth value: an English month may stand in it. No character fits two parts that follow
#: each other, so a long cell takes no longer than its length.
_VALUE = re.compile(
    r"^(?:[\s.,:/%$€£¥₩()^-]*\d[\d\s.,:/%$€£¥₩()^-]*(?:e[+-]?\d+|am|pm)?|true|false"
    r"|(?:[\d\s.,/-]*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s.,/-]*\d[\d\s.,/-]*)"
    r"|(?:\d[\d\s.,/-]*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s.,/-]*))$",
    re.IGNORECASE,
)


def guard_cell(text: str) -> str:
    """A text as it is written."""
    return f"'{text}" if _is_taken(text.lstrip("'")) else text


def unguard_cell(cell: str) -> str:
    """A cell as it was meant, whether the spreadsheet took the apostrophe off or not."""
    bare = cell.lstrip("'")
    return cell[1:] if cell != bare and _is_taken(bare) else cell


def _is_taken(text: str) -> bool:
    return _FORMULA.match(text) is not None or _VALUE.match(text) is not None
