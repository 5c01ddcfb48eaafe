"""From an episode's signals to its drama."""

from __future__ import annotations

from reelbridge.model.cue import Cue
from reelbridge.model.shot import ShotList, ShotLook
from reelbridge.model.signal import Track
from reelbridge.model.study import Drama
from reelbridge.model.watched import SoundSpan
from reelbridge.technique.drama.beats import find_beats
from reelbridge.technique.drama.curve import draw_curve
from reelbridge.technique.drama.ending import read_ending
from reelbridge.technique.drama.hook import find_hook
from reelbridge.technique.drama.jolts import find_jolts
from reelbridge.technique.drama.material import lay_out
from reelbridge.technique.drama.peaks import find_peaks
from reelbridge.technique.drama.quiet import find_quiet
from reelbridge.technique.drama.spoken import read_lines


def read_drama(
    *,
    shots: ShotList,
    looks: tuple[ShotLook, ...],
    tracks: tuple[Track, ...],
    sound: tuple[SoundSpan, ...],
    cues: tuple[Cue, ...],
    language: str,
) -> Drama:
    """What is made of one episode's signals.

    Args:
        tracks: of which those of the curve's ingredients are used, `brightness` and `speech`; a missing one is named
            in the curve.
        cues: its lines and texts in the picture.
        language: of the lines, a BCP 47 tag.
    """
    lines = read_lines(cues, language)
    material = lay_out(shots=shots, looks=looks, tracks=tracks, sound=sound, lines=lines, language=language)
    peaks = find_peaks(material)
    jolts = find_jolts(material)
    hook = find_hook(material, jolts=jolts, peaks=peaks)
    quiet = find_quiet(material, moments=(*([hook] if hook else []), *jolts, *peaks))
    ending = read_ending(material, jolts=jolts, peaks=peaks)
    return Drama(
        curve=draw_curve(material),
        hook=hook,
        peaks=peaks,
        jolts=jolts,
        quiet=quiet,
        beats=find_beats(material, hook=hook, jolts=jolts, peaks=peaks, quiet=quiet, ending=ending),
        ending=ending,
    )
