"use strict";
(() => {
  const spans = [...document.querySelectorAll(".u")];
  const of = new Map();
  for (const span of spans) {
    const key = span.dataset.u;
    of.set(key, [...(of.get(key) || []), span]);
  }
  const sources = spans.filter((span) => span.id.startsWith("s"));
  let kept = null;
  let current = sources[0];

  function light(key, on) {
    for (const span of of.get(key) || []) span.classList.toggle("lit", on);
  }
  function keep(key) {
    if (kept !== null) {
      light(kept, false);
      for (const span of of.get(kept)) span.setAttribute("aria-pressed", "false");
    }
    kept = kept === key ? null : key;
    if (kept !== null) {
      light(kept, true);
      for (const span of of.get(kept)) span.setAttribute("aria-pressed", "true");
    }
  }
  function enter(event) {
    const span = event.target.closest && event.target.closest(".u");
    if (span) light(span.dataset.u, true);
  }
  function leave(event) {
    const span = event.target.closest && event.target.closest(".u");
    if (span && span.dataset.u !== kept) light(span.dataset.u, false);
  }
  const area = document.getElementById("articles");
  area.addEventListener("mouseover", enter);
  area.addEventListener("mouseout", leave);
  area.addEventListener("focusin", (event) => {
    enter(event);
    const span = event.target.closest(".u");
    if (!span) return;
    current.tabIndex = -1;
    span.tabIndex = 0;
    current = span;
  });
  area.addEventListener("focusout", leave);
  area.addEventListener("click", (event) => {
    const span = event.target.closest(".u");
    if (!span) return;
    span.focus();
    keep(span.dataset.u);
  });
  area.addEventListener("keydown", (event) => {
    const span = event.target.closest(".u");
    if (!span) return;
    const side = span.id[0];
    const line = spans.filter((other) => other.id[0] === side && !other.classList.contains("out"));
    const here = line.indexOf(span);
    let next = null;
    if (event.key === "ArrowDown") next = line[here + 1];
    else if (event.key === "ArrowUp") next = line[Math.max(0, here - 1)];
    else if (event.key === "Home") next = line[0];
    else if (event.key === "End") next = line[line.length - 1];
    else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      next = of.get(span.dataset.u).find((other) => other !== span);
    } else if (event.key === "Enter" || event.key === " ") keep(span.dataset.u);
    else if (event.key === "Escape" && kept !== null) keep(kept);
    else return;
    event.preventDefault();
    if (next) next.focus();
  });

  const form = document.getElementById("filter");
  const finding = document.getElementById("by-finding");
  const alignment = document.getElementById("by-alignment");
  const confidence = document.getElementById("by-confidence");
  const text = document.getElementById("by-text");
  const status = document.getElementById("shown");
  function matches(key) {
    const pair = of.get(key);
    const data = pair[0].dataset;
    const checks = data.found.split(" ").filter(Boolean);
    if (finding.value === "*" && !checks.length) return false;
    if (finding.value && finding.value !== "*" && !checks.includes(finding.value)) return false;
    if (alignment.value < 1 && !(Number(data.alignment ?? 2) <= Number(alignment.value))) return false;
    if (confidence.value < 1 && !(Number(data.confidence ?? 2) <= Number(confidence.value))) return false;
    const wanted = text.value.trim().toLowerCase();
    return !wanted || pair.some((span) => span.textContent.toLowerCase().includes(wanted));
  }
  function filter() {
    for (const range of [alignment, confidence]) {
      range.parentElement.querySelector("output").textContent = Number(range.value).toFixed(2);
    }
    let shown = 0;
    for (const [key, pair] of of) {
      const inside = matches(key);
      shown += inside;
      for (const span of pair) span.classList.toggle("out", !inside);
    }
    for (const note of document.querySelectorAll("[data-note]")) {
      note.hidden = of.get(note.dataset.note)[0].classList.contains("out");
    }
    for (const paragraph of document.querySelectorAll(".paragraph")) {
      paragraph.hidden = !paragraph.querySelector(".u:not(.out)");
    }
    status.textContent = `${shown} of ${of.size} units shown`;
    if (current && current.classList.contains("out")) {
      const next = sources.find((span) => !span.classList.contains("out"));
      if (next) {
        current.tabIndex = -1;
        next.tabIndex = 0;
        current = next;
      }
    }
  }
  form.addEventListener("input", filter);
  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
})();
