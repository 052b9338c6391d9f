// The keys and the live filter of the desk. Every page works without this file.
(() => {
  "use strict";
  const typing = (one) => one.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(one.tagName);
  const rows = () => [...document.querySelectorAll("[data-row], article.thread, details.held, .alarms > li")]
    .filter((row) => row.getClientRects().length);
  let at = -1;

  function go(step) {
    const all = rows();
    if (!all.length) return;
    at = Math.max(0, Math.min(all.length - 1, at + step));
    document.querySelectorAll(".here").forEach((row) => row.classList.remove("here"));
    const row = all[at];
    row.classList.add("here");
    const link = row.querySelector("h2 a, summary, blockquote a, a");
    if (link) link.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  function open() {
    const row = rows()[at];
    if (!row) return;
    const link = row.querySelector("h2 a, blockquote a, a");
    if (row.matches("details:not([open])")) row.open = true;
    else if (link) link.click();
  }

  const keys = {
    j: () => go(1),
    k: () => go(-1),
    o: open,
    "/": () => { const box = document.getElementById("q"); box.focus(); box.select(); },
    "?": () => { location.assign("/keys"); },
    u: () => { const up = document.querySelector(".crumb a") || document.querySelector(".bar .mark"); up.click(); },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (typing(event.target)) { if (event.key === "Escape") event.target.blur(); return; }
    if (Object.hasOwn(keys, event.key)) { event.preventDefault(); keys[event.key](); }
  });

  // the live filter: what is typed narrows the rows of the page that is there; Enter asks the whole store
  const list = document.querySelector("[data-rows]");
  const box = document.getElementById("q");
  if (list && box) {
    const told = document.createElement("p");
    told.className = "narrowing";
    told.setAttribute("role", "status");
    list.before(told);
    const first = box.value;
    box.addEventListener("input", () => {
      const plain = box.value !== first && !/[:"()]/.test(box.value);
      const words = plain ? box.value.toLowerCase().split(/\s+/).filter(Boolean) : [];
      let shown = 0;
      for (const row of list.querySelectorAll("[data-row]")) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
        shown += row.hidden ? 0 : 1;
      }
      at = -1;
      told.textContent = words.length ? `${shown} on this page; Enter searches all reports` : "";
    });
  }
})();
