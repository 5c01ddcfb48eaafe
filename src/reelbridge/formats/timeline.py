"""An episode as a timeline for editors, in the three formats their programs read."""

from __future__ import annotations

from reelbridge.formats.edl import render_edl, render_edl_parts
from reelbridge.formats.fcpxml import render_fcpxml
from reelbridge.formats.otio import render_otio

__all__ = ["render_edl", "render_edl_parts", "render_fcpxml", "render_otio"]
