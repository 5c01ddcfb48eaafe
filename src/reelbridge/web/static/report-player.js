// The video, the subtitles over it and its controls. Subtitles are drawn by the page: a browser loads no text track
// for a page that was opened from a file.

let shownCaptions = "";
let handsOffUntil = 0; // ms; the list does not scroll by itself while a person scrolls it

function loadVideo(episode) {
  const empty = byId("stage-empty");
  const hasVideo = Boolean(episode.preview);
  video.pause();
  byId("bench").dataset.shape = episode.is_vertical ? "vertical" : "horizontal";
  // a script gives its words to lines that stand in the picture
  const isInPicture = ["burned-in", "script"].includes(episode.origin) && !episode.erased;
  byId("bench").dataset.origin = isInPicture ? "burned-in" : "";
  byId("stage").style.removeProperty("--ratio");
  if (episode.poster) video.poster = linkTo(episode.poster);
  else video.removeAttribute("poster");
  if (hasVideo) video.src = linkTo(episode.preview);
  else video.removeAttribute("src");
  video.load();
  empty.hidden = hasVideo;
  empty.textContent = "There is no video yet.";
  byId("seek").max = Math.max(episode.duration_ms / 1000, 0.1);
  byId("player").classList.toggle("is-empty", !hasVideo);
  byId("player").classList.remove("has-started");
  showPosition(0);
}

function showVideoProblem() {
  if (!video.getAttribute("src")) return;
  byId("stage-empty").hidden = false;
  byId("stage-empty").textContent = `The video could not be played. It should be at ${state.episode.preview}.`;
}

function togglePlay() {
  if (!video.getAttribute("src")) return;
  if (video.paused) startPlaying();
  else video.pause();
}

// A browser may refuse to play (no gesture yet, a missing file); the picture then stays still, and that is all.
function startPlaying() {
  video.play()?.catch(() => {});
}

function seekTo(milliseconds) {
  byId("player").classList.add("has-started");
  // a hair inside the line, so that rounding does not show the frame before it
  const seconds = milliseconds / 1000 + 0.001;
  if (video.readyState >= 1) video.currentTime = seconds;
  else video.addEventListener("loadedmetadata", () => (video.currentTime = seconds), { once: true });
  showPosition(seconds);
}

function showPosition(seconds) {
  const length = Number(byId("seek").max);
  byId("seek").value = seconds;
  byId("seek").setAttribute("aria-valuetext", `${formatClock(seconds)} of ${formatClock(length)}`);
  byId("seek").style.setProperty("--done", `${(100 * Math.min(seconds, length)) / length}%`);
  byId("clock").textContent = `${formatClock(seconds)} / ${formatClock(length)}`;
  showCaptions(seconds * 1000);
}

function timesOf(row) {
  return row.line ?? row.source;
}

function isOnScreen(row, milliseconds) {
  const times = timesOf(row);
  return times.start_ms <= milliseconds && milliseconds < times.end_ms;
}

function showCaptions(milliseconds) {
  const rows = state.rows.filter((row) => isOnScreen(row, milliseconds));
  const key = rows.map((row) => row.id).join(" ");
  if (key === shownCaptions) return;
  shownCaptions = key;
  const translated = rows.filter((row) => goesOut(row.line));
  fillCaptions(byId("captions-sign"), translated.filter((row) => row.source.kind === "sign"));
  fillCaptions(byId("captions-dialogue"), translated.filter((row) => row.source.kind !== "sign"));
  byId("now").replaceChildren(...rows.map(makeNow));
  const current = rows.find((row) => row.source.kind !== "sign") ?? rows[0];
  if (current && !video.paused) followLine(current.id);
}

function fillCaptions(box, rows) {
  box.replaceChildren(
    ...rows.map((row) => make("p", writingOf(state.locale), make("span", {}, row.line.text))),
  );
}

function makeNow(row) {
  return make(
    "div",
    { class: "now-line" },
    make("p", { class: "text now-source", ...writingOfSource() }, row.source.text),
    goesOut(row.line) ? make("p", { class: "text", ...writingOf(state.locale) }, row.line.text) : null,
  );
}

function followLine(cueId) {
  setCurrent(cueId);
  const review = byId("review").getBoundingClientRect();
  const isInSight = review.top < innerHeight * 0.5 && review.bottom > innerHeight * 0.5;
  if (isInSight && performance.now() > handsOffUntil) revealLine(cueId);
}

// Where the lines are, over the seek bar: the ones that need review stand out.
function showMarks() {
  const length = Math.max(state.episode.duration_ms, 1);
  byId("marks").replaceChildren(
    ...state.rows.map((row) => {
      const { start_ms: start, end_ms: end } = timesOf(row);
      const mark = make("span", { class: row.line?.needs_review ? "mark mark-review" : "mark" });
      mark.style.left = `${(100 * start) / length}%`;
      mark.style.width = `${(100 * (end - start)) / length}%`;
      return mark;
    }),
  );
}

function refreshCaptions() {
  shownCaptions = "\n"; // no list of ids
  showPosition(video.currentTime);
}

function runClock() {
  if (video.paused) return;
  showPosition(video.currentTime);
  requestAnimationFrame(runClock);
}

function toggleCaptions() {
  const isOff = byId("stage").classList.toggle("no-captions");
  byId("show-captions").setAttribute("aria-pressed", String(!isOff));
}

// The whole player goes to full screen, since the browser's own full screen would leave the subtitles behind.
function toggleFullscreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else byId("player").requestFullscreen().catch(() => {});
}

function connectPlayer() {
  video.addEventListener("play", showPlaying);
  video.addEventListener("pause", showPlaying);
  video.addEventListener("seeked", () => showPosition(video.currentTime));
  video.addEventListener("timeupdate", () => showPosition(video.currentTime));
  video.addEventListener("error", showVideoProblem);
  video.addEventListener("loadedmetadata", () => {
    byId("seek").max = video.duration;
    if (video.videoWidth) byId("stage").style.setProperty("--ratio", `${video.videoWidth} / ${video.videoHeight}`);
    showPosition(video.currentTime);
  });
  byId("stage-play").addEventListener("click", togglePlay);
  byId("play").addEventListener("click", togglePlay);
  byId("mute").addEventListener("click", toggleMute);
  byId("show-captions").addEventListener("click", toggleCaptions);
  byId("fullscreen").hidden = !document.fullscreenEnabled;
  byId("fullscreen").addEventListener("click", toggleFullscreen);
  byId("seek").addEventListener("input", (event) => {
    video.currentTime = Number(event.target.value);
    showPosition(video.currentTime);
  });
  for (const kind of ["wheel", "touchmove"]) {
    addEventListener(kind, () => (handsOffUntil = performance.now() + 4000), { passive: true });
  }
}
