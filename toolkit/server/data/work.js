// The workbench: filters, keys, undo, replacing, beads, export.

import { button, call, element, get, later, say } from "./work_calls.js";
import { Changes } from "./work_changes.js";
import { askReason, exporting, replacing, showDrafts, splitting } from "./work_dialogs.js";
import { Editor } from "./work_editor.js";
import { UnitList } from "./work_list.js";

const filters = get("filters");
let documents = [];

const list = new UnitList(get("units"), {
  active: (row, one) => editor.open(row, one),
  refreshed: (row, one) => editor.refreshed(row, one),
  edit: () => editor.focus(),
  none,
});
const editor = new Editor(list, {
  accept: () => accept(),
  dismiss,
  reload,
  tools: (row) => (documents.find((d) => d.number === row.document)?.kind === "text" ? [] : BEADS),
  saved: (before, row) => {
    changes.remember({ edits: [{ before, after: row }] });
    list.changed([row]);
    measure();
  },
  drafts: () => {
    const { size } = list.drafts;
    get("unsaved").hidden = !size;
    get("unsaved").textContent = size === 1 ? "1 text not saved" : `${size} texts not saved`;
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

const filtered = () => Object.entries(query()).some(([name, value]) => value && name !== "field");

async function reload(keep = list.active?.number) {
  const answer = await attempt(() => call("list", query()));
  if (!answer) return;
  await list.fill(answer, keep);
  const many = answer.numbers.length;
  get("count").textContent = `${many.toLocaleString("en")} unit${many === 1 ? "" : "s"}`;
  get("clear").disabled = !filtered();
  if (!many) editor.close();
}

function clear() {
  filters.reset();
  get("filters").classList.remove("open");
  return reload();
}

// What stands in an empty list: how to fill it.
function none() {
  const made = element("div", "empty");
  if (filtered()) {
    made.append(element("h2", "", "No unit fits"), element("p", "", "The filters above leave nothing."), button("Show all units", "", clear));
  } else {
    const line = element("p", "", "Add texts from a terminal, then load this page again:");
    made.append(element("h2", "", "Nothing to work on yet"), line, element("code", "", "bitext project add FOLDER FILE …"));
  }
  return made;
}

async function goTo(number) {
  if (!list.numbers.includes(number)) {
    filters.reset();
    await reload(number);
  }
  const n = list.numbers.indexOf(number);
  if (n < 0) return say("This unit is there no more; its text can be copied from the list of texts not saved", true);
  await list.go(n);
  return editor.focus();
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

const changes = new Changes(list, { attempt, reload, measure, flush: () => editor.flush() });
const undo = inTurn(() => changes.undo());
const redo = inTurn(() => changes.redo());

async function move(step) {
  const editing = editor.editing;
  await editor.flush();
  const to = Math.min(Math.max(0, list.at + step), list.numbers.length - 1);
  if (to === list.at) return;
  await list.go(to);
  if (editing) editor.focus();
}

const accept = inTurn(async () => {
  if (!list.active || !(await editor.flush())) return;
  if (await editor.flush("accepted")) await move(1);
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
  const { number } = list.active;
  const reason = await askReason(finding);
  if (!reason || !(await editor.flush())) return;
  const fields = { number, check: finding.check, reason };
  const told = await attempt(() => call("dismiss", fields), "Dismissed");
  if (told) list.changed(told.rows);
}

// Beads.
async function changeBeads(fields, message) {
  if (!(await editor.flush())) return;
  const row = list.active;
  const told = await attempt(() => call("beads", { number: row.number, revision: row.revision, ...fields }), message);
  if (!told) return;
  if (told.operation) {
    changes.remember({ operation: told.operation });
    await reload(row.number);
    measure();
  } else if (told.rows) {
    if (fields.action === "anchor") changes.remember({ anchor: { number: row.number, on: fields.on } });
    list.changed(told.rows);
  }
}

const beads = inTurn(changeBeads);

const merge = inTurn(async () => {
  if (!(await editor.flush())) return;
  const next = await list.row(list.at + 1);
  if (!next) return;
  const row = list.active;
  await changeBeads({ action: "merge", units: { [row.number]: row.revision, [next.number]: next.revision } }, "Merged");
});

const split = splitting((source_at, target_at) => beads({ action: "split", source_at, target_at }, "Split"));
const openSplit = () => split(list.active);

replacing({ query, attempt, reload, measure, remember: (change) => changes.remember(change) });
exporting({ documents: () => documents, flush: () => editor.flush() });

const anchor = () => beads({ action: "anchor", on: !list.active.anchor }, list.active.anchor ? "No anchor any more" : "Anchored");
const shift = (side, step) => () => beads({ action: "move", side, step }, step < 0 ? "Moved up" : "Moved down");
const omit = () => beads({ action: "omit" }, "Both sides stand alone now");
const realign = () => beads({ action: "realign" }, "Aligned anew");
// What the keys do, for fingers: label, what it does in words, key, action.
const BEADS = [
  ["Merge", "Merge with the next unit", "M", merge],
  ["Split", "Split this unit", "S", openSplit],
  ["Source ↑", "First sentence of the source to the unit before", "[", shift("source", -1)],
  ["↓", "Last sentence of the source to the next unit", "]", shift("source", 1)],
  ["Target ↑", "First sentence of the target to the unit before", "{", shift("target", -1)],
  ["↓", "Last sentence of the target to the next unit", "}", shift("target", 1)],
  ["Omission", "Both sides stand alone", "O", omit],
  ["Anchor", "Keep this unit when the rest is aligned anew", "H", anchor],
  ["Align rest", "Align anew what follows, to the next anchor", "Shift H", realign],
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
  o: omit,
  "[": shift("source", -1),
  "]": shift("source", 1),
  "{": shift("target", -1),
  "}": shift("target", 1),
  h: anchor,
  H: realign,
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
  if (control && key === "Enter" && list.active) act(accept);
  if (control || event.altKey || (event.target.matches("button, a") && key === "Enter")) return;
  if (KEYS[key] && (list.active || "/r?e".includes(key))) act(KEYS[key]);
});

const look = later(250, async () => {
  await editor.flush();
  await reload();
});
for (const name of ["input", "change"]) filters.addEventListener(name, look);
filters.addEventListener("submit", (event) => {
  event.preventDefault();
  reload();
});
for (const name of ["replace", "export", "help"]) get(`open-${name}`).addEventListener("click", () => get(name).showModal());
const CLICKS = { undo, redo, clear, "next-finding": nextFinding, "least-sure": leastSure, unsaved: () => showDrafts(list.drafts, goTo, (number) => editor.discard(number)) };
for (const [id, act] of Object.entries(CLICKS)) get(id).addEventListener("click", act);
get("more").addEventListener("click", () => {
  get("more").setAttribute("aria-expanded", String(filters.classList.toggle("open")));
});
// What went wrong lies over the list: a click takes it away.
get("status").addEventListener("click", () => say(""));
get("person").value = localStorage.getItem("bitext-person") ?? document.body.dataset.person;
get("person").addEventListener("change", () => localStorage.setItem("bitext-person", get("person").value));
// What was typed in the last half second is not lost with the page.
addEventListener("pagehide", () => editor.flush());
addEventListener("beforeunload", (event) => {
  if (editor.unsaved) event.preventDefault();
});

// A server with keys asks for one before anything else.
async function open() {
  say("");
  await measure();
  await reload();
  const refused = get("status").classList.contains("wrong");
  if (!get("key")) return;
  const tried = Boolean(get("key").value);
  get("sign-status").textContent = refused && tried ? get("status").textContent : "";
  if (refused && !get("sign").open) get("sign").showModal();
  if (refused) return;
  get("sign").close();
  editor.retry();
}
get("open-sign")?.addEventListener("click", () => {
  get("help").close();
  get("sign").showModal();
});
get("sign-form")?.addEventListener("submit", (event) => {
  event.preventDefault();
  open();
});
await open();
