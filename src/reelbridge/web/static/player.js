// What the players of both pages share. `runClock` is each page's own.

const video = byId("video");

function showPlaying() {
  const isPlaying = !video.paused;
  for (const button of [byId("play"), byId("stage-play")]) {
    setIcon(button, isPlaying ? "pause" : "play");
    button.setAttribute("aria-label", isPlaying ? "Pause" : "Play");
  }
  if (isPlaying) byId("player").classList.add("has-started");
  if (isPlaying) runClock();
}

function toggleMute() {
  video.muted = !video.muted;
  byId("mute").setAttribute("aria-pressed", String(!video.muted));
  setIcon(byId("mute"), video.muted ? "silent" : "sound");
}
