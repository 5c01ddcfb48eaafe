// What the page knows: the index of the series, and episodes, read from the page when they are opened.

const index = JSON.parse(byId("index").textContent);
const episodesByNumber = new Map(index.episodes.map((episode, place) => [episode.number, { ...episode, place }]));
const opened = new Map();

// episodes kept unpacked: enough to point from row to row of the heat map without reading the same one twice
const MAX_OPENED = 12;

// the ingredients of the intensity have the same colour in every episode
const PART_ORDER = ["cut-rate", "motion", "loudness-rise", "close-up", "speech-rate", "heat"];

// why an ingredient may be missing, in words
const MISSING = {
  "cut-rate": "cuts (no shots)",
  motion: "motion",
  "loudness-rise": "louder sound (no sound)",
  "close-up": "close-ups (faces were not looked for)",
  "speech-rate": "fast speech (no lines)",
  heat: "heat of the words (no lines, or no list for the language)",
};

// signals whose scale is fixed, so that two episodes can be told apart by eye
const SCALES = {
  brightness: [0, 100],
  saturation: [0, 100],
  "face-height": [0, 100],
  speech: [0, 100],
  heat: [0, 100],
  loudness: [-60, 0],
};

// what is on screen now
const state = { episode: null, strip: null, shot: -1, ms: 0, isLooping: false, stopAt: null, zoom: 1, tracks: new Set() };

function openEpisode(number) {
  if (!opened.has(number)) {
    if (opened.size >= MAX_OPENED) opened.delete(opened.keys().next().value);
    opened.set(number, readEpisode(number));
  }
  return opened.get(number);
}

function readEpisode(number) {
  const packed = JSON.parse(byId(`episode-${number}`).textContent);
  const cues = packed.cues.map(([start, end, text, speaker, isSign]) => ({ start, end, text, speaker, isSign: Boolean(isSign) }));
  const parts = packed.parts.map((part, place) => ({ ...part, tone: toneOf(part.id, place) }));
  return {
    ...packed,
    cues,
    parts,
    shots: packed.shots.map(unpackShot),
    totals: (parts[0]?.values ?? []).map((_, tick) => parts.reduce((sum, part) => sum + part.values[tick], 0)),
  };
}

function unpackShot([start, end, transition, jointStart, jointEnd, size, faces, move, motion, picture], place) {
  return {
    number: place + 1,
    start,
    end,
    transition: index.transitions[transition],
    jointStart,
    jointEnd,
    size: size === null ? "" : index.sizes[size],
    faces,
    move: move === null ? "" : index.moves[move],
    motion,
    picture,
  };
}

function toneOf(id, place) {
  const known = PART_ORDER.indexOf(id);
  return known < 0 ? place % 6 : known;
}

function stripOf(number) {
  const element = byId(`strip-${number}`);
  return element ? JSON.parse(element.textContent) : null;
}

// What the intensity is made of at a moment: tenths of points become points.
function intensityAt(episode, ms) {
  const tick = Math.min(Math.max(0, Math.floor(ms / index.tick_ms)), episode.totals.length - 1);
  if (tick < 0) return null;
  const whole = wholePoints(episode.parts.map((part) => part.values[tick] / 10));
  const parts = episode.parts.map((part, at) => ({ ...part, points: part.values[tick] / 10, whole: whole[at] }));
  return { total: Math.round(episode.totals[tick] / 10), parts };
}

// Points as whole numbers that add up to the whole number of their sum: what was cut off most goes up.
function wholePoints(points) {
  const whole = points.map(Math.floor);
  const lost = points.map((value, at) => ({ at, rest: value - whole[at] })).sort((one, other) => other.rest - one.rest);
  const missing = Math.round(points.reduce((sum, value) => sum + value, 0)) - whole.reduce((sum, value) => sum + value, 0);
  for (const { at } of lost.slice(0, Math.max(0, missing))) whole[at] += 1;
  return whole;
}

function trackAt(episode, signal, ms) {
  const value = episode.tracks[signal]?.[Math.floor(ms / index.tick_ms)];
  return value === null || value === undefined ? null : value / 10;
}

function shotAt(episode, ms) {
  const { shots } = episode;
  let low = 0;
  let high = shots.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (shots[middle].start <= ms) low = middle;
    else high = middle - 1;
  }
  return shots.length ? low : -1;
}

function cuesAt(episode, ms) {
  return episode.cues.filter((cue) => cue.start <= ms && ms < cue.end);
}

function cuesOfShot(episode, shot) {
  return episode.cues.filter((cue) => cue.start < shot.end && cue.end > shot.start);
}

// A line with who speaks it; what stands in the picture is no line and is told apart.
function cueText({ text, speaker, isSign }) {
  if (isSign) return `[in the picture: ${text}]`;
  return speaker ? `${speaker}: ${text}` : text;
}

function missingText(episode) {
  return episode.missing.length ? `Not measured: ${episode.missing.map((id) => MISSING[id] ?? id).join(", ")}.` : "";
}

// Moments by time, each with what it is and what it is made of.
function momentsOf({ drama }) {
  const found = [];
  const add = (kind, title, moment) => found.push({ kind, title, ms: moment.at_ms, points: moment.points, reasons: moment.reasons });
  if (drama.hook) add("hook", "Hook", drama.hook);
  for (const peak of drama.peaks) add("peak", "Peak", peak);
  for (const jolt of drama.jolts) add("jolt", "Jolt", jolt);
  if (drama.ending) {
    const { kinds, at_ms: ms, strength, reasons } = drama.ending;
    found.push({ kind: "ending", title: `Ending: ${kinds.join(", ")}`, ms, points: strength, reasons });
  }
  return found.sort((one, other) => one.ms - other.ms);
}

function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function percent(part, whole) {
  return `${((100 * part) / Math.max(whole, 1)).toFixed(4)}%`;
}

function place(element, start, end, whole) {
  element.style.left = percent(start, whole);
  if (end !== null) element.style.width = percent(end - start, whole);
  return element;
}

// A bar of points, taken apart. The list beside it says the same in words.
function makeStack(parts) {
  return make(
    "div",
    { class: "stack", "aria-hidden": "true" },
    ...parts.map(({ tone, points }) => {
      const part = make("span", { class: `tone-${tone}` });
      part.style.width = `${Math.max(0, Math.min(100, points))}%`;
      return part;
    }),
  );
}

// An ingredient's reason has the ingredient's colour, others one that is still free.
function toneReasons(reasons) {
  const free = PART_ORDER.map((_, tone) => tone).filter((tone) => !reasons.some((reason) => PART_ORDER[tone] === reason.id));
  return reasons.map((reason, at) => ({ ...reason, tone: PART_ORDER.includes(reason.id) ? toneOf(reason.id, at) : (free.shift() ?? at % 6) }));
}

function makeReasons(reasons) {
  const toned = toneReasons(reasons);
  const whole = wholePoints(reasons.map((reason) => reason.points));
  return [
    makeStack(toned),
    make(
      "ul",
      { class: "reasons" },
      ...toned.map(({ tone, text }, at) =>
        make(
          "li",
          {},
          make("span", { class: `swatch tone-${tone}`, "aria-hidden": "true" }),
          make("b", {}, `${whole[at] < 0 ? "−" : "+"}${Math.abs(whole[at])}`),
          make("span", { dir: "auto" }, text),
        ),
      ),
    ),
  ];
}
