// The workbench: filters, keys, undo, replacing, beads, export.

import { call, download, element, get, later, say } from "./work_calls.js";
import { Editor } from "./work_editor.js";
import { UnitList } from "./work_list.js";

const filters = get("filters");
const done = [];
const undone = [];
let documents = [];

const list = new UnitList(get("units"), {
  active: (row, one) => editor.open(row, one),
  refreshed: (row, one) => editor.refreshed(row, one),
  edit: () => editor.focus(),
});
const editor = new Editor(list, {
  accept: () => accept(),
  dismiss,
  reload,
  tools: (row) => (documents.find((d) => d.number === row.document)?.kind === "text" ? [] : BEADS),
  comment: (number, text) => attempt(async () => list.changed((await call("comment", { number, text })).rows), "Comment saved"),
  saved: (before, row) => {
    remember({ before, after: row });
    list.changed([row]);
    measure();
  },
});

// Milliseconds after which one is told that something goes on.
const PATIENCE = 400;

async function attempt(work, message) {
  const slow = message ? setTimeout(() => say("Working…"), PATIENCE) : 0;
  try {
    const made = await work();
    if (message) say(message);
    return made ?? true;
  } catch (error) {
    say(error.message, true);
    return false;
  } finally {
    clearTimeout(slow);
  }
}

// What is looked for.
function query() {
  const data = new FormData(filters);
  return { ...Object.fromEntries(data), pattern: data.has("pattern"), commented: data.has("commented") };
}

async function reload(keep = list.active?.number) {
  const answer = await attempt(() => call("list", query()));
  if (!answer) return;
  await list.fill(answer, keep);
  get("count").textContent = `${answer.numbers.length.toLocaleString("en")} units`;
  editor.panel.hidden = !answer.numbers.length;
}

async function measure() {
  const told = await attempt(() => call("info"));
  if (!told) return;
  documents = told.documents;
  const words = documents.reduce((sum, d) => sum + d.words, 0);
  const accepted = documents.reduce((sum, d) => sum + d.words_accepted, 0);
  get("progress").max = Math.max(1, words);
  get("progress").value = accepted;
  get("progress-text").textContent = `${accepted.toLocaleString("en")} of ${words.toLocaleString("en")} words`;
  choices(filters.elements.document, documents.map((d) => [d.number, d.name]), 1);
  choices(get("export-form").elements.document, documents.map((d) => [d.number, d.name]), 1);
  choices(filters.elements.check, told.checks.map((c) => [c.name, `${c.name} (${c.units})`]), 2);
}

function choices(select, options, fixed) {
  const { value } = select;
  while (select.options.length > fixed) select.remove(fixed);
  for (const [key, label] of options) select.add(new Option(label, key));
  select.value = value;
  if (select.selectedIndex < 0) select.selectedIndex = 0;
}

// One change after another, though keys come faster: an undo takes back the change before it, even one still on its way.
let last = Promise.resolve();
const inTurn = (work) => (...given) => (last = last.then(() => work(...given), () => work(...given)));

// Undo and redo: each is a change like any other, and fails if somebody was quicker.
function remember(change) {
  done.push(change);
  undone.length = 0;
  buttons();
}

function buttons() {
  get("undo").disabled = !done.length;
  get("redo").disabled = !undone.some((change) => !change.operation);
}

async function back(from, to, side, action) {
  await editor.flush();
  const change = from.pop();
  if (!change) return;
  let ok;
  if (change.operation) {
    ok = await attempt(() => call("beads", { action: "undo", operation: change.operation }), "Undone");
    if (ok) await reload();
  } else {
    const wanted = change[side];
    const row = list.rows.get(wanted.number) ?? change.after;
    const edit = { number: row.number, revision: row.revision, target: wanted.target, state: wanted.state };
    if (wanted.codes) edit.codes = wanted.codes;
    ok = await attempt(() => call("save", { edits: [edit], action }), action === "undo" ? "Undone" : "Done again");
    if (ok) {
      to.push(change);
      list.changed(ok.rows);
      const n = list.numbers.indexOf(row.number);
      if (n >= 0) await list.go(n);
      else await reload(row.number);
      measure();
    }
  }
  if (!ok) from.push(change);
  buttons();
}

const undo = inTurn(() => back(done, undone, "before", "undo"));
const redo = inTurn(() => back(undone, done, "after", "redo"));

async function move(step) {
  const editing = editor.editing;
  await editor.flush();
  const to = Math.min(Math.max(0, list.at + step), list.numbers.length - 1);
  if (to === list.at) return;
  await list.go(to);
  if (editing) editor.focus();
}

const accept = inTurn(async () => {
  const { active } = list;
  if (!active) return;
  await editor.flush();
  const ok = await editor.flush("accepted");
  if (ok) await move(1);
});

async function jump(places) {
  await editor.flush();
  const next = places.find((n) => n > list.at) ?? places[0];
  if (next === undefined) say("There is none");
  else await list.go(next);
}

const nextFinding = () => jump(list.numbers.map((number, n) => [list.rows.get(number), n]).filter(([row, n]) => (row ? row.findings.length : list.found.includes(n))).map(([, n]) => n));

function leastSure() {
  let best = -1;
  list.scores.forEach((score, n) => {
    const row = list.rows.get(list.numbers[n]);
    const open = row ? row.state === "open" : list.states[n] === "o";
    if (open && score !== null && (best < 0 || score < list.scores[best])) best = n;
  });
  return jump(best < 0 ? [] : [best]);
}

async function dismiss(finding) {
  const reason = prompt(`${finding.reason}\n\nWhy is this right as it is?`);
  if (!reason) return;
  await editor.flush();
  const fields = { number: list.active.number, check: finding.check, reason };
  const told = await attempt(() => call("dismiss", fields), "Dismissed");
  if (told) list.changed(told.rows);
}

// Beads.
async function changeBeads(fields, message) {
  await editor.flush();
  const row = list.active;
  const told = await attempt(() => call("beads", { number: row.number, revision: row.revision, ...fields }), message);
  if (!told) return;
  if (told.operation) {
    remember({ operation: told.operation });
    await reload(row.number);
    measure();
  } else if (told.rows) list.changed(told.rows);
}

const beads = inTurn(changeBeads);

const merge = inTurn(async () => {
  await editor.flush();
  const next = await list.row(list.at + 1);
  if (!next) return;
  const row = list.active;
  await changeBeads({ action: "merge", units: { [row.number]: row.revision, [next.number]: next.revision } }, "Merged");
});

function openSplit() {
  const row = list.active;
  for (const side of ["source", "target"]) {
    const box = get(`split-${side}`);
    box.value = row[side];
    const end = row[side].search(/(?<=[.!?…»”"])\s+\S/);
    box.selectionStart = box.selectionEnd = end < 0 ? row[side].length : end + 1;
  }
  get("split").showModal();
}

get("split-go").addEventListener("click", () => {
  // The server counts characters, the browser UTF-16 units.
  const at = (side) => Array.from(get(`split-${side}`).value.slice(0, get(`split-${side}`).selectionStart)).length;
  get("split").close();
  beads({ action: "split", source_at: at("source"), target_at: at("target") }, "Split");
});

// Replacing.
const replacing = get("replace-form");
let changes = [];
replacing.addEventListener("submit", async (event) => {
  event.preventDefault();
  const data = new FormData(replacing);
  const fields = { ...query(), text: data.get("text"), by: data.get("by"), pattern: data.has("pattern") };
  const told = await call("replace", fields).catch((error) => ({ error: error.message }));
  changes = told.changes ?? [];
  get("replace-count").textContent = told.error ?? `${changes.length} targets change${told.more ? `, ${told.more} more after them` : ""}`;
  get("replace-all").disabled = !changes.length;
  get("replace-list").replaceChildren(
    ...changes.slice(0, 50).map((one) => {
      const item = element("li");
      const [before, after] = [element("p"), element("p")];
      before.append(element("del", "", one.before));
      after.append(element("ins", "", one.after));
      item.append(before, after);
      return item;
    }),
  );
});
get("replace-all").addEventListener("click", async () => {
  const edits = changes.map((one) => ({ number: one.number, revision: one.revision, target: one.after }));
  const told = await attempt(() => call("save", { edits, action: "replace" }), `${edits.length} targets replaced`);
  if (!told) return;
  changes.forEach((one, n) => remember({ before: { ...told.rows.find((r) => r.number === one.number), target: one.before, state: "edited" }, after: told.rows[n] }));
  get("replace").close();
  await reload();
  measure();
});

// Export.
const exporting = get("export-form");
exporting.addEventListener("change", () => {
  const chosen = documents.find((d) => String(d.number) === exporting.elements.document.value);
  const own = exporting.elements.suffix.options[0];
  own.disabled = !chosen || chosen.kind === "aligned";
  const gold = [...exporting.elements.suffix.options].find((option) => option.value === ".gold");
  gold.disabled = chosen?.kind !== "aligned";
  if (exporting.elements.suffix.selectedOptions[0]?.disabled) exporting.elements.suffix.value = ".tmx";
});
exporting.addEventListener("submit", async (event) => {
  event.preventDefault();
  await editor.flush();
  const data = new FormData(exporting);
  const chosen = documents.find((d) => String(d.number) === data.get("document"));
  const stem = (chosen?.name ?? document.querySelector("h1").textContent).replace(/\.[A-Za-z0-9]+$/, "");
  const own = chosen?.name.match(/\.[A-Za-z0-9]+$/)?.[0] ?? "";
  const suffix = data.get("suffix") === "own" ? `.${document.body.dataset.target}${own}` : data.get("suffix");
  try {
    await download({ document: data.get("document"), suffix: data.get("suffix"), accepted: data.has("accepted") }, stem + suffix);
    get("export").close();
    say("Exported");
  } catch (error) {
    get("export-status").textContent = error.message;
  }
});

const anchor = () => beads({ action: "anchor", on: !list.active.anchor }, list.active.anchor ? "No anchor any more" : "Anchored");
const shift = (side, step) => () => beads({ action: "move", side, step }, step < 0 ? "Moved up" : "Moved down");
// What the keys do, for fingers.
const BEADS = [
  ["Merge with next", merge],
  ["Split", openSplit],
  ["Source ↑", shift("source", -1)],
  ["Source ↓", shift("source", 1)],
  ["Target ↑", shift("target", -1)],
  ["Target ↓", shift("target", 1)],
  ["Omission", () => beads({ action: "omit" }, "Both sides stand alone now")],
  ["Anchor", anchor],
  ["Align the rest", () => beads({ action: "realign" }, "Aligned anew")],
];

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  ArrowDown: () => move(1),
  ArrowUp: () => move(-1),
  Enter: () => editor.focus(),
  a: accept,
  c: () => editor.put(list.active.source),
  n: nextFinding,
  l: leastSure,
  u: undo,
  U: redo,
  "/": () => filters.elements.text.focus(),
  r: () => get("replace").showModal(),
  e: () => get("export").showModal(),
  "?": () => get("help").showModal(),
  ";": () => get("comment")?.focus(),
  m: merge,
  s: openSplit,
  o: BEADS[6][1],
  "[": shift("source", -1),
  "]": shift("source", 1),
  "{": shift("target", -1),
  "}": shift("target", 1),
  h: anchor,
  H: BEADS[8][1],
};

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  const { key } = event;
  const control = event.ctrlKey || event.metaKey;
  const inText = event.target.matches("textarea, input, select");
  const act = (work) => {
    event.preventDefault();
    work();
  };
  if (editor.editing) {
    if (control && key === "Enter") act(accept);
    else if (control && key === "ArrowDown") act(() => move(1));
    else if (control && key === "ArrowUp") act(() => move(-1));
    else if (event.altKey && key === "0") act(() => editor.put(list.active.source));
    else if (event.altKey && /^[1-9]$/.test(key) && editor.suggestions[key - 1]) act(() => editor.put(editor.suggestions[key - 1]));
    else if (key === "Escape") act(() => list.shown.get(list.at).focus());
    return;
  }
  if (inText) {
    if (key === "Escape") act(() => list.shown.get(list.at)?.focus());
    return;
  }
  if (control || event.altKey || (event.target.matches("button, a") && key === "Enter")) return;
  if (KEYS[key] && (list.active || "/r?e".includes(key))) act(KEYS[key]);
});

const look = later(250, () => reload());
for (const name of ["input", "change"]) filters.addEventListener(name, look);
filters.addEventListener("submit", (event) => {
  event.preventDefault();
  reload();
});
for (const name of ["replace", "export", "help"]) get(`open-${name}`).addEventListener("click", () => get(name).showModal());
for (const one of document.querySelectorAll("[data-close]")) one.addEventListener("click", () => one.closest("dialog").close());
get("undo").addEventListener("click", undo);
get("redo").addEventListener("click", redo);
get("person").value = localStorage.getItem("bitext-person") ?? document.body.dataset.person;
get("person").addEventListener("change", () => localStorage.setItem("bitext-person", get("person").value));
// What was typed in the last half second is not lost with the page.
addEventListener("pagehide", () => editor.flush());
addEventListener("beforeunload", (event) => {
  if (editor.row && editor.text.value !== editor.row.target) event.preventDefault();
});
get("key")?.addEventListener("change", async () => {
  await measure();
  await reload();
});
await measure();
await reload();
// A server with keys says so first.
if (get("key") && get("status").classList.contains("wrong")) get("help").showModal();
