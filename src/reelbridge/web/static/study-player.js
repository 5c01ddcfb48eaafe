// The video and its controls. A shot plays to its end; with repeat on, it begins again.

let handsOffUntil = 0; // ms; nothing scrolls by itself while a person scrolls it

function loadVideo(episode) {
  video.pause();
  state.stopAt = null;
  byId("bench").dataset.shape = episode.width > episode.height ? "horizontal" : "vertical";
  byId("stage").style.setProperty("--ratio", `${episode.width || 9} / ${episode.height || 16}`);
  if (episode.video) video.src = episode.video;
  else video.removeAttribute("src");
  video.load();
  byId("stage-empty").hidden = Boolean(episode.video);
  byId("stage-empty").textContent = `The video of this episode is not beside this page. It is called ${episode.file}. Everything else works without it.`;
  byId("player").classList.toggle("is-empty", !episode.video);
  byId("player").classList.remove("has-started");
  byId("seek").max = Math.max(episode.ms / 1000, 0.1);
}

function showVideoProblem() {
  if (!video.getAttribute("src")) return;
  byId("stage-empty").hidden = false;
  byId("stage-empty").textContent = `The video could not be played. It should be at ${state.episode.file}, seen from this page. Everything else works without it.`;
  byId("player").classList.add("is-empty");
}

// A browser may refuse to play (no gesture yet, a missing file); the picture then stays still, and that is all.
function startPlaying() {
  video.play()?.catch(() => {});
}

function togglePlay() {
  if (byId("player").classList.contains("is-empty")) return say("There is no video to play.");
  if (!video.paused) return video.pause();
  if (state.isLooping) return playShot(Math.max(state.shot, 0), { fromHere: true });
  state.stopAt = null;
  return startPlaying();
}

function seekTo(milliseconds) {
  byId("player").classList.add("has-started");
  state.stopAt = null;
  // a hair inside the shot, so that rounding does not show the frame before it
  const wanted = milliseconds / 1000 + 0.001;
  if (video.readyState >= 1) video.currentTime = wanted;
  else video.addEventListener("loadedmetadata", () => (video.currentTime = wanted), { once: true });
  showPosition(milliseconds);
  writeHash();
}

function playFrom(milliseconds) {
  seekTo(milliseconds);
  startPlaying();
}

function playShot(at, { fromHere = false } = {}) {
  const shot = state.episode.shots[at];
  if (!shot) return;
  const isInside = state.ms >= shot.start && state.ms < shot.end - 100;
  if (!(fromHere && isInside)) seekTo(shot.start);
  state.stopAt = shot.end;
  startPlaying();
}

function showPosition(milliseconds) {
  const { episode } = state;
  state.ms = Math.max(0, Math.min(milliseconds, Math.max(episode.ms - 1, 0)));
  const length = episode.ms / 1000;
  const now = state.ms / 1000;
  byId("seek").value = now;
  byId("seek").setAttribute("aria-valuetext", `${formatClock(now)} of ${formatClock(length)}`);
  byId("seek").style.setProperty("--done", percent(state.ms, episode.ms));
  byId("clock").textContent = `${formatClock(now)} / ${formatClock(length)}`;
  movePlayhead();
  if (byId("crosshair").hidden) showReadout(state.ms, false);
  const at = shotAt(episode, state.ms);
  if (at !== state.shot) {
    state.shot = at;
    markShot(at);
  }
}

function runClock() {
  if (video.paused) return;
  checkEnd();
  showPosition(video.currentTime * 1000);
  requestAnimationFrame(runClock);
}

// The last frame of the shot is the last one seen: a display shows the next one 17 ms later.
function checkEnd() {
  if (state.stopAt === null || video.currentTime * 1000 < state.stopAt - 25) return;
  const shot = state.episode.shots[shotAt(state.episode, state.stopAt - 1)];
  if (state.isLooping && shot) video.currentTime = shot.start / 1000 + 0.001;
  else {
    video.pause();
    video.currentTime = (state.stopAt - 25) / 1000;
    state.stopAt = null;
  }
}

function toggleLoop() {
  state.isLooping = !state.isLooping;
  byId("loop").setAttribute("aria-pressed", String(state.isLooping));
  state.stopAt = state.isLooping && state.shot >= 0 ? state.episode.shots[state.shot].end : null;
  say(state.isLooping ? "The shot repeats." : "The video plays on.");
}

function stepShot(step) {
  const { shots } = state.episode;
  if (!shots.length) return;
  const at = Math.min(Math.max(state.shot + step, 0), shots.length - 1);
  const wasPlaying = !video.paused;
  seekTo(shots[at].start);
  if (state.isLooping) state.stopAt = shots[at].end;
  if (wasPlaying) startPlaying();
}

function connectPlayer() {
  video.addEventListener("play", showPlaying);
  video.addEventListener("pause", showPlaying);
  video.addEventListener("error", showVideoProblem);
  video.addEventListener("ended", () => {
    if (state.isLooping && state.shot >= 0) playShot(state.shot);
  });
  video.addEventListener("timeupdate", () => {
    if (!video.paused) checkEnd();
  });
  byId("stage-play").addEventListener("click", togglePlay);
  byId("play").addEventListener("click", togglePlay);
  byId("previous-shot").addEventListener("click", () => stepShot(-1));
  byId("next-shot").addEventListener("click", () => stepShot(1));
  byId("loop").addEventListener("click", toggleLoop);
  byId("mute").addEventListener("click", toggleMute);
  byId("seek").addEventListener("input", (event) => seekTo(1000 * Number(event.target.value)));
  for (const kind of ["wheel", "touchmove"]) {
    addEventListener(kind, () => (handsOffUntil = performance.now() + 3000), { passive: true });
  }
}
