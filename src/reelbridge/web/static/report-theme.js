// Runs in the head, before anything is painted: the theme a person chose last time, if there is one.
"use strict";
try {
  const chosen = localStorage.getItem("reelbridge-theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // no storage for a page from a file in some browsers: the system's theme it is
}
