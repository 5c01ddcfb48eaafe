"""A template to plan a shoot by an episode that is already cut: beat by beat, what was shot and how long it is.

As CSV with empty columns to fill in, and as a Fountain document (https://fountain.io/syntax) to write scenes into.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from statistics import median

from reelbridge.core.time import format_tenths
from reelbridge.formats.cut_layout import one_line
from reelbridge.formats.shot_facts import ShotFacts, facts_of
from reelbridge.formats.shot_list import render_table
from reelbridge.model.shot import CameraMove, ShotSize
from reelbridge.model.study import Beat, BeatKind, EpisodeStudy

_COLUMNS = (
    "beat",
    "kind",
    "from",
    "to",
    "length s",
    "shots",
    "typical shot s",
    "shortest s",
    "longest s",
    "sizes",
    "cameras",
    "intensity",
)
_TO_FILL_IN = ("planned size", "lens", "movement", "who", "location", "done")

#: what several of a kind are called; a camera that is locked off or handheld is called so however often
_PLURALS = {
    ShotSize.EXTREME_CLOSE_UP: "extreme close-ups",
    ShotSize.CLOSE_UP: "close-ups",
    ShotSize.MEDIUM: "mediums",
    ShotSize.WIDE: "wides",
    ShotSize.INSERT: "inserts",
    CameraMove.PAN_LEFT: "pans left",
    CameraMove.PAN_RIGHT: "pans right",
    CameraMove.TILT_UP: "tilts up",
    CameraMove.TILT_DOWN: "tilts down",
    CameraMove.ZOOM_IN: "zooms in",
    CameraMove.ZOOM_OUT: "zooms out",
}

#: what a beat is for, said to the person who writes it
_PURPOSES = {
    BeatKind.HOOK: "Take hold of the viewer.",
    BeatKind.BUILD: "Build towards the next blow.",
    BeatKind.JOLT: "A sudden turn.",
    BeatKind.REST: "Let the viewer breathe.",
    BeatKind.CLIFFHANGER: "End open.",
}


def render_coverage(episode: EpisodeStudy) -> str:
    """Write a row a beat, UTF-8 with a mark in front; the last columns are for the crew."""
    blanks = ("",) * len(_TO_FILL_IN)
    rows = ((*_row(place, beat, shots), *blanks) for place, (beat, shots) in enumerate(_beats(episode), start=1))
    return render_table((*_COLUMNS, *_TO_FILL_IN), rows)


def render_coverage_notes(episode: EpisodeStudy) -> str:
    """Write a Fountain document: a scene a beat, what it was in the episode as notes, the hook and the ending marked.

    Scene headings are placeholders. The lines of the episode stand in notes too: they are somebody's words, not ours.
    """
    blocks = [f"Title: {_plain(episode.title) or f'Episode {episode.number}'}\nNotes: a plan to shoot by, beat by beat"]
    for place, (beat, shots) in enumerate(_beats(episode), start=1):
        blocks.append(f".PLACE - TIME #{place}#")
        blocks.append(
            f"= {beat.kind}, {format_tenths(beat.start_ms)} to {format_tenths(beat.end_ms)}: "
            f"{len(shots)} {'shot' if len(shots) == 1 else 'shots'}. {_PURPOSES[beat.kind]}"
        )
        blocks += _marks(episode, beat)
        blocks += [f"[[{_describe(facts)}]]" for facts in shots]
    return "\n\n".join(blocks) + "\n"


def _beats(episode: EpisodeStudy) -> Iterator[tuple[Beat, tuple[ShotFacts, ...]]]:
    facts = facts_of(episode)
    for beat in episode.drama.beats:
        yield beat, tuple(one for one in facts if beat.first_shot <= one.shot.number <= beat.last_shot)


def _row(place: int, beat: Beat, shots: tuple[ShotFacts, ...]) -> tuple[str, ...]:
    lengths = [facts.shot.duration_ms / 1000 for facts in shots] or [0.0]
    return (
        str(place),
        str(beat.kind),
        format_tenths(beat.start_ms),
        format_tenths(beat.end_ms),
        f"{(beat.end_ms - beat.start_ms) / 1000:.1f}",
        str(len(shots)),
        f"{median(lengths):.1f}",
        f"{min(lengths):.1f}",
        f"{max(lengths):.1f}",
        _counted(facts.look.size for facts in shots if facts.look and facts.look.size),
        _counted(facts.look.camera for facts in shots if facts.look),
        f"{beat.intensity:.0f}",
    )


def _counted(kinds: Iterable[ShotSize | CameraMove]) -> str:
    """`3 close-ups, 1 wide`, the most frequent first."""
    return ", ".join(
        f"{count} {kind if count == 1 else _PLURALS.get(kind, kind)}" for kind, count in Counter(kinds).most_common()
    )


def _marks(episode: EpisodeStudy, beat: Beat) -> Iterator[str]:
    """`[[hook 0:00.4]]` and `[[cliffhanger 0:42.0]]`, in the beat they fall into."""
    hook, ending = episode.drama.hook, episode.drama.ending
    if hook and beat.start_ms <= hook.at_ms < beat.end_ms:
        yield f"[[hook {format_tenths(hook.at_ms)}]]"
    if ending and beat.start_ms <= ending.at_ms < beat.end_ms:
        yield f"[[cliffhanger {format_tenths(ending.at_ms)}]]"


def _describe(facts: ShotFacts) -> str:
    """One shot in one note: `shot 12: 2.4 s, close-up, handheld; "..."`."""
    words = [f"{facts.shot.duration_ms / 1000:.1f} s"]
    if facts.look:
        words += [str(facts.look.size)] if facts.look.size else []
        words.append(str(facts.look.camera))
    lines = " / ".join(_plain(cue.text) for cue in facts.lines)
    return f"shot {facts.shot.number}: {', '.join(words)}" + (f'; "{lines}"' if lines else "")


def _plain(text: str) -> str:
    """A text that neither ends a note nor opens a comment or a line; other marks mean nothing inside a note."""
    plain = one_line(text)
    for mark, shown in (("[[", "[ ["), ("]]", "] ]"), ("/*", "/ *"), ("*/", "* /")):
        while mark in plain:
            plain = plain.replace(mark, shown)
    return plain
