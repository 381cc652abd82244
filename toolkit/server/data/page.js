// The page of the server. Everything that comes from a text is put in as text, never as code.

const get = (id) => document.getElementById(id);
const META = 'meta[name="bitext-token"]';
let token = document.querySelector(META).content;
const pairs = new Set(get("form").dataset.pairs.split(","));
const source = get("source");
const target = get("target");
const text = get("source-text");
const result = get("result");
let made = "";
let latest = 0;

function element(name, className, content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (content !== undefined) made.textContent = content;
  return made;
}

function say(message, wrong = false) {
  get("status").textContent = message;
  get("status").classList.toggle("wrong", wrong);
}

// A server that was started anew takes only its own token; the page stays as it is, with the text in it.
async function renewed() {
  const page = await (await fetch("/")).text();
  const found = new DOMParser().parseFromString(page, "text/html").querySelector(META)?.content;
  if (!found || found === token) return false;
  token = found;
  return true;
}

function post(path, body) {
  const headers = { "X-Bitext-Token": token };
  if (body instanceof FormData) return fetch(path, { method: "POST", headers, body });
  headers["Content-Type"] = "application/json";
  return fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
}

async function ask(path, body) {
  let answer;
  try {
    answer = await post(path, body);
    if (answer.status === 403 && (await renewed())) answer = await post(path, body);
  } catch {
    throw new Error("The server does not answer.");
  }
  const found = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(found.error || `The server answered ${answer.status}.`);
  return found;
}

const key = () => (get("key") ? get("key").value : "");

// Only what can be translated can be chosen.
function fitTargets() {
  for (const option of target.options) {
    option.disabled = source.value !== "auto" && !pairs.has(`${source.value} ${option.value}`);
  }
  if (target.selectedOptions[0]?.disabled) {
    const other = [...target.options].find((option) => !option.disabled);
    if (other) target.value = other.value;
  }
  text.lang = source.value === "auto" ? "" : source.value;
  get("swap").disabled = !pairs.has(`${target.value} ${source.value}`);
}

function show(answer) {
  made = answer.text;
  result.replaceChildren();
  result.textContent = made;
  result.lang = answer.target;
  result.scrollIntoView({ block: "nearest" });
  get("copy").disabled = false;
  get("details").hidden = answer.sentences.length === 0;
  get("sentences").replaceChildren(...answer.sentences.map(sentence));
  say(answer.detected ? `From ${answer.detected.name}` : "Translated");
}

const WORDS = { high: "Confident", middling: "Fair", low: "Unsure" };

function sentence(one) {
  const row = element("li");
  for (const [name, content, language] of [["from", one.source, source.value], ["to", one.target, target.value]]) {
    const line = element("p", name, content);
    line.dir = "auto";
    if (language !== "auto") line.lang = language;
    row.append(line);
  }
  if (one.memory) row.append(element("p", "sure high", `Memory ${one.memory} %`));
  else if (one.confidence) {
    const { level, percent } = one.confidence;
    row.append(element("p", `sure ${level}`, `${WORDS[level]} · ${percent} %`));
  }
  const more = element("div", "more");
  if (one.terms.length) {
    const list = element("ul", "terms");
    list.setAttribute("aria-label", "Glossary");
    list.append(...one.terms.map((term) => element("li", "", `${term.source} → ${term.target}`)));
    more.append(list);
  }
  if (one.alternatives.length) {
    const others = element("details");
    const list = element("ul", "others");
    list.lang = target.value;
    for (const other of one.alternatives) {
      const item = element("li", "", other);
      item.dir = "auto";
      list.append(item);
    }
    others.append(element("summary", "", "Other translations"), list);
    more.append(others);
  }
  if (more.childElementCount) row.append(more);
  return row;
}

async function work(message, job) {
  const mine = ++latest;
  say(message);
  get("go").disabled = true;
  try {
    const done = await job();
    if (mine === latest) done();
  } catch (error) {
    if (mine === latest) say(error.message, true);
  } finally {
    if (mine === latest) get("go").disabled = false;
  }
}

function translate() {
  if (!text.value.trim()) {
    say("There is no text yet.", true);
    text.focus();
    return;
  }
  const body = { q: text.value, source: source.value, target: target.value, api_key: key() };
  work("Translating …", async () => {
    const answer = await ask("/page/translate", body);
    return () => show(answer);
  });
}

function translateFile(file) {
  const body = new FormData();
  for (const [name, value] of [["source", source.value], ["target", target.value], ["api_key", key()], ["file", file]]) {
    body.append(name, value);
  }
  work(`Translating ${file.name} …`, async () => {
    const answer = await ask("/page/file", body);
    return () => {
      made = "";
      const link = element("a", "", answer.name);
      link.href = answer.url;
      link.download = answer.name;
      const line = element("p", "", "Ready: ");
      line.append(link);
      result.replaceChildren(line);
      get("copy").disabled = true;
      get("details").hidden = true;
      say("The file stays here for a quarter of an hour.");
      link.focus();
    };
  });
}

get("form").addEventListener("submit", (event) => {
  event.preventDefault();
  translate();
});
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) translate();
});
const count = () => (get("count").textContent = text.value.length.toLocaleString("en"));
text.addEventListener("input", count);
source.addEventListener("change", fitTargets);
target.addEventListener("change", fitTargets);
get("swap").addEventListener("click", () => {
  [source.value, target.value] = [target.value, source.value];
  if (made) text.value = made;
  fitTargets();
  count();
});
get("copy").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(made);
    say("Copied");
  } catch {
    say("The browser does not let the page copy; select the text instead.", true);
  }
});
get("file").addEventListener("change", (event) => {
  if (event.target.files[0]) translateFile(event.target.files[0]);
  event.target.value = "";
});
const drop = get("drop");
for (const name of ["dragenter", "dragover"]) {
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  const [file] = event.dataTransfer.files;
  if (file) translateFile(file);
});
fitTargets();
count();
