// Brings back what this browser keeps, follows other windows, and says when the kernel is gone.

const PATIENCE = 15_000; // milliseconds that a busy kernel may take to answer

function render({ model, el }) {
  const lost = make("p", { class: "sociable-lost" }, model.get("lost"));
  const said = make("div", { class: "sociable", role: "alert" });
  if (model.get("prefix")) said.popover = "manual"; // a page may be scrolled far from here: so it is seen everywhere
  el.append(said);
  const tell = (isLost) => {
    el.closest(".sociable-app")?.classList.toggle("sociable-disconnected", isLost);
    if (isLost === said.contains(lost)) return;
    said.replaceChildren(...(isLost ? [lost] : []));
    if (said.popover) said.togglePopover(isLost);
  };
  const endings = [watchWidgets(model, el, tell)];
  if (model.get("prefix")) endings.push(keepHere(model), watchKernel(model, tell));
  return () => endings.forEach((end) => end());
}

// JupyterLab marks its widgets when their kernel stops.
function watchWidgets(model, el, tell) {
  const check = () => setTimeout(() => tell(el.closest(".jupyter-widgets-disconnected") !== null), 0);
  model.on("comm_live_update", check);
  return () => model.off("comm_live_update", check);
}

// Voilà marks nothing: so a sign of life is asked for when a person does something, or comes back to the page.
function watchKernel(model, tell) {
  let waiting = null;
  const ask = () => {
    if (waiting !== null || document.hidden) return;
    waiting = setTimeout(() => tell(true), PATIENCE);
    model.send({ alive: true });
  };
  const hear = ({ alive = false }) => {
    if (!alive) return;
    clearTimeout(waiting);
    waiting = null;
    tell(false);
  };
  model.on("msg:custom", hear);
  window.addEventListener("sociable-kept", ask);
  document.addEventListener("visibilitychange", ask);
  return () => {
    clearTimeout(waiting);
    model.off("msg:custom", hear);
    window.removeEventListener("sociable-kept", ask);
    document.removeEventListener("visibilitychange", ask);
  };
}

function keepHere(model) {
  const prefix = model.get("prefix");
  const hear = ({ put = {}, clear = false }) => {
    if (clear) Object.keys(readEntries(prefix)).forEach((key) => localStorage.removeItem(prefix + key));
    Object.entries(put).forEach(([key, value]) => keepEntry(prefix, key, value));
  };
  const follow = ({ key, newValue, storageArea }) => {
    if (storageArea !== localStorage || !key?.startsWith(prefix)) return;
    model.send({ changed: { [key.slice(prefix.length)]: newValue === null ? null : parseEntry(newValue) } });
  };
  const complain = () => model.send({ unkept: true });
  model.on("msg:custom", hear);
  window.addEventListener("storage", follow);
  window.addEventListener("sociable-unkept", complain);
  restore(model, prefix, complain);
  return () => {
    model.off("msg:custom", hear);
    window.removeEventListener("storage", follow);
    window.removeEventListener("sociable-unkept", complain);
  };
}

function restore(model, prefix, complain) {
  try {
    localStorage.setItem("sociable-probe", "1");
    localStorage.removeItem("sociable-probe");
    model.send({ restored: readEntries(prefix) });
  } catch {
    complain();
  }
}

export default { render };
