"""How near a person is, from how high the face is."""

from __future__ import annotations

import math

from reelbridge.model.shot import ShotSize

#: face height by the square root of the picture's area -> from there on, the size. A vertical picture shows less at the
#: sides and more above and below than a wide one of the same area, so the area is the fairest measure of both; that is
#: ours.
#:
#: Source: the shot scales of James Cutting's film studies (in an extreme close-up the head fills the picture, in a
#: close-up it fills most of it, a medium shot goes to the waist) with the face heights that the Esper video project of
#: Stanford gives for them in 16:9: 0.95, 0.5 and 0.25 of the picture's height, that is 0.71, 0.375 and 0.19 here.
#: The first two are lowered by up to a tenth, to what the drawn close-ups of the bundled series measure. That makes
#: 0.48, 0.26 and 0.14 of the height of a 9:16 picture, and 0.85, 0.47 and 0.25 in 16:9.
_LEAST = ((0.64, ShotSize.EXTREME_CLOSE_UP), (0.35, ShotSize.CLOSE_UP), (0.19, ShotSize.MEDIUM))


def size_of(face_height: float, proportion: float) -> ShotSize:
    """The size of a shot whose largest face is that high.

    Args:
        face_height: as a share of the picture's height; 0 for no face.
        proportion: the picture's height by its width.
    """
    if face_height <= 0:
        return ShotSize.INSERT
    part = face_height * math.sqrt(proportion)
    return next((size for least, size in _LEAST if part >= least), ShotSize.WIDE)
