"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const all = (what, root = document) => [...root.querySelectorAll(what)];
  const spans = all(".u");
  const of = new Map();
  for (const span of spans) {
    const key = span.dataset.u;
    of.set(key, [...(of.get(key) || []), span]);
  }
  const sources = spans.filter((span) => span.id.startsWith("s"));
  const notes = new Map();
  for (const note of all("[data-note]")) notes.set(note.dataset.note, [...(notes.get(note.dataset.note) || []), note]);
  let kept = null;
  let current = sources[0];
  const unitOf = (node) => node.closest && node.closest(".u");
  // What a version before had is no text of this one.
  const isGone = (node) => node.nodeName === "DEL";
  const textOf = (span) => [...span.childNodes].filter((node) => !isGone(node)).map((node) => node.textContent).join("");
  const texts = new Map(spans.map((span) => [span, span.classList.contains("null") ? "" : textOf(span)]));

  // Marks: kept in this browser for this page, and in a file if the reader saves one.
  const place = `bitext ${location.pathname} ${document.title}`;
  const marks = { done: new Set(), dismiss: new Set() };
  try {
    const stored = JSON.parse(localStorage.getItem(place) || "{}");
    for (const kind of Object.keys(marks)) for (const key of stored[kind] || []) marks[kind].add(key);
  } catch { /* a browser that keeps nothing */ }
  function store() {
    try {
      localStorage.setItem(place, JSON.stringify({ done: [...marks.done], dismiss: [...marks.dismiss] }));
    } catch { /* likewise */ }
  }
  const isMarked = (note) => marks.done.has(note.dataset.key) || marks.dismiss.has(note.dataset.key);
  function showMarks() {
    for (const [key, own] of notes) {
      for (const note of own) {
        note.classList.toggle("done", isMarked(note));
        for (const button of all(".mark", note)) {
          button.setAttribute("aria-pressed", String(marks[button.dataset.do].has(note.dataset.key)));
        }
      }
      for (const span of of.get(key)) span.classList.toggle("done", own.every(isMarked));
    }
  }
  function mark(kind, own) {
    const on = !own.every((note) => marks[kind].has(note.dataset.key));
    for (const note of own) marks[kind][on ? "add" : "delete"](note.dataset.key);
    store();
    showMarks();
    filter();
  }

  function light(key, on) {
    for (const span of of.get(key) || []) span.classList.toggle("lit", on);
  }
  const facts = document.createElement("div");
  facts.id = "facts";
  function showFacts(span) {
    facts.remove();
    if (!span) return;
    facts.textContent = span.dataset.facts;
    for (const [side, what] of [["s", "Copy source"], ["t", "Copy target"]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "quiet";
      button.textContent = what;
      button.dataset.copy = side + span.dataset.u;
      facts.append(button);
    }
    span.closest(".paragraph").append(facts);
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
    showFacts(kept === null ? null : of.get(kept)[0]);
  }
  function enter(event) {
    const span = unitOf(event.target);
    if (span) light(span.dataset.u, true);
  }
  function leave(event) {
    const span = unitOf(event.target);
    if (span && span.dataset.u !== kept) light(span.dataset.u, false);
  }
  async function copy(span) {
    const text = texts.get(span);
    try {
      await navigator.clipboard.writeText(text);
    } catch { // a page from a file may not
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      span.focus();
    }
    status.textContent = `Copied: ${text.slice(0, 40)}${text.length > 40 ? "…" : ""}`;
  }
  const area = $("articles");
  area.addEventListener("mouseover", enter);
  area.addEventListener("mouseout", leave);
  area.addEventListener("focusin", (event) => {
    enter(event);
    const span = unitOf(event.target);
    if (!span) return;
    current.tabIndex = -1;
    span.tabIndex = 0;
    current = span;
  });
  area.addEventListener("focusout", leave);
  area.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy], .mark");
    if (button && button.dataset.copy) copy($(button.dataset.copy));
    else if (button) mark(button.dataset.do, [button.closest("[data-note]")]);
    const span = unitOf(event.target);
    if (!span || button) return;
    span.focus();
    keep(span.dataset.u);
  });
  area.addEventListener("keydown", (event) => {
    const span = unitOf(event.target);
    if (!span || event.ctrlKey || event.metaKey || event.altKey) return;
    const side = span.id[0];
    const line = spans.filter((other) => other.id[0] === side && !other.classList.contains("out"));
    const here = line.indexOf(span);
    const own = notes.get(span.dataset.u);
    let next = null;
    if (event.key === "ArrowDown") next = line[here + 1];
    else if (event.key === "ArrowUp") next = line[Math.max(0, here - 1)];
    else if (event.key === "Home") next = line[0];
    else if (event.key === "End") next = line[line.length - 1];
    else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      next = of.get(span.dataset.u).find((other) => other !== span);
    } else if (event.key === "Enter" || event.key === " ") keep(span.dataset.u);
    else if (event.key === "Escape" && kept !== null) keep(kept);
    else if (event.key === "c") copy(span);
    else if (event.key === "d" && own) mark("done", own);
    else if (event.key === "x" && own) mark("dismiss", own);
    else return;
    event.preventDefault();
    if (next) next.focus();
  });

  const form = $("filter");
  const finding = $("by-finding");
  const alignment = $("by-alignment");
  const confidence = $("by-confidence");
  const text = $("by-text");
  const status = $("shown");
  // What nobody types: curly quotes, ligatures, accents, narrow spaces, soft hyphens.
  const LETTERS = { "\u0153": "oe", "\u00e6": "ae", "\u00df": "ss", "\u2026": "..." };
  function foldOne(sign) {
    const plain = sign.normalize("NFKD").replace(/[\u0300-\u036f\u00ad\u200b\u200c\u200d\u2060\ufeff]/g, "").toLowerCase();
    if (/[\u2018\u2019\u201b\u02bc\u2032]/.test(plain)) return "'";
    if (/[\u201c\u201d\u201e\u00ab\u00bb]/.test(plain)) return '"';
    if (/[\u2010-\u2015\u2212]/.test(plain)) return "-";
    return LETTERS[plain] || (/\s/.test(plain) ? " " : plain);
  }
  // The folded text, and for each of its characters the place that it comes from.
  function fold(words) {
    let made = "";
    const from = [];
    let place = 0;
    for (const sign of words) {
      for (const character of foldOne(sign)) {
        if (character !== " " || !made.endsWith(" ")) {
          made += character;
          from.push(place);
        }
      }
      place += sign.length;
    }
    return { made, from };
  }
  const folded = new Map();
  function words(span) {
    if (!folded.has(span)) folded.set(span, fold(texts.get(span)));
    return folded.get(span);
  }
  const hits = [];
  function unhit() {
    for (const hit of hits.splice(0)) {
      const parent = hit.parentNode;
      hit.replaceWith(...hit.childNodes);
      parent.normalize();
    }
  }
  function hitIn(span, start, end) {
    const walker = document.createTreeWalker(span, NodeFilter.SHOW_TEXT);
    let position = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (isGone(node.parentNode)) continue;
      const length = node.data.length;
      const a = Math.max(start - position, 0);
      const b = Math.min(end - position, length);
      position += length;
      if (a < b) {
        const range = document.createRange();
        range.setStart(node, a);
        range.setEnd(node, b);
        const hit = document.createElement("mark");
        range.surroundContents(hit);
        hits.push(hit);
        walker.currentNode = hit.lastChild;
        position = position - length + b;
      }
    }
  }
  function showHits(wanted) {
    unhit();
    if (!wanted) return;
    for (const span of spans) {
      if (span.classList.contains("out") || hits.length > 500) continue;
      const { made, from } = words(span);
      const found = [];
      for (let at = made.indexOf(wanted); at >= 0; at = made.indexOf(wanted, at + wanted.length)) found.push(at);
      for (const at of found.reverse()) {
        const end = at + wanted.length;
        hitIn(span, from[at], end < from.length ? from[end] : texts.get(span).length);
      }
    }
  }
  function over(range, value) {
    return range && range.value < 1 && !(Number(value ?? 2) <= Number(range.value));
  }
  function matches(key, wanted) {
    const pair = of.get(key);
    const data = pair[0].dataset;
    const checks = data.found.split(" ").filter(Boolean);
    const check = finding ? finding.value : "";
    if (check === "*" && !checks.length) return false;
    if (check === "-" && (notes.get(key) || []).every(isMarked)) return false;
    if (check === "~" && !pair[1].classList.contains("changed")) return false;
    if (check && check !== "~" && check !== "*" && check !== "-" && !checks.includes(check)) return false;
    if (over(alignment, data.alignment) || over(confidence, data.confidence)) return false;
    return !wanted || pair.some((span) => words(span).made.includes(wanted));
  }
  const count = (number) => number.toLocaleString("en");
  function filter() {
    for (const range of [alignment, confidence].filter(Boolean)) {
      range.parentElement.querySelector("output").textContent = Number(range.value).toFixed(2);
    }
    const wanted = fold(text.value.trim()).made;
    let shown = 0;
    for (const [key, pair] of of) {
      const inside = matches(key, wanted);
      shown += inside;
      for (const span of pair) span.classList.toggle("out", !inside);
      for (const note of notes.get(key) || []) note.hidden = !inside;
    }
    for (const paragraph of all(".paragraph")) paragraph.hidden = !paragraph.querySelector(".u:not(.out)");
    for (const article of all(".article")) article.hidden = !article.querySelector(".paragraph:not([hidden])");
    $("nothing").hidden = shown > 0;
    showHits(wanted);
    status.textContent = `${count(shown)} of ${count(of.size)} units shown`;
    remember();
    if (current && current.classList.contains("out")) {
      const next = sources.find((span) => !span.classList.contains("out"));
      if (next) {
        current.tabIndex = -1;
        next.tabIndex = 0;
        current = next;
      }
    }
  }
  // The address says what is shown, so that it can be sent to somebody.
  const FIELDS = { q: text, finding, alignment, confidence };
  function remember() {
    const said = new URLSearchParams();
    for (const [name, field] of Object.entries(FIELDS)) {
      if (field && field.value && !(field.type === "range" && field.value === "1")) said.set(name, field.value);
    }
    const wanted = said.toString();
    const here = location.hash.slice(1);
    if (wanted !== here && (wanted || here.includes("="))) history.replaceState(null, "", wanted ? `#${wanted}` : location.pathname + location.search);
  }
  if (location.hash.includes("=")) {
    const said = new URLSearchParams(location.hash.slice(1));
    for (const [name, field] of Object.entries(FIELDS)) if (field && said.has(name)) field.value = said.get(name);
    if (finding && finding.selectedIndex < 0) finding.value = "";
  }

  function step(way) {
    const found = sources.filter((span) => span.dataset.found && !span.classList.contains("out"));
    if (!found.length) {
      status.textContent = "No findings here";
      return;
    }
    const here = sources.indexOf(current && current.id[0] === "t" ? of.get(current.dataset.u)[0] : current);
    const onOne = kept !== null && kept === (current && current.dataset.u);
    const after = found.filter((span) => (way > 0 ? sources.indexOf(span) > here - !onOne : sources.indexOf(span) < here));
    const next = (way > 0 ? after[0] : after[after.length - 1]) || found[way > 0 ? 0 : found.length - 1];
    next.focus();
    if (kept !== next.dataset.u) keep(next.dataset.u);
    next.scrollIntoView({ block: "center" });
    status.textContent = `Finding ${count(found.indexOf(next) + 1)} of ${count(found.length)}`;
  }

  function save(name, type, content) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
  const cell = (words) => words.replace(/\s+/g, " ").trim();
  function shownUnits() {
    return sources.filter((span) => !span.classList.contains("out")).map((span) => {
      const [source, target] = of.get(span.dataset.u);
      return {
        id: span.dataset.id,
        source: texts.get(source),
        target: texts.get(target),
        source_language: source.closest("[lang]").lang,
        target_language: target.closest("[lang]").lang,
        findings: (notes.get(span.dataset.u) || []).map((note) => ({
          check: note.dataset.check,
          reason: cell(note.childNodes[3].textContent),
        })),
      };
    });
  }
  function tsv() {
    const names = ["id", "source_language", "target_language", "findings", "source", "target"];
    const rows = shownUnits().map((unit) => names.map((name) =>
      cell(name === "findings" ? unit.findings.map((f) => `${f.check}: ${f.reason}`).join("; ") : unit[name])));
    return [names, ...rows].map((row) => row.join("\t")).join("\n") + "\n";
  }
  function dismissals() {
    const day = new Date().toISOString().slice(0, 10);
    const rows = new Set();
    for (const [key, own] of notes) {
      const [source, target] = of.get(key).map((span) => [...cell(texts.get(span))].slice(0, 60).join(""));
      for (const note of own) {
        if (!marks.dismiss.has(note.dataset.key)) continue;
        rows.add([note.dataset.key, note.dataset.check, day, "reviewer", "dismissed in the report", source, target].join("\t"));
      }
    }
    return `# Findings that bitext check leaves out (docs/checks.md)\n${[...rows].sort().join("\n")}\n`;
  }
  const dialog = $("help");
  const ACTIONS = {
    next: () => step(1),
    previous: () => step(-1),
    help: () => dialog.showModal(),
    reset: () => form.reset(),
    tsv: () => save("shown.tsv", "text/tab-separated-values", tsv()),
    jsonl: () => save("shown.jsonl", "application/jsonl", shownUnits().map((unit) => JSON.stringify(unit)).join("\n") + "\n"),
    dismissals: () => save("bitext-dismissed.tsv", "text/tab-separated-values", dismissals()),
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button && ACTIONS[button.dataset.do]) ACTIONS[button.dataset.do]();
    const chosen = event.target.closest("[data-finding]");
    if (chosen && finding) {
      finding.value = chosen.dataset.finding;
      filter();
      area.scrollIntoView();
    }
    for (const menu of all("details.menu[open]")) if (!menu.contains(event.target) || event.target.closest("a")) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
    if (event.target.closest && event.target.closest("input[type=search], select, textarea")) return;
    if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else if (event.key === "?") dialog.showModal();
    else if (event.key === "/") text.focus();
    else return;
    event.preventDefault();
  });
  const load = $("load");
  if (load) load.addEventListener("change", async () => {
    for (const line of (await load.files[0].text()).split("\n")) {
      if (/^[0-9a-f]{16}\t/.test(line)) marks.dismiss.add(line.slice(0, 16));
    }
    store();
    showMarks();
    filter();
  });
  form.addEventListener("input", filter);
  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  showMarks();
  if (location.hash.includes("=")) filter();
})();
