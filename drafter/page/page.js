(() => {
  "use strict";
  const page = document;
  const byId = (id) => page.getElementById(id);
  const wide = matchMedia("(min-width: 64rem) and (min-height: 30rem)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const points = [...page.querySelectorAll(".points > li")];
  const peek = byId("peek"), help = byId("help"), letters = byId("letters");
  const pieces = new Map(); // number of a sentence -> its stretches in the post
  for (const piece of page.querySelectorAll("#post span[data-i]:not(.r)")) {
    const same = pieces.get(piece.dataset.i);
    if (same) same.push(piece); else pieces.set(piece.dataset.i, [piece]);
  }
  const ids = (text) => (text ? text.split(" ") : []);
  const linesOf = (i) => ids(byId("s" + i)?.dataset.n).map(byId).filter(Boolean);

  page.documentElement.classList.add("js");

  // A sentence with its lines, or a line with its sentences: what lights up together.
  function pair(target) {
    const owner = target.closest?.("[data-i], [data-s]");
    if (!owner) return null;
    if (owner.dataset.s) {
      const rows = ids(owner.dataset.s);
      return { key: owner.id, row: "", all: [owner, ...rows.flatMap((i) => pieces.get(i) ?? [])] };
    }
    const i = owner.dataset.i;
    const lines = new Set([...linesOf(i), ...ids(owner.dataset.n).map(byId).filter(Boolean)]);
    return { key: "s" + i, row: i, lines: [...lines], all: [...(pieces.get(i) ?? []), ...lines] };
  }

  const shown = { lit: [], on: [] };
  function show(name, found) {
    for (const one of shown[name]) one.classList.remove(name);
    shown[name] = found ? found.all : [];
    for (const one of shown[name]) one.classList.add(name);
  }

  const scroll = (one, block = "center") =>
    one?.scrollIntoView({ block, behavior: still.matches ? "auto" : "smooth" });

  // The evidence in words: a drawer where the notes are out of sight, and what a screen reader says.
  function tell(found, reason) {
    peek.replaceChildren();
    const lines = found?.lines ?? [];
    if (!found?.row && !reason) return;
    const close = page.createElement("button");
    close.type = "button";
    close.textContent = "Close";
    close.addEventListener("click", () => choose(null));
    const text = page.createElement("p");
    text.textContent = reason || standing(found);
    const list = page.createElement("ul");
    for (const line of lines) {
      const item = page.createElement("li");
      const number = line.querySelector(".no").textContent;
      item.textContent = (number === "head" ? "Head: " : `Line ${number}: `) + line.querySelector(".t").firstChild.textContent;
      list.append(item);
    }
    peek.append(close, text, list);
  }

  function standing(found) {
    const said = page.querySelector(`.r[data-i="${found.row}"]`)?.textContent ?? "";
    const word = /partly|not borne out|gap/.exec(said)?.[0] ?? (found.lines.length ? "borne out" : "no claim");
    return word[0].toUpperCase() + word.slice(1);
  }

  function choose(found, reason) {
    show("lit", null);
    show("on", found);
    tell(found, reason);
  }

  // -- pointer and focus
  for (const type of ["mouseover", "focusin"]) {
    page.addEventListener(type, (event) => show("lit", pair(event.target)));
  }
  page.addEventListener("mouseleave", () => show("lit", null));
  page.addEventListener("focusout", () => show("lit", null));
  page.addEventListener("click", (event) => {
    const item = event.target.closest(".points > li");
    if (item) mark(points.indexOf(item));
    const found = pair(event.target);
    const link = event.target.closest("a[href]");
    if (!found || !getSelection().isCollapsed) return;
    if (link && !link.getAttribute("href").startsWith("#")) return;
    choose(found, item?.querySelector(".why")?.textContent);
    if (link) {
      const goal = byId(link.getAttribute("href").slice(1));
      if (item && wide.matches) scroll(found.lines?.[0]);
      if (goal) focus(goal);
      if (points.includes(goal)) mark(points.indexOf(goal));
    } else if (wide.matches) {
      scroll(found.row ? found.lines[0] : found.all[1]);
    }
  });

  function focus(goal) { // after the browser has followed the link
    setTimeout(() => {
      if (!goal.hasAttribute("tabindex")) goal.tabIndex = -1;
      goal.focus({ preventScroll: true });
    });
  }

  // -- walking
  let at = -1;
  function mark(index) {
    points[at]?.removeAttribute("aria-current");
    at = index;
    points[at]?.setAttribute("aria-current", "true");
  }
  function step(by) {
    if (!points.length) return;
    mark(Math.min(Math.max(at + by, 0), points.length - 1));
    const item = points[at], link = item.querySelector("a.go");
    const found = pair(item);
    const goal = byId(link.getAttribute("href").slice(1));
    choose(found, item.querySelector(".why").textContent);
    const lines = ids(item.dataset.n).map(byId);
    if (wide.matches) {
      link.focus({ preventScroll: true });
      scroll(item, "nearest");
      scroll(lines[0] ?? found?.lines[0]);
      if (goal && goal.id !== "post") scroll(goal);
    } else {
      scroll(goal && goal.id !== "post" ? goal : item);
    }
  }

  function openHelp() { if (!help.open) help.showModal(); }
  page.querySelector("[data-help]").addEventListener("click", openHelp);
  for (const button of page.querySelectorAll("[data-step]")) {
    button.addEventListener("click", () => { step(Number(button.dataset.step)); });
  }
  page.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.key === "Escape") { choose(null); return; }
    if (!letters.checked || event.target.closest("input, textarea, select")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "?") openHelp();
    else return;
    event.preventDefault();
  });
})();
