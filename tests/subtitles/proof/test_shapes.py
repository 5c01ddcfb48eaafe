from __future__ import annotations

from reelbridge.subtitles.proof import shapes


def test_each_character_stands_in_one_row() -> None:
    chars = "".join(shapes._ROWS)
    assert len(set(chars)) == len(chars)
    assert all(len(row) > 1 for row in shapes._ROWS)


def test_look_alikes_are_the_others_of_a_row() -> None:
    assert shapes.look_alikes("己") == {"已", "巳"}
    assert shapes.look_alikes("满") == frozenset()
    assert not shapes.look_alikes("他"), "he and she are told apart by no shape and no neighbour"


def test_texts_that_look_alike_fold_to_one() -> None:
    assert shapes.fold_shapes("自已的未日") == shapes.fold_shapes("自己的末曰") != shapes.fold_shapes("自身的末日")
