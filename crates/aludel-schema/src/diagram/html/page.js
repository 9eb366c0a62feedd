"use strict";
(() => {
  const root = document.documentElement, map = document.getElementById("map");
  const list = document.getElementById("list"), sheets = document.getElementById("sheets");
  const search = document.getElementById("search"), dark = document.getElementById("dark");
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const boxes = all(".b", map), lines = all(".e[data-c]", map), names = all("#names text", map);
  const items = all("li", list), sections = all("section", sheets);
  const texts = sections.map((section) => section.textContent.toLowerCase());
  const whole = map.viewBox.baseVal, width = whole.width, height = whole.height;
  let view = { x: 0, y: 0, w: width, h: height };

  root.classList.add("live");
  document.getElementById("tools").hidden = false;

  // Lines are thin; what is pointed at is a wider one that cannot be seen.
  for (const way of all(".e[data-c] .way", map)) {
    const hit = way.cloneNode();
    hit.setAttribute("class", "hit");
    way.before(hit);
  }

  const show = () => {
    map.setAttribute("viewBox", [view.x, view.y, view.w, view.h].join(" "));
    map.classList.toggle("far", scale() < 0.5);
  };
  const frame = () => map.getBoundingClientRect();
  const scale = () => { const f = frame(); return Math.min(f.width / view.w, f.height / view.h); };
  // The view takes the frame's shape, so that a point on the screen is easily led back to the picture.
  const shape = () => {
    const f = frame(), s = Math.min(f.width / view.w, f.height / view.h) || 1;
    const w = f.width / s, h = f.height / s;
    view = { x: view.x - (w - view.w) / 2, y: view.y - (h - view.h) / 2, w, h };
    show();
  };
  const fit = () => { view = { x: 0, y: 0, w: width, h: height }; shape(); };
  const zoom = (factor, x, y) => {
    const f = frame();
    x = x === undefined ? f.left + f.width / 2 : x;
    y = y === undefined ? f.top + f.height / 2 : y;
    const s = scale(), to = Math.min(4, Math.max(0.02, s * factor));
    factor = to / s;
    const px = view.x + (x - f.left) / s, py = view.y + (y - f.top) / s;
    view = { x: px - (px - view.x) / factor, y: py - (py - view.y) / factor, w: view.w / factor, h: view.h / factor };
    show();
  };
  const bounds = (box) => {
    const at = box.transform.baseVal.consolidate().matrix, own = box.querySelector(".box");
    const head = map.querySelector(".b").parentNode.transform.baseVal.consolidate().matrix;
    return { x: at.e + head.e, y: at.f + head.f, w: own.width.baseVal.value, h: own.height.baseVal.value };
  };
  // Shows a table with its neighbours if they can all be read at once, else the table in the middle.
  const centre = (place, near) => {
    const own = bounds(boxes[place]), f = frame(), around = [...near].map((other) => bounds(boxes[other]));
    const x = Math.min(...around.map((b) => b.x)), y = Math.min(...around.map((b) => b.y));
    const w = Math.max(...around.map((b) => b.x + b.w)) - x, h = Math.max(...around.map((b) => b.y + b.h)) - y;
    const all = Math.min(f.width / (w + 60), f.height / (h + 60)), fits = all >= 0.6;
    const b = fits ? { x, y, w, h } : own, s = fits ? Math.min(all, 1.1) : Math.max(scale(), 0.8);
    view = { x: b.x + b.w / 2 - f.width / s / 2, y: b.y + b.h / 2 - f.height / s / 2, w: f.width / s, h: f.height / s };
    show();
  };

  // A folded table grows over its neighbours, until another is chosen: lines end at rows that stay
  // where they are.
  const unfold = (box, open) => {
    const rest = box.querySelector(".rest");
    if (!rest || box.classList.contains("open") === open) { return; }
    const own = box.querySelector(".box"), more = (rest.childElementCount - 1) * 20;
    own.setAttribute("height", own.height.baseVal.value + (open ? more : -more));
    box.classList.toggle("open", open);
    if (open) { box.parentNode.append(box); }
  };

  const choose = (place, move) => {
    boxes.forEach((box) => unfold(box, false));
    const near = new Set([place]);
    for (const line of lines) {
      const child = Number(line.dataset.c), parent = Number(line.dataset.p), on = child === place || parent === place;
      line.classList.toggle("on", on);
      if (on) { near.add(child).add(parent); line.parentNode.append(line); }
    }
    map.classList.toggle("focus", place >= 0);
    boxes.forEach((box, i) => { box.classList.toggle("on", near.has(i)); box.classList.toggle("chosen", i === place); });
    names.forEach((name) => name.classList.toggle("on", near.has(Number(name.dataset.t))));
    items.forEach((item) => item.classList.toggle("on", place >= 0 && Number(item.firstElementChild.dataset.to) === place));
    sections.forEach((section, i) => section.classList.toggle("on", i === place));
    sheets.classList.toggle("on", place >= 0);
    sheets.scrollTop = 0;
    shape();
    if (place >= 0) {
      items[place].scrollIntoView({ block: "nearest" });
      if (move) { centre(place, near); }
    }
    try { history.replaceState(null, "", place < 0 ? "#" : "#" + encodeURIComponent(items[place].dataset.name)); } catch { /* a page in a frame may not */ }
  };

  const find = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const strong = [], weak = [], rest = [];
    items.forEach((item) => {
      const place = Number(item.firstElementChild.dataset.to), name = item.dataset.name.toLowerCase();
      const inName = words.every((word) => name.includes(word));
      const found = inName || words.every((word) => texts[place].includes(word));
      item.hidden = !found;
      item.style.display = found ? "" : "none";
      item.classList.toggle("weak", !inName);
      (inName ? strong : found ? weak : rest).push(item);
    });
    list.append(...strong, ...weak, ...rest);
    return strong[0] || weak[0];
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-to]");
    if (link) { event.preventDefault(); choose(Number(link.dataset.to), true); }
  });
  search.addEventListener("input", find);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { const first = find(); if (first) { choose(Number(first.firstElementChild.dataset.to), true); } }
    if (event.key === "Escape") { search.value = ""; find(); search.blur(); }
  });

  const held = new Map();
  let moved = 0, spread = 0;
  map.addEventListener("pointerdown", (event) => {
    if (held.size === 0) { moved = 0; }
    held.set(event.pointerId, { x: event.clientX, y: event.clientY });
    spread = 0;
  });
  map.addEventListener("pointermove", (event) => {
    const before = held.get(event.pointerId);
    if (!before) { return; }
    const now = { x: event.clientX, y: event.clientY };
    moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
    if (moved > 4 && !map.hasPointerCapture(event.pointerId)) { map.setPointerCapture(event.pointerId); map.classList.add("held"); }
    held.set(event.pointerId, now);
    if (held.size === 1) {
      const s = scale();
      view.x -= (now.x - before.x) / s;
      view.y -= (now.y - before.y) / s;
      show();
    } else if (held.size === 2) {
      const [a, b] = held.values(), apart = Math.hypot(a.x - b.x, a.y - b.y);
      if (spread > 0) { zoom(apart / spread, (a.x + b.x) / 2, (a.y + b.y) / 2); }
      spread = apart;
    }
  });
  const release = (event) => { held.delete(event.pointerId); spread = 0; map.classList.remove("held"); };
  map.addEventListener("pointerup", (event) => {
    release(event);
    if (moved > 4) { return; }
    const box = event.target.closest(".b");
    if (!box) { choose(-1); return; }
    choose(Number(box.dataset.t), false);
    if (event.target.closest(".fold")) { unfold(box, true); }
  });
  map.addEventListener("pointercancel", release);
  map.addEventListener("wheel", (event) => {
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 18 : 1;
    zoom(Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0016)), event.clientX, event.clientY);
  }, { passive: false });

  const switchTheme = () => {
    const isDark = matchMedia(dark.media).matches;
    dark.media = isDark ? "not all" : "screen";
  };
  const actions = { fit, in: () => zoom(1.3), out: () => zoom(1 / 1.3), theme: switchTheme };
  for (const [id, action] of Object.entries(actions)) { document.getElementById(id).addEventListener("click", action); }
  const keys = { "0": fit, "+": actions.in, "=": actions.in, "-": actions.out, t: switchTheme, Escape: () => choose(-1), "/": () => search.focus() };
  document.addEventListener("keydown", (event) => {
    if (event.target === search || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) { return; }
    event.preventDefault();
    keys[event.key]();
  });

  let kept = view;
  addEventListener("beforeprint", () => { kept = view; view = { x: 0, y: 0, w: width, h: height }; show(); map.classList.remove("far"); });
  addEventListener("afterprint", () => { view = kept; show(); });
  addEventListener("resize", shape);

  fit();
  if (scale() > 1) { zoom(1 / scale()); }
  try {
    const wanted = decodeURIComponent(location.hash.slice(1));
    const place = items.findIndex((item) => item.dataset.name === wanted);
    if (wanted && place >= 0) { choose(place, true); }
  } catch { /* not a name */ }
})();
