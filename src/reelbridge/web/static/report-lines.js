// The list of lines of the episode that is open.

function showLines() {
  const list = byId("lines");
  const episode = state.episode;
  setStrip(list, episode);
  byId("lines-head").replaceChildren(
    make("span", {}, ""),
    make("span", {}, `Original · ${index.source.name}`),
    ...[state.locale, state.compare].filter(Boolean).map((tag) => make("span", { class: sideOf(tag) }, localesByTag.get(tag).name)),
  );
  byId("lines-head").hidden = !state.rows.length;
  byId("bench").classList.toggle("has-compare", Boolean(state.compare));
  list.classList.toggle("by-risk", state.order === "risk");
  list.replaceChildren(...orderedRows().map((row) => makeRow(row, episode)));
}

// The rows as the list shows them.
function orderedRows() {
  if (state.order !== "risk") return state.rows;
  return [...state.rows].sort((a, b) => (b.line?.risk ?? 0) - (a.line?.risk ?? 0));
}

// The strip is one picture for all tiles: it stands once, as a variable that the tiles use.
function setStrip(list, episode) {
  const uri = stripOf(episode.number);
  const strip = episode.strip;
  list.classList.toggle("has-tiles", Boolean(uri && strip));
  if (!uri || !strip) return list.style.removeProperty("--strip");
  list.style.setProperty("--strip", `url("${uri}")`);
  list.style.setProperty("--tile-ratio", `${strip.tile_width} / ${strip.tile_height}`);
  list.style.setProperty("--tile-count", strip.cue_ids.length);
}

function makeRow(row, episode) {
  const { source, line } = row;
  const needsReview = Boolean(line?.needs_review);
  const element = make(
    "li",
    {
      class: `line${needsReview || source.is_unsure ? " needs-review" : ""}${source.kind === "sign" ? " is-sign" : ""}`,
      data: { cue: row.id },
    },
    makeTile(row, episode),
    makeOriginal(row),
    makeTranslation(line, state.locale),
    state.compare ? makeTranslation(row.other, state.compare, true) : null,
  );
  element.addEventListener("click", (event) => onRowClick(event, row));
  return element;
}

function onRowClick(event, row) {
  if (event.target.closest("summary, details, a")) return;
  if (!event.target.closest("button") && String(getSelection())) return; // somebody is copying a text
  selectLine(row.id, { play: true });
}

function makeTile(row, episode) {
  const tile = make("span", { class: "tile", "aria-hidden": "true" });
  const place = episode.strip?.cue_ids.indexOf(row.id) ?? -1;
  const count = episode.strip?.cue_ids.length ?? 0;
  if (place < 0) tile.classList.add("is-empty");
  else tile.style.setProperty("--tile-place", count > 1 ? `${(100 * place) / (count - 1)}%` : "0%");
  return tile;
}

function makeOriginal(row) {
  const { source } = row;
  const percent = Math.round(source.confidence * 100);
  return make(
    "div",
    { class: "original" },
    make(
      "p",
      { class: "when" },
      make(
        "button",
        { type: "button", class: "time", "aria-label": `Play line ${row.place + 1} at ${formatTenths(source.start_ms)}` },
        formatTenths(source.start_ms),
      ),
      make("span", { class: "length" }, `${((source.end_ms - source.start_ms) / 1000).toFixed(1)} s`),
      source.kind === "sign" ? make("span", { class: "badge" }, "Sign") : null,
      source.is_unsure ? make("span", { class: "badge badge-review" }, icon("flag"), "Unsure reading") : null,
      source.confidence < LOW_CONFIDENCE
        ? make("span", { class: "badge badge-warning", title: howSure() }, isFromScript() ? `${percent} % like the script` : `Read at ${percent} %`)
        : null,
    ),
    make("p", { class: "text", ...writingOfSource() }, ...(source.is_unsure ? partText(source).map(makePiece) : [source.text])),
    source.second ? make("p", { class: "second", dir: "auto", title: "The same line in a second language, burned in too" }, source.second) : null,
    ...(source.is_unsure ? makeDoubt(row) : []),
  );
}

function isFromScript() {
  return state.episode.origin === "script";
}

function howSure() {
  return isFromScript() ? "How alike the script and the picture are" : "How sure the reader of the picture is";
}

// The text in pieces: between those that are sure stand those that may say something else.
function partText(source) {
  const pieces = [];
  const places = new Map();
  for (const other of source.alternatives.filter((each) => each.confidence >= MIN_CONFIDENCE)) {
    const key = `${other.at} ${other.length}`;
    places.set(key, [...(places.get(key) ?? []), other]);
  }
  const characters = [...source.text]; // places count characters, and some are two units of a JavaScript string
  let place = 0;
  for (const others of [...places.values()].sort((a, b) => a[0].at - b[0].at || a[0].length - b[0].length)) {
    const { at, length } = others[0];
    if (at < place || at + length > characters.length) continue;
    pieces.push({ text: characters.slice(place, at).join(""), others: [] });
    pieces.push({
      text: characters.slice(at, at + length).join(""),
      others: others.sort((a, b) => b.confidence - a.confidence),
    });
    place = at + length;
  }
  pieces.push({ text: characters.slice(place).join(""), others: [] });
  return pieces.filter((piece) => piece.text || piece.others.length);
}

function makePiece(piece) {
  return piece.others.length ? make("mark", {}, piece.text) : piece.text;
}

// What a person needs to settle an unsure line: the place in the picture, and what it may say instead.
function makeDoubt(row) {
  const uri = state.cutouts.get(row.id);
  const choices = partText(row.source).filter((piece) => piece.others.length);
  return [
    uri ? make("img", { class: "cutout", src: uri, alt: `Line ${row.place + 1} in the picture`, loading: "lazy" }) : null,
    choices.length ? make("ul", { class: "choices" }, ...choices.map(makeChoice)) : null,
  ];
}

function makeChoice(piece) {
  return make(
    "li",
    {},
    make("span", { class: "choice-read", ...writingOfSource() }, piece.text || "nothing"),
    "or",
    ...piece.others.map((other) =>
      make(
        "span",
        { class: "choice" },
        make("span", writingOfSource(), other.text || "nothing"),
        ` ${Math.round(other.confidence * 100)} %`,
      ),
    ),
  );
}

function makeTranslation(line, tag, isCompared = false) {
  const classes = `translation${sideOf(tag)}${isCompared ? " compared" : ""}`;
  const label = make("span", { class: "badge badge-locale" }, tag);
  if (!line) {
    return make("div", { class: classes }, make("p", { class: "meta" }, label), make("p", { class: "text missing" }, whyMissing(tag)));
  }
  const isMissing = !goesOut(line);
  return make(
    "div",
    { class: classes },
    isMissing
      ? make("p", { class: "text missing" }, "Nothing goes out for this line.")
      : make("p", { class: "text", ...writingOf(tag) }, line.text),
    make(
      "p",
      { class: "meta" },
      label,
      make("span", { class: `badge origin-${line.origin}` }, originText(line)),
      line.needs_review ? make("span", { class: "badge badge-review" }, icon("flag"), "Needs review") : null,
      line.risk ? makeRisk(line.risk) : null,
    ),
    line.risk ? makeParts(line) : null,
    line.reason && !(isMissing && line.findings.length) ? make("p", { class: "reason" }, line.reason) : null,
    makeVersions(line, tag),
    line.findings.length ? make("ul", { class: "findings" }, ...line.findings.map(makeFinding)) : null,
    line.repairs.length ? makeRepairs(line, tag) : null,
  );
}

function sideOf(tag) {
  return localesByTag.get(tag).direction === "rtl" ? " is-rtl" : "";
}

function originText(line) {
  return line.origin === "fuzzy" ? `${ORIGINS.fuzzy} ${Math.round(line.score)} %` : ORIGINS[line.origin];
}

function whyMissing(tag) {
  const delivery = deliveryOf(state.episode, tag);
  if (delivery?.state === "failed") return "No translation: this language failed.";
  if (delivery?.state === "pending") return "Not run yet.";
  return "No translation.";
}

function makeFinding(finding) {
  const sign = { error: "cross", warning: "warning", note: "info" }[finding.severity];
  return make(
    "li",
    { class: `finding finding-${finding.severity}` },
    icon(sign),
    make(
      "div",
      {},
      make("strong", {}, SEVERITIES[finding.severity]),
      " ",
      make("span", { dir: "auto" }, finding.message),
      " ",
      make("code", {}, finding.check_id),
      finding.hint ? make("p", { class: "hint", dir: "auto" }, finding.hint) : null,
    ),
  );
}

function makeRepairs(line, tag) {
  const writing = writingOf(tag);
  return make(
    "details",
    { class: "repairs" },
    make("summary", {}, `${countOf(line.repairs.length, "repair", "repairs")} made`),
    ...line.repairs.map((repair) =>
      make(
        "div",
        { class: "repair" },
        make("p", { dir: "auto" }, repair.message, " ", make("code", {}, repair.repair_id)),
        make("p", { class: "before" }, make("b", {}, "Before"), make("span", { class: "text", ...writing }, repair.before)),
        make("p", { class: "after" }, make("b", {}, "After"), make("span", { class: "text", ...writing }, repair.after)),
      ),
    ),
  );
}

function rowElement(cueId) {
  return cueId ? byId("lines").querySelector(`[data-cue="${CSS.escape(cueId)}"]`) : null;
}

function markCurrent(cueId) {
  for (const old of byId("lines").querySelectorAll(".is-current")) {
    old.classList.remove("is-current");
    old.removeAttribute("aria-current");
  }
  const row = rowElement(cueId);
  row?.classList.add("is-current");
  row?.setAttribute("aria-current", "true");
}

// Brings a line into view: inside the list's own frame where it scrolls, else by the page.
function revealLine(cueId) {
  const row = rowElement(cueId);
  if (!row || row.hidden) return;
  const frame = byId("lines-frame");
  if (frame.scrollHeight <= frame.clientHeight + 1) return revealInPage(row);
  const top = row.offsetTop - frame.offsetTop;
  const isAbove = top < frame.scrollTop;
  const isBelow = top + row.offsetHeight > frame.scrollTop + frame.clientHeight;
  if (isAbove || isBelow) frame.scrollTop = top - frame.clientHeight / 3;
}

// On a phone the player covers the top of the list.
function revealInPage(row) {
  const player = byId("player").getBoundingClientRect();
  const top = getComputedStyle(byId("player")).position === "sticky" ? player.height : 0;
  const box = row.getBoundingClientRect();
  if (box.top >= top && box.bottom <= innerHeight) return;
  scrollBy({ top: box.top - top - (innerHeight - top) / 4, behavior: "instant" });
}
