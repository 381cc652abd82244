// Undo and redo: each is a change like any other, and fails if somebody was quicker.

import { call, get } from "./work_calls.js";

// A change is one of
//   { edits: [{ before, after }, …] }  texts and states, those of a replacement together,
//   { operation }                      of beads, as the server counts them,
//   { anchor: { number, on } }.
export class Changes {
  constructor(list, events) {
    this.list = list;
    this.events = events;
    this.done = [];
    this.undone = [];
    // Units that the list does not hold at the moment, as they were saved last.
    this.latest = new Map();
  }

  remember(change) {
    this.saved((change.edits ?? []).map((one) => one.after));
    this.done.push(change);
    this.undone.length = 0;
    this.buttons();
  }

  saved(rows) {
    for (const row of rows) this.latest.set(row.number, row);
  }

  buttons() {
    get("undo").disabled = !this.done.length;
    get("redo").disabled = !this.undone.length;
  }

  undo() {
    return this.back(this.done, this.undone, "before", "undo");
  }

  redo() {
    return this.back(this.undone, this.done, "after", "redo");
  }

  async back(from, to, side, action) {
    if (!(await this.events.flush())) return;
    const change = from.pop();
    if (!change) return;
    const message = action === "undo" ? "Undone" : "Done again";
    const ok = await this.events.attempt(() => this.apply(change, side, action), message);
    if (!ok) from.push(change);
    // Beads that were undone have new units: what made them cannot be done again by its number.
    else if (!change.operation) to.push(change);
    this.buttons();
  }

  async apply(change, side, action) {
    const { list, events } = this;
    if (change.operation) {
      this.saved((await call("beads", { action: "undo", operation: change.operation })).rows);
      await events.reload();
      events.measure();
    } else if (change.anchor) {
      const { number, on } = change.anchor;
      const fields = { action: "anchor", number, revision: this.now(number).revision, on: side === "after" ? on : !on };
      await this.show((await call("beads", fields)).rows);
    } else {
      const edits = change.edits.map((one) => this.edit(one, side));
      await this.show((await call("save", { edits, action })).rows);
      events.measure();
    }
    return list;
  }

  // The unit as this page knows it last, shown or not.
  now(number) {
    const [shown, saved] = [this.list.rows.get(number), this.latest.get(number)];
    return (saved?.revision ?? -1) > (shown?.revision ?? -1) ? saved : shown;
  }

  edit(one, side) {
    const wanted = one[side];
    const { number, revision } = this.now(wanted.number) ?? one.after;
    const edit = { number, revision, target: wanted.target, state: wanted.state };
    if (wanted.codes) edit.codes = wanted.codes;
    return edit;
  }

  async show(rows) {
    const { list, events } = this;
    this.saved(rows);
    list.changed(rows);
    const n = list.numbers.indexOf(rows[0].number);
    if (rows.length > 1 || n < 0) await events.reload(rows[0].number);
    else await list.go(n);
  }
}
