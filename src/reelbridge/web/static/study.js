// The page as a whole: where it is (#e2/12.4), the pickers, the keys.

const ZOOMS = [1, 2, 4, 16];

function parseHash(hash) {
  const match = /^#e(\d+)(?:\/(\d+(?:\.\d+)?))?$/.exec(hash);
  return match ? { number: Number(match[1]), ms: 1000 * Number(match[2] ?? 0) } : null;
}

// The address follows what is shown, without filling the history.
function writeHash() {
  try {
    history.replaceState(null, "", `#e${state.episode.number}/${(state.ms / 1000).toFixed(1)}`);
  } catch {
    // some browsers refuse this for files; the page works without it
  }
}

function show(number) {
  const episode = openEpisode(number);
  state.episode = episode;
  state.shot = -1;
  state.ms = 0;
  loadStrip(number);
  loadVideo(episode);
  showPickers();
  showFacts();
  buildReadout();
  showTimeline();
  showTrackChoices();
  showShots();
  showMoments();
  setZoom(state.zoom);
  showPosition(0);
  markHeat(number);
}

function showPickers() {
  const { number } = state.episode;
  const { place: at } = episodesByNumber.get(number);
  byId("episode").replaceChildren(
    ...index.episodes.map((episode) =>
      make("option", { value: episode.number, selected: episode.number === number }, `${episode.number} · ${episode.title}`),
    ),
  );
  byId("previous-episode").disabled = at === 0;
  byId("next-episode").disabled = at === index.episodes.length - 1;
}

function showFacts() {
  const { episode } = state;
  const loudness = episode.loudness === null ? "" : `${episode.loudness.toFixed(1)} LUFS`;
  const facts = [formatClock(episode.ms / 1000), countOf(episode.shots.length, "shot", "shots"), `${episode.width} × ${episode.height}`, `${episode.rate} frames a second`, loudness];
  byId("episode-title").textContent = `Episode ${episode.number}, ${episode.title}`;
  byId("episode-facts").textContent = facts.filter(Boolean).join(" · ");
  byId("notice").hidden = !episode.notes.length;
  const said = `While studying: ${episode.notes.join("; ")}.`;
  byId("notice").replaceChildren(make("p", { class: "notice-note" }, icon("info"), make("span", { dir: "auto" }, said)));
}

function goTo(number, ms) {
  if (state.episode?.number !== number) show(number);
  if (ms !== null) seekTo(ms);
  byId("episode-view").scrollIntoView({ block: "start", behavior: "instant" });
}

function stepEpisode(step) {
  const next = index.episodes[episodesByNumber.get(state.episode.number).place + step];
  if (!next) return say(step > 0 ? "This is the last episode." : "This is the first episode.");
  show(next.number);
  return writeHash();
}

function stepZoom(step) {
  const at = Math.min(Math.max(ZOOMS.indexOf(state.zoom) + step, 0), ZOOMS.length - 1);
  setZoom(ZOOMS[at]);
  byId("zoom").querySelector(`input[value="${ZOOMS[at]}"]`).checked = true;
}

const KEYS = {
  " ": togglePlay,
  k: togglePlay,
  ArrowLeft: () => stepShot(-1),
  ArrowRight: () => stepShot(1),
  Enter: () => playShot(state.shot),
  l: toggleLoop,
  m: toggleMute,
  "[": () => stepEpisode(-1),
  "]": () => stepEpisode(1),
  "-": () => stepZoom(-1),
  "+": () => stepZoom(1),
  "=": () => stepZoom(1),
  "?": () => byId("help").showModal(),
};

// Up and down change the episode only in the player and the curves; elsewhere they scroll, as everybody expects.
const BENCH_KEYS = { ArrowUp: () => stepEpisode(-1), ArrowDown: () => stepEpisode(1) };

function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || byId("help").open || !state.episode) return;
  const { target } = event;
  if (target.closest("select, textarea, input:not([type=radio], [type=checkbox], [type=range])")) return;
  // what a focused control does with the key comes first
  if ([" ", "Enter"].includes(event.key) && target.closest("button, a, summary, input")) return;
  if (event.key.startsWith("Arrow") && target.closest("input, .scroll-x, .heat")) return;
  const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const action = KEYS[name] ?? (target.closest("#bench") ? BENCH_KEYS[name] : null);
  if (!action) return;
  event.preventDefault();
  action(event);
}

// A link in the page or from outside.
function onHash() {
  const wanted = parseHash(location.hash);
  if (!wanted || !episodesByNumber.has(wanted.number)) return false;
  goTo(wanted.number, wanted.ms);
  return true;
}

function connectPage() {
  byId("episode").addEventListener("change", (event) => {
    show(Number(event.target.value));
    writeHash();
  });
  byId("previous-episode").addEventListener("click", () => stepEpisode(-1));
  byId("next-episode").addEventListener("click", () => stepEpisode(1));
  byId("open-help").addEventListener("click", () => byId("help").showModal());
  byId("theme").addEventListener("click", toggleTheme);
  byId("shots").addEventListener("click", (event) => {
    const row = event.target.closest("tr");
    if (!row) return;
    playShot(Number(row.dataset.shot));
    if (event.detail) event.target.closest("button")?.blur();
  });
  narrow.addEventListener("change", placeReadout);
  addEventListener("keydown", onKey);
  addEventListener("hashchange", onHash);
  addEventListener("resize", () => state.episode && byId("lanes").querySelector(".axis")?.replaceWith(makeAxis()));
}

function start() {
  showHeat();
  connectHeat();
  connectNotes();
  connectWhys();
  connectTimeline();
  connectPlayer();
  connectPage();
  placeReadout();
  if (!index.episodes.length) return;
  if (!onHash()) show(index.episodes[0].number);
}

start();
