// What stands beside the active unit: memory, the machine's translations, terms, a comment, versions.

import { Refused, button, call, element, get, later, say } from "./work_calls.js";

const narrow = matchMedia("(max-width: 60rem)");

export class Panel {
  // `editor` is the one whose unit is helped with.
  constructor(editor) {
    this.editor = editor;
    this.place = get("panel");
    this.suggestions = [];
    this.helped = null;
    // One who goes from unit to unit does not want a translation of each.
    this.translate = later(250, () => this.askMachine());
    narrow.addEventListener("change", () => this.put());
  }

  // On a narrow screen it stands in the active unit, and leaves the page with it.
  put() {
    const { one, row } = this.editor;
    this.place.hidden = !row;
    if (narrow.matches && one) one.append(this.place);
    else document.querySelector("main").append(this.place);
  }

  // What is known of the active unit; nothing while it is on its way.
  of(number) {
    return this.helped?.number === number ? this.helped : { terms: [], placeholders: [] };
  }

  async ask() {
    const { number } = this.editor.row;
    this.translate.stop();
    this.suggestions = [];
    this.place.replaceChildren();
    const told = await call("help", { number }).catch(() => null);
    if (!told || this.editor.row?.number !== number) return null;
    this.helped = { ...told, number };
    this.draw();
    this.translate();
    return told;
  }

  async askMachine() {
    const number = this.editor.row?.number;
    if (number === undefined || this.helped?.number !== number) return;
    const more = await call("translate", { number }).catch(() => null);
    if (!more || this.editor.row?.number !== number) return;
    this.helped.translations = more.translations;
    this.draw();
  }

  draw() {
    const { place, helped } = this;
    if (place.contains(document.activeElement)) return;
    this.suggestions = [];
    place.replaceChildren();
    const others = [...new Set([this.editor.row.machine, ...(helped.translations ?? [])])].filter(Boolean);
    this.section("Memory", helped.memory.map((one) => this.match(one)));
    this.section("Machine", others.map((text) => this.machine(text)));
    this.section("Terms", helped.terms.map((t) => this.line(`${t.source} → ${t.targets.join(", ")}`, t.targets[0])));
    place.append(this.commentBox());
    this.section("Versions", helped.versions.map((one) => this.version(one)));
  }

  section(title, items) {
    if (!items.length) return;
    const made = element("section");
    const list = element("ol");
    list.append(...items);
    made.append(element("h2", "", title), list);
    this.place.append(made);
  }

  text(content) {
    const line = element("p", "", content);
    line.lang = document.body.dataset.target;
    line.dir = document.body.dataset.targetDir;
    return line;
  }

  suggestion(text, note) {
    const number = this.suggestions.push(text);
    const item = element("li");
    const row = element("div", "row");
    if (number < 10) row.append(element("kbd", "", `Alt ${number}`));
    row.append(note, button("Take", "quiet", () => this.editor.put(text)));
    item.append(this.text(text), row);
    return item;
  }

  // The machine's translations are much alike: the words that the unit does not have are marked.
  machine(text) {
    const { target } = this.editor.row;
    const item = this.suggestion(text, text === target ? "as it is" : "");
    const had = new Map();
    for (const word of target.split(/\s+/)) had.set(word, (had.get(word) ?? 0) + 1);
    const words = text.split(/(\s+)/).map((word) => {
      const left = had.get(word) ?? 0;
      had.set(word, left - 1);
      return left > 0 || !word.trim() ? word : element("b", "other", word);
    });
    if (target) item.querySelector("p").replaceChildren(...words);
    return item;
  }

  match(one) {
    const item = this.suggestion(one.target, `${one.score} % ${one.human ? "by a person" : "by a machine"}`);
    const line = element("p", "difference");
    line.lang = document.body.dataset.source;
    line.dir = document.body.dataset.sourceDir;
    const names = { "-": "del", "+": "ins" };
    for (const [sign, text] of one.difference) line.append(sign === "=" ? text : element(names[sign], "", text));
    item.prepend(line);
    return item;
  }

  line(text, put) {
    const item = element("li");
    const row = element("div", "row");
    row.append(text, button("Put in", "quiet", () => this.editor.insert(put)));
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
    box.dir = "auto";
    box.value = this.editor.row.comment;
    const { number } = this.editor.row;
    let seen = box.value;
    box.addEventListener("change", async () => {
      try {
        const told = await call("comment", { number, text: box.value, seen });
        seen = told.rows[0].comment;
        this.editor.list.changed(told.rows);
        say("Comment saved");
      } catch (error) {
        say(error.message, true);
        const [theirs] = error instanceof Refused && error.status === 409 ? error.rows : [];
        if (!theirs) return;
        seen = theirs.comment;
        box.value = `${seen}\n${box.value}`;
        box.focus();
        say("Somebody else has commented too: both texts stand in the box now. Leave it to save them.", true);
      }
    });
    made.append(title, box);
    return made;
  }

  version(one) {
    const item = element("li");
    const row = element("div", "row");
    const when = new Date(one.at);
    const time = element("time", "", when.toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" }));
    time.dateTime = one.at;
    row.append(`${one.action}${one.person ? ` · ${one.person}` : ""} · `, time, button("Take", "quiet", () => this.editor.put(one.target)));
    item.append(one.target ? this.text(one.target) : element("p", "none", "no target"), row);
    return item;
  }
}
