// What the page asks of the server, and small helpers. Everything that comes from a text is put in as text.

const META = 'meta[name="bitext-token"]';
let token = document.querySelector(META).content;

export const get = (id) => document.getElementById(id);

export function element(name, className, content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (content !== undefined) made.textContent = content;
  return made;
}

export function button(label, className, act) {
  const made = element("button", className, label);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

export function say(message, wrong = false) {
  get("status").textContent = message;
  get("status").classList.toggle("wrong", wrong);
}

export const person = () => get("person").value.trim() || document.body.dataset.person;

// A refusal of the server: `rows` are units that somebody else has changed.
export class Refused extends Error {
  constructor(message, status, rows) {
    super(message);
    this.status = status;
    this.rows = rows;
  }
}

// A server that was started anew takes only its own token; the page stays as it is, with all that was typed.
async function renewed(path) {
  const text = await (await fetch(path)).text();
  const found = new DOMParser().parseFromString(text, "text/html").querySelector(META)?.content;
  if (!found || found === token) return false;
  token = found;
  return true;
}

async function post(name, body) {
  return fetch(`/work/${name}`, {
    method: "POST",
    headers: { "X-Bitext-Token": token, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function send(name, fields) {
  const body = { ...fields, person: person() };
  if (get("key")) body.api_key = get("key").value;
  try {
    const answer = await post(name, body);
    return answer.status === 403 && (await renewed("/work")) ? await post(name, body) : answer;
  } catch {
    throw new Refused("The server does not answer. What you typed stays here and is sent again.", 0);
  }
}

async function checked(answer) {
  if (answer.ok) return answer;
  const told = await answer.json().catch(() => ({}));
  throw new Refused(told.error || `The server answered ${answer.status}.`, answer.status, told.rows);
}

export async function call(name, fields = {}) {
  return (await checked(await send(name, fields))).json();
}

export async function download(fields, name) {
  const data = await (await checked(await send("export", fields))).blob();
  const link = element("a");
  link.href = URL.createObjectURL(data);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function later(wait, act) {
  let timer = 0;
  const made = (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...values), wait);
  };
  made.stop = () => clearTimeout(timer);
  return made;
}

// A text with some of it marked: spans are [start, end, class], in Unicode characters, as the server counts.
export function marked(text, spans, into) {
  const letters = Array.from(text);
  const sorted = spans.filter(([a, b]) => a >= 0 && b > a).sort((x, y) => x[0] - y[0] || y[1] - x[1]);
  into.replaceChildren();
  let at = 0;
  for (const [start, end, name, title] of sorted) {
    if (start < at) continue;
    into.append(letters.slice(at, start).join(""));
    const mark = element("mark", name, letters.slice(start, end).join(""));
    if (title) mark.title = title;
    into.append(mark);
    at = end;
  }
  into.append(letters.slice(at).join(""));
  return into;
}
