// How much a line asks for a person's eyes, and why.

const RISK_HIGH = 60;
const RISK_MIDDLE = 30;

function levelOf(risk) {
  if (risk >= RISK_HIGH) return "high";
  return risk >= RISK_MIDDLE ? "middle" : "low";
}

// A number of 100 with a bar as long.
function makeRisk(risk) {
  const bar = make("span", { class: "risk-bar", "aria-hidden": "true" }, make("span", {}));
  bar.firstChild.style.width = `${risk}%`;
  return make("span", { class: `risk risk-${levelOf(risk)}`, title: `Risk ${risk} of 100` }, make("b", {}, make("span", { class: "visually-hidden" }, "Risk "), String(risk)), bar);
}

// What the risk is made of, the weightiest first.
function makeParts(line) {
  return make(
    "ul",
    { class: "risk-parts" },
    ...line.parts.map((part) => make("li", {}, make("span", { dir: "auto" }, part.text), part.weight ? make("b", {}, `+${part.weight}`) : null)),
  );
}

// The translations that do not go out but help to judge the one that does.
function makeVersions(line, tag) {
  const versions = [
    ["Before it was shortened", line.full],
    ["Asked again, the model said", line.second],
  ].filter(([, text]) => text);
  if (!versions.length) return null;
  return make(
    "dl",
    { class: "versions" },
    ...versions.map(([name, text]) => make("div", {}, make("dt", {}, name), make("dd", writingOf(tag), text))),
  );
}
