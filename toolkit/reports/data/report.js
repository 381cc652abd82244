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
  // What nobody types: curly quotes, ligatures, accents, narrow spaces, soft hyphens.
  function fold(words) {
    return words
      .normalize("NFKD")
      .replace(/[\u0300-\u036f\u00ad\u200b\u200c\u200d\u2060\ufeff]/g, "")
      .replace(/[\u2018\u2019\u201b\u02bc\u2032]/g, "'")
      .replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"')
      .replace(/[\u2010-\u2015\u2212]/g, "-")
      .toLowerCase()
      .replace(/\u0153/g, "oe")
      .replace(/\u00e6/g, "ae")
      .replace(/\u00df/g, "ss")
      .replace(/\s+/g, " ");
  }
  const folded = new Map();
  function words(span) {
    if (!folded.has(span)) folded.set(span, fold(span.textContent));
    return folded.get(span);
  }
  function over(range, value) {
    return range && range.value < 1 && !(Number(value ?? 2) <= Number(range.value));
  }
  function matches(key) {
    const pair = of.get(key);
    const data = pair[0].dataset;
    const checks = data.found.split(" ").filter(Boolean);
    const check = finding ? finding.value : "";
    if (check === "*" && !checks.length) return false;
    if (check && check !== "*" && !checks.includes(check)) return false;
    if (over(alignment, data.alignment) || over(confidence, data.confidence)) return false;
    const wanted = fold(text.value.trim());
    return !wanted || pair.some((span) => words(span).includes(wanted));
  }
  function filter() {
    for (const range of [alignment, confidence].filter(Boolean)) {
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
