// Which lines are shown: all, those that need review, those not read for sure, signs; by finding; by text.

function showFilters() {
  const rows = state.rows;
  byId("count-all").textContent = rows.length;
  byId("count-review").textContent = rows.filter((row) => row.line?.needs_review).length;
  byId("count-sign").textContent = rows.filter((row) => row.source.kind === "sign").length;
  const unsure = rows.filter((row) => row.source.is_unsure).length;
  byId("count-unsure").textContent = unsure;
  byId("show-unsure").hidden = !unsure;
  if (!unsure && state.filter.show === "unsure") clearFilters();
  showFindingChoices(rows);
  byId("order").parentElement.hidden = !rows.some((row) => row.line?.risk);
  applyFilters();
}

function showFindingChoices(rows) {
  const severities = countFindings(rows, (finding) => finding.severity);
  const checks = countFindings(rows, (finding) => finding.check_id);
  const total = rows.filter((row) => row.line?.findings.length).length;
  const choice = (value, text, count) => make("option", { value, selected: value === state.filter.finding }, `${text} (${count})`);
  const group = (label, options) => (options.length ? make("optgroup", { label }, ...options) : null);
  const groups = [
    group("Severity", Object.keys(SEVERITIES).filter((key) => severities.has(key)).map((key) => choice(`severity:${key}`, SEVERITIES[key], severities.get(key)))),
    group("Check", [...checks.keys()].sort().map((key) => choice(`check:${key}`, key, checks.get(key)))),
  ];
  byId("finding").replaceChildren(
    make("option", { value: "" }, "Findings"),
    ...(total ? [choice("any", "With a finding", total)] : []),
    ...groups.filter(Boolean),
  );
  if (byId("finding").value !== state.filter.finding) state.filter.finding = "";
}

// How many lines have a finding of each kind.
function countFindings(rows, keyOf) {
  const counts = new Map();
  for (const row of rows) {
    for (const key of new Set((row.line?.findings ?? []).map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function matches(row, filter, words) {
  if (filter.show === "review" && !row.line?.needs_review) return false;
  if (filter.show === "unsure" && !row.source.is_unsure) return false;
  if (filter.show === "sign" && row.source.kind !== "sign") return false;
  if (filter.finding && !(row.line?.findings ?? []).some((finding) => isOfKind(finding, filter.finding))) return false;
  return words.every((word) => textOf(row).includes(word));
}

function isOfKind(finding, kind) {
  return kind === "any" || kind === `severity:${finding.severity}` || kind === `check:${finding.check_id}`;
}

function textOf(row) {
  return foldText([row.source.text, row.source.second ?? "", row.line?.text ?? "", row.other?.text ?? ""].join("\n"));
}

function foldText(text) {
  return text.normalize("NFKC").toLowerCase();
}

function applyFilters() {
  const words = foldText(state.filter.text).split(/\s+/).filter(Boolean);
  let count = 0;
  for (const row of state.rows) {
    const isShown = matches(row, state.filter, words);
    const element = rowElement(row.id);
    if (element) element.hidden = !isShown;
    if (isShown) count += 1;
  }
  byId("shown").textContent = describeShown(count);
  byId("shown").hidden = count === state.rows.length && count > 0;
}

function describeShown(count) {
  if (!state.rows.length && state.episode.message) return "No lines: this episode could not be read.";
  if (!state.rows.length) return state.episode.origin ? "No line was found in this episode." : "There are no lines here yet.";
  if (!count) return "No line fits. Change the search or the filter to see lines again.";
  return `${count} of ${countOf(state.rows.length, "line", "lines")} shown`;
}

function clearFilters() {
  state.filter = { show: "all", finding: "", text: "" };
  byId("filters").reset();
  byId("finding").value = "";
  byId("order").value = state.order;
  applyFilters();
}

function changeOrder(order) {
  state.order = order;
  showLines();
  applyFilters();
  markCurrent(state.cueId);
  byId("lines-frame").scrollTop = 0;
}

function connectFilters() {
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("filters").addEventListener("input", (event) => {
    if (event.target.id === "order") return changeOrder(event.target.value);
    if (event.target.name === "show") state.filter.show = event.target.value;
    if (event.target.id === "finding") state.filter.finding = event.target.value;
    if (event.target.id === "search") state.filter.text = event.target.value;
    applyFilters();
  });
  byId("search").addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.target.value = state.filter.text = "";
    applyFilters();
    event.target.blur();
  });
}
