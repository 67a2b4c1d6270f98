// Pages work without this. It looks again for what has changed, and counts a discussion's time.
"use strict";

const EVERY = { board: 2000, phone: 8000 }; // milliseconds

function isBusy() {
  const on = document.activeElement;
  return Boolean(on && on.matches("input, select, textarea")) || document.hidden;
}

async function look() {
  if (isBusy()) return;
  const answer = await fetch(location.href, { headers: { "X-Look": "again" }, cache: "no-store" });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
  if (!fresh || answer.redirected) {
    location.reload();
    return;
  }
  const now = document.getElementById("live");
  if (fresh.dataset.live !== now.dataset.live && !isBusy()) now.replaceWith(fresh);
}

function watch() {
  const live = document.getElementById("live");
  if (!live) return;
  const every = EVERY[live.dataset.every || "phone"];
  const again = () => setTimeout(() => look().catch(() => {}).finally(again), every * (0.8 + 0.4 * Math.random()));
  again();
}

function count() {
  const timer = document.querySelector("[data-left]");
  if (!timer) return;
  const end = performance.now() + 1000 * Number(timer.dataset.left);
  const show = () => {
    const left = Math.round((end - performance.now()) / 1000);
    const size = Math.abs(left);
    timer.textContent = `${left < 0 ? "+" : ""}${Math.floor(size / 60)}:${String(size % 60).padStart(2, "0")}`;
    timer.classList.toggle("over", left < 0);
  };
  show();
  setInterval(show, 1000);
}

watch();
count();
