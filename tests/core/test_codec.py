"""Everything written down is canonical JSON with a versioned schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelbridge.core.codec import decode, digest_of, encode
from reelbridge.core.errors import ParseError


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    name: str
    size: int | None = None


def _rename_length(document: dict[str, Any]) -> dict[str, Any]:
    document["rate"] = f"{document.pop('length')}/1"
    return document


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    SCHEMA: ClassVar[str] = "tree.2"
    UPGRADES: ClassVar[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {1: _rename_length}

    colour: Colour
    rate: Fraction
    leaves: tuple[Leaf, ...] = ()
    pair: tuple[str, int] = ("a", 1)
    share: float = 0.5


trees = st.builds(
    Tree,
    colour=st.sampled_from(Colour),
    rate=st.fractions(),
    leaves=st.lists(st.builds(Leaf, name=st.text(), size=st.none() | st.integers())).map(tuple),
    pair=st.tuples(st.text(), st.integers()),
    share=st.floats(allow_nan=False, allow_infinity=False),
)


@given(trees)
def test_what_is_written_reads_back_the_same(tree: Tree) -> None:
    assert decode(Tree, encode(tree)) == tree


@given(trees)
def test_equal_values_have_equal_digests(tree: Tree) -> None:
    assert digest_of(tree) == digest_of(decode(Tree, encode(tree)))


def test_an_older_document_is_upgraded() -> None:
    assert decode(Tree, '{"schema": "tree.1", "colour": "red", "length": 3}').rate == Fraction(3)


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ("not json", "not JSON"),
        ("[]", "is not dict"),
        ('{"colour": "red", "rate": "1/2"}', "schema None"),
        ('{"schema": "tree.9", "colour": "red", "rate": "1/2"}', "schema 'tree.9'"),
        ('{"schema": "bush.2", "colour": "red", "rate": "1/2"}', "schema 'bush.2'"),
        ('{"schema": "tree.2", "colour": "green", "rate": "1/2"}', "allowed: red, blue"),
        ('{"schema": "tree.2", "colour": "red", "rate": 3}', "Tree.rate: 3 is not str"),
        ('{"schema": "tree.2", "colour": "red", "rate": "1/0"}', "Tree.rate"),
        ('{"schema": "tree.2", "colour": "red", "rate": "x"}', "Tree.rate"),
        ('{"schema": "tree.2", "colour": "red"}', "rate"),
        ('{"schema": "tree.2", "colour": "red", "rate": "1/2", "weight": 1}', "unknown key weight"),
        ('{"schema": "tree.2", "colour": "red", "rate": "1/2", "leaves": [{"name": 1}]}', "Tree.leaves[0].name"),
        ('{"schema": "tree.2", "colour": "red", "rate": "1/2", "pair": ["a"]}', "1 values; 2 expected"),
        ('{"schema": "tree.2", "colour": "red", "rate": "1/2", "share": true}', "True is not a number"),
    ],
)
def test_a_wrong_document_says_where(document: str, says: str) -> None:
    with pytest.raises(ParseError) as caught:
        decode(Tree, document)
    assert says in str(caught.value)


@given(st.text() | st.binary())
def test_no_document_gives_another_error(document: str | bytes) -> None:
    with pytest.raises(ParseError):
        decode(Tree, document)
