"""The stages of work, as people follow them."""

from __future__ import annotations

from collections.abc import Mapping

#: what progress is counted by, in the order of work, and what each is to a person
STAGES: Mapping[str, str] = {
    "probe": "Looking at the videos",
    "read": "Reading the lines",
    "watch": "Watching the pictures",
    "listen": "Listening to the sound",
    "study": "Studying how it is cut",
    "erase": "Taking the text off the picture",
    "video": "Encoding the picture, once for all",
    "translate": "Translating",
    "check": "Checking every line",
    "deliver": "Packaging",
}
