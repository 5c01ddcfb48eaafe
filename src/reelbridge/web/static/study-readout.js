// What the moment under the pointer, or the one that plays, is made of.

let readoutParts = [];

// on a phone it stands beside the picture, which stays in sight while a finger is on a curve
const narrow = matchMedia("(max-width: 760px)");

function placeReadout() {
  byId(narrow.matches ? "now" : "readout-place").append(byId("readout"));
}

function buildReadout() {
  const { episode } = state;
  readoutParts = episode.parts.map((part) => {
    const value = make("b");
    const fill = make("span", { class: `tone-${part.tone}` });
    const item = make(
      "li",
      { title: `${part.title}: at most ${part.weight} points` },
      make("span", { class: `swatch tone-${part.tone}`, "aria-hidden": "true" }),
      make("span", { class: "part-title" }, part.title),
      make("span", { class: "part-bar", "aria-hidden": "true" }, fill),
      value,
    );
    return { item, value, fill, weight: part.weight };
  });
  byId("readout").replaceChildren(
    make("p", { class: "readout-head" }, make("b", { id: "readout-time" }), make("span", { id: "readout-shot" }), make("span", { class: "readout-total", id: "readout-total" })),
    make("ul", { class: "readout-parts" }, ...readoutParts.map(({ item }) => item)),
    make("p", { class: "readout-line", id: "readout-line", lang: episode.language, dir: "auto" }),
  );
}

function showReadout(ms, isPointed) {
  const { episode } = state;
  if (!byId("readout-time")) return;
  const shot = episode.shots[shotAt(episode, ms)];
  const found = intensityAt(episode, ms);
  byId("readout").classList.toggle("is-pointed", isPointed);
  byId("readout-time").textContent = formatTenths(ms);
  byId("readout-shot").textContent = shot ? [`shot ${shot.number}`, shotWords(shot)].filter(Boolean).join(" · ") : "";
  byId("readout-total").textContent = found ? `intensity ${found.total} of 100` : "intensity not measured";
  readoutParts.forEach(({ value, fill, weight }, at) => {
    const { points, whole } = found.parts[at];
    value.textContent = String(whole);
    fill.style.width = `${(100 * points) / Math.max(weight, 0.1)}%`;
  });
  const cues = cuesAt(episode, ms).sort((one, other) => one.isSign - other.isSign);
  const line = byId("readout-line");
  line.textContent = cues.map(cueText).join(" / ") || (episode.has_lines ? "no line here" : "lines were not read");
  line.classList.toggle("is-none", !cues.length);
  for (const element of document.querySelectorAll("#lanes .lane-value")) {
    const value = trackAt(episode, element.dataset.signal, ms);
    element.textContent = value === null ? "–" : say1(value);
  }
}
