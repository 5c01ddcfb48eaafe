"""What a film shows, decided before anything is painted: shots, what parts them, and what happens inside them."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from benchmarks.technique.truth import Boundary, Event, EventKind, Film
from reelbridge.core.hashing import digest_bytes

Random = np.random.Generator

#: to be raised whenever films come out otherwise
_EDITION = 4
_NTSC = Fraction(30_000, 1001)
#: seconds for which a shot is seen by itself; evenly spread logarithms have a mean of 2.8 s
_SHOT_S = (0.3, 10.0)
#: a shot must be seen this long by itself on both sides of what is not a cut
_CLEAR_FRAMES = 8
#: frames between an event and the next boundary or event
_APART = 10

#: width, height, frames per second (None: varying), and how much of the usual length the film has
_SHAPES: tuple[tuple[int, int, Fraction | None, float], ...] = (
    (540, 960, Fraction(25), 1.0),
    (720, 1280, Fraction(30), 1.0),
    (540, 960, _NTSC, 1.0),
    (720, 1280, Fraction(25), 1.0),
    (540, 960, Fraction(24), 1.0),
    (540, 960, None, 1.0),
    (720, 1280, Fraction(60), 0.5),
    (1080, 1920, Fraction(25), 0.5),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShotPlan:
    """One shot. `first` is its first frame that is seen at all, `end` the one after the last.

    `relation` is how it resembles the shot before: `other` not at all, `reverse` by light and place, `jump` by being
    the same picture, nearer or further on.
    """

    number: int
    first: int
    end: int
    relation: str
    is_filmed: bool
    camera: str
    is_dark: bool
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A film and its shots."""

    seed: int
    film: Film
    shots: tuple[ShotPlan, ...]
    grain: float


def random_of(seed: int, *purpose: object) -> Random:
    """The same numbers for the same seed and purpose, whatever else is made."""
    return np.random.default_rng([seed, *digest_bytes(repr(purpose).encode()).encode()[:16]])


def plan_film(seed: int, *, seconds: float, has_takes: bool, shape: int | None = None) -> Plan:
    """Decide a film.

    Args:
        seed: the film is the same for the same seed.
        seconds: about how long it is; films of many pixels are half as long.
        has_takes: whether real footage is there; every second film is then made of it.
        shape: place in the list of sizes and frame rates; by the seed if None.
    """
    width, height, rate, part = _SHAPES[(seed if shape is None else shape) % len(_SHAPES)]
    random = random_of(seed, "plan")
    nominal = rate or Fraction(30)
    boundaries, clear = _plan_boundaries(random, float(nominal), seconds * part)
    shots = _plan_shots(random, boundaries, clear, has_takes and seed % 2 == 1)
    events = [event for shot in shots for event in _plan_events(random, shot, boundaries)]
    events += _plan_subtitles(random, shots[-1].end, float(nominal)) if random.random() < 0.75 else []
    events += _plan_edges(random, shots)
    key = digest_bytes(repr((_EDITION, seed, float(seconds), has_takes, shape)).encode())
    film = Film(
        name=f"film-{seed:03d}-{round(seconds)}s" + ("" if shape is None else f"-{height}"),
        width=width,
        height=height,
        rate=nominal,
        is_variable=rate is None,
        times_ms=_times(random, shots[-1].end, rate),
        boundaries=tuple(boundaries),
        events=tuple(sorted(events, key=lambda event: event.start_frame)),
        key=key,
    )
    return Plan(seed=seed, film=film, shots=tuple(shots), grain=float(random.uniform(0.5, 3.0)))


def _plan_boundaries(random: Random, rate: float, seconds: float) -> tuple[list[Boundary], list[tuple[int, int]]]:
    """The boundaries, and the frames in which each shot is seen by itself."""
    low, high = (math.log(second) for second in _SHOT_S)
    boundaries: list[Boundary] = []
    clear: list[tuple[int, int]] = []
    at = 0
    while at < seconds * rate:
        length = max(2, round(math.exp(random.uniform(low, high)) * rate))
        clear.append((at, at + length))
        at += length
        kind = str(random.choice(("cut", "dissolve", "fade", "wipe"), p=(0.68, 0.14, 0.09, 0.09)))
        if length < _CLEAR_FRAMES:
            kind = "cut"
        look, frames = _choose_look(random, kind)
        boundaries.append(Boundary(kind=kind, look=look, start_frame=at, end_frame=at + frames))
        at += frames
    return boundaries[:-1], clear


def _choose_look(random: Random, kind: str) -> tuple[str, int]:
    match kind:
        case "dissolve":
            return "", int(random.integers(6, 25))
        case "fade":
            return str(random.choice(("black", "black", "white"))), int(random.integers(8, 31))
        case "wipe":
            side = random.choice(("left", "right", "up", "down"))
            return f"{side} {random.choice(('hard', 'soft'))}", int(random.integers(8, 25))
        case _:
            return "", 0


def _plan_shots(
    random: Random, boundaries: list[Boundary], clear: list[tuple[int, int]], is_filmed: bool
) -> list[ShotPlan]:
    firsts = [0, *(boundary.start_frame for boundary in boundaries)]
    ends = [*(boundary.end_frame for boundary in boundaries), clear[-1][1]]
    shots = []
    for number, (first, end) in enumerate(zip(firsts, ends, strict=True)):
        is_cut = number > 0 and not boundaries[number - 1].is_gradual
        relation = str(random.choice(("other", "reverse", "jump"), p=(0.62, 0.3, 0.08))) if is_cut else "other"
        camera = str(
            random.choice(
                ("locked", "handheld", "handheld", "drift", "zoom in", "zoom out", "eventful"),
                p=(0.13, 0.12, 0.12, 0.1, 0.08, 0.05, 0.4),
            )
        )
        shots.append(
            ShotPlan(
                number=number,
                first=first,
                end=end,
                relation=relation,
                is_filmed=is_filmed and bool(random.random() < 0.85),
                camera=camera,
                is_dark=bool(random.random() < 0.15),
                people=int(random.choice((0, 1, 1, 1, 2))),
            )
        )
    return shots


def _plan_events(random: Random, shot: ShotPlan, boundaries: list[Boundary]) -> list[Event]:
    """Flashes, whip pans, shakes and passing objects, well away from boundaries."""
    first = boundaries[shot.number - 1].end_frame if shot.number else shot.first
    end = boundaries[shot.number].start_frame if shot.number < len(boundaries) else shot.end
    events: list[Event] = []
    at = first + _APART
    while at < end - _APART and len(events) < 4:
        kind = _choose_event(random, shot)
        look, low, high = {
            EventKind.FLASH: (str(random.choice(("white", "partial", "double", "side"))), 1, 7),
            EventKind.WHIP: ("", 5, 13),
            EventKind.SHAKE: ("", 8, 24),
            EventKind.PASS: (str(random.choice(("left", "right"))), 8, 22),
        }[kind]
        length = int(random.integers(max(low, 3) if look == "double" else low, high))
        place = at + int(random.integers(0, 30))
        if place + length > end - _APART:
            break
        if random.random() < (0.85 if shot.camera == "eventful" else 0.25):
            events.append(Event(kind=kind, look=look, start_frame=place, end_frame=place + length))
        at = place + length + _APART + int(random.integers(0, 40))
    return events


def _choose_event(random: Random, shot: ShotPlan) -> EventKind:
    """Only an eventful camera whips and shakes."""
    if random.random() < 0.4:
        return EventKind.FLASH
    if shot.camera != "eventful":
        return EventKind.PASS
    return (EventKind.WHIP, EventKind.WHIP, EventKind.SHAKE, EventKind.SHAKE, EventKind.PASS)[random.integers(5)]


def _plan_subtitles(random: Random, end: int, rate: float) -> list[Event]:
    """Lines one after the other, over cuts too, as talk is; each event is one line."""
    events: list[Event] = []
    at = int(random.integers(5, 40))
    while True:
        length = round(random.uniform(0.5, 2.6) * rate)
        if at + length >= end:
            return events
        events.append(Event(kind=EventKind.SUBTITLE, look="", start_frame=at, end_frame=at + length))
        at += length + (0 if random.random() < 0.4 else round(random.uniform(0.1, 2.0) * rate))


def _plan_edges(random: Random, shots: list[ShotPlan]) -> list[Event]:
    edges = []
    first, last = shots[0], shots[-1]
    if random.random() < 0.25 and first.end - first.first > 40:
        edges.append(Event(kind=EventKind.EDGE, look="in", start_frame=0, end_frame=int(random.integers(8, 20))))
    if random.random() < 0.25 and last.end - last.first > 40:
        start = last.end - int(random.integers(8, 20))
        edges.append(Event(kind=EventKind.EDGE, look="out", start_frame=start, end_frame=last.end))
    return edges


def _times(random: Random, frames: int, rate: Fraction | None) -> tuple[int, ...]:
    """When each frame is shown. Where the rate varies: as phones film, a little early or late, some frames left out."""
    if rate is not None:
        return tuple(round(1000 * number / rate) for number in range(frames))
    slots = np.cumsum(random.choice((1, 2, 3), size=frames - 1, p=(0.93, 0.06, 0.01)))
    jitter = random.integers(-4, 5, frames - 1)
    later = (round(1000 * int(slot) / 30) + int(late) for slot, late in zip(slots, jitter, strict=True))
    return (0, *later)


def nearest_frame(times_ms: tuple[int, ...], at_ms: float) -> int:
    """The frame that is shown at a time, or begins within half a ms of it."""
    return max(0, bisect_right(times_ms, at_ms + 0.6) - 1)
