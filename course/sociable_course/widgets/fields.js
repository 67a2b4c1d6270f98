// The fields of an exercise. Each is { node, read, show, mark, enter }: native controls, real labels, text as text.

const ACCEPT = "Enter";

// One of several options, as radios under a legend.
function makeChoice({ prompt, options }, { change, accept }) {
  const name = freshId();
  const rows = make("div", { class: "sociable-rows" });
  const node = make("fieldset", {}, make("legend", {}, prompt), rows);
  const radios = new Map();
  for (const { id, text } of options) {
    const radio = make("input", { type: "radio", name, value: id });
    radio.addEventListener("change", () => (dress(), change()));
    onAccept(radio, accept);
    radios.set(id, radio);
    rows.append(make("label", { class: "sociable-row" }, radio, make("span", {}, text)));
  }
  const read = () => [...radios].find(([, radio]) => radio.checked)?.[0] ?? null;
  const dress = () => radios.forEach((radio) => radio.parentElement.classList.toggle("sociable-chosen", radio.checked));
  const show = (value) => {
    radios.forEach((radio, id) => put(radio, "checked", id === value));
    dress();
  };
  const enter = () => (radios.get(read()) ?? radios.values().next().value).focus();
  return { node, read, show, mark: () => {}, enter };
}

// A number, typed as people write it; Python reads it, as a browser may take a decimal comma for nothing at all.
function makeNumber({ prompt, unit = "", hint = "", step = null }, { change, accept }) {
  const [id, unitId, hintId] = [freshId(), freshId(), freshId()];
  const said = { type: "text", inputmode: "decimal", autocomplete: "off", "aria-describedby": `${unitId} ${hintId}` };
  const input = make("input", { id, ...said });
  const row = make("div", { class: "sociable-number-row" }, input);
  if (step) for (const sign of [-1, 1]) row.append(makeStep(sign, prompt, input, step, () => change()));
  row.append(make("span", { id: unitId, class: "sociable-unit" }, unit));
  input.addEventListener("input", () => change({ typing: true }));
  onAccept(input, accept);
  const more = make("p", { id: hintId, class: "sociable-hint" }, hint);
  more.hidden = !hint;
  const node = make("div", { class: "sociable-ask" }, make("label", { for: id, class: "sociable-prompt" }, prompt), row, more);
  const show = (value) => put(input, "value", value ?? "");
  return { node, read: () => input.value, show, mark: () => {}, enter: () => input.focus(), control: input };
}

function makeStep(sign, prompt, input, { low, high, by }, change) {
  const words = sign < 0 ? "Less" : "More";
  const button = make("button", { class: "sociable-step", "aria-label": `${words}: ${prompt}` }, sign < 0 ? "−" : "+");
  button.addEventListener("click", () => {
    const now = Number(input.value.replace(",", "."));
    const next = low + by * (Math.round((now - low) / by) + sign);
    input.value = String(Number(Math.min(high, Math.max(low, Number.isFinite(next) ? next : low)).toFixed(6)));
    change();
  });
  return button;
}

// Cards to put into categories: a row of radios a card, one click or two keys each, and no dragging.
function makeSort({ prompt, cards, categories }, { change }) {
  const node = make("fieldset", { class: "sociable-sort" }, make("legend", {}, prompt));
  const places = new Map(cards.map((card) => [card.id, makePlace(card, categories, change)]));
  for (const place of places.values()) node.append(place.node);
  const read = () => Object.fromEntries([...places].filter(([, { read }]) => read()).map(([id, { read }]) => [id, read()]));
  const show = (value) => places.forEach((place, id) => place.show(value?.[id] ?? null));
  const mark = (notes) => places.forEach((place, id) => place.mark(notes[id]));
  const enter = () => ([...places.values()].find((place) => !place.read()) ?? places.values().next().value).enter();
  return { node, read, show, mark, enter };
}

function makePlace({ text }, categories, changed) {
  const note = makeNote();
  const change = () => (note.mark(), changed());
  const choice = makeChoice({ prompt: text, options: categories }, { change, accept: () => {} });
  choice.node.className = "sociable-place";
  choice.node.setAttribute("aria-describedby", note.node.id);
  choice.node.append(note.node);
  return { ...choice, mark: note.mark };
}

// The steps of a service: a group a step, in it a list of choices a column.
function makeBlueprint({ prompt, steps, columns }, { change }) {
  const node = make("fieldset", { class: "sociable-blueprint" }, make("legend", {}, prompt));
  const made = new Map(steps.map((step, place) => [step.id, makeStepRow(step, place + 1, columns, change)]));
  for (const { node: row } of made.values()) node.append(row);
  const cells = [...made].flatMap(([step, { choices }]) => [...choices].map(([column, choice]) => [`${step}.${column}`, choice]));
  const read = () => Object.fromEntries(cells.map(([name, choice]) => [name, choice.read()]).filter(([, option]) => option));
  const show = (value) => cells.forEach(([name, choice]) => choice.show(value?.[name] ?? ""));
  const mark = (notes) => made.forEach((step, id) => step.mark(notes[id]));
  const enter = () => (cells.find(([, choice]) => !choice.read()) ?? cells[0])[1].enter();
  return { node, read, show, mark, enter };
}

function makeStepRow({ text }, place, columns, changed) {
  const [textId, note] = [freshId(), makeNote()];
  const change = () => (note.mark(), changed());
  const choices = new Map(columns.map((column) => [column.id, makeSelect({ ...column, empty: "Choose" }, { change })]));
  const row = make("div", { class: "sociable-columns" });
  for (const [id, choice] of choices) {
    choice.node.dataset.column = id;
    row.append(choice.node);
  }
  const node = make("div", { class: "sociable-step-row", role: "group", "aria-labelledby": textId, "aria-describedby": note.node.id });
  node.append(make("p", { id: textId, class: "sociable-step-text" }, `${place}. ${text}`), row, note.node);
  return { node, choices, mark: note.mark };
}

function makeNote() {
  const node = make("p", { id: freshId(), class: "sociable-note" });
  const mark = (said) => {
    node.hidden = !said;
    put(node, "textContent", said ? `${said.right ? "✓ Right." : "✗"} ${said.text}` : "");
    node.classList.toggle("sociable-wrong", said?.right === false);
  };
  mark();
  return { node, mark };
}

// A text of one's own, with a word count that nobody is forced to hear.
function makeWriting({ prompt, minimum_words: least }, { change }) {
  const [id, hintId] = [freshId(), freshId()];
  const area = make("textarea", { id, rows: 7, "aria-describedby": hintId });
  const count = make("p", { id: hintId, class: "sociable-hint" });
  const tell = () => {
    const words = area.value.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
    put(count, "textContent", `${words} ${words === 1 ? "word" : "words"}${least ? ` of at least ${least}` : ""}`);
  };
  area.addEventListener("input", () => (tell(), change({ typing: true })));
  const label = make("label", { for: id, class: "sociable-prompt" }, prompt);
  const node = make("div", { class: "sociable-ask" }, label, area, count);
  const show = (value) => {
    if (document.activeElement !== area || area.value.trim() !== value) put(area, "value", value ?? "");
    tell();
  };
  return { node, read: () => area.value, show, mark: () => {}, enter: () => area.focus() };
}

// Ticks: the criteria of a rubric, or one switch.
function makeTicks({ prompt, options }, { change }) {
  const node = make("fieldset", { class: "sociable-rubric" }, make("legend", {}, prompt));
  const boxes = new Map();
  for (const { id, text } of options) {
    const box = make("input", { type: "checkbox", value: id });
    box.addEventListener("change", () => change());
    boxes.set(id, box);
    node.append(make("label", { class: "sociable-row" }, box, make("span", {}, text)));
  }
  const read = () => [...boxes].filter(([, box]) => box.checked).map(([id]) => id);
  const show = (value) => boxes.forEach((box, id) => put(box, "checked", (value ?? []).includes(id)));
  return { node, read, show, mark: () => {}, enter: () => boxes.values().next().value.focus() };
}

function makeSelect({ prompt, options, empty = "" }, { change }) {
  const id = freshId();
  const control = make("select", { id });
  if (empty) control.append(make("option", { value: "" }, empty));
  for (const option of options) control.append(make("option", { value: option.id }, option.text));
  control.addEventListener("change", () => change());
  const node = make("div", { class: "sociable-ask" }, make("label", { for: id, class: "sociable-prompt" }, prompt), control);
  const show = (value) => put(control, "value", value ?? "");
  return { node, read: () => control.value, show, mark: () => {}, enter: () => control.focus() };
}

function onAccept(control, accept) {
  control.addEventListener("keydown", (event) => {
    if (event.key !== ACCEPT || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    accept();
  });
}
