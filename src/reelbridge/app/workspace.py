"""Where things lie in a series folder.

series.toml      the owner's words
bible.toml       who is who and what things are called: made once, then the people's
decisions.jsonl  what people decided, one decision a line, only ever added to
conflicts.jsonl  what people wrote while the line changed, until somebody settles it
out/             what goes out: packages, subtitle files, the report
.reelbridge/     store (results by content) and index.sqlite; answers.sqlite (what models said, what was paid),
                 memories/ (memories of the series, made for searching), handed-out/ (what people were given),
                 lock, decisions.lock, scratch/, errors.log
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reelbridge.core.errors import InputError
from reelbridge.core.hashing import digest_file
from reelbridge.model.media import SourceFile
from reelbridge.runtime.index import FileRecord, Index
from reelbridge.runtime.store import BlobStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """A series folder."""

    folder: Path

    @property
    def out(self) -> Path:
        """What goes out."""
        return self.folder / "out"

    @property
    def state(self) -> Path:
        """Everything of Reelbridge's own."""
        return self.folder / ".reelbridge"

    @property
    def scratch(self) -> Path:
        """Half-made files; emptied at the start of a run. Absolute, since workers may stand in another folder."""
        return (self.state / "scratch").absolute()

    @property
    def lock(self) -> Path:
        """Held by the run that is going on."""
        return self.state / "lock"

    @property
    def error_log(self) -> Path:
        """The full story of unforeseen errors."""
        return self.state / "errors.log"

    @property
    def answers(self) -> Path:
        """What language models have answered, and what was paid for it."""
        return self.state / "answers.sqlite"

    def open_index(self) -> Index:
        """The index of results."""
        return Index(self.state / "index.sqlite")

    def open_store(self) -> BlobStore:
        """The store of results."""
        return BlobStore(str((self.state / "store").absolute()), self.scratch / "blobs")

    def resolve(self, path: str) -> Path:
        """A path of series.toml: relative to the series folder unless absolute."""
        return (self.folder / path).absolute()

    def episode_folder(self, number: int) -> Path:
        """Where an episode goes out."""
        return self.out / f"episode-{number:03d}"


def source_file(path: Path, index: Index) -> SourceFile:
    """A file of the user's with its digest; a file whose size and time are as remembered is not read again.

    Raises:
        InputError: it is not there or cannot be read.
    """
    try:
        found = path.stat()
        known = index.file(path)
        if known and (known.size, known.modified_ns) == (found.st_size, found.st_mtime_ns):
            return SourceFile(path=str(path), digest=known.digest, size=known.size)
        digest = digest_file(path)
    except FileNotFoundError:
        raise InputError(f"{path} is not there", hint="correct its path in series.toml") from None
    except IsADirectoryError:
        raise InputError(f"{path} is a folder, not a file") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
    index.set_file(path, FileRecord(size=found.st_size, modified_ns=found.st_mtime_ns, digest=digest))
    return SourceFile(path=str(path), digest=digest, size=found.st_size)
