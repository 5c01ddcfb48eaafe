// What every page with a script needs: elements, clocks, a word in passing, the theme.

function byId(id) {
  return document.getElementById(id);
}

// An element from a tag, its properties and its children. Texts become text nodes: nothing of a series is ever markup.
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") element.className = value;
    else if (name === "data") Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

function setIcon(button, name) {
  button.querySelector("use").setAttribute("href", `#i-${name}`);
}

function formatClock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const minutes = Math.floor(whole / 60);
  const rest = String(whole % 60).padStart(2, "0");
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${rest}`;
}

function formatTenths(milliseconds) {
  return `${formatClock(milliseconds / 1000)}.${Math.floor((milliseconds % 1000) / 100)}`;
}

function countOf(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}

let sayTimer = 0;

function say(text) {
  byId("toast").textContent = text;
  clearTimeout(sayTimer);
  sayTimer = setTimeout(() => (byId("toast").textContent = ""), 3200);
}

function toggleTheme() {
  const root = document.documentElement;
  const isDark = (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  root.dataset.theme = isDark ? "light" : "dark";
  try {
    localStorage.setItem("reelbridge-theme", root.dataset.theme);
  } catch {
    // it is forgotten when the page closes
  }
}
