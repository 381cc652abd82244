// The editor of the active unit: what is typed is saved as one types, checked, and never lost.

import { Refused, button, call, element, later, marked, say } from "./work_calls.js";
import { CodeLine } from "./work_codes.js";
import { flag, spansOf } from "./work_list.js";
import { Panel } from "./work_panel.js";

const LOCKED = "Locked: its file says that it is not to be translated";
// Milliseconds until a server that did not answer is asked again.
const AGAIN = 3000;

export class Editor {
  constructor(list, events) {
    this.list = list;
    this.events = events;
    this.row = null;
    this.panel = new Panel(this);
    this.saving = Promise.resolve();
    this.save = later(500, () => this.flush());
    this.look = later(250, () => this.check());
    this.again = later(AGAIN, () => this.retry());
  }

  get suggestions() {
    return this.panel.suggestions;
  }

  // Shows the tools of a unit in its row.
  open(row, one) {
    this.row = row;
    this.one = one;
    const draft = this.list.drafts.get(row.number);
    one.querySelector(".target").replaceWith(this.makeEditor(row, draft?.target ?? row.target));
    this.chips = element("span", "chips");
    this.state = element("span", "hint");
    const under = element("div", "under");
    const accept = button("Accept", "", () => this.events.accept());
    accept.title = "Accept, go to the next (Ctrl Enter)";
    under.append(accept, ...(row.locked ? [element("span", "hint", LOCKED)] : [this.copier(), this.chips]), this.state);
    this.codes = new CodeLine((places) => this.moveCodes(places));
    this.flags = element("div", "flags");
    one.append(under, this.codes.place, ...this.beads(row), this.flags);
    this.show(row.findings);
    this.drawCodes({});
    if (draft?.theirs) this.ask(draft);
    this.panel.put();
    this.help();
  }

  close() {
    this.row = this.one = null;
    this.panel.put();
  }

  makeEditor(row, text) {
    const editor = element("div", "editor");
    this.behind = element("div", "behind");
    this.behind.setAttribute("aria-hidden", "true");
    this.text = element("textarea");
    this.text.value = text;
    for (const box of [this.behind, this.text]) {
      box.lang = document.body.dataset.target;
      box.dir = document.body.dataset.targetDir;
    }
    this.text.spellcheck = true;
    this.text.setAttribute("aria-label", "Target");
    this.text.readOnly = row.locked;
    this.text.addEventListener("input", () => this.typed());
    this.text.addEventListener("blur", () => this.flush());
    editor.append(this.behind, this.text);
    return editor;
  }

  copier() {
    const made = button("Copy source", "quiet", () => this.put(this.row.source));
    made.title = "Copy the source (Alt 0)";
    return made;
  }

  beads(row) {
    const tools = this.events.tools(row);
    if (!tools.length) return [];
    const place = element("div", "beads");
    place.setAttribute("role", "group");
    place.setAttribute("aria-label", "Alignment");
    for (const [label, what, key, act] of tools) {
      const made = button(label, "quiet", act);
      made.title = `${what} (${key})`;
      // The name begins with what one sees, so that it can be spoken.
      made.setAttribute("aria-label", `${label}: ${what}`);
      place.append(made);
    }
    return [place];
  }

  focus() {
    this.text?.focus();
  }

  get editing() {
    return document.activeElement === this.text;
  }

  // Whether something was typed that the server does not have.
  get unsaved() {
    return this.list.drafts.size > 0 || Boolean(this.row && this.text.value !== this.row.target);
  }

  typed() {
    this.show(this.findings.filter((f) => !f.target));
    this.save();
    this.look();
  }

  put(text) {
    if (this.row.locked) return;
    this.text.value = text;
    this.text.focus();
    this.typed();
  }

  insert(text) {
    if (this.row.locked) return;
    this.text.setRangeText(text, this.text.selectionStart, this.text.selectionEnd, "end");
    this.text.focus();
    this.typed();
  }

  show(findings) {
    this.findings = findings;
    marked(this.text.value, spansOf(findings, "target"), this.behind);
    this.behind.append("\u200b");
    const source = this.one.querySelector(".source");
    const terms = this.panel.of(this.row.number).terms.map((t) => [t.start, t.end, "term", t.targets.join(", ")]);
    if (this.row.source) marked(this.row.source, [...spansOf(findings, "source"), ...terms], source);
    const [count, beside] = [this.text.value, this.row.source].map((text) => Array.from(text).length.toLocaleString("en"));
    this.state.textContent = `${count} characters · source ${beside}`;
    this.drawFlags();
    this.drawChips();
  }

  // Findings stand once, under the text that they are about, and can be dismissed there.
  drawFlags() {
    this.flags.replaceChildren(
      ...this.findings.map((finding) => {
        const made = flag(finding.severity, finding.reason);
        made.title = finding.check;
        const dismiss = button("Dismiss", "quiet", () => this.events.dismiss(finding));
        dismiss.setAttribute("aria-label", `Dismiss: ${finding.reason}`);
        made.append(dismiss);
        return made;
      }),
    );
  }

  drawChips() {
    let rest = this.text.value;
    this.chips.replaceChildren(
      ...this.panel.of(this.row.number).placeholders.map((what) => {
        const at = rest.indexOf(what);
        if (at >= 0) rest = rest.slice(0, at) + rest.slice(at + what.length);
        const chip = button(what, at < 0 ? "chip lost" : "chip", () => this.insert(what));
        chip.title = at < 0 ? "Missing: put it in" : "Put it in";
        return chip;
      }),
    );
  }

  async help() {
    const told = await this.panel.ask();
    if (!told) return;
    this.show(this.findings);
    if (this.text.value === this.row.target) this.drawCodes(told);
  }

  async check() {
    if (!this.row) return;
    const { number } = this.row;
    const target = this.text.value;
    const told = await call("check", { number, target }).catch(() => null);
    if (told && this.row?.number === number && this.text.value === target) {
      this.show(told.findings);
      this.drawCodes(told);
    }
  }

  drawCodes({ codes = [], placed = true }) {
    this.codes.draw(codes, placed);
  }

  // Puts inline codes elsewhere; what was typed is saved first, for places are counted in the text that is saved.
  async moveCodes(codes) {
    const { number } = this.row;
    if (!(await this.flush())) return;
    this.saving = this.saving.then(() => this.send(number, this.row.target, undefined, codes));
    const saved = await this.saving;
    const told = await call("help", { number }).catch(() => null);
    if (this.row.number === number && told) this.drawCodes(told);
    if (saved) this.codes.refocus();
  }

  // Saves what was typed; one request at a time, so that each knows the revision of the last. Gives whether the server
  // has the text of the unit now.
  flush(state) {
    this.save.stop();
    const { row } = this;
    if (!row) return this.saving.then(() => true);
    const target = this.text.value;
    this.saving = this.saving.then(() => this.send(row.number, target, state));
    return this.saving;
  }

  async send(number, target, state, codes) {
    const draft = this.list.drafts.get(number);
    const before = this.list.rows.get(number) ?? draft?.row ?? this.row;
    if (draft?.theirs) {
      draft.target = target;
      say("Choose first which of both texts stays", true);
      return false;
    }
    if (before.target === target && !codes && (!state || before.state === state)) {
      this.keep(number, null);
      return true;
    }
    const edit = { number, revision: before.revision, target };
    if (state) edit.state = state;
    if (codes) edit.codes = codes.after;
    say("Saving …");
    try {
      const told = await call("save", { edits: [edit] });
      const [after] = told.rows;
      this.keep(number, null);
      this.events.saved(codes ? { ...before, codes: codes.before } : before, codes ? { ...after, codes: codes.after } : after);
      say("Saved");
      return true;
    } catch (error) {
      say(error.message, true);
      this.refused(before, target, error);
      return false;
    }
  }

  // A text that the server did not take stays here, whatever unit one goes to.
  refused(before, target, error) {
    const { number } = before;
    const { status, rows } = error instanceof Refused ? error : {};
    const theirs = status === 409 ? rows?.[0] : undefined;
    if (before.target !== target) this.keep(number, { row: before, target, theirs, reason: error.message });
    if ([0, 429, 503].includes(status)) this.again();
    // The unit is gone: others have merged it, say.
    if (status === 409 && !theirs) this.events.reload();
    if (!theirs) return;
    this.list.rows.set(number, theirs);
    if (this.row?.number !== number) return;
    this.row = theirs;
    this.ask({ target, theirs });
    // The box says it, and where.
    say("");
  }

  keep(number, draft) {
    const { drafts } = this.list;
    if (draft) drafts.set(number, draft);
    else if (!drafts.delete(number)) return;
    const n = this.list.numbers.indexOf(number);
    if (n >= 0 && n !== this.list.at) this.list.redraw(n);
    this.events.drafts();
  }

  // Throws a text away that could not be saved.
  discard(number) {
    this.keep(number, null);
    if (this.row?.number !== number) return;
    this.one.querySelector(".conflict")?.remove();
    this.put(this.row.target);
  }

  // Sends once more what a server that did not answer has not got.
  retry() {
    for (const [number, { target, theirs }] of this.list.drafts) {
      if (theirs) continue;
      const text = this.row?.number === number ? this.text.value : target;
      this.saving = this.saving.then(() => this.send(number, text));
    }
  }

  // Somebody else was quicker: both texts are shown, and the person chooses.
  ask({ target, theirs }) {
    this.one.querySelector(".conflict")?.remove();
    const box = element("div", "conflict");
    box.setAttribute("role", "alert");
    const text = element("p", "text", theirs.target || "no target");
    text.lang = document.body.dataset.target;
    text.dir = document.body.dataset.targetDir;
    const choose = (chosen) => {
      box.remove();
      this.keep(this.row.number, null);
      this.put(chosen);
      if (chosen === theirs.target) say("");
      else this.flush();
    };
    const buttons = element("div", "buttons");
    buttons.append(
      button("Take theirs", "quiet", () => choose(theirs.target)),
      button("Keep mine", "quiet", () => choose(this.text.value === theirs.target ? target : this.text.value)),
    );
    box.append(element("p", "", "Somebody else has changed this unit:"), text, buttons);
    this.one.querySelector(".under").before(box);
  }

  // The server has the unit as `row` now; what is being typed stays.
  refreshed(row, one) {
    const typed = this.text.value !== this.row.target;
    this.row = row;
    if (one) {
      one.className = `unit ${row.state} ${row.kind} on`;
      one.querySelector(".state").title = row.state;
      this.list.label(Number(one.dataset.n), row, one);
    }
    if (!typed && this.text.value !== row.target) this.text.value = row.target;
    this.show(this.text.value === row.target ? row.findings : this.findings);
  }
}
