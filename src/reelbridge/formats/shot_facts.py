"""What is known of one shot, gathered from all over a study, for tables of shots."""

from __future__ import annotations

from dataclasses import dataclass

from reelbridge.model.cue import Cue
from reelbridge.model.profile import Note
from reelbridge.model.shot import Shot, ShotLook
from reelbridge.model.signal import tick_at
from reelbridge.model.study import Beat, EpisodeStudy


@dataclass(frozen=True, slots=True, kw_only=True)
class ShotFacts:
    """A shot, how it is taken, and what happens in it.

    Attributes:
        look: None where it is not known.
        lines: those that begin in the shot, so that each is told once.
        heat: of the words, 0 to 100, the mean over the shot; None where no line is on screen.
        intensity: 0 to 100, the mean over the shot; None where there is no curve.
        beat: the one it belongs to.
        notes: of a comparison, those that name the shot, or begin in it and name none.
    """

    shot: Shot
    look: ShotLook | None
    lines: tuple[Cue, ...]
    heat: float | None
    intensity: float | None
    beat: Beat | None
    notes: tuple[Note, ...]


def facts_of(episode: EpisodeStudy, notes: tuple[Note, ...] = ()) -> tuple[ShotFacts, ...]:
    """The facts of each shot, in order. Notes about other episodes or a whole episode are passed over."""
    looks = {look.number: look for look in episode.looks}
    heat = next((track.values for track in episode.tracks if track.signal == "heat"), ())
    intensity = episode.drama.curve.totals
    own = tuple(note for note in notes if note.episode == episode.number and (note.shot or note.end_ms))
    return tuple(
        ShotFacts(
            shot=shot,
            look=looks.get(shot.number),
            lines=tuple(cue for cue in episode.cues if shot.start_ms <= cue.start_ms < shot.end_ms),
            heat=_mean(heat, shot),
            intensity=_mean(intensity, shot),
            beat=next((beat for beat in episode.drama.beats if beat.first_shot <= shot.number <= beat.last_shot), None),
            notes=tuple(note for note in own if _is_about(note, shot)),
        )
        for shot in episode.shots.shots
    )


def _is_about(note: Note, shot: Shot) -> bool:
    return note.shot == shot.number if note.shot else shot.start_ms <= note.start_ms < shot.end_ms


def _mean(values: tuple[float | None, ...], shot: Shot) -> float | None:
    ticks = values[tick_at(shot.start_ms) : tick_at(max(shot.start_ms, shot.end_ms - 1)) + 1]
    known = [value for value in ticks if value is not None]
    return sum(known) / len(known) if known else None
