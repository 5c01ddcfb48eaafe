"""Why a file is no video, in words: what FFmpeg says about one ("Invalid data found") helps nobody."""

from __future__ import annotations

import errno
from pathlib import Path

from av.error import FFmpegError

_HEAD_BYTES = 4096

#: a QuickTime or MP4 file has its index in this box; source: ISO/IEC 14496-12
_INDEX_BOX = b"moov"

_MAX_BOXES = 10_000


def explain_unreadable(path: Path, error: FFmpegError) -> str:
    """The reason why FFmpeg could not open a file."""
    if error.errno in (errno.ENOENT, errno.EACCES, errno.EISDIR, errno.EIO):
        return f"cannot be read: {error.strerror}"
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(_HEAD_BYTES)
    except OSError as unreadable:
        return f"cannot be read: {unreadable.strerror}"
    if not head:
        return "is an empty file"
    if not head.strip(b"\0"):
        return "holds only zeros: the download or copy did not finish"
    if head[4:8] == b"ftyp":
        if not _has_box(path, size, _INDEX_BOX):
            return "is an MP4 without its index (moov): the recording or download was cut off"
        return "is an MP4 whose index (moov) is damaged"
    if _is_text(head):
        return "is a text file, not a video"
    return "is not a video in a format that can be read"


def _is_text(head: bytes) -> bool:
    """Whether the beginning of a file reads as text: no control characters, in UTF-8 or a Chinese encoding."""
    if any(byte < 0x20 and byte not in b"\t\n\f\r\x1b" for byte in head):
        return False
    for encoding in ("utf-8", "gb18030", "big5"):
        # up to three bytes may belong to a character that the cut went through
        for cut in range(4):
            try:
                head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return True
    return False


def _has_box(path: Path, size: int, wanted: bytes) -> bool:
    """Whether an MP4 has a box of a kind on its top level, whole or begun."""
    place = 0
    with path.open("rb") as stream:
        for _ in range(_MAX_BOXES):
            stream.seek(place)
            header = stream.read(16)
            if len(header) < 8:
                return False
            if header[4:8] == wanted:
                return True
            length = int.from_bytes(header[:4])
            if length == 1:
                length = int.from_bytes(header[8:16])
            if length < 8 or place + length > size:
                return False
            place += length
    return False
