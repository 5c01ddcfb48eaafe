// The heat map of the series and the list of notes.

const heatStatus = byId("heat-status");
const heatHint = heatStatus.textContent;
const NOTES_AT_ONCE = 12;
let longest = 1;
let shownNotes = NOTES_AT_ONCE;

function showHeat() {
  longest = Math.max(1, ...index.episodes.map((episode) => episode.ms));
  byId("heat").replaceChildren(makeHeatAxis(), ...index.episodes.map(makeHeatRow));
  byId("heat-legend").replaceChildren(...makeHeatLegend());
}

function makeHeatAxis() {
  const axis = make("div", { class: "heat-axis", "aria-hidden": "true" });
  const steps = axisTicks(longest, innerWidth < 760 ? 4 : 8);
  axis.append(...steps.map((ms) => place(make("span", {}, formatClock(ms / 1000)), ms, null, longest)));
  return make("div", { class: "heat-row" }, make("span", { class: "heat-name" }), axis);
}

// Moments on a time axis: whole steps that people count in, at most so many.
function axisTicks(length, most) {
  const step = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600].find((each) => length / (1000 * each) <= most) ?? 7200;
  // none so near the end that its words would not fit
  return Array.from({ length: Math.floor((0.97 * length) / (1000 * step)) + 1 }, (_, at) => at * step * 1000);
}

function makeHeatRow(episode, at) {
  const { number, title, ms, hook, jolts, ending, ends } = episode;
  const strip = make("span", { class: "heat-strip" });
  strip.style.background = heatGradient(episode);
  const marks = [
    ...(hook === null ? [] : [heatMark("hook", hook, ms)]),
    ...jolts.map((jolt) => heatMark("jolt", jolt, ms)),
    ...(ending === null ? [] : [heatMark("ending", ending, ms)]),
  ];
  strip.append(...marks, make("span", { class: "heat-cursor", hidden: true }));
  const bar = make(
    "a",
    {
      class: "heat-bar",
      href: `#e${number}`,
      tabindex: at === 0 ? "0" : "-1",
      "data-number": number,
      "aria-label": `Episode ${number}, ${formatClock(ms / 1000)}, ${hook === null ? "no hook" : `hook at ${seconds(hook)}`}, ${countOf(jolts.length, "jolt", "jolts")}, ends: ${ends.join(", ") || "not judged"}`,
    },
    strip,
  );
  bar.style.width = percent(ms, longest);
  return make("div", { class: "heat-row" }, make("span", { class: "heat-name", title }, String(number)), make("span", { class: "heat-track" }, bar));
}

function heatMark(kind, at, length) {
  return place(make("span", { class: `heat-mark mark-${kind}` }), at, null, length);
}

// Neighbours of one colour are one stop, which keeps a long series light.
function heatGradient({ heat, ms }) {
  const stops = [];
  for (let at = 0; at < heat.length; at += 1) {
    if (heat[at] === heat[at - 1]) continue;
    let end = at + 1;
    while (end < heat.length && heat[end] === heat[at]) end += 1;
    stops.push(`var(--heat-${heat[at]}) ${percent(at * index.cell_ms, ms)} ${percent(end * index.cell_ms, ms)}`);
  }
  return stops.length ? `linear-gradient(to right, ${stops.join(", ")})` : "var(--pending-ground)";
}

function makeHeatLegend() {
  const ramp = Array.from({ length: index.levels }, (_, level) => {
    const cell = make("span", { class: "heat-key" });
    cell.style.background = `var(--heat-${level})`;
    return cell;
  });
  return [
    make("li", {}, "calm", make("span", { class: "heat-ramp", "aria-hidden": "true" }, ...ramp), `intense (0 to ${index.scale} points of 100)`),
    ...[["hook", "hook"], ["jolt", "jolt"], ["ending", "cliffhanger, or how it ends"]].map(([kind, text]) =>
      make("li", {}, make("span", { class: `heat-mark is-key mark-${kind}`, "aria-hidden": "true" }), text),
    ),
  ];
}

function heatMoment(bar, clientX) {
  const box = bar.getBoundingClientRect();
  const { ms } = episodesByNumber.get(Number(bar.dataset.number));
  return Math.max(0, Math.min(ms - 1, ((clientX - box.left) / Math.max(box.width, 1)) * ms));
}

function pointHeat(bar, ms) {
  for (const cursor of byId("heat").querySelectorAll(".heat-cursor:not([hidden])")) cursor.hidden = true;
  if (!bar) {
    heatStatus.textContent = heatHint;
    return;
  }
  const number = Number(bar.dataset.number);
  const row = episodesByNumber.get(number);
  const cursor = bar.querySelector(".heat-cursor");
  cursor.hidden = false;
  place(cursor, ms, null, row.ms);
  bar.dataset.ms = Math.round(ms);
  const episode = openEpisode(number);
  const found = intensityAt(episode, ms);
  const parts = found ? found.parts.map((part) => `${part.title.toLowerCase()} ${part.whole}`).join(" + ") : "";
  heatStatus.replaceChildren(
    make("b", {}, `Episode ${number}, ${formatTenths(ms)}: `),
    found ? `intensity ${found.total} = ${parts}. ${missingText(episode)}` : "nothing could be measured.",
  );
}

function walkHeat(event, bar) {
  const bars = [...byId("heat").querySelectorAll(".heat-bar")];
  const at = bars.indexOf(bar);
  const ms = Number(bar.dataset.ms ?? 0);
  const { ms: length } = episodesByNumber.get(Number(bar.dataset.number));
  const step = event.shiftKey ? 10000 : 1000;
  const moves = {
    ArrowLeft: [bar, ms - step],
    ArrowRight: [bar, ms + step],
    Home: [bar, 0],
    End: [bar, length - 1],
    ArrowUp: [bars[at - 1] ?? bar, ms],
    ArrowDown: [bars[at + 1] ?? bar, ms],
  };
  const move = moves[event.key];
  if (!move) return;
  event.preventDefault();
  const [next, wanted] = move;
  const most = episodesByNumber.get(Number(next.dataset.number)).ms - 1;
  bar.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
  pointHeat(next, Math.max(0, Math.min(wanted, most)));
}

function connectHeat() {
  const heat = byId("heat");
  const barOf = (event) => event.target.closest(".heat-bar");
  heat.addEventListener("pointermove", (event) => {
    const bar = barOf(event);
    if (bar) pointHeat(bar, heatMoment(bar, event.clientX));
  });
  heat.addEventListener("pointerleave", () => pointHeat(null, 0));
  heat.addEventListener("focusin", (event) => {
    const bar = barOf(event);
    if (bar) pointHeat(bar, Number(bar.dataset.ms ?? 0));
  });
  heat.addEventListener("keydown", (event) => {
    const bar = barOf(event);
    if (bar) walkHeat(event, bar);
  });
  heat.addEventListener("click", (event) => {
    const bar = barOf(event);
    if (!bar) return;
    event.preventDefault();
    // a click by a key has no place: then the moment that the keys walked to
    const ms = event.detail ? heatMoment(bar, event.clientX) : Number(bar.dataset.ms ?? 0);
    goTo(Number(bar.dataset.number), ms);
  });
}

function markHeat(number) {
  for (const bar of byId("heat").querySelectorAll(".heat-bar")) {
    if (Number(bar.dataset.number) === number) bar.setAttribute("aria-current", "true");
    else bar.removeAttribute("aria-current");
  }
}

function notesOf(number) {
  return index.notes.filter((note) => !number || note.episode === number);
}

function showNotes() {
  if (!byId("notes-list")) return;
  const number = Number(byId("notes-episode").value);
  const notes = notesOf(number);
  byId("notes-about").textContent = notes.length
    ? `${countOf(notes.length, "note", "notes")}, the farthest from the reference first. A note is a hint, not a fault: leave the reference where the story asks for it.`
    : "Nothing: every measure lies where the reference has it.";
  byId("notes-list").replaceChildren(...notes.slice(0, shownNotes).map((note) => make("li", {}, makeNote(note))));
  byId("notes-more").hidden = notes.length <= shownNotes;
}

function makeNote(note) {
  const isWhole = note.end_ms <= 0;
  const when = isWhole ? "whole episode" : `${formatTenths(note.start_ms)} to ${formatTenths(note.end_ms)}`;
  const meter = make("span", { class: "note-weight", title: `${note.weight} of 100 away from the reference` }, make("span"));
  meter.firstChild.style.width = `${note.weight}%`;
  const link = make("button", { class: "note-place", type: "button" }, `Episode ${note.episode}, ${when}`);
  link.addEventListener("click", () => goTo(note.episode, note.start_ms));
  return make(
    "article",
    { class: "note" },
    make("p", { class: "note-head" }, link, meter, make("span", { class: "visually-hidden" }, `${note.weight} of 100 away from the reference`)),
    make("p", { class: "note-text", dir: "auto" }, sentence(note.text)),
    note.band ? make("p", { class: "note-band" }, `${note.measure}; `, make("bdi", {}, note.band)) : null,
    note.advice ? make("p", { class: "note-advice", dir: "auto" }, sentence(note.advice)) : null,
  );
}

function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function connectNotes() {
  const pick = byId("notes-episode");
  if (!pick) return;
  const numbers = [...new Set(index.notes.map((note) => note.episode))].sort((one, other) => one - other);
  pick.replaceChildren(
    make("option", { value: 0 }, "All episodes"),
    ...numbers.map((number) => make("option", { value: number }, `Episode ${number} (${notesOf(number).length})`)),
  );
  pick.addEventListener("change", () => {
    shownNotes = NOTES_AT_ONCE;
    showNotes();
  });
  byId("notes-more").addEventListener("click", () => {
    shownNotes += 5 * NOTES_AT_ONCE;
    showNotes();
  });
  showNotes();
}

// What a number means: on hover by the style sheet, on a tap or a key here.
function connectWhys() {
  const buttons = [...document.querySelectorAll(".why")];
  const close = () => buttons.forEach((button) => button.setAttribute("aria-expanded", "false"));
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const isOpen = button.getAttribute("aria-expanded") === "true";
      close();
      button.setAttribute("aria-expanded", String(!isOpen));
    });
  }
  addEventListener("keydown", (event) => event.key === "Escape" && close());
  addEventListener("click", (event) => event.target.closest(".why, .why-text") || close());
}
