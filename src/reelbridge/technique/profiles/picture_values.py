"""Measures of an episode that are taken from its shots and their looks. None or no value: it could not be measured."""

from __future__ import annotations

from reelbridge.model.measure import SIZE_GROUPS
from reelbridge.model.shot import CameraMove, ShotSize, Transition
from reelbridge.model.signal import Track
from reelbridge.model.study import EpisodeStudy


def lengths(episode: EpisodeStudy) -> tuple[float, ...]:
    """How long each shot is, in s."""
    return tuple(shot.duration_ms / 1000 for shot in episode.shots.shots)


def lengths_of_size(episode: EpisodeStudy, group: str) -> tuple[float, ...]:
    """How long each shot of some sizes is, in s."""
    sizes = sizes_by_shot(episode)
    return tuple(
        shot.duration_ms / 1000 for shot in episode.shots.shots if sizes.get(shot.number) in SIZE_GROUPS[group]
    )


def sizes_by_shot(episode: EpisodeStudy) -> dict[int, ShotSize]:
    """Number of a shot -> its size, where that is known."""
    return {look.number: look.size for look in episode.looks if look.size is not None}


def episode_length(episode: EpisodeStudy) -> float | None:
    """In s."""
    return episode.shots.duration_ms / 1000 if episode.shots.duration_ms > 0 else None


def a_minute(count: int, episode: EpisodeStudy) -> float | None:
    """How many of them come in a minute."""
    return count * 60_000 / episode.shots.duration_ms if episode.shots.duration_ms > 0 else None


def cuts(episode: EpisodeStudy) -> float | None:
    """Changes of shot a minute."""
    return a_minute(len(_changes(episode)), episode)


def flashes(episode: EpisodeStudy) -> float | None:
    """Flashes a minute."""
    return a_minute(len(episode.shots.flashes), episode)


def share_of_changes(episode: EpisodeStudy, kind: Transition) -> float | None:
    """Of all changes of shot, those of a kind, in %."""
    return _percent([change is kind for change in _changes(episode)])


def share_of_size(episode: EpisodeStudy, group: str) -> float | None:
    """Of all shots whose size is known, those of some sizes, in %."""
    return _percent([size in SIZE_GROUPS[group] for size in sizes_by_shot(episode).values()])


def locked_off(episode: EpisodeStudy) -> float | None:
    """Of all shots, those of a camera that stands still, in %."""
    return _percent([look.camera is CameraMove.LOCKED for look in episode.looks])


def first_close_up(episode: EpisodeStudy) -> float | None:
    """When the first close-up begins, in s."""
    sizes = sizes_by_shot(episode)
    starts = (shot.start_ms for shot in episode.shots.shots if sizes.get(shot.number) in SIZE_GROUPS["close-up"])
    first = next(starts, None)
    return None if first is None else first / 1000


def track_of(episode: EpisodeStudy, signal: str) -> Track | None:
    """A signal of the episode."""
    return next((track for track in episode.tracks if track.signal == signal), None)


def mean_of_track(episode: EpisodeStudy, signal: str) -> float | None:
    """The mean of a signal where it could be measured."""
    track = track_of(episode, signal)
    values = [value for value in track.values if value is not None] if track else []
    return sum(values) / len(values) if values else None


def _changes(episode: EpisodeStudy) -> list[Transition]:
    return [shot.transition for shot in episode.shots.shots if shot.transition is not Transition.START]


def _percent(hits: list[bool]) -> float | None:
    return 100 * sum(hits) / len(hits) if hits else None
