// A table that is sorted by its headings. The order is the model's, so that every view shows the same.

const ROOM_STEP = 50; // pixels: a map is drawn anew for so much more or less room

function render({ model, el }) {
  const root = make("div", { class: "sociable sociable-sortable" });
  const said = make("p", { class: "sociable-hint", role: "status", "aria-live": "polite" });
  const region = make("div", { class: "sociable-scroll", role: "region", tabindex: "0" });
  guard(region);
  root.append(said, region);
  el.append(root);

  const build = () => {
    const focused = region.querySelector("button:focus")?.dataset.column;
    region.setAttribute("aria-label", model.get("caption"));
    region.replaceChildren(makeTable(model));
    if (focused) region.querySelector(`button[data-column="${CSS.escape(focused)}"]`)?.focus();
    put(said, "textContent", describe(model));
  };
  const room = new ResizeObserver((entries) => {
    const width = Math.floor(entries.at(-1).contentRect.width / ROOM_STEP) * ROOM_STEP;
    if (!width || width === model.get("room")) return;
    model.set("room", width);
    model.save_changes();
  });

  build();
  room.observe(root);
  const changes = "change:rows change:columns change:caption change:sorted_by change:descending";
  model.on(changes, build);
  return () => {
    room.disconnect();
    model.off(changes, build);
  };
}

const KINDS = { text: "sociable-words", number: "sociable-amount" };

function makeTable(model) {
  const columns = model.get("columns");
  const head = make("tr", {}, ...columns.map((column) => makeHeading(model, column)));
  const body = sortRows(model).map((row) => make("tr", {}, ...row.map((cell, place) => makeCell(columns[place], cell, place))));
  return make(
    "table",
    {},
    make("caption", {}, model.get("caption")),
    make("thead", {}, head),
    make("tbody", {}, ...body),
  );
}

function makeHeading(model, column) {
  const active = column.id === model.get("sorted_by");
  const down = model.get("descending");
  const arrow = make("span", { "aria-hidden": "true" }, active ? (down ? " ▼" : " ▲") : "");
  const button = make("button", { "data-column": column.id }, column.label, arrow);
  button.addEventListener("click", () => {
    model.set({ sorted_by: column.id, descending: active ? !down : column.kind === "number" });
    model.save_changes();
  });
  const heading = make("th", { scope: "col", class: KINDS[column.kind] }, button);
  if (active) heading.setAttribute("aria-sort", down ? "descending" : "ascending");
  return heading;
}

function makeCell(column, cell, place) {
  return make(place ? "td" : "th", place ? { class: KINDS[column.kind] } : { scope: "row" }, cell.text);
}

function sortRows(model) {
  const place = model.get("columns").findIndex((column) => column.id === model.get("sorted_by"));
  const rows = [...model.get("rows")];
  if (place < 0) return rows;
  const sign = model.get("descending") ? -1 : 1;
  return rows.sort((one, other) => compare(one[place].key, other[place].key, sign));
}

function compare(one, other, sign) {
  if (one === null || other === null) return (one === null) - (other === null); // what is not known comes last
  if (typeof one === "number") return sign * (one - other);
  return sign * String(one).localeCompare(String(other), undefined, { numeric: true, sensitivity: "base" });
}

function describe(model) {
  const count = model.get("rows").length;
  const column = model.get("columns").find((each) => each.id === model.get("sorted_by"));
  const rows = `${count} ${count === 1 ? "row" : "rows"}`;
  if (!column) return `${rows}. Press a heading to sort.`;
  const words = column.kind === "number" ? ["lowest first", "highest first"] : ["from A", "from Z"];
  return `${rows}, sorted by ${column.label}, ${words[Number(model.get("descending"))]}.`;
}

export default { render };
