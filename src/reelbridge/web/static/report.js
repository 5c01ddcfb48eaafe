// The page as a whole: where it is (#e2/th/c0007), the pickers, the keys.

function parseHash(hash) {
  const match = /^#e(\d+)\/([^/]+)(?:\/(.+))?$/.exec(hash);
  if (!match) return null;
  try {
    return { number: Number(match[1]), locale: decodeURIComponent(match[2]), cueId: decodeURIComponent(match[3] ?? "") };
  } catch {
    return null; // a broken escape
  }
}

// The address follows what is shown, without filling the history.
function writeHash() {
  const parts = [`e${state.episode.number}`, encodeURIComponent(state.locale)];
  if (state.cueId) parts.push(encodeURIComponent(state.cueId));
  try {
    history.replaceState(null, "", `#${parts.join("/")}`);
  } catch {
    // some browsers refuse this for files; the page works without it
  }
}

// Shows an episode in a locale; a line of it when one is named.
function show({ number, locale, cueId = "" }) {
  const isOther = state.episode?.number !== number;
  state.episode = openEpisode(number);
  state.locale = locale;
  if (state.compare === locale) state.compare = "";
  state.rows = joinLines(state.episode, state.locale, state.compare);
  if (isOther) state.cutouts = cutoutsOf(number);
  if (isOther) loadVideo(state.episode);
  showPickers();
  showDelivery();
  showLines();
  showFilters();
  showFirst();
  showOrigins();
  showMarks();
  if (cueId && rowElement(cueId)) selectLine(cueId, { play: false });
  else setCurrent(isOther ? "" : state.cueId);
  refreshCaptions();
  writeHash();
}

function showPickers() {
  const { number } = state.episode;
  const { place } = episodesByNumber.get(number);
  byId("episode").replaceChildren(
    ...index.episodes.map((episode) =>
      make("option", { value: episode.number, selected: episode.number === number }, `${episode.number} · ${episode.name}`),
    ),
  );
  const options = (chosen) =>
    index.locales.map((locale) => make("option", { value: locale.tag, selected: locale.tag === chosen }, nameOf(locale)));
  byId("locale").replaceChildren(...options(state.locale));
  byId("compare").replaceChildren(
    make("option", { value: "" }, "No other language"),
    ...options(state.compare).filter((option) => option.value !== state.locale),
  );
  byId("previous-episode").disabled = place === 0;
  byId("next-episode").disabled = place === index.episodes.length - 1;
}

function nameOf(locale) {
  return locale.name === locale.endonym ? locale.name : `${locale.name} · ${locale.endonym}`;
}

function showDelivery() {
  const { episode, locale } = state;
  const delivery = deliveryOf(episode, locale);
  const name = localesByTag.get(locale).name;
  const stateName = delivery?.state ?? "pending";
  byId("review-title").textContent = `Episode ${episode.number}, ${episode.name}, in ${name}`;
  const label = stateName === "review" ? `${countOf(delivery.review_count, "line", "lines")} to review` : STATES[stateName];
  byId("delivery-state").replaceChildren(make("span", { class: `pill state-${stateName}` }, icon(STATE_ICONS[stateName]), label));
  byId("links").replaceChildren(
    ...(delivery?.subtitles ? [make("a", { href: linkTo(delivery.subtitles) }, "SRT file")] : []),
    ...(episode.playlist ? [make("a", { href: linkTo(episode.playlist) }, "HLS playlist")] : []),
  );
  showNotice(episode, delivery, name);
  markCell(`#e${episode.number}/${locale}`);
}

function markCell(address) {
  for (const cell of byId("matrix").querySelectorAll(".cell")) {
    if (cell.getAttribute("href") === address) cell.setAttribute("aria-current", "true");
    else cell.removeAttribute("aria-current");
  }
}

function showNotice(episode, delivery, name) {
  const messages = [];
  if (episode.message) messages.push(["failed", `Episode ${episode.number}: ${episode.message}`]);
  if (delivery?.state === "failed" && delivery.message !== episode.message) messages.push(["failed", `${name}: ${delivery.message}`]);
  if (episode.notes.length) messages.push(["note", `While reading: ${episode.notes.join("; ")}.`]);
  byId("notice").hidden = !messages.length;
  byId("notice").replaceChildren(
    ...messages.map(([kind, text]) =>
      make("p", { class: `notice-${kind}` }, icon(kind === "failed" ? "cross" : "info"), make("span", { dir: "auto" }, text)),
    ),
  );
}

function setCurrent(cueId) {
  state.cueId = cueId;
  markCurrent(cueId);
  markFirst();
}

// A person's choice of a line: it is shown even when a filter hid it, and the video goes there.
function selectLine(cueId, { play }) {
  const row = state.rows.find((entry) => entry.id === cueId);
  if (!row) return;
  if (rowElement(cueId).hidden) clearFilters();
  setCurrent(cueId);
  revealLine(cueId);
  seekTo(timesOf(row).start_ms);
  if (play) startPlaying();
  writeHash();
}

function stepLine(step) {
  const visible = orderedRows().filter((row) => !rowElement(row.id).hidden);
  const place = visible.findIndex((row) => row.id === state.cueId);
  const wanted = place < 0 ? (step > 0 ? 0 : visible.length - 1) : place + step;
  const row = visible[Math.min(Math.max(wanted, 0), visible.length - 1)];
  if (row) selectLine(row.id, { play: false });
}

function stepEpisode(step) {
  const { place } = episodesByNumber.get(state.episode.number);
  const next = index.episodes[place + step];
  if (next) show({ number: next.number, locale: state.locale });
  else say(step > 0 ? "This is the last episode." : "This is the first episode.");
}

// The next line that needs review in this language: in this episode, then in the ones after it, then from the start.
function nextForReview() {
  const place = state.rows.findIndex((row) => row.id === state.cueId);
  const here = state.rows.find((row, at) => at > place && row.line?.needs_review);
  if (here) return selectLine(here.id, { play: false });
  const start = episodesByNumber.get(state.episode.number).place;
  for (let step = 1; step <= index.episodes.length; step += 1) {
    const episode = index.episodes[(start + step) % index.episodes.length];
    if (!episode.cells.some((cell) => cell.locale === state.locale && cell.review_count)) continue;
    const line = readLines(openEpisode(episode.number), state.locale).find((entry) => entry.needs_review);
    if (line) return show({ number: episode.number, locale: state.locale, cueId: line.cue_id });
  }
  say(`No line in ${localesByTag.get(state.locale).name} needs review.`);
}

const KEYS = {
  " ": togglePlay,
  k: togglePlay,
  j: () => stepLine(-1),
  ArrowLeft: () => stepLine(-1),
  l: () => stepLine(1),
  ArrowRight: () => stepLine(1),
  n: nextForReview,
  r: (event) => stepFirst(event.shiftKey ? -1 : 1),
  "[": () => stepEpisode(-1),
  "]": () => stepEpisode(1),
  "/": () => byId("search").focus(),
  c: toggleCaptions,
  m: toggleMute,
  "?": () => byId("help").showModal(),
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
  const target = event.target;
  if (target.closest("select, textarea, input:not([type=radio], [type=checkbox], [type=range])")) return;
  // what a focused control does with the key comes first
  if (event.key === " " && target.closest("button, a, summary, input")) return;
  if (event.key.startsWith("Arrow") && target.closest("input, .matrix-frame, .scroll-x")) return;
  const action = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!action || !state.episode) return;
  event.preventDefault();
  action(event);
}

// A matrix cell or a link from outside.
function onHash() {
  const wanted = parseHash(location.hash);
  if (!wanted || !episodesByNumber.has(wanted.number) || !localesByTag.has(wanted.locale)) return false;
  show(wanted);
  byId("review").scrollIntoView({ block: "start", behavior: "instant" });
  if (wanted.cueId) revealLine(wanted.cueId);
  return true;
}

function connectPage() {
  byId("episode").addEventListener("change", (event) => show({ number: Number(event.target.value), locale: state.locale }));
  byId("locale").addEventListener("change", (event) => show({ number: state.episode.number, locale: event.target.value }));
  byId("compare").addEventListener("change", (event) => {
    state.compare = event.target.value;
    show({ number: state.episode.number, locale: state.locale });
  });
  byId("previous-episode").addEventListener("click", () => stepEpisode(-1));
  byId("next-episode").addEventListener("click", () => stepEpisode(1));
  byId("previous-line").addEventListener("click", () => stepLine(-1));
  byId("next-line").addEventListener("click", () => stepLine(1));
  byId("open-help").addEventListener("click", () => byId("help").showModal());
  byId("theme").addEventListener("click", toggleTheme);
  byId("only-open")?.addEventListener("change", (event) => byId("matrix").classList.toggle("only-open", event.target.checked));
  addEventListener("keydown", onKey);
  addEventListener("hashchange", onHash);
}

function start() {
  connectPage();
  connectFilters();
  connectFirst();
  connectOrigins();
  connectPlayer();
  if (!index.episodes.length || !index.locales.length) return;
  if (!onHash()) show({ number: index.episodes[0].number, locale: index.locales[0].tag });
}

start();
