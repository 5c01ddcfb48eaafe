"""The steps of this room."""

from __future__ import annotations

from reelbridge.graph.step import NoParams, Step
from reelbridge.model.media import MediaInfo, SourceFile

PROBE = Step(
    name="ingest.probe",
    version=1,
    run="reelbridge.ingest.probe:probe",
    params=NoParams,
    inputs=(("source", SourceFile),),
    output=MediaInfo,
)
