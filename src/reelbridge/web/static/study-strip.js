// Pictures of shots: the strip in true proportion to time, and the table of shots.

const STRIP_HEIGHT = 84;

// The width of a picture for its height.
function pictureRatio() {
  const { width, height } = state.strip ?? state.episode;
  return width / height || 9 / 16;
}

// The sheets of pictures as rules of a style sheet, so that each is read once however many pictures are on it.
function loadStrip(number) {
  state.strip = stripOf(number);
  const rules = (state.strip?.sheets ?? []).map((uri, sheet) => (uri ? `.sheet-${sheet} { background-image: url("${uri}"); }` : ""));
  byId("sheets").textContent = rules.join("\n");
  byId("bench").style.setProperty("--picture-width", `${STRIP_HEIGHT * pictureRatio()}px`);
}

// The picture of a shot, `height` pixels high.
function makePicture(shot, height) {
  const { strip } = state;
  const picture = make("span", { class: "picture", "aria-hidden": "true" });
  const width = height * pictureRatio();
  picture.style.width = `${width}px`;
  picture.style.height = `${height}px`;
  if (!strip || shot.picture === null) return picture;
  const sheet = Math.floor(shot.picture / strip.per_sheet);
  const at = shot.picture % strip.per_sheet;
  picture.classList.add(`sheet-${sheet}`);
  picture.style.backgroundSize = `${width * strip.columns}px auto`;
  picture.style.backgroundPosition = `${-(at % strip.columns) * width}px ${-Math.floor(at / strip.columns) * height}px`;
  return picture;
}

function shotWords(shot) {
  return [shot.size, shot.move].filter(Boolean).join(", ");
}

function makeStrip() {
  const { shots, ms } = state.episode;
  return shots.map((shot, at) => {
    const frame = make(
      "button",
      {
        class: "frame",
        type: "button",
        tabindex: "-1",
        "data-shot": at,
        title: `Shot ${shot.number}: ${seconds(shot.end - shot.start)}${shotWords(shot) ? `, ${shotWords(shot)}` : ""}`,
        "aria-label": `Play shot ${shot.number} at ${formatTenths(shot.start)}, ${seconds(shot.end - shot.start)} long`,
      },
      makePicture(shot, STRIP_HEIGHT),
      make("span", { class: "frame-number", "aria-hidden": "true" }, String(shot.number)),
      make("span", { class: "frame-words", "aria-hidden": "true" }, make("b", {}, seconds(shot.end - shot.start)), ...[shot.size, shot.move].map((word) => make("span", {}, word))),
    );
    return place(frame, shot.start, shot.end, ms);
  });
}

// What stands between shots, over the time it takes.
function makeJoints() {
  const { shots, flashes, ms } = state.episode;
  const joints = shots
    .filter((shot) => shot.transition !== "start")
    .map((shot) => {
      const name = shot.transition[0].toUpperCase() + shot.transition.slice(1);
      const title = shot.jointEnd > shot.jointStart ? `${name}, ${seconds(shot.jointEnd - shot.jointStart)}` : name;
      return place(make("span", { class: `joint joint-${shot.transition}`, title }), shot.jointStart, shot.jointEnd, ms);
    });
  const lights = flashes.map(([start, end]) => place(make("span", { class: "joint joint-flash", title: "Flash: a burst of light, no cut" }), start, end, ms));
  return [...joints, ...lights];
}

function jointKinds() {
  const kinds = new Set(state.episode.shots.map((shot) => shot.transition));
  kinds.delete("start");
  if (state.episode.flashes.length) kinds.add("flash");
  return [...kinds];
}

function showShots() {
  byId("shots").replaceChildren(...state.episode.shots.map(makeShotRow));
}

function makeShotRow(shot, at) {
  const { episode } = state;
  const lines = cuesOfShot(episode, shot);
  const button = make("button", { class: "time", type: "button", "aria-label": `Play shot ${shot.number} at ${formatTenths(shot.start)}` }, formatTenths(shot.start));
  const row = make(
    "tr",
    { "data-shot": at },
    make("th", { scope: "row" }, String(shot.number)),
    make("td", { class: "shot-picture" }, makePicture(shot, 56)),
    make("td", { class: "shot-time" }, button),
    make("td", { class: "num shot-length" }, seconds(shot.end - shot.start)),
    make("td", { class: "shot-size" }, shot.size || "–"),
    make("td", { class: "shot-move" }, shot.move || "–"),
    make("td", { class: "shot-joint" }, shot.transition),
    make(
      "td",
      { class: "shot-line" },
      ...lines.map((cue) => make("p", { class: cue.isSign ? "is-sign" : null, lang: episode.language, dir: "auto" }, cueText(cue))),
    ),
  );
  return row;
}

function markShot(at) {
  for (const frame of document.querySelectorAll("#lanes .frame.is-current, #shots tr.is-current")) {
    frame.classList.remove("is-current");
    frame.removeAttribute("aria-current");
  }
  for (const found of document.querySelectorAll(`#lanes .frame[data-shot="${at}"], #shots tr[data-shot="${at}"]`)) {
    found.classList.add("is-current");
    found.setAttribute("aria-current", "true");
  }
  keepRowInSight(byId("shots").rows[at]);
}

// The table scrolls inside its own frame alone, never the page.
function keepRowInSight(row) {
  const frame = byId("shots-frame");
  if (!row || frame.scrollHeight <= frame.clientHeight || performance.now() < handsOffUntil) return;
  const top = row.offsetTop - 40;
  if (top < frame.scrollTop || row.offsetTop + row.offsetHeight > frame.scrollTop + frame.clientHeight) frame.scrollTop = top - 60;
}
