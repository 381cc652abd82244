// The target with its inline codes, as a file will have it: chips that a hand or the keyboard moves.

import { element } from "./work_calls.js";

const HINT = "Moves with the arrow keys, with Shift by one character; or drag it";

export class CodeLine {
  constructor(moved) {
    this.moved = moved;
    this.place = element("p", "coded");
    this.place.lang = document.body.dataset.target;
    this.place.dir = document.body.dataset.targetDir;
    this.pieces = [];
    this.last = -1;
  }

  draw(codes, placed) {
    this.pieces = codes;
    this.place.hidden = !codes.length;
    const told = placed ? "In the file: " : "In the file, codes behind the text, for their words were not found: ";
    let number = 0;
    let at = 0;
    const made = codes.map(([kind, shown]) => {
      if (kind === "code") return this.chip(shown, number++);
      const part = element("span", "part", shown);
      part.dataset.at = at;
      at += Array.from(shown).length;
      return part;
    });
    this.place.replaceChildren(element("span", "hint", told), ...made);
  }

  // Where each code stands, in Unicode characters of the text, as the server counts.
  places() {
    const found = [];
    let at = 0;
    for (const [kind, shown] of this.pieces) {
      if (kind === "code") found.push(at);
      else at += Array.from(shown).length;
    }
    return found;
  }

  chip(shown, number) {
    const made = element("button", "code", shown);
    made.type = "button";
    made.title = HINT;
    made.setAttribute("aria-label", `Code ${shown}`);
    made.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      event.stopPropagation();
      this.move(number, this.next(this.places()[number], step, event.shiftKey));
    });
    made.addEventListener("pointerdown", (event) => {
      made.setPointerCapture(event.pointerId);
      made.classList.add("held");
    });
    made.addEventListener("pointerup", (event) => {
      made.classList.remove("held");
      const to = this.under(event.clientX, event.clientY);
      if (to !== null) this.move(number, to);
    });
    return made;
  }

  // The next place for a code: the border of a word, or one character on.
  next(from, step, single) {
    const letters = Array.from(this.pieces.filter(([kind]) => kind === "text").map(([, shown]) => shown).join(""));
    const word = (n) => /[\p{L}\p{N}\p{M}_]/u.test(letters[n] ?? "");
    let at = from;
    do at += step;
    while (!single && at > 0 && at < letters.length && word(at - 1) === word(at));
    return Math.min(Math.max(0, at), letters.length);
  }

  // The place in the text under a point of the screen; null where there is none.
  under(x, y) {
    const range = document.caretRangeFromPoint?.(x, y);
    const part = range?.startContainer.parentElement?.closest(".part");
    if (!part || !this.place.contains(part)) return null;
    return Number(part.dataset.at) + Array.from(range.startContainer.data.slice(0, range.startOffset)).length;
  }

  move(number, to) {
    const old = this.places();
    if (old[number] === to) return;
    const places = old.with(number, to);
    // In their new order, in which an undo has to name them.
    const order = places.map((place, n) => [place, n]).sort(([a, n], [b, m]) => a - b || n - m).map(([, n]) => n);
    this.last = order.indexOf(number);
    this.moved({ before: order.map((n) => old[n]), after: places });
  }

  // A chip keeps the focus where it went, for the next key.
  refocus() {
    this.place.querySelectorAll(".code")[this.last]?.focus();
  }
}
