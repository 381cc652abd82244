// The list of units: only those near the screen are in the page, however many there are.

import { call, element, marked } from "./work_calls.js";

const GUESS = 64;
const AROUND = 12;
const BLOCK = 100;
const FEW = 3;

export class UnitList {
  constructor(place, events) {
    this.place = place;
    this.events = events;
    this.numbers = [];
    this.rows = new Map();
    // Texts that the server does not have, by unit.
    this.drafts = new Map();
    this.heights = [];
    this.shown = new Map();
    this.at = -1;
    this.waiting = new Set();
    this.above = element("div", "space");
    this.below = element("div", "space");
    this.place.append(this.above, this.below);
    this.place.addEventListener("scroll", () => requestAnimationFrame(() => this.draw()), { passive: true });
    new ResizeObserver(() => this.draw()).observe(this.place);
  }

  // Other units, the same one active if it is still among them.
  fill(answer, keep) {
    this.numbers = answer.numbers;
    this.states = answer.states;
    this.found = answer.found;
    this.scores = answer.scores;
    this.rows.clear();
    this.heights = new Array(this.numbers.length).fill(0);
    for (const one of this.shown.values()) one.remove();
    this.shown.clear();
    this.at = this.numbers.indexOf(keep);
    if (this.at < 0 && this.numbers.length) this.at = 0;
    this.place.setAttribute("aria-busy", "false");
    this.place.querySelector(".empty")?.remove();
    // A feed holds units and nothing else.
    this.place.setAttribute("role", this.numbers.length ? "feed" : "region");
    if (!this.numbers.length) this.place.append(this.events.none());
    return this.go(this.at, false);
  }

  height(n) {
    return this.heights[n] || GUESS;
  }

  // Puts the units near the screen into the page.
  draw() {
    const top = this.place.scrollTop;
    const bottom = top + this.place.clientHeight;
    let first = 0;
    let y = 0;
    while (first < this.numbers.length && y + this.height(first) < top) y += this.height(first++);
    let last = first;
    while (last < this.numbers.length && y < bottom) y += this.height(last++);
    first = Math.max(0, first - AROUND);
    last = Math.min(this.numbers.length, last + AROUND);
    for (const [n, one] of this.shown) {
      if ((n < first || n >= last) && n !== this.at) {
        one.remove();
        this.shown.delete(n);
      }
    }
    const wanted = [];
    for (let n = first; n < last; n++) {
      if (this.shown.has(n)) continue;
      const row = this.rows.get(this.numbers[n]);
      if (row) this.put(n, this.make(n, row));
      else wanted.push(n);
    }
    this.measure(first, last);
    if (wanted.length) this.load(wanted);
  }

  put(n, made) {
    const next = [...this.shown.keys()].filter((m) => m > n).sort((a, b) => a - b)[0];
    this.place.insertBefore(made, next === undefined ? this.below : this.shown.get(next));
    this.shown.set(n, made);
  }

  measure(first, last) {
    for (const [n, one] of this.shown) this.heights[n] = one.getBoundingClientRect().height || GUESS;
    let above = 0;
    let below = 0;
    const shown = [...this.shown.keys()].sort((a, b) => a - b);
    const from = shown[0] ?? first;
    const to = shown.length ? shown[shown.length - 1] + 1 : last;
    for (let n = 0; n < from; n++) above += this.height(n);
    for (let n = to; n < this.numbers.length; n++) below += this.height(n);
    // What is far from the active unit but between it and the screen is only space.
    let gap = 0;
    for (let n = from; n < to; n++) if (!this.shown.has(n)) gap += this.height(n);
    this.above.style.height = `${above + (this.at < first ? gap : 0)}px`;
    this.below.style.height = `${below + (this.at >= last ? gap : 0)}px`;
  }

  async load(wanted) {
    const places = wanted.filter((n) => !this.waiting.has(this.numbers[n]));
    if (!places.length) return;
    const numbers = new Set();
    for (const n of places) {
      const from = Math.max(0, n - BLOCK / 4);
      for (let m = from; m < Math.min(this.numbers.length, from + BLOCK); m++) {
        if (!this.rows.has(this.numbers[m]) && numbers.size < 400) numbers.add(this.numbers[m]);
      }
    }
    for (const number of numbers) this.waiting.add(number);
    try {
      const answer = await call("rows", { numbers: [...numbers] });
      for (const row of answer.rows) this.rows.set(row.number, row);
    } finally {
      for (const number of numbers) this.waiting.delete(number);
    }
    this.draw();
  }

  async row(n) {
    if (!this.rows.has(this.numbers[n])) await this.load([n]);
    return this.rows.get(this.numbers[n]);
  }

  get active() {
    return this.rows.get(this.numbers[this.at]);
  }

  // Makes a unit the active one.
  async go(n, focus = true) {
    if (n < 0 || n >= this.numbers.length) return;
    await this.row(n);
    const before = this.at;
    this.at = n;
    for (const m of new Set([before, n])) this.redraw(m);
    if (!this.shown.has(n)) {
      let y = 0;
      for (let m = 0; m < n; m++) y += this.height(m);
      this.place.scrollTop = Math.max(0, y - this.place.clientHeight / 3);
      this.draw();
      if (!this.shown.has(n)) this.put(n, this.make(n, this.active));
    }
    const one = this.shown.get(n);
    one.scrollIntoView({ block: "nearest" });
    if (focus) one.focus({ preventScroll: true });
    this.draw();
    this.events.active(this.active, one);
    // Its tools are to be seen, but the beginning of a long text before them.
    for (const what of [".beads, .under:not(:has(~ .beads))", ".state"]) one.querySelector(what)?.scrollIntoView({ block: "nearest" });
  }

  redraw(n) {
    const old = this.shown.get(n);
    const row = this.rows.get(this.numbers[n]);
    if (!old || !row) return;
    const made = this.make(n, row);
    old.replaceWith(made);
    this.shown.set(n, made);
  }

  // Units as the server has them now.
  changed(rows) {
    for (const row of rows) {
      this.rows.set(row.number, row);
      const n = this.numbers.indexOf(row.number);
      if (n >= 0 && n !== this.at) this.redraw(n);
      else if (n >= 0) this.events.refreshed(row, this.shown.get(n));
    }
  }

  // What is said of a unit beside its texts.
  label(n, row, one) {
    one.setAttribute("aria-label", `Unit ${n + 1}, ${row.locked ? "locked, " : ""}${row.state}${row.findings.length ? ", with findings" : ""}`);
    const where = one.querySelector(".where");
    where.replaceChildren(String(n + 1));
    if (row.score !== null) where.append(element("b", "", `${row.score} %`));
    where.title = row.score === null ? "" : "Score: the aligner's probability, or the model's of its words";
    if (row.locked) where.append(element("b", "", "locked"));
    if (row.anchor) where.append(element("b", "", "anchor"));
  }

  make(n, row) {
    const one = element("article", `unit ${row.state} ${row.kind}${n === this.at ? " on" : ""}`);
    one.tabIndex = n === this.at ? 0 : -1;
    one.dataset.n = n;
    one.setAttribute("aria-posinset", n + 1);
    one.setAttribute("aria-setsize", this.numbers.length);
    const where = element("div", "where");
    const source = element("div", "source text");
    source.lang = document.body.dataset.source;
    source.dir = document.body.dataset.sourceDir;
    marked(row.source, spansOf(row.findings, "source"), source);
    if (!row.source) source.append(element("span", "none", "no counterpart"));
    const target = element("div", "target text");
    target.lang = document.body.dataset.target;
    target.dir = document.body.dataset.targetDir;
    const draft = this.drafts.get(row.number);
    if (draft) target.textContent = draft.target;
    else marked(row.target, spansOf(row.findings, "target"), target);
    if (!row.target && !draft) target.append(element("span", "none", row.locked ? "locked" : row.source ? "no target" : ""));
    const state = element("div", "state");
    state.title = row.state;
    one.append(where, source, target, state);
    this.label(n, row, one);
    if (n !== this.at) one.append(...flags(row, draft));
    one.addEventListener("click", () => {
      if (n !== this.at) this.go(n).then(() => this.events.edit());
    });
    return one;
  }
}

export const spansOf = (findings, side) =>
  findings.filter((f) => f[side]).map((f) => [...f[side], f.severity, `${f.check}: ${f.reason}`]);

export function flag(severity, text) {
  return element("span", `flag ${severity}`, text);
}

// Findings of a unit that nobody works on: the first few say enough.
function flags(row, draft) {
  const line = element("div", "flags");
  if (draft) line.append(flag("error", `Not saved: ${draft.reason}`));
  for (const finding of row.findings.slice(0, FEW)) line.append(flag(finding.severity, finding.reason));
  const more = row.findings.length - FEW;
  if (more > 0) line.append(flag("note", `and ${more} more`));
  if (row.comment) line.append(flag("note", `“${row.comment}”`));
  return line.childElementCount ? [line] : [];
}
