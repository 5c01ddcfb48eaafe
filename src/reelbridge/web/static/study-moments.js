// The hook, the peaks, the jolts and the ending, each taken apart; the quiet stretches; the notes of a comparison.

function showMoments() {
  const { episode } = state;
  const quiet = episode.drama.quiet.map((stretch) => ({ kind: "quiet", ms: stretch.start_ms, stretch }));
  const rows = [...momentsOf(episode), ...quiet].sort((one, other) => one.ms - other.ms);
  const items = rows.map((row) => (row.kind === "quiet" ? makeQuiet(row.stretch) : makeMoment(row)));
  const whole = notesOf(episode.number).map((note) => make("li", { class: "moment" }, makeNote(note)));
  if (!episode.drama.hook) items.unshift(make("li", { class: "moment" }, make("p", { class: "small" }, "No moment was found that takes hold of a viewer.")));
  if (!episode.drama.ending) items.push(make("li", { class: "moment" }, make("p", { class: "small" }, "How it ends is not judged.")));
  byId("moments").replaceChildren(...items, ...whole);
}

function makeMoment(moment) {
  const button = make("button", { class: "time", type: "button", "aria-label": `${moment.title}: play from ${formatTenths(moment.ms)}` }, formatTenths(moment.ms));
  button.addEventListener("click", () => playFrom(moment.ms));
  return make(
    "li",
    { class: `moment mark-${moment.kind}`, "data-ms": moment.ms, "data-kind": moment.kind },
    make("p", { class: "moment-head" }, icon(moment.kind), make("b", {}, moment.title), button, make("span", { class: "points" }, `${Math.round(moment.points)} points`)),
    ...makeReasons(moment.reasons),
  );
}

function makeQuiet(stretch) {
  const button = make("button", { class: "time", type: "button" }, `${formatTenths(stretch.start_ms)} to ${formatTenths(stretch.end_ms)}`);
  button.addEventListener("click", () => playFrom(stretch.start_ms));
  return make(
    "li",
    { class: "moment moment-quiet" },
    make("p", { class: "moment-head" }, make("span", { class: "swatch is-quiet", "aria-hidden": "true" }), make("b", {}, "Quiet"), button),
    make("p", { class: "small" }, `${seconds(stretch.end_ms - stretch.start_ms)} without a hook, a peak or a jolt; mean intensity ${Math.round(stretch.intensity)} of 100.`),
  );
}

// Points at a moment in the list, without moving the page.
function showMoment(moment) {
  for (const item of byId("moments").children) {
    const isIt = item.dataset.ms === String(moment.ms) && item.dataset.kind === moment.kind;
    item.classList.toggle("is-current", isIt);
    const frame = byId("moments");
    if (isIt && frame.scrollHeight > frame.clientHeight) frame.scrollTop = item.offsetTop - frame.offsetTop - 8;
  }
  const whole = wholePoints(moment.reasons.map((reason) => reason.points));
  const parts = moment.reasons.map((reason, at) => `${reason.text} (${whole[at]})`);
  say(`${moment.title}, ${Math.round(moment.points)} points: ${parts.join("; ")}`);
}
