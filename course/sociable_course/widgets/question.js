// An exercise's question: one field, one button, and beside it whether the answer is saved.
//
// `draft` is what stands in the field, `kept` the same for the answer in the file. Whether it is right is Python's.

const PAUSE = 400;
const WAIT = 6000; // milliseconds until a kernel that does not answer is told of
const FIELDS = { choice: makeChoice, number: makeNumber, sort: makeSort, blueprint: makeBlueprint, text: makeWriting, rounds: makeRounds };

function render({ model, el }) {
  const root = make("div", { class: "sociable sociable-question", "data-part": model.get("part") });
  el.append(root);
  const words = model.get("words");
  const saved = make("p", { class: "sociable-saved" });
  const locked = make("p", { class: "sociable-locked", tabindex: -1 });
  const button = make("button", { class: "sociable-main" }, words.button);
  const store = () => {
    model.set("draft", field.read());
    model.save_changes();
  };
  const typing = debounce(store, PAUSE);
  const change = ({ typing: slow = false } = {}) => {
    if (slow) typing.later();
    else (typing.later(), typing.now());
    tell();
  };
  const waiting = makeWaiting(saved, words, () => tell());
  const act = (message) => {
    typing.now();
    waiting.start();
    model.send(message);
  };
  const accept = () => act({ act: "keep", value: field.read() });
  const field = FIELDS[model.get("kind")]({ ...model.get("content"), prompt: words.prompt }, { change, accept, act });
  button.addEventListener("click", accept);
  const row = make("div", { class: "sociable-act" }, button, saved, ...(field.aside ? [field.aside] : []));
  const rubric = makeRubric(words, (ticked) => act({ act: "tick", ticked }));
  const eyebrow = make("p", { class: "sociable-sort-of" }, words.eyebrow);
  root.append(eyebrow, field.node, locked, row, rubric.node);

  const tell = () => {
    if (waiting.is()) return;
    const [draft, kept] = [JSON.stringify(field.read()), JSON.stringify(model.get("kept"))];
    const empty = ['""', "{}", "[]", "null"].includes(draft);
    const same = draft === kept;
    put(saved, "textContent", same ? model.get("saved") : empty ? "" : words.unsaved);
    saved.classList.toggle("sociable-open", !same);
  };
  const show = () => {
    typing.now(); // what is being typed is newer than what the model holds
    field.show(model.get("draft"));
    field.mark(stillTrue(model.get("notes"), model.get("draft") ?? {}, model.get("kept") ?? {}));
    const focused = root.contains(document.activeElement);
    const isLocked = model.get("locked") !== "";
    put(locked, "textContent", model.get("locked"));
    locked.hidden = !isLocked;
    field.node.classList.toggle("sociable-done", isLocked);
    lock(field.node, isLocked);
    if (isLocked && focused && !locked.contains(document.activeElement)) locked.focus();
    rubric.show(model.get("rubric"));
    tell();
    renew();
  };
  const hear = (message) => {
    if (message.done) waiting.end();
    if (message.enter && root.contains(document.activeElement)) field.enter();
  };
  const renew = () => {
    field.renew?.(model.get("content"));
    put(button, "textContent", model.get("words").button);
    button.hidden = model.get("locked") !== "" || Boolean(model.get("content").finished);
  };
  show();
  model.on("change:content change:words", renew);
  model.on("change:draft change:kept change:saved change:locked change:notes change:rubric", show);
  model.on("msg:custom", hear);
  window.addEventListener("pagehide", typing.now);
  return () => {
    typing.now();
    window.removeEventListener("pagehide", typing.now);
    model.off("change:content change:words", renew);
    model.off("change:draft change:kept change:saved change:locked change:notes change:rubric", show);
    model.off("msg:custom", hear);
  };
}

// A note is about the card where it was, or about the step as it was; once changed, nothing is known of it.
function stillTrue(notes, draft, kept) {
  const about = (id) => Object.keys({ ...draft, ...kept }).filter((name) => name === id || name.startsWith(`${id}.`));
  return Object.fromEntries(Object.entries(notes).filter(([id]) => about(id).every((name) => draft[name] === kept[name])));
}

function lock(node, isLocked) {
  const controls = node.querySelectorAll("input, textarea, select, button");
  for (const control of controls) put(control, "disabled", isLocked);
}

// Between the click and the kernel's answer; a kernel that stays silent is told of in words.
function makeWaiting(saved, words, done) {
  let timer = null;
  const end = () => {
    clearTimeout(timer);
    timer = null;
    done();
  };
  const start = () => {
    clearTimeout(timer);
    timer = setTimeout(() => put(saved, "textContent", words.silent), WAIT);
  };
  return { start, end, is: () => timer !== null };
}

function makeRubric(words, keep) {
  const node = make("div", { class: "sociable-self" });
  let shown = "";
  let ticks = null;
  const show = ({ criteria = [], ticked = null }) => {
    const now = JSON.stringify(criteria);
    if (now !== shown) {
      ticks = makeTicks({ prompt: words.rubric, options: criteria }, { change: () => {} });
      const button = make("button", {}, words.tick);
      button.addEventListener("click", () => keep(ticks.read()));
      node.replaceChildren(...(criteria.length ? [ticks.node, button] : []));
    }
    if (now !== shown || !node.contains(document.activeElement)) ticks?.show(ticked);
    shown = now;
  };
  return { node, show };
}

export default { render };
