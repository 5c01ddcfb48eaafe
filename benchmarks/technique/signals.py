"""Reelbridge's signals: what a run looks at and listens to, without the rest of the run."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.technique.media import HandWork, look_into
from reelbridge.technique.listening.listening import listen
from reelbridge.technique.shots.detectors import DEFAULT_DETECTOR
from reelbridge.technique.shots.finding import find_shots
from reelbridge.technique.steps import ListenParams, WatchParams
from reelbridge.technique.watching.watching import watch


def main() -> None:
    """`signals.py shots|picture|sound|all VIDEO`. All: picture and sound at once, each a process, as in a run."""
    mode, video = sys.argv[1], Path(sys.argv[2])
    if mode == "all":
        both = [
            subprocess.Popen((sys.executable, "-m", __spec__.name, each, str(video))) for each in ("picture", "sound")
        ]
        sys.exit(max(each.wait() for each in both))
    media = look_into(video)
    with tempfile.TemporaryDirectory() as folder:
        work = HandWork(video, Path(folder))
        if mode == "shots":
            print(len(find_shots(video, media).shots), "shots")
        elif mode == "picture":
            watched = watch(work, WatchParams(detector=DEFAULT_DETECTOR, faces="yunet", faces_version=""), media=media)
            print(len(watched.shots.shots), "shots,", len(watched.tracks), "signals")
        else:
            heard = listen(work, ListenParams(speech="silero", speech_version="", ffmpeg_version=""), media=media)
            print(len(heard.spans), "stretches of sound")


if __name__ == "__main__":
    main()
