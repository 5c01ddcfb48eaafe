// The lanes of an episode, all on one time axis. Curves are drawn in a box of fixed units that the style sheet stretches,
// so that a wider axis or another window needs no drawing anew.

// the box that curves are drawn in
const PLOT_HEIGHT = 1000;

// points of a curve at most: more than a wide screen has pixels
const MAX_POINTS = 3000;

function makeSvg(tag, properties, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(properties)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function makePlot(...children) {
  return makeSvg("svg", { class: "plot", viewBox: `0 0 ${state.episode.ms || 1} ${PLOT_HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" }, ...children);
}

function makeLane(id, head, body, label) {
  return make(
    "div",
    { class: `lane lane-${id}` },
    make("p", { class: "lane-head" }, ...head),
    make("div", { class: "lane-body", role: label ? "img" : null, "aria-label": label ?? null }, ...body),
  );
}

function key(className, text) {
  return make("span", { class: "lane-key" }, make("span", { class: `swatch ${className}`, "aria-hidden": "true" }), text);
}

// Means of neighbours where there are more values than can be seen; null where all are.
function thin(values) {
  const group = Math.ceil(values.length / MAX_POINTS);
  if (group <= 1) return { values, group: 1 };
  const thinned = [];
  for (let at = 0; at < values.length; at += group) {
    const some = values.slice(at, at + group).filter((value) => value !== null);
    thinned.push(some.length ? some.reduce((sum, value) => sum + value, 0) / some.length : null);
  }
  return { values: thinned, group };
}

function showTimeline() {
  const { episode } = state;
  byId("lanes").replaceChildren(
    ...(episode.shots.length ? [makeAxis(), makeStripLane(), makeBeatsLane()] : [make("p", { class: "lane-head" }, "Nothing of this video could be decoded: there are no shots.")]),
    ...(episode.parts.length ? [makeMarksLane(), makeCurveLane()] : []),
    ...(notesOf(episode.number).some((note) => note.end_ms) ? [makeNotesLane()] : []),
    makeSoundLane(),
    ...trackIds(episode).filter((signal) => signal === "loudness" || state.tracks.has(signal)).map(makeTrackLane),
    make("span", { class: "crosshair", id: "crosshair", hidden: true }),
    make("span", { class: "playhead", id: "playhead" }),
  );
}

function trackIds(episode) {
  return Object.keys(index.signals).filter((signal) => signal in episode.tracks);
}

function makeAxis() {
  const { ms } = state.episode;
  const width = byId("timeline").clientWidth * state.zoom;
  const steps = axisTicks(ms, Math.max(2, Math.floor(width / 64)));
  return make("div", { class: "axis", "aria-hidden": "true" }, ...steps.map((at) => place(make("span", {}, formatClock(at / 1000)), at, null, ms)));
}

function makeStripLane() {
  const kinds = jointKinds();
  return make(
    "div",
    { class: "lane lane-strip" },
    make("p", { class: "lane-head" }, make("b", {}, "Shots"), ...kinds.map((kind) => make("span", { class: "lane-key" }, make("span", { class: `joint is-key joint-${kind}`, "aria-hidden": "true" }), kind))),
    make("div", { class: "lane-body strip", id: "strip" }, ...makeStrip()),
    make("div", { class: "joints", "aria-hidden": "true" }, ...makeJoints()),
  );
}

function makeBeatsLane() {
  const { drama, ms } = state.episode;
  const beats = drama.beats.map((beat) =>
    place(
      make("span", { class: `beat beat-${beat.kind}`, title: `${beat.kind}: shots ${beat.first_shot} to ${beat.last_shot}, mean intensity ${Math.round(beat.intensity)}` }, make("span", {}, beat.kind)),
      beat.start_ms,
      beat.end_ms,
      ms,
    ),
  );
  const label = `Beats: ${drama.beats.map((beat) => `${beat.kind} from ${formatClock(beat.start_ms / 1000)}`).join(", ")}`;
  return makeLane("beats", [make("b", {}, "Beats")], beats, label);
}

function makeMarksLane() {
  const { ms } = state.episode;
  const marks = momentsOf(state.episode).map((moment) => {
    const mark = make(
      "button",
      { class: `moment-mark mark-${moment.kind}`, type: "button", title: `${moment.title}, ${formatTenths(moment.ms)}: ${Math.round(moment.points)} points`, "aria-label": `${moment.title} at ${formatTenths(moment.ms)}` },
      icon(moment.kind),
    );
    mark.addEventListener("click", () => {
      seekTo(moment.ms);
      showMoment(moment);
    });
    return place(mark, moment.ms, null, ms);
  });
  const legend = [["hook", "hook"], ["peak", "peak"], ["jolt", "jolt"], ["ending", "ending"]].map(([kind, text]) =>
    make("span", { class: `lane-key mark-${kind}` }, icon(kind), text),
  );
  return makeLane("marks", [make("b", {}, "Intensity"), ...legend, make("span", { class: "lane-key quiet-key" }, make("span", { class: "swatch is-quiet", "aria-hidden": "true" }), "quiet"), make("span", { class: "lane-missing" }, missingText(state.episode))], marks);
}

function makeCurveLane() {
  const { parts, totals, drama, ms } = state.episode;
  const thinned = parts.map((part) => thin(part.values));
  const group = thinned[0].group;
  const times = thinned[0].values.map((_, at) => Math.min((at + 0.5) * group * index.tick_ms, ms));
  // tenths of points; the highest moment of the series fills the box
  const unit = PLOT_HEIGHT / (10 * index.top);
  let floor = times.map(() => 0);
  const areas = parts.map((part, at) => {
    const top = floor.map((value, tick) => value + unit * thinned[at].values[tick]);
    const area = makeSvg("path", { class: `area tone-${part.tone}`, d: outline(times, floor, top, ms) });
    floor = top;
    return area;
  });
  const line = makeSvg("path", { class: "total-line", d: `M${times.map((time, at) => `${time} ${heightOf(floor[at])}`).join("L")}` });
  const quiet = drama.quiet.map((stretch) =>
    place(make("span", { class: "quiet-stretch", title: `Quiet: ${formatClock(stretch.start_ms / 1000)} to ${formatClock(stretch.end_ms / 1000)}, mean intensity ${Math.round(stretch.intensity)}` }), stretch.start_ms, stretch.end_ms, ms),
  );
  const highest = totals.reduce((most, value) => Math.max(most, value), 0);
  const label = `Intensity over time, from 0 to 100 points; at most ${Math.round(highest / 10)}, at ${formatClock((totals.indexOf(highest) * index.tick_ms) / 1000)}. ${missingText(state.episode)}`;
  const lane = makeLane("curve", [], [...quiet, makePlot(...areas, line), ...[index.top, index.top / 2].map((points, at) => make("span", { class: `grid-line grid-${at}`, "aria-hidden": "true" }, make("span", { class: "scale" }, String(points))))], label);
  lane.firstChild.remove();
  return lane;
}

function heightOf(value) {
  return (PLOT_HEIGHT - value).toFixed(1);
}

function outline(times, floor, top, end) {
  if (!times.length) return "";
  const up = [`0 ${heightOf(top[0])}`, ...times.map((time, at) => `${time} ${heightOf(top[at])}`), `${end} ${heightOf(top.at(-1))}`];
  const back = [`${end} ${heightOf(floor.at(-1))}`, ...times.map((time, at) => `${time} ${heightOf(floor[at])}`).reverse(), `0 ${heightOf(floor[0])}`];
  return `M${up.join("L")}L${back.join("L")}Z`;
}

function makeNotesLane() {
  const { number, ms } = state.episode;
  const spans = notesOf(number).filter((note) => note.end_ms).map((note) => {
    const span = make("button", { class: "note-span", type: "button", title: `${note.text} ${note.advice}`.trim(), "aria-label": `Note at ${formatTenths(note.start_ms)}: ${note.text}` });
    span.addEventListener("click", () => seekTo(note.start_ms));
    return place(span, note.start_ms, note.end_ms, ms);
  });
  return makeLane("notes", [make("b", {}, "Notes"), "where it leaves the reference"], spans);
}

function makeSoundLane() {
  const { sound, ms } = state.episode;
  if (!sound.length) return makeLane("sound", [make("b", {}, "Sound"), "not measured: there is no sound"], []);
  const spans = sound.map(([kind, start, end]) => {
    const name = index.sounds[kind];
    return place(make("span", { class: `sound sound-${name}`, title: `${name}, ${formatTenths(start)} to ${formatTenths(end)}` }), start, end, ms);
  });
  const share = (name) => sound.filter(([kind]) => index.sounds[kind] === name).reduce((sum, [, start, end]) => sum + end - start, 0);
  const label = `Sound: ${index.sounds.map((name) => `${name} ${Math.round((100 * share(name)) / Math.max(ms, 1))} %`).join(", ")}`;
  return makeLane("sound", [make("b", {}, "Sound"), ...index.sounds.map((name) => key(`sound-${name}`, name === "music" ? "music or noise" : name))], spans, label);
}

function makeTrackLane(signal) {
  const { tracks, ms } = state.episode;
  const kind = index.signals[signal];
  const { values, group } = thin(tracks[signal]);
  const known = values.filter((value) => value !== null);
  const [low, high] = scaleOf(signal, known);
  const points = values.map((value, at) => (value === null ? null : `${Math.min((at + 0.5) * group * index.tick_ms, ms)} ${heightOf((PLOT_HEIGHT * (value / 10 - low)) / (high - low))}`));
  const line = points.map((point, at) => (point === null ? "" : `${points[at - 1] ? "L" : "M"}${point}`)).join("");
  const zero = low < 0 && high > 0 ? [makeSvg("path", { class: "zero-line", d: `M0 ${(PLOT_HEIGHT * high) / (high - low)}H${ms}` })] : [];
  const scale = [["high", high], ["low", low]].map(([end, value]) =>
    make("span", { class: `scale-row scale-${end}`, "aria-hidden": "true" }, make("span", { class: "scale" }, say1(value))),
  );
  const label = known.length ? `${kind.title}, from ${say1(least(known) / 10)} to ${say1(most(known) / 10)} ${kind.unit}` : `${kind.title}: nothing to measure`;
  return makeLane(
    `track lane-${signal}`,
    [make("b", {}, kind.title), make("span", { class: "lane-unit" }, kind.unit), make("span", { class: "lane-value", "data-signal": signal }), make("span", { class: "lane-meaning" }, kind.meaning)],
    [makePlot(...zero, makeSvg("path", { class: "track-line", d: line })), ...scale],
    label,
  );
}

function least(values) {
  return values.reduce((found, value) => Math.min(found, value), Infinity);
}

function most(values) {
  return values.reduce((found, value) => Math.max(found, value), -Infinity);
}

function scaleOf(signal, known) {
  if (SCALES[signal]) return SCALES[signal];
  if (!known.length) return [0, 1];
  const low = Math.min(0, least(known) / 10);
  const high = Math.max(0, most(known) / 10);
  return high > low ? [low, high] : [low, low + 1];
}

function say1(value) {
  const rounded = Math.round(value * 10) / 10;
  return Number.isInteger(rounded) || Math.abs(rounded) >= 100 ? String(Math.round(rounded)) : rounded.toFixed(1);
}

function showTrackChoices() {
  const choices = trackIds(state.episode).filter((signal) => signal !== "loudness").map((signal) => {
    const kind = index.signals[signal];
    const box = make("input", { type: "checkbox", value: signal });
    box.checked = state.tracks.has(signal);
    return make("label", { title: `${kind.meaning} In ${kind.unit}. ${kind.source}` }, box, make("span", {}, kind.title));
  });
  const absent = Object.values(index.signals).filter((kind) => !(kind.id in state.episode.tracks)).map((kind) => kind.title.toLowerCase());
  byId("tracks").replaceChildren(
    make("legend", {}, "More curves"),
    ...choices,
    ...(absent.length ? [make("p", { class: "small" }, `Not measured here: ${absent.join(", ")}.`)] : []),
  );
}

function setZoom(zoom) {
  const timeline = byId("timeline");
  const middle = (state.ms / Math.max(state.episode.ms, 1)) || 0;
  state.zoom = zoom;
  byId("lanes").style.setProperty("--zoom", zoom);
  byId("lanes").querySelector(".axis")?.replaceWith(makeAxis());
  timeline.scrollLeft = middle * timeline.scrollWidth - timeline.clientWidth / 2;
}

function momentAt(clientX) {
  const box = byId("lanes").getBoundingClientRect();
  return Math.max(0, Math.min(state.episode.ms - 1, ((clientX - box.left) / Math.max(box.width, 1)) * state.episode.ms));
}

function pointAt(ms) {
  const crosshair = byId("crosshair");
  crosshair.hidden = ms === null;
  if (ms !== null) place(crosshair, ms, null, state.episode.ms);
  showReadout(ms ?? state.ms, ms !== null);
}

function connectTimeline() {
  const timeline = byId("timeline");
  timeline.addEventListener("pointermove", (event) => pointAt(momentAt(event.clientX)));
  timeline.addEventListener("pointerleave", () => pointAt(null));
  timeline.addEventListener("click", (event) => {
    // after a click of the mouse the space bar means the video again, not the shot that was clicked
    if (event.detail) timeline.focus({ preventScroll: true });
    if (event.target.closest(".moment-mark, .note-span")) return;
    const frame = event.target.closest(".frame");
    if (frame) playShot(Number(frame.dataset.shot));
    else seekTo(momentAt(event.clientX));
  });
  byId("tracks").addEventListener("change", (event) => {
    if (event.target.checked) state.tracks.add(event.target.value);
    else state.tracks.delete(event.target.value);
    showTimeline();
    movePlayhead();
    markShot(state.shot);
  });
  byId("zoom").addEventListener("change", (event) => setZoom(Number(event.target.value)));
}

function movePlayhead() {
  const playhead = byId("playhead");
  place(playhead, state.ms, null, state.episode.ms);
  const timeline = byId("timeline");
  if (state.zoom === 1 || performance.now() < handsOffUntil) return;
  const at = (state.ms / Math.max(state.episode.ms, 1)) * timeline.scrollWidth;
  if (at < timeline.scrollLeft + 20 || at > timeline.scrollLeft + timeline.clientWidth - 40) timeline.scrollLeft = at - timeline.clientWidth / 4;
}
