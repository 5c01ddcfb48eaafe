"""A study as the command line runs it and tells of it."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

from reelbridge.app.studying import StudyOptions, StudyOutcome, study_series
from reelbridge.cli.console import count, group_by_cause, say, say_waiting
from reelbridge.cli.running import SHOWN_LABELS, BarProgress, PlainProgress
from reelbridge.core.lang import language_of
from reelbridge.core.text import has_han
from reelbridge.core.time import format_clock
from reelbridge.model.study import EndingKind, EpisodeStudy, SeriesStudy
from reelbridge.web.publishing import check_printing

#: more episodes than this are for the page, not for a terminal
_SHOWN_EPISODES = 20


def check_pdf(is_asked: bool) -> None:
    """Refuse to make a PDF at once where that cannot be done, and not after hours of work."""
    if is_asked:
        check_printing()


def carry_out(path: Path, options: StudyOptions) -> StudyOutcome:
    """Study a path, and show how far it is."""
    progress = BarProgress() if sys.stderr.isatty() else PlainProgress()
    with progress:
        return study_series(path, options, on_plan=progress.plan, listen=progress, on_wait=say_waiting)


def say_study(study: SeriesStudy) -> None:
    """The episodes in a line each, and where payment would begin best."""
    for episode in study.episodes[:_SHOWN_EPISODES]:
        say(f"episode {episode.number}: {_describe(episode)}")
    if len(study.episodes) > _SHOWN_EPISODES:
        say(f"and {len(study.episodes) - _SHOWN_EPISODES} more, on the page")
    if study.paywall and study.paywall.choices:
        best = study.paywall.choices[0]
        why = "; ".join(reason.text for reason in sorted(best.reasons, key=lambda reason: -reason.points)[:2])
        say(f"payment would begin best after episode {best.episode}: {why}")
    elif study.paywall and len(study.episodes) > 1:
        first, last = study.paywall.first, study.paywall.last
        say(f"where payment would begin is not said: of episodes {first} to {last} none was studied with its next one")
    if strangers := [str(episode.number) for episode in study.episodes if _is_in_another_language(episode)]:
        say(f"the lines of episode {', '.join(strangers)} are hardly in Chinese; say what is spoken with --language")
    for note, labels in group_by_cause(
        (note, str(episode.number)) for episode in study.episodes for note in episode.notes
    ).items():
        who = (
            "all episodes"
            if len(labels) == len(study.episodes) > 1
            else f"{'episode' if len(labels) == 1 else 'episodes'} {', '.join(labels)}"
        )
        say(f"note, {who}: {note}")


def _is_in_another_language(episode: EpisodeStudy) -> bool:
    """Whether an episode was taken for Chinese and has next to no line that is."""
    chinese = sum(has_han(cue.text) for cue in episode.cues)
    return language_of(episode.language) == "zh" and len(episode.cues) > 2 and chinese < len(episode.cues) / 3


def _describe(episode: EpisodeStudy) -> str:
    shots, drama = episode.shots.shots, episode.drama
    if not shots:
        return "no picture"
    parts = [f"{format_clock(episode.shots.duration_ms)}, {count(len(shots), 'shot')}"]
    if len(shots) > 1:
        parts.append(f"half of them under {median(shot.duration_ms for shot in shots) / 1000:.1f} s")
    parts.append(f"hook at {drama.hook.at_ms / 1000:.1f} s" if drama.hook else "no hook")
    parts.append(count(len(drama.jolts), "jolt"))
    if drama.ending and drama.ending.kinds == (EndingKind.RESOLVED,):
        parts.append("comes to rest")
    elif drama.ending:
        kinds = " and ".join(kind.value for kind in drama.ending.kinds)
        parts.append(f"ends on: {kinds} ({drama.ending.strength:.0f} of 100)")
    return ", ".join(parts)


def say_made(outcome: StudyOutcome) -> None:
    """How much was work, and how long it took."""
    say(f"{count(outcome.made, 'step')} made, {outcome.stored} already there, in {outcome.seconds:.1f} s")


def say_failures(outcome: StudyOutcome) -> None:
    """What failed, each cause once."""
    for message, labels in group_by_cause((each.message, each.label) for each in outcome.failures).items():
        more = f" and {len(labels) - SHOWN_LABELS} more" if len(labels) > SHOWN_LABELS else ""
        say(f"  failed: {'; '.join(labels[:SHOWN_LABELS])}{more}: {message}")


def say_kept(kept: tuple[Path, ...]) -> None:
    """Files that a person had changed."""
    for path in kept:
        say(f"  another file stood here, or you had changed it; it is kept as {path}")
