// The lines to read first: the riskiest tenth of a language over the whole series, and the way from one to the next.

const FIRST_ROWS = 6;
const MORE_ROWS = 20;
const firstLists = new Map();
let firstShown = { locale: "", count: 0 };

// How many lines the language has, and which to read first.
function readFirst(tag) {
  if (!firstLists.has(tag)) {
    const [lineCount, ...lines] = JSON.parse(byId(`first-${tag}`)?.textContent ?? "[0]");
    firstLists.set(tag, { lineCount, lines: lines.map(([number, cueId]) => ({ number, cueId })) });
  }
  return firstLists.get(tag);
}

function firstPlace() {
  const { number } = state.episode;
  return readFirst(state.locale).lines.findIndex((line) => line.number === number && line.cueId === state.cueId);
}

// The list follows the language of the desk.
function showFirst() {
  if (!byId("first")) return;
  byId("first-locale").replaceChildren(
    ...index.locales.map((locale) => make("option", { value: locale.tag, selected: locale.tag === state.locale }, nameOf(locale))),
  );
  if (firstShown.locale !== state.locale) {
    firstShown = { locale: state.locale, count: 0 };
    byId("first-lines").replaceChildren();
    growFirst(FIRST_ROWS);
  }
}

function growFirst(count) {
  const { lineCount, lines } = readFirst(state.locale);
  const episodes = new Map();
  const added = lines.slice(firstShown.count, firstShown.count + count);
  byId("first-lines").append(...added.map((line, at) => makeFirst(line, firstShown.count + at, episodes)).filter(Boolean));
  firstShown.count += added.length;
  const name = localesByTag.get(state.locale).name;
  byId("first-about").replaceChildren(
    ...(lines.length
      ? [
          make("strong", {}, countOf(lines.length, "line", "lines")),
          ` of ${lineCount} in ${name}, from all episodes, the riskiest first. Press a line to play it.`,
          make("span", { class: "key-hint" }, " The key ", make("kbd", {}, "r"), " goes from one to the next."),
        ]
      : [`No line in ${name} asks for a person's eyes.`]),
  );
  const rest = lines.length - firstShown.count;
  byId("first-more").hidden = !rest;
  byId("first-more").textContent = `Show ${Math.min(rest, MORE_ROWS)} more of ${rest}`;
  markFirst();
}

// `episodes` keeps what was read for the rows of one go.
function makeFirst({ number, cueId }, place, episodes) {
  const tag = state.locale;
  if (!episodes.has(number)) {
    const episode = readEpisode(number);
    episodes.set(number, new Map(joinLines(episode, tag, "").map((row) => [row.id, row])));
  }
  const row = episodes.get(number).get(cueId);
  if (!row?.line) return null; // its episode was read anew since
  const { source, line } = row;
  const button = make(
    "button",
    { type: "button", class: "first-go", "aria-label": `Play line ${row.place + 1} of episode ${number}` },
    icon("play"),
    make("span", {}, `Episode ${number}`),
    make("span", { class: "first-when" }, formatTenths(source.start_ms)),
  );
  const element = make(
    "li",
    { class: "first-line", data: { place } },
    make("div", { class: "first-head" }, makeRisk(line.risk), button),
    make("p", { class: "text first-source", ...writingOfSource() }, source.text),
    make(
      "div",
      { class: `first-translation${sideOf(tag)}` },
      goesOut(line) ? make("p", { class: "text", ...writingOf(tag) }, line.text) : make("p", { class: "text missing" }, "Nothing goes out for this line."),
      line.reason ? make("p", { class: "reason", dir: "auto" }, line.reason) : null,
      makeVersions(line, tag),
    ),
    makeParts(line),
  );
  element.addEventListener("click", (event) => {
    if (event.target.closest("button") || !String(getSelection())) goToFirst(place, { play: true });
  });
  return element;
}

function goToFirst(place, { play }) {
  const { number, cueId } = readFirst(state.locale).lines[place];
  const desk = byId("review").getBoundingClientRect(); // where it is before the line is brought into view
  show({ number, locale: state.locale, cueId });
  const isInSight = desk.top < innerHeight * 0.4 && desk.bottom > innerHeight * 0.4;
  if (!isInSight) byId("review").scrollIntoView({ block: "start", behavior: "instant" });
  revealLine(cueId);
  if (play) startPlaying();
}

// From one line to read first to the next (1) or the one before (-1), through all episodes.
function stepFirst(step) {
  const { lines } = readFirst(state.locale);
  if (!lines.length) return say(`No line in ${localesByTag.get(state.locale).name} asks for a person's eyes.`);
  const here = firstPlace();
  const place = here < 0 ? 0 : here + step;
  if (place < 0) return say("This is the riskiest line.");
  if (place === lines.length) return say("This is the last line to read first.");
  goToFirst(place, { play: false });
  say(`Line ${place + 1} of ${lines.length} to read first`);
}

// Where the person is in the list, here and at the desk.
function markFirst() {
  if (!byId("first")) return;
  const { lines } = readFirst(state.locale);
  const place = firstPlace();
  byId("first-lines").querySelector("[aria-current]")?.removeAttribute("aria-current");
  byId("first-lines").querySelector(`[data-place="${place}"]`)?.setAttribute("aria-current", "true");
  byId("first-count").textContent = place < 0 ? countOf(lines.length, "line", "lines") : `${place + 1} of ${lines.length}`;
  byId("previous-first").disabled = place <= 0;
  byId("next-first").disabled = !lines.length || place === lines.length - 1;
}

function connectFirst() {
  if (!byId("first")) return;
  byId("first-locale").addEventListener("change", (event) => show({ number: state.episode.number, locale: event.target.value }));
  byId("first-more").addEventListener("click", () => growFirst(MORE_ROWS));
  byId("previous-first").addEventListener("click", () => stepFirst(-1));
  byId("next-first").addEventListener("click", () => stepFirst(1));
}
