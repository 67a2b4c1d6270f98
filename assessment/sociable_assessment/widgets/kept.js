// What is kept in this browser: one entry for each answer, so that two windows never overwrite each other's.
// An empty prefix keeps nothing: then Python does, in a file.

function keepEntry(prefix, key, value) {
  if (!prefix) return;
  try {
    if (value === null || value === "") localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, JSON.stringify(value));
    window.dispatchEvent(new Event("sociable-kept"));
  } catch {
    window.dispatchEvent(new Event("sociable-unkept")); // private windows and full disks
  }
}

function readEntries(prefix) {
  const found = {};
  for (let place = 0; place < localStorage.length; place += 1) {
    const key = localStorage.key(place);
    if (key.startsWith(prefix)) found[key.slice(prefix.length)] = parseEntry(localStorage.getItem(key));
  }
  return found;
}

function parseEntry(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// A press of a button can overtake the answers on their way to the kernel, so it brings along what the page holds.
const GATHER = "sociable-gather";

function gatherPage(node) {
  const page = { app: node.closest(".sociable-app"), values: {} };
  window.dispatchEvent(new CustomEvent(GATHER, { detail: page }));
  const { app, ...held } = page;
  return held;
}

function giveToPage(node, add) {
  const hear = ({ detail }) => detail.app?.contains(node) && add(detail);
  window.addEventListener(GATHER, hear);
  return () => window.removeEventListener(GATHER, hear);
}
