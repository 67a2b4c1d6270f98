// The questionnaire: one dimension at a time, a fieldset a question, native radios, the answers as one object.
//
// `answers` holds what the responses file holds: {item: {option | dont_know | not_applicable, evidence}}.
// The page's own state is the DOM; it is written anew only when `sections` change.

const PAUSE = 500;
const DONT_KNOW = "dont_know";
const NOT_APPLICABLE = "not_applicable";

function render({ model, el }) {
  const form = make("div", { class: "sociable sociable-form" });
  el.append(form);
  let cards = new Map();
  let bar = null;

  let committed = null;
  let commits = 0;
  const commit = (item, answer) => {
    const { [item]: before = null, ...others } = model.get("answers");
    if (JSON.stringify(before) === JSON.stringify(answer)) return;
    committed = item; // this card shows it already, and perhaps more: a reason that is still to be typed
    keepEntry(model.get("prefix"), `answer/${model.get("rater")}/${item}`, answer);
    model.set("answers", answer === null ? others : { ...others, [item]: answer });
    commits += 1; // so that the stamp changes, and goes along: the kernel may have turned to another rater meanwhile
    model.set("stamp", `${model.get("edition")}/${commits}/${model.get("rater")}`);
    committed = null;
    model.save_changes();
  };
  let shown = {};
  const show = () => {
    const answers = model.get("answers");
    for (const [item, card] of cards) {
      const same = JSON.stringify(shown[item]) === JSON.stringify(answers[item] ?? null);
      if (item !== committed && !(same && item in shown)) card.show(answers[item] ?? null);
    }
    shown = Object.fromEntries([...cards.keys()].map((item) => [item, answers[item] ?? null]));
    bar.show(answers);
  };
  const build = () => {
    flush();
    cards = new Map();
    const words = model.get("words");
    const sections = model.get("sections").map((each) => makeSection(each, words, cards, commit));
    const pages = turnPages(form, model.get("sections"), sections, words);
    bar = makeBar(model.get("sections"), pages, words, cards);
    form.replaceChildren(bar.node, make("div", { class: "sociable-questions" }, ...sections), pages.node);
    reset();
    tell();
  };
  // Other answers than before: begin where something is open.
  const reset = () => {
    shown = {};
    show();
    bar.begin();
  };
  const tell = () => bar.tell(model.get("told"));
  const flush = () => cards.forEach((card) => card.flush());

  const leave = giveToPage(form, (page) => Object.assign(page, { rater: model.get("rater"), answers: model.get("answers") }));

  build();
  model.on("change:sections change:words", build);
  model.on("change:answers", show);
  model.on("change:edition", reset);
  model.on("change:told", tell);
  model.send({ seen: true });
  window.addEventListener("pagehide", flush);
  return () => {
    flush();
    leave();
    window.removeEventListener("pagehide", flush);
    model.off("change:sections change:words", build);
    model.off("change:answers", show);
    model.off("change:edition", reset);
    model.off("change:told", tell);
  };
}

function makeSection(section, words, cards, commit) {
  const id = freshId();
  const node = make("section", { "aria-labelledby": id, class: "sociable-section" });
  const title = make("h2", { id, tabindex: "-1" }, section.title);
  guard(title);
  node.append(title, make("p", { class: "sociable-quiet" }, section.about));
  for (const item of section.items) {
    const card = makeCard(item, words, (answer) => commit(item.id, answer));
    cards.set(item.id, card);
    node.append(card.node);
  }
  return node;
}

// ---------------------------------------------------------------------------------------------- a question

function makeCard(item, words, commit) {
  const name = freshId();
  const fieldset = make("fieldset", { class: "sociable-card", "data-item": item.id });
  const legend = make("legend", {}, make("span", { class: "sociable-number" }, item.number), ` ${item.question}`);
  if (item.key) legend.append(" ", make("span", { class: "sociable-key" }, words.key));
  const radios = new Map();
  const choose = (value) => {
    radios.set(value.id, value.radio);
    return value.row;
  };
  const options = item.options.map((option) => choose(makeOption(name, option)));
  const others = [DONT_KNOW, NOT_APPLICABLE].map((id) => choose(makeOption(name, { id, text: words[id] })));
  const reason = makeText(words.reason, "input", words.reason_needed);
  const evidence = makeText(words.evidence, "textarea", item.evidence);
  const alone = make("p", { class: "sociable-hint sociable-warning" }, words.evidence_alone);
  const more = makeMore(item, words, evidence, alone);
  const clear = make("button", { class: "sociable-clear" }, words.clear);
  clear.setAttribute("aria-label", `${words.clear}: ${item.question}`);
  fieldset.append(legend, ...options, make("div", { class: "sociable-others" }, ...others), reason.node, more, clear);

  const chosen = () => [...radios].find(([, radio]) => radio.checked)?.[0] ?? null;
  const read = () => {
    const id = chosen();
    const note = evidence.field.value.trim() ? { evidence: evidence.field.value.trim() } : {};
    if (id === null) return null;
    if (id === DONT_KNOW) return { dont_know: true, ...note };
    if (id !== NOT_APPLICABLE) return { option: id, ...note };
    const why = reason.field.value.trim();
    return why ? { not_applicable: why, ...note } : null;
  };
  const dress = () => {
    const away = chosen() === NOT_APPLICABLE;
    reason.node.hidden = !away;
    reason.hint.hidden = !away || reason.field.value.trim() !== "";
    reason.field.setAttribute("aria-invalid", String(!reason.hint.hidden));
    alone.hidden = chosen() !== null || evidence.field.value.trim() === "";
    clear.hidden = chosen() === null;
    for (const radio of radios.values()) radio.parentElement.classList.toggle("sociable-chosen", radio.checked);
    fieldset.classList.toggle("sociable-answered", read() !== null);
  };
  const change = () => {
    dress();
    commit(read());
  };
  const typing = debounce(change, PAUSE);
  for (const radio of radios.values()) radio.addEventListener("change", change);
  for (const { field } of [reason, evidence]) {
    field.addEventListener("input", () => (dress(), typing.later()));
    field.addEventListener("change", typing.now);
    field.addEventListener("blur", typing.now);
  }
  clear.addEventListener("click", () => {
    for (const radio of radios.values()) radio.checked = false;
    radios.values().next().value.focus();
    change();
  });

  // What Python says is shown, except where it would take away what is being typed or chosen right now.
  const show = (answer) => {
    const busy = fieldset.contains(document.activeElement);
    const waiting = chosen() === NOT_APPLICABLE && !reason.field.value.trim();
    if (!(answer === null && busy && waiting)) {
      const id = answer?.option ?? [DONT_KNOW, NOT_APPLICABLE].find((each) => answer?.[each]) ?? null;
      for (const [each, radio] of radios) put(radio, "checked", each === id);
    }
    write(reason.field, answer?.not_applicable);
    if (answer !== null || !busy) write(evidence.field, answer?.evidence);
    if (evidence.field.value) more.open = true;
    dress();
  };
  return { node: fieldset, show, flush: typing.now, isOpen: () => read() === null, focus: () => enter(radios, chosen()) };
}

function write(field, text = "") {
  if (document.activeElement !== field && field.value.trim() !== text) field.value = text;
}

function enter(radios, id) {
  const radio = radios.get(id) ?? radios.values().next().value;
  radio.focus({ preventScroll: true });
  radio.closest("fieldset").scrollIntoView({ block: "start" });
}

function makeOption(name, { id, text, anchor = null, glyph = "", tone = "" }) {
  const radio = make("input", { type: "radio", name, value: id });
  const title = make("span", { class: "sociable-option-name" }, text);
  if (glyph) title.prepend(make("span", { class: `sociable-glyph ${tone}`, "aria-hidden": "true" }, glyph), " ");
  const row = make("label", { class: anchor === null ? "sociable-option sociable-other" : "sociable-option" }, radio, title);
  if (anchor !== null) row.append(" ", make("span", { class: "sociable-anchor" }, anchor));
  return { id, radio, row };
}

function makeText(label, tag, hint) {
  const [id, hintId] = [freshId(), freshId()];
  const field = make(tag, { id, "aria-describedby": hintId });
  if (tag === "textarea") field.rows = 2;
  else field.type = "text";
  const said = make("p", { id: hintId, class: "sociable-hint" }, hint);
  const node = make("div", { class: "sociable-text" }, make("label", { for: id }, label), field, said);
  return { node, field, hint: said };
}

function makeMore(item, words, evidence, alone) {
  const more = make("details", { class: "sociable-more" }, make("summary", {}, words.more));
  if (item.who) more.append(make("p", { class: "sociable-hint" }, make("strong", {}, words.who), ` ${item.who}`));
  more.append(evidence.node, alone);
  return more;
}

// ---------------------------------------------------------------------------------------------- one at a time

// Show one section; the others keep what is typed in them.
function turnPages(form, sections, nodes, words) {
  let present = 0;
  const heard = [];
  const back = make("button", { class: "sociable-back" });
  const on = make("button", { class: "sociable-on sociable-main" });
  const node = make("div", { class: "sociable-turn" }, back, on);
  const show = (place) => {
    present = place;
    nodes.forEach((each, number) => (each.hidden = number !== place));
    back.hidden = place === 0;
    put(back, "textContent", `← ${sections[place - 1]?.title ?? ""}`);
    put(on, "textContent", place + 1 < sections.length ? `${sections[place + 1].title} →` : words.result);
    heard.forEach((each) => each(place));
  };
  const go = (place) => {
    show(place);
    nodes[place].querySelector("h2").focus({ preventScroll: true });
    toTop(form);
  };
  back.addEventListener("click", () => go(present - 1));
  on.addEventListener("click", () => (present + 1 < sections.length ? go(present + 1) : toResult(form)));
  return { node, show, go, present: () => present, listen: (each) => heard.push(each) };
}

// The form scrolls by itself where it has a height of its own, else with the page.
function toTop(form) {
  form.scrollTop = 0;
  const { top } = form.getBoundingClientRect();
  if (top < 0) form.scrollIntoView({ block: "start" });
}

function toResult(form) {
  const result = form.closest(".sociable-app")?.querySelector(".sociable-result [role=status]");
  if (!result) return;
  result.tabIndex = -1;
  guard(result);
  result.focus({ preventScroll: true });
  const pane = result.closest(".sociable-result");
  pane.scrollTop = 0;
  // Where the result scrolls with the page, it begins at the top of the window; beside the form, the page stays put.
  if (pane.offsetHeight > window.innerHeight) pane.scrollIntoView({ block: "start" });
  else result.scrollIntoView({ block: "nearest" });
}

// ---------------------------------------------------------------------------------------------- progress

function makeBar(sections, pages, words, cards) {
  const [whose, count] = [make("span"), make("span")];
  const done = make("p", { class: "sociable-progress-text" }, whose, count);
  const glyph = make("span", { "aria-hidden": "true" });
  const result = make("span");
  const told = make("button", { class: "sociable-told" }, glyph, " ", result);
  told.addEventListener("click", () => toResult(told.closest(".sociable-form")));
  const next = make("button", { class: "sociable-next" }, words.next);
  const firstOpen = (from) => {
    const places = sections.map((_, place) => (from + place) % sections.length);
    const items = places.flatMap((place) => sections[place].items.map((item) => ({ place, card: cards.get(item.id) })));
    return items.find(({ card }) => card.isOpen());
  };
  next.addEventListener("click", () => {
    const found = firstOpen(pages.present());
    if (!found) return;
    pages.show(found.place);
    found.card.focus();
  });
  const parts = sections.map((section, place) => makePart(section, place, pages));
  const nav = make("nav", { "aria-label": words.parts, class: "sociable-parts" }, ...parts.map((part) => part.button));
  const row = make("div", { class: "sociable-progress-row" }, done, told, next);
  const node = make("div", { class: "sociable-progress" }, row, nav);
  pages.listen((present) => parts.forEach((part, place) => part.mark(place === present)));

  const show = (answers) => {
    const all = sections.flatMap((section) => section.items);
    put(count, "textContent", fillIn(words.progress, countIn(all, answers), all.length));
    next.disabled = countIn(all, answers) === all.length;
    parts.forEach((part) => part.show(answers, words));
  };
  const tell = ({ glyph: sign = "", tone = "", text = "", who = "" }) => {
    put(whose, "textContent", who && `${who}: `);
    put(glyph, "textContent", sign);
    put(glyph, "className", `sociable-glyph ${tone}`);
    put(result, "textContent", text);
    told.hidden = text === "";
    told.setAttribute("aria-label", `${words.result} ${text}`);
  };
  return { node, show, tell, begin: () => pages.show(firstOpen(0)?.place ?? 0) };
}

function makePart(section, place, pages) {
  const fill = make("span", { class: "sociable-fill" });
  const track = make("span", { class: "sociable-track", "aria-hidden": "true" }, fill);
  const label = make("span", { "aria-hidden": "true" }, String(place + 1));
  const button = make("button", { title: section.title }, label, track);
  button.addEventListener("click", () => pages.go(place));
  const show = (answers, words) => {
    const [done, all] = [countIn(section.items, answers), section.items.length];
    button.setAttribute("aria-label", `${section.title}: ${fillIn(words.progress, done, all)}`);
    fill.style.width = `${(100 * done) / all}%`;
  };
  const mark = (present) => {
    if (present) button.setAttribute("aria-current", "step");
    else button.removeAttribute("aria-current");
  };
  return { button, show, mark };
}

function countIn(items, answers) {
  return items.filter((item) => item.id in answers).length;
}

function fillIn(text, ...values) {
  return values.reduce((filled, value) => filled.replace("{}", value), text);
}

export default { render };
