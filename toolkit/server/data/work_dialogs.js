// What opens over the page: replacing, exporting, dismissing, texts that the server does not have.

import { button, call, download, element, get, say } from "./work_calls.js";

// Differences in the preview; all of them are replaced.
const SHOWN = 100;
// Pairs of words that are compared in a preview.
const LONGEST = 250_000;

for (const one of document.querySelectorAll("[data-close]")) one.addEventListener("click", () => one.closest("dialog").close());

// Words that stay, go and come, as [name of an element or "", text], by the longest common sequence of words.
export function difference(before, after) {
  const [a, b] = [before, after].map((text) => text.split(/(?<=\s)/));
  if (a.length * b.length > LONGEST) return [["del", before], ["ins", after]];
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i][j] = a[i] === b[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  const made = [];
  const add = (name, word) => (made.at(-1)?.[0] === name ? (made.at(-1)[1] += word) : made.push([name, word]));
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add("", a[i++]);
      j++;
    } else if (j >= b.length || (i < a.length && common[i + 1][j] >= common[i][j + 1])) add("del", a[i++]);
    else add("ins", b[j++]);
  }
  return made;
}

function shownChange({ before, after }) {
  const item = element("li");
  item.lang = document.body.dataset.target;
  item.dir = document.body.dataset.targetDir;
  for (const [name, text] of difference(before, after)) {
    if (!name) item.append(text);
    // The space behind a word is no part of what changes.
    else item.append(element(name, "", text.trimEnd()), " ");
  }
  return item;
}

// Replacing in the targets that the filters show: `work` has query, attempt, remember, reload, measure.
export function replacing(work) {
  const form = get("replace-form");
  let changes = [];
  const preview = async () => {
    const data = new FormData(form);
    const fields = { ...work.query(), text: data.get("text"), by: data.get("by"), pattern: data.has("pattern") };
    const told = await call("replace", fields).catch((error) => ({ error: error.message }));
    changes = told.changes ?? [];
    const many = changes.length === 1 ? "1 target changes" : `${changes.length} targets change`;
    get("replace-count").textContent = told.error ?? many + (told.more ? `, ${told.more} more after them` : "");
    get("replace-count").classList.toggle("wrong", Boolean(told.error));
    get("replace-all").disabled = !changes.length;
    get("replace-list").replaceChildren(...changes.slice(0, SHOWN).map(shownChange));
    if (changes.length > SHOWN) get("replace-list").append(element("li", "hint", `… and ${changes.length - SHOWN} more`));
    return told;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    preview();
  });
  // What the preview shows is no longer what would be done.
  form.addEventListener("input", () => {
    changes = [];
    get("replace-all").disabled = true;
  });
  get("replace-all").addEventListener("click", async () => {
    const edits = changes.map((one) => ({ number: one.number, revision: one.revision, target: one.after }));
    const message = edits.length === 1 ? "1 target replaced" : `${edits.length} targets replaced`;
    const told = await work.attempt(() => call("save", { edits, action: "replace" }), message);
    if (!told) {
      get("replace-count").textContent = get("status").textContent;
      get("replace-count").classList.add("wrong");
      return;
    }
    const after = new Map(told.rows.map((row) => [row.number, row]));
    work.remember({ edits: changes.map((one) => ({ before: { ...one, target: one.before }, after: after.get(one.number) })) });
    await work.reload();
    work.measure();
    if (!(await preview()).more) get("replace").close();
  });
}

export function exporting(work) {
  const form = get("export-form");
  const chosen = () => work.documents().find((d) => String(d.number) === form.elements.document.value);
  const fit = () => {
    const { suffix } = form.elements;
    suffix.options[0].disabled = !chosen() || chosen().kind === "aligned";
    [...suffix.options].find((option) => option.value === ".gold").disabled = chosen()?.kind !== "aligned";
    if (suffix.selectedOptions[0]?.disabled) suffix.value = ".tmx";
    get("export-status").textContent = "";
  };
  form.addEventListener("change", fit);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await work.flush();
    const data = new FormData(form);
    const stem = (chosen()?.name ?? document.querySelector("h1").textContent).replace(/\.[A-Za-z0-9]+$/, "");
    const own = chosen()?.name.match(/\.[A-Za-z0-9]+$/)?.[0] ?? "";
    const suffix = data.get("suffix") === "own" ? `.${document.body.dataset.target}${own}` : data.get("suffix");
    try {
      await download({ document: data.get("document"), suffix: data.get("suffix"), accepted: data.has("accepted") }, stem + suffix);
      get("export").close();
      say("Exported");
    } catch (error) {
      get("export-status").textContent = error.message;
    }
  });
}

// Asks why a finding is right as it is; null if one thinks better of it.
export function askReason(finding) {
  const form = get("dismiss-form");
  get("dismiss-what").textContent = finding.reason;
  form.reset();
  get("dismiss").showModal();
  return new Promise((told) => {
    let reason = null;
    const submit = (event) => {
      event.preventDefault();
      reason = form.elements.reason.value.trim() || null;
      if (reason) get("dismiss").close();
    };
    form.addEventListener("submit", submit);
    get("dismiss").addEventListener(
      "close",
      () => {
        form.removeEventListener("submit", submit);
        told(reason);
      },
      { once: true },
    );
  });
}

// Texts that could not be saved: each can be gone to, copied by hand, or thrown away.
export function showDrafts(drafts, go, discard) {
  get("drafts-list").replaceChildren(
    ...[...drafts].map(([number, draft]) => {
      const item = element("li");
      const text = element("p", "", draft.target);
      text.lang = document.body.dataset.target;
      text.dir = document.body.dataset.targetDir;
      const row = element("div", "row");
      row.append(
        element("span", "", draft.reason),
        button("Go there", "quiet", () => {
          get("drafts").close();
          go(number);
        }),
        button("Throw away", "quiet", () => {
          discard(number);
          item.remove();
          if (!drafts.size) get("drafts").close();
        }),
      );
      item.append(text, row);
      return item;
    }),
  );
  if (!get("drafts").open) get("drafts").showModal();
}

// Splitting: in each text the cursor stands where the second unit begins, and a line says so.
export function splitting(cut) {
  const boxes = ["source", "target"].map((side) => get(`split-${side}`));
  const at = (box) => box.selectionStart;
  const tell = () => {
    for (const box of boxes) {
      const [head, tail] = [box.value.slice(0, at(box)), box.value.slice(at(box))];
      get(`${box.id}-cut`).textContent = `${head.slice(-28)} │ ${tail.slice(0, 28)}`;
    }
  };
  for (const box of boxes) for (const name of ["click", "keyup", "select"]) box.addEventListener(name, tell);
  get("split-go").addEventListener("click", () => {
    get("split").close();
    // The server counts characters, the browser UTF-16 units.
    cut(...boxes.map((box) => Array.from(box.value.slice(0, at(box))).length));
  });
  return (row) => {
    for (const [n, text] of [row.source, row.target].entries()) {
      boxes[n].value = text;
      const end = text.search(/(?<=[.!?…»”"])\s+\S/);
      boxes[n].selectionStart = boxes[n].selectionEnd = end < 0 ? text.length : end + 1;
    }
    tell();
    get("split").showModal();
  };
}
