// What the page knows: the index of the series, and episodes, read from the page when they are opened.

const index = JSON.parse(document.getElementById("index").textContent);
const localesByTag = new Map(index.locales.map((locale) => [locale.tag, locale]));
const episodesByNumber = new Map(index.episodes.map((episode, place) => [episode.number, { ...episode, place }]));
const opened = new Map();

// the reader's confidence under which a person should compare the text with the picture
const LOW_CONFIDENCE = 0.9;

// what a character may be instead is worth a look from this confidence on
const MIN_CONFIDENCE = 0.05;

const ORIGINS = {
  decided: "Decided by people",
  context: "From memory",
  exact: "From memory",
  fuzzy: "Like the memory",
  machine: "Machine",
  untranslated: "Not translated",
};
const SEVERITIES = { error: "Error", warning: "Warning", note: "Note" };
const STATES = { done: "Done", review: "Needs review", failed: "Failed", pending: "Pending" };
const STATE_ICONS = { done: "check", review: "flag", failed: "cross", pending: "clock" };

const risks = JSON.parse(document.getElementById("risks").textContent);

// what is on screen now
const state = {
  episode: null,
  locale: "",
  compare: "",
  cueId: "",
  rows: [],
  cutouts: new Map(),
  order: "episode",
  filter: { show: "all", finding: "", text: "" },
};

function openEpisode(number) {
  if (!opened.has(number)) {
    opened.clear(); // one episode at a time, so that a long series does not fill the memory
    opened.set(number, readEpisode(number));
  }
  return opened.get(number);
}

function readEpisode(number) {
  return JSON.parse(byId(`episode-${number}`).textContent);
}

// The lines of an episode in a language, unpacked: what is not said is as in the original, or as usual.
function readLines(episode, tag) {
  const packed = JSON.parse(byId(`lines-${episode.number}-${tag}`)?.textContent ?? "[]");
  return packed.map(([text, origin, risk = 0, rest = {}], place) => {
    const source = episode.lines[place];
    return {
      cue_id: source?.cue_id,
      start_ms: source?.start_ms,
      end_ms: source?.end_ms,
      text,
      origin: index.origins[origin].id,
      risk: risks.sums[risk].risk,
      parts: risks.sums[risk].parts.map((part) => risks.parts[part]),
      needs_review: false,
      reason: null,
      findings: [],
      repairs: [],
      full: "",
      second: "",
      ...rest,
    };
  });
}

function stripOf(number) {
  return byId(`strip-${number}`)?.textContent ?? "";
}

// The pictures of unsure lines, by line.
function cutoutsOf(number) {
  const found = JSON.parse(byId(`cutouts-${number}`)?.textContent ?? "[]");
  return new Map(found.map((cutout) => [cutout.cue_id, cutout.uri]));
}

function deliveryOf(episode, tag) {
  return episode.locales.find((entry) => entry.locale === tag) ?? null;
}

// One row per line of the original, with its translations beside it.
function joinLines(episode, tag, compareTag) {
  const lines = new Map(readLines(episode, tag).map((line) => [line.cue_id, line]));
  const others = new Map(readLines(episode, compareTag).map((line) => [line.cue_id, line]));
  return episode.lines.map((source, place) => ({
    place,
    id: source.cue_id,
    source,
    line: lines.get(source.cue_id) ?? null,
    other: others.get(source.cue_id) ?? null,
  }));
}

// A line without a translation does not go out: viewers would take the original for a mistake.
function goesOut(line) {
  return Boolean(line) && line.origin !== "untranslated";
}

function writingOf(tag) {
  const locale = localesByTag.get(tag);
  return { lang: locale.tag, dir: locale.direction };
}

function writingOfSource() {
  return { lang: index.source.tag, dir: index.source.direction };
}

// A relative path as a link: every part escaped, so that no file name is taken for anything but a name.
function linkTo(path) {
  return path.split("/").map(encodeURIComponent).join("/");
}
