"""What a shot shows: a painted place with people in it, or a piece of a real film, seen through a camera."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from benchmarks.footage.scenery import GROUNDS, Picture, Random
from benchmarks.technique.camera import Camera, Start
from benchmarks.technique.figures import Figure
from benchmarks.technique.planning import ShotPlan, random_of
from benchmarks.technique.takes import Take
from benchmarks.technique.truth import Event, EventKind

#: (height, width) at which shots are painted; larger films are enlarged: filmed pictures are not sharp to the pixel
VIEW = (960, 540)
_GROUND = (840, 1180)
_ATTEMPTS = 12
#: of what passes close to the camera: coats, mostly
_TONES = ((34, 38, 46), (80, 60, 50), (120, 120, 130), (40, 40, 110), (24, 22, 22))


@dataclass(frozen=True, slots=True)
class _Subject:
    """All that decides a shot besides its plan; shots that resemble each other share parts of it."""

    place: str
    world_seed: int
    take: int
    take_start: int
    is_mirrored: bool
    people_seed: int
    people_x: float
    unit: float
    light: tuple[float, float, float, float]
    start: Start


class Shot:
    """One shot of a film. Frames are counted as those of the film are."""

    def __init__(
        self, seed: int, plan: ShotPlan, subject: _Subject, events: tuple[Event, ...], takes: tuple[Take, ...]
    ) -> None:
        random = random_of(seed, "shot", plan.number)
        self.plan, self.subject = plan, subject
        self._take = takes[subject.take % len(takes)] if plan.is_filmed else None
        self._figures: list[Figure] = []
        self._ground: Picture | None = None
        if self._take is None:
            self._ground = GROUNDS[subject.place](*_GROUND, random_of(subject.world_seed, "ground"))
            self._figures = _people(plan, subject)
        own = tuple(
            replace(event, start_frame=event.start_frame - plan.first, end_frame=event.end_frame - plan.first)
            for event in events
            if plan.first <= event.start_frame < plan.end and event.kind is not EventKind.SUBTITLE
        )
        size = self._world(0).shape[:2]
        self._camera = Camera((size[0], size[1]), VIEW, subject.start, plan.camera, plan.end - plan.first, own, random)
        self._passing = [event for event in own if event.kind is EventKind.PASS]
        self._curve = _curve(subject.light)
        self._noise = _noise_tiles(random, 7.0) if plan.is_dark else None

    def picture(self, frame: int) -> Picture:
        """(H, W, 3) uint8 BGR."""
        number = frame - self.plan.first
        seen = np.asarray(cv2.LUT(self._camera.look(self._world(number), number), self._curve), np.uint8)
        for event in self._passing:
            if event.start_frame <= number < event.end_frame:
                seen = _pass(seen, event, number)
        if self._noise is not None:
            seen = np.asarray(cv2.add(seen, np.roll(self._noise, (number * 97, number * 61), (0, 1)), dtype=cv2.CV_8U))
        return np.asarray(seen, np.uint8)

    def _world(self, number: int) -> Picture:
        if self._take is not None:
            world = self._take.picture(self.subject.take_start + number)
        else:
            assert self._ground is not None
            world = self._ground.copy()
            for figure in self._figures:
                figure.draw(world, number)
        return world[:, ::-1].copy() if self.subject.is_mirrored else world


def make_shot(
    seed: int, plan: ShotPlan, before: Shot | None, events: tuple[Event, ...], takes: tuple[Take, ...]
) -> Shot:
    """A shot that a viewer can tell from the one before it."""
    for attempt in range(_ATTEMPTS):
        random = random_of(seed, "subject", plan.number, attempt)
        shot = Shot(seed, plan, _choose(random, plan, before, takes), events, takes)
        first = shot.picture(plan.first)
        if _shows_something(first) and (before is None or _differ(before.picture(before.plan.end - 1), first)):
            return shot
        if attempt >= _ATTEMPTS // 2:
            plan = replace(plan, relation="other")
    raise SystemExit(f"film {seed}: shot {plan.number} resembles the one before it whatever is tried")


def _choose(random: Random, plan: ShotPlan, before: Shot | None, takes: tuple[Take, ...]) -> _Subject:
    gain = float(random.uniform(0.16, 0.4) if plan.is_dark else random.uniform(0.75, 1.15))
    warmth = float(random.uniform(0.85, 1.15))
    subject = _Subject(
        place=str(random.choice(("room", "room", "room", "street", "street", "bokeh", "leaves", "bright"))),
        world_seed=int(random.integers(2**31)),
        take=int(random.integers(max(1, len(takes)))),
        take_start=int(random.integers(200)),
        is_mirrored=bool(random.random() < 0.5),
        people_seed=int(random.integers(2**31)),
        people_x=float(random.uniform(0.25, 0.75)),
        unit=float(random.choice((0.06, 0.1, 0.14, 0.2))) * _GROUND[0],
        light=(gain / warmth, gain, gain * warmth, float(random.uniform(0.85, 1.2))),
        start=Start(
            float(random.choice((random.uniform(0, 0.2), random.uniform(0.8, 1)))),
            float(random.uniform(0.1, 0.9)),
            float(random.uniform(0.62, 0.95)),
        ),
    )
    if before is None:
        return subject
    old = before.subject
    if plan.is_filmed and before.plan.is_filmed and plan.relation != "jump" and subject.take == old.take:
        subject = replace(subject, take=subject.take + 1 + int(random.integers(len(takes) - 2)))
    if plan.is_filmed != before.plan.is_filmed or plan.relation == "other":
        return subject
    if plan.relation == "reverse":
        return replace(
            subject, place=old.place, light=old.light, unit=old.unit, people_x=1 - old.people_x,
            is_mirrored=not old.is_mirrored,
        )  # fmt: skip
    nearer = old.start.part * (0.72 if old.start.part > 0.75 else 1.3)
    aside = old.start.across + (0.16 if old.start.across < 0.5 else -0.16)
    return replace(
        old, take_start=old.take_start + before.plan.end - before.plan.first + 60, people_seed=old.people_seed,
        start=Start(aside, old.start.down, nearer), people_x=old.people_x + float(random.choice((-0.06, 0.06))),
    )  # fmt: skip


def _people(plan: ShotPlan, subject: _Subject) -> list[Figure]:
    """They stand where the camera looks first."""
    random = random_of(subject.people_seed, "people")
    high, wide = subject.start.part * _GROUND[0], subject.start.part * _GROUND[0] * VIEW[1] / VIEW[0]
    left = subject.start.across * (_GROUND[1] - wide)
    top = subject.start.down * (_GROUND[0] - high)
    figures = []
    for number in range(plan.people):
        x = left + wide * (subject.people_x + 0.42 * number) % _GROUND[1]
        x = _GROUND[1] - x if subject.is_mirrored else x
        figures.append(Figure(random, x, top + high * float(random.uniform(0.42, 0.62)), subject.unit))
    return figures


def _differ(one: Picture, other: Picture) -> bool:
    """Whether two pictures differ enough for anyone to see a cut between them."""
    small = [
        cv2.resize(cv2.cvtColor(each, cv2.COLOR_BGR2GRAY), (36, 64), interpolation=cv2.INTER_AREA).astype(np.float32)
        for each in (one, other)
    ]
    return bool(np.abs(small[0] - small[1]).mean() > 0.17 * (small[0].mean() + small[1].mean()) / 2 + 2)


def _shows_something(picture: Picture) -> bool:
    """Whether it is more than a dark or an even plane."""
    levels = cv2.resize(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), (36, 64), interpolation=cv2.INTER_AREA)
    return bool(levels.mean() > 14 and levels.std() > 5)


def _curve(light: tuple[float, float, float, float]) -> Picture:
    """(1, 256, 3): gain of blue, green and red, and a gamma for all."""
    level = np.arange(256, dtype=np.float32) / 255
    curved = level ** np.float32(light[3])
    return np.clip(np.stack([curved * gain for gain in light[:3]], 1) * 255, 0, 255).astype(np.uint8)[None]


def _noise_tiles(random: Random, deviation: float) -> np.ndarray:
    """Of a sensor in the dark: (H, W, 3) int16, in each colour by itself."""
    return np.asarray(random.normal(0, deviation, (*VIEW, 3)), np.int16)


def _pass(seen: Picture, event: Event, number: int) -> Picture:
    """Something dark and out of focus crosses close to the camera."""
    share = (number - event.start_frame + 0.5) / (event.end_frame - event.start_frame)
    width = VIEW[1]
    part = 0.35 + 0.5 * ((event.start_frame * 7919) % 100) / 100
    middle = -part * width + share * (1 + 2 * part) * width
    middle = width - middle if event.look == "left" else middle
    far = np.abs(np.arange(width) - middle) / (part * width / 2)
    softness = 0.25 + 0.5 * ((event.start_frame * 104_729) % 100) / 100
    cover = np.clip((1 + softness / 2 - far) / softness, 0, 1).astype(np.float32)[None, :, None]
    tone = np.array(_TONES[event.start_frame % len(_TONES)], np.float32) * (0.6 + 0.4 * np.cos(far))[None, :, None]
    return np.asarray(seen * (1 - cover) + tone * cover + 0.5, np.uint8)
