// The editor of the active unit, and the panel that helps with it.

import { Refused, button, call, element, get, later, marked, say } from "./work_calls.js";
import { flags, spansOf } from "./work_list.js";
import { CodeLine } from "./work_codes.js";

const narrow = matchMedia("(max-width: 60rem)");

export class Editor {
  constructor(list, events) {
    this.list = list;
    this.events = events;
    this.suggestions = [];
    this.row = null;
    // On a narrow screen it stands in the active unit, and leaves the page with it.
    this.panel = get("panel");
    this.saving = Promise.resolve();
    this.save = later(500, () => this.flush());
    this.look = later(250, () => this.check());
    narrow.addEventListener("change", () => this.place());
  }

  // Shows the tools of a unit in its row.
  open(row, one) {
    this.row = row;
    this.one = one;
    this.base = row.target;
    const target = one.querySelector(".target");
    const editor = element("div", "editor");
    this.behind = element("div", "behind");
    this.behind.setAttribute("aria-hidden", "true");
    this.text = element("textarea");
    this.text.value = row.target;
    this.text.lang = document.body.dataset.target;
    this.text.spellcheck = true;
    this.text.setAttribute("aria-label", "Target");
    this.text.readOnly = row.locked;
    this.text.addEventListener("input", () => this.typed());
    this.text.addEventListener("blur", () => this.flush());
    editor.append(this.behind, this.text);
    target.replaceWith(editor);
    this.under = element("div", "under");
    this.chips = element("span");
    this.state = element("span", "hint");
    this.under.append(
      button("Accept", "", () => this.events.accept()),
      ...(row.locked ? [element("span", "hint", "Locked: its file says that it is not to be translated")] : [button("Copy source", "quiet", () => this.put(this.row.source)), this.chips]),
      this.state,
    );
    this.codes = new CodeLine((places) => this.moveCodes(places));
    this.coded = this.codes.place;
    this.flags = element("div", "flags");
    const tools = element("div", "under beads");
    tools.append(...this.events.tools(row).map(([label, act]) => button(label, "quiet", act)));
    one.append(this.under, this.coded, ...(tools.childElementCount ? [tools] : []), this.flags);
    this.show(row.findings);
    this.drawCodes({});
    this.place();
    this.help();
  }

  place() {
    const { panel } = this;
    panel.hidden = !this.row;
    if (narrow.matches && this.one) this.one.append(panel);
    else document.querySelector("main").append(panel);
  }

  focus() {
    this.text?.focus();
  }

  get editing() {
    return document.activeElement === this.text;
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
    const terms = (this.helped?.number === this.row.number ? this.helped.terms : []).map((t) => [t.start, t.end, "term", t.targets.join(", ")]);
    if (this.row.source) marked(this.row.source, [...spansOf(findings, "source"), ...terms], source);
    const count = Array.from(this.text.value).length;
    this.state.textContent = `${count.toLocaleString("en")} characters · source ${Array.from(this.row.source).length.toLocaleString("en")}`;
    this.flags.replaceChildren(...flags({ findings, comment: "" }).flatMap((line) => [...line.children]));
    this.drawChips();
  }

  drawChips() {
    const wanted = this.helped?.number === this.row.number ? this.helped.placeholders : [];
    let rest = this.text.value;
    this.chips.replaceChildren(
      ...wanted.map((what) => {
        const at = rest.indexOf(what);
        if (at >= 0) rest = rest.slice(0, at) + rest.slice(at + what.length);
        const chip = button(what, at < 0 ? "chip lost" : "chip", () => this.insert(what));
        chip.title = at < 0 ? "Missing: put it in" : "Put it in";
        return chip;
      }),
    );
  }

  async check() {
    const { number } = this.row;
    const target = this.text.value;
    const told = await call("check", { number, target }).catch(() => null);
    if (told && this.row.number === number && this.text.value === target) {
      this.show(told.findings);
      this.drawFindings();
      this.drawCodes(told);
    }
  }

  drawCodes({ codes = [], placed = true }) {
    this.codes.draw(codes, placed);
  }

  // Puts inline codes elsewhere; what was typed is saved first, for places are counted in the text that is saved.
  async moveCodes(codes) {
    const { number } = this.row;
    if ((await this.flush()) === false) return;
    this.saving = this.saving.then(() => this.send(number, this.row.target, undefined, codes));
    const saved = await this.saving;
    const told = await call("help", { number }).catch(() => null);
    if (this.row.number === number && told) this.drawCodes(told);
    if (saved) this.codes.refocus();
  }

  // Saves what was typed; one request at a time, so that each knows the revision of the last.
  flush(state) {
    this.save.stop();
    const { row } = this;
    const target = this.text?.value;
    if (!row || (target === row.target && !state)) return this.saving;
    this.saving = this.saving.then(() => this.send(row.number, target, state));
    return this.saving;
  }

  async send(number, target, state, codes) {
    const before = this.list.rows.get(number);
    if (!before || (before.target === target && !codes && (!state || before.state === state))) return true;
    const edit = { number, revision: before.revision, target };
    if (state) edit.state = state;
    if (codes) edit.codes = codes.after;
    say("Saving …");
    try {
      const told = await call("save", { edits: [edit] });
      const [after] = told.rows;
      this.events.saved(codes ? { ...before, codes: codes.before } : before, codes ? { ...after, codes: codes.after } : after);
      say("Saved");
      return true;
    } catch (error) {
      say(error.message, true);
      if (error instanceof Refused && error.status === 409) this.conflict(number, error.rows, target);
      return false;
    }
  }

  // Somebody else was quicker: both texts are shown, and the person chooses.
  conflict(number, rows, mine) {
    const [theirs] = rows ?? [];
    if (!theirs) return this.events.reload();
    this.list.rows.set(number, theirs);
    if (this.row.number !== number) return undefined;
    this.row = theirs;
    this.one.querySelector(".conflict")?.remove();
    const box = element("div", "conflict");
    box.setAttribute("role", "alert");
    box.append(element("p", "", "Somebody else has changed this unit:"), element("p", "", theirs.target));
    const choose = (text) => {
      box.remove();
      this.put(text);
      if (text === theirs.target) say("");
      else this.flush();
    };
    box.append(button("Take theirs", "quiet", () => choose(theirs.target)), button("Keep mine", "quiet", () => choose(mine)));
    this.one.append(box);
    return undefined;
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
    this.drawFindings();
  }

  async help() {
    const { number } = this.row;
    const { panel } = this;
    this.suggestions = [];
    panel.replaceChildren();
    const told = await call("help", { number }).catch(() => null);
    if (!told || this.row.number !== number) return;
    this.helped = { ...told, number };
    this.show(this.findings);
    if (this.text.value === this.row.target) this.drawCodes(told);
    this.drawPanel();
    const more = await call("translate", { number }).catch(() => null);
    if (!more || this.row.number !== number) return;
    this.helped.translations = more.translations;
    this.drawPanel();
  }

  drawPanel() {
    const { panel } = this;
    const told = this.helped;
    const typing = panel.contains(document.activeElement);
    if (typing) return;
    this.suggestions = [];
    panel.replaceChildren();
    this.findingsPlace = element("section");
    panel.append(this.findingsPlace);
    this.drawFindings();
    if (told.memory.length) panel.append(this.section("Memory", told.memory.map((one) => this.match(one))));
    const others = [...new Set([this.row.machine, ...(told.translations ?? [])])].filter(Boolean);
    if (others.length) panel.append(this.section("Machine", others.map((text) => this.machine(text))));
    if (told.terms.length) {
      panel.append(this.section("Terms", told.terms.map((t) => this.line(`${t.source} → ${t.targets.join(", ")}`, t.targets[0]))));
    }
    panel.append(this.commentBox());
    if (told.versions.length) panel.append(this.section("Versions", told.versions.map((one) => this.version(one))));
  }

  section(title, items) {
    const made = element("section");
    const list = element("ol");
    list.append(...items);
    made.append(element("h2", "", title), list);
    return made;
  }

  drawFindings() {
    if (!this.findingsPlace) return;
    this.findingsPlace.replaceChildren();
    if (!this.findings.length) return;
    this.findingsPlace.append(
      ...this.section("Findings", this.findings.map((finding) => {
        const item = element("li");
        item.append(element("p", `flag ${finding.severity}`, finding.reason));
        const row = element("div", "row");
        row.append(finding.check, button("Dismiss", "quiet", () => this.events.dismiss(finding)));
        item.append(row);
        return item;
      })).children,
    );
  }

  suggestion(text, note) {
    const number = this.suggestions.push(text);
    const item = element("li");
    const line = element("p", "", text);
    line.lang = document.body.dataset.target;
    const row = element("div", "row");
    row.append(note);
    if (number < 10) row.append(element("kbd", "", `Alt ${number}`));
    row.append(button("Take", "quiet", () => this.put(text)));
    item.append(line, row);
    return item;
  }

  // The machine's translations are much alike: the words that the unit does not have are marked.
  machine(text) {
    const item = this.suggestion(text, text === this.row.target ? "as it is" : "");
    const had = new Map();
    for (const word of this.row.target.split(/\s+/)) had.set(word, (had.get(word) ?? 0) + 1);
    const marked = text.split(/(\s+)/).map((word) => {
      const left = had.get(word) ?? 0;
      had.set(word, left - 1);
      return left > 0 || !word.trim() ? word : element("b", "other", word);
    });
    if (this.row.target) item.querySelector("p").replaceChildren(...marked);
    return item;
  }

  match(one) {
    const item = this.suggestion(one.target, `${one.score} % ${one.human ? "by a person" : "by a machine"}`);
    const line = element("p", "difference");
    const names = { "-": "del", "+": "ins" };
    for (const [sign, text] of one.difference) line.append(sign === "=" ? text : element(names[sign], "", text));
    item.prepend(line);
    return item;
  }

  line(text, put) {
    const item = element("li");
    const row = element("div", "row");
    row.append(text, button("Put in", "quiet", () => this.insert(put)));
    item.append(row);
    return item;
  }

  commentBox() {
    const made = element("section");
    const title = element("h2");
    const label = element("label", "", "Comment");
    label.htmlFor = "comment";
    title.append(label);
    const box = element("textarea");
    box.id = "comment";
    box.value = this.row.comment;
    box.addEventListener("change", () => this.events.comment(this.row.number, box.value));
    made.append(title, box);
    return made;
  }

  version(one) {
    const item = element("li");
    item.append(element("p", "", one.target || "no target"));
    const row = element("div", "row");
    const when = one.at.replace("T", " ").replace("Z", "");
    row.append(`${one.action}${one.person ? ` · ${one.person}` : ""} · ${when}`, button("Take", "quiet", () => this.put(one.target)));
    item.append(row);
    return item;
  }
}
