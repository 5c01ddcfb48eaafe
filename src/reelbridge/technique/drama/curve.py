"""The intensity of an episode, with what it is made of."""

from __future__ import annotations

from reelbridge.model.study import Curve, CurvePart
from reelbridge.technique.drama.ingredients import INGREDIENTS
from reelbridge.technique.drama.material import Material


def draw_curve(material: Material) -> Curve:
    """The curve by its parts, in their fixed order; parts that could not be measured are named. Where none could be,
    there is no curve."""
    return Curve(
        parts=tuple(
            CurvePart(
                id=ingredient.id,
                title=ingredient.title,
                weight=material.weights[ingredient.id],
                values=tuple(material.points[ingredient.id].tolist()),
            )
            for ingredient in INGREDIENTS
            if ingredient.id in material.points
        ),
        missing=tuple(ingredient.id for ingredient in INGREDIENTS if ingredient.id not in material.points),
    )
