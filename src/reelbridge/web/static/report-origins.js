// Where the lines of each episode come from and what it cost, in the language of the desk.

// Nothing is drawn while the table is closed: a long series has many rows.
function showOrigins() {
  if (!byId("by-episode").open) return;
  byId("origins-locale").replaceChildren(
    ...index.locales.map((locale) => make("option", { value: locale.tag, selected: locale.tag === state.locale }, nameOf(locale))),
  );
  byId("origins-rows").replaceChildren(...index.episodes.map(makeOrigins));
}

function makeOrigins(episode) {
  const cell = episode.cells.find((entry) => entry.locale === state.locale);
  const total = cell.counts.reduce((sum, count) => sum + count, 0);
  const hasPaid = Boolean(byId("origins-table").dataset.paid);
  const [requests, tokensIn, tokensCached, tokensOut] = cell.paid;
  const number = (value) => make("td", { class: "num" }, value === undefined ? "–" : value.toLocaleString("en"));
  return make(
    "tr",
    {},
    make("th", { scope: "row" }, make("a", { href: `#e${episode.number}/${state.locale}` }, `Episode ${episode.number}`)),
    make("td", { class: "wide" }, makeStack(cell.counts)),
    number(total),
    hasPaid ? make("td", { class: "num" }, cell.cost || "–") : null,
    ...(hasPaid ? [requests, tokensIn, tokensCached, tokensOut].map(number) : []),
  );
}

// One bar, a part for each place a line can come from.
function makeStack(counts) {
  const parts = counts.map((count, place) => ({ count, ...index.origins[place] })).filter((part) => part.count);
  const label = parts.map((part) => `${part.label}: ${part.count}`).join("; ") || "no line yet";
  return make("div", { class: "stack", role: "img", "aria-label": label, title: label }, ...parts.map(makeStackPart));
}

function makeStackPart({ id, count }) {
  const part = make("span", { class: `stack-part from-${id}` });
  part.style.flexGrow = count;
  return part;
}

function connectOrigins() {
  byId("by-episode").addEventListener("toggle", showOrigins);
  byId("origins-locale").addEventListener("change", (event) => show({ number: state.episode.number, locale: event.target.value }));
}
