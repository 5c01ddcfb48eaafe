"""A frame as a coarse grid of cells, in regions that can be asked one by one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reelbridge.technique.pictures.frames import SmallFrame, shrink_plane

#: cells along the longer and the shorter side. At 720x1280 a cell is 32 x 30 px: what a hand-held camera moves a
#: picture between two frames hardly changes it
LONG, SHORT = 40, 24

#: regions along the longer and the shorter side, and all of them
REGIONS_LONG, REGIONS_SHORT = 4, 3
REGIONS = REGIONS_LONG * REGIONS_SHORT

#: brightness cells of a region; they come first in its row of numbers
LUMA_CELLS = (LONG // REGIONS_LONG) * (SHORT // REGIONS_SHORT)
_COLOUR_CELLS = LUMA_CELLS // 4

#: numbers of a region: brightness, blue and red difference
CELLS = LUMA_CELLS + 2 * _COLOUR_CELLS

#: colours differ less than brightness does; a colour cell also stands for four of brightness
_COLOUR_WEIGHT = 2.0

#: frames apart up to which frames are compared
FARTHEST = 64

#: frames compared at a time with those after them. So small a product OpenBLAS makes on one thread: waking others takes
#: longer, and they would be taken from the decoder
_ROWS = 16

Cells = NDArray[np.float32]


def to_cells(frame: SmallFrame) -> Cells:
    """(REGIONS, CELLS) float32: brightness and colours of the cells, around zero."""
    is_tall = frame.luma.shape[0] >= frame.luma.shape[1]
    cells = np.empty((REGIONS, CELLS), dtype=np.float32)
    cells[:, :LUMA_CELLS] = _regions(frame.luma, is_tall, 1)
    cells[:, LUMA_CELLS : LUMA_CELLS + _COLOUR_CELLS] = _regions(frame.cb, is_tall, 2)
    cells[:, LUMA_CELLS + _COLOUR_CELLS :] = _regions(frame.cr, is_tall, 2)
    cells -= 128
    cells[:, LUMA_CELLS:] *= _COLOUR_WEIGHT
    return cells


def _regions(plane: NDArray[np.uint8], is_tall: bool, coarser: int) -> NDArray[np.uint8]:
    """(REGIONS, cells) of one plane, always as if it were tall."""
    long, short = LONG // coarser, SHORT // coarser
    size = (short, long) if is_tall else (long, short)
    small = shrink_plane(plane, size)
    tall = small if is_tall else small.T
    parts = tall.reshape(REGIONS_LONG, long // REGIONS_LONG, REGIONS_SHORT, short // REGIONS_SHORT)
    return parts.transpose(0, 2, 1, 3).reshape(REGIONS, -1)


def distances(cells: NDArray[np.float32]) -> NDArray[np.float32]:
    """(REGIONS, n, n): mean squared difference between each two of n frames, region by region, in grey levels squared.

    Of frames more than `FARTHEST` apart it is not known: infinity.

    Args:
        cells: (REGIONS, n, CELLS).
    """
    count = cells.shape[1]
    turned = cells.transpose(0, 2, 1)
    own = np.einsum("rnc,rnc->rn", cells, cells)
    result = np.full((REGIONS, count, count), np.inf, dtype=np.float32)
    for since in range(0, count, _ROWS):
        until, end = min(since + _ROWS, count), min(since + _ROWS + FARTHEST, count)
        block = np.matmul(cells[:, since:until], turned[:, :, since:end])
        block *= -2
        block += own[:, since:until, None]
        block += own[:, None, since:end]
        np.maximum(block, 0, out=block)
        block /= LUMA_CELLS
        result[:, since:until, since:end] = block
        result[:, since:end, since:until] = block.transpose(0, 2, 1)
    return result
