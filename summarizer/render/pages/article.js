"use strict";
(() => {
  const root = document.documentElement;
  const at = (id) => document.getElementById(id);
  const all = (selector, under = document) => Array.from(under.querySelectorAll(selector));
  const textOf = (element) => element.textContent.replace(/\s+/g, " ").trim();
  const say = (words) => { at("say").replaceChildren(words); };

  // Items and the highlighted pieces of the article. Pieces are in order and do not overlap; an item's ranges begin
  // and end where pieces do.
  const items = all("li.item");
  const pieces = all("#article .h");
  const starts = pieces.map((piece) => Number(piece.dataset.start));
  const ends = pieces.map((piece) => Number(piece.dataset.end));
  const piecesOf = new Map();
  const itemsOf = new Map(pieces.map((piece) => [piece, []]));
  const firstFrom = (offset) => {
    let low = 0, high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] < offset) low = middle + 1; else high = middle;
    }
    return low;
  };
  for (const item of items) {
    const button = item.querySelector(".copy");
    button.ariaLabel = "Copy link to " + button.previousElementSibling.textContent;
    const mine = new Set();
    for (const range of item.dataset.at.split(" ").filter(Boolean)) {
      const [start, end] = range.split("-").map(Number);
      for (let i = firstFrom(start); i < pieces.length && ends[i] <= end; i++) mine.add(pieces[i]);
    }
    piecesOf.set(item, Array.from(mine));
    for (const piece of mine) itemsOf.get(piece).push(item);
  }

  const narrow = matchMedia("(max-width: 799px)");
  // Twice: what is far away has only an estimated height until it comes near.
  const into = (element, block) => {
    element.scrollIntoView({ block, behavior: "instant" });
    requestAnimationFrame(() => element.scrollIntoView({ block, behavior: "instant" }));
  };
  const shown = (item) => !item.hidden;

  // Marking.
  let current = null;
  const unmark = () => {
    for (const element of all(".on")) element.classList.remove("on");
    current = null;
    say("");
  };
  const mark = (item) => {
    unmark();
    current = item;
    item.classList.add("on");
    for (const piece of piecesOf.get(item)) piece.classList.add("on");
    history.replaceState(null, "", "#" + item.id);
  };
  const labelOf = (item) => textOf(item.querySelector(".copy").previousElementSibling);
  const toWords = (item, where) => {
    mark(item);
    const mine = piecesOf.get(item);
    const target = (where && at(where)) || mine[0];
    if (!target) return say(labelOf(item) + ": no words of the article");
    into(target, "center");
    const words = mine.map((piece) => piece.textContent).join("").replace(/\s+/g, " ").slice(0, 120);
    const back = document.createElement("a");
    back.href = "#" + item.id;
    back.textContent = "Back to " + labelOf(item);
    say(labelOf(item) + " marked in the article: " + words + " ");
    at("say").append(back);
  };
  const toItem = (item, { focus = true, words = true } = {}) => {
    if (!shown(item)) showEverything();
    mark(item);
    into(item, narrow.matches ? "center" : "nearest");
    if (focus) item.focus({ preventScroll: true });
    if (words && !narrow.matches && piecesOf.get(item)[0]) into(piecesOf.get(item)[0], "center");
    say(labelOf(item) + ": " + textOf(item.querySelector(".say, h3")));
  };

  // The items of a highlight: one is opened, several are offered.
  const pop = at("pop");
  const offer = (piece, several) => {
    const list = document.createElement("ul");
    for (const item of several) {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.open = item.id;
      button.className = item.className.replace(/\b(item|on)\b/g, "");
      const label = document.createElement("b");
      label.textContent = labelOf(item);
      const group = item.closest(".voice");
      const who = (group && group.querySelector("h3 bdi")) || item.querySelector(".who bdi");
      const words = (item.querySelector(".say, h3")).cloneNode(true);
      const line = document.createElement("span");
      line.append(...words.childNodes);
      for (const link of all("a", line)) link.replaceWith(...link.childNodes);
      button.append(label, " ");
      if (who) button.append(who.cloneNode(true), ": ");
      button.append(line);
      if (group) button.classList.add(...Array.from(group.classList).filter((name) => /^v\d/.test(name)));
      const entry = document.createElement("li");
      entry.append(button);
      list.append(entry);
    }
    pop.replaceChildren(list);
    pop.showPopover();
    const box = piece.getClientRects()[0], own = pop.getBoundingClientRect();
    pop.style.left = Math.max(8, Math.min(box.left, innerWidth - own.width - 8)) + "px";
    const below = box.bottom + 6;
    pop.style.top = Math.max(8, below + own.height < innerHeight ? below : box.top - own.height - 6) + "px";
    opener = piece;
    list.querySelector("button").focus();
  };
  let opener = null;
  const openPiece = (piece) => {
    const mine = itemsOf.get(piece).filter(shown);
    const several = mine.length ? mine : itemsOf.get(piece);
    rove(piece);
    if (several.length === 1 && !narrow.matches) toItem(several[0], { words: false });
    else if (several.length) offer(piece, several);
  };
  pop.addEventListener("toggle", (event) => {
    if (event.newState === "closed" && opener && pop.contains(document.activeElement)) opener.focus();
  });

  // One tab stop for all highlights; arrows go from one to the next.
  let stop = null;
  const rove = (piece) => {
    if (stop) stop.tabIndex = -1;
    stop = piece;
    piece.tabIndex = 0;
  };
  for (const piece of pieces) piece.tabIndex = -1;
  if (pieces.length) rove(pieces[0]);
  const nextPiece = (from, step) => {
    for (let i = pieces.indexOf(from) + step; i >= 0 && i < pieces.length; i += step) {
      if (!pieces[i].classList.contains("off")) {
        rove(pieces[i]);
        pieces[i].focus();
        return;
      }
    }
  };
  const nextItem = (step) => {
    const open = items.filter(shown);
    if (!open.length) return;
    const from = open.indexOf(document.activeElement.closest("li.item") || current);
    const to = from < 0 ? (step > 0 ? 0 : open.length - 1) : from + step;
    if (open[to]) toItem(open[to]);
  };

  // Filters and search.
  const search = at("search");
  const controls = { voice: at("by-voice"), stance: at("by-stance"), kind: at("by-kind"), key: at("by-key") };
  const haystack = new Map();
  const hay = (item) => {
    if (!haystack.has(item)) {
      const group = item.closest(".voice");
      haystack.set(item, ((group ? textOf(group.querySelector("h3")) + " " : "") + textOf(item)).toLowerCase());
    }
    return haystack.get(item);
  };
  const wanted = (item, query) => {
    const { voice, stance, kind, key } = item.dataset;
    const { value: byVoice } = controls.voice, { value: byStance } = controls.stance, { value: byKind } = controls.kind;
    return (!byVoice || (voice || "").split(" ").includes(byVoice))
      && (!byStance || stance === byStance)
      && (!byKind || byKind.includes(kind))
      && (!controls.key.checked || key !== undefined)
      && (!query || hay(item).includes(query));
  };
  const find = (query) => {
    if (!globalThis.CSS || !CSS.highlights) return 0;
    CSS.highlights.delete("found");
    if (!query) return 0;
    const ranges = [];
    const walker = document.createTreeWalker(at("article"), NodeFilter.SHOW_TEXT);
    let text = "";
    const nodes = [], places = [];
    while (walker.nextNode()) {
      nodes.push(walker.currentNode);
      places.push(text.length);
      text += walker.currentNode.data;
    }
    // Case is folded one code unit at a time, so that places stay places.
    const folded = Array.from({ length: text.length }, (_, i) => {
      const low = text[i].toLowerCase();
      return low.length === 1 ? low : text[i];
    }).join("");
    let node = 0;
    const locate = (offset, end) => {
      while (node + 1 < nodes.length && (end ? places[node + 1] < offset : places[node + 1] <= offset)) node++;
      return [nodes[node], offset - places[node]];
    };
    for (let i = folded.indexOf(query); i >= 0; i = folded.indexOf(query, i + query.length)) {
      const range = document.createRange();
      range.setStart(...locate(i, false));
      range.setEnd(...locate(i + query.length, true));
      ranges.push(range);
    }
    if (ranges.length) CSS.highlights.set("found", new Highlight(...ranges));
    return ranges.length;
  };
  const filter = () => {
    const query = search.value.trim().toLowerCase();
    let count = 0;
    for (const item of items) {
      item.hidden = !wanted(item, query);
      if (!item.hidden) count++;
    }
    for (const group of all(".voice")) group.hidden = !all("li.item", group).some(shown);
    for (const piece of pieces) piece.classList.toggle("off", !itemsOf.get(piece).some(shown));
    const chosen = [controls.voice.value, controls.stance.value, controls.kind.value, controls.key.checked];
    const active = chosen.filter(Boolean).length;
    at("filtering").textContent = active ? " (" + active + ")" : "";
    const places = find(query);
    at("found").textContent = active || query
      ? count + " of " + items.length + " items" + (query ? ", " + places + " in the article" : "") : "";
  };
  const showEverything = () => {
    for (const control of [controls.voice, controls.stance, controls.kind, search]) control.value = "";
    controls.key.checked = false;
    filter();
  };
  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 80);
  });
  for (const control of Object.values(controls)) control.addEventListener("change", filter);
  const form = search.form;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    showEverything();
  });

  // Links to items.
  const copy = async (button) => {
    const link = location.href.replace(/#.*$/, "") + "#" + button.closest("li").id;
    try {
      await navigator.clipboard.writeText(link);
    } catch {
      const field = document.createElement("textarea");
      field.value = link;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
      button.focus();
    }
    say(button.ariaLabel.replace("Copy link", "Link") + " copied");
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy link"; }, 1500);
  };
  const itemNamed = (name) => {
    const element = name && at(name);
    return element && element.matches("li.item") ? element : null;
  };

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const target = event.target.closest("a, button, [data-go], li.item");
    if (!target) return;
    if (target.matches(".copy")) return void copy(target);
    if (target.dataset.open) {
      opener = null;
      pop.hidePopover();
      return toItem(at(target.dataset.open), { words: false });
    }
    if (target.matches(".h")) {
      event.preventDefault();
      return openPiece(target);
    }
    const item = target.closest("li.item");
    if (target.matches("a.go") && item) {
      event.preventDefault();
      return toWords(item, target.hash.slice(1));
    }
    const named = itemNamed(target.dataset.go || (target.matches("a") ? (target.getAttribute("href") || "").slice(1) : ""));
    if (named) {
      event.preventDefault();
      return toItem(named);
    }
    if (target === item && !String(getSelection())) toWords(item);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key, target } = event;
    const arrow = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[key];
    if (key === "Escape") {
      if (pop.matches(":popover-open")) return;
      if (target === search && search.value) {
        search.value = "";
        filter();
      } else if (at("filters").open && at("filters").contains(target)) {
        at("filters").open = false;
        at("filters").querySelector("summary").focus();
      } else unmark();
    } else if (pop.contains(target) && arrow) {
      event.preventDefault();
      const buttons = all("button", pop);
      (buttons[buttons.indexOf(target) + arrow] || target).focus();
    } else if (target.matches("input, select, textarea")) {
      return;
    } else if (key === "Enter" && target.matches("li.item")) {
      event.preventDefault();
      toWords(target);
    } else if (arrow && target.matches(".h")) {
      event.preventDefault();
      nextPiece(target, arrow);
    } else if ((key === "ArrowDown" || key === "ArrowUp") && target.matches("li.item")) {
      event.preventDefault();
      nextItem(arrow);
    } else if (at("keys").checked && (key === "j" || key === "k")) {
      event.preventDefault();
      nextItem(key === "j" ? 1 : -1);
    } else if (at("keys").checked && key === "/") {
      event.preventDefault();
      search.focus();
      search.select();
    }
  });

  // Light and dark.
  const store = { get: () => { try { return localStorage.getItem("theme"); } catch { return null; } },
    set: (value) => { try { localStorage.setItem("theme", value); } catch { /* kept for this view only */ } } };
  const system = matchMedia("(prefers-color-scheme: dark)");
  if (["light", "dark"].includes(store.get())) root.dataset.theme = store.get();
  at("theme").addEventListener("click", () => {
    const now = root.dataset.theme || (system.matches ? "dark" : "light");
    root.dataset.theme = now === "dark" ? "light" : "dark";
    store.set(root.dataset.theme);
    say(root.dataset.theme + " colours");
  });

  const follow = () => {
    const item = itemNamed(location.hash.slice(1));
    if (item) toItem(item);
  };
  addEventListener("hashchange", follow);
  follow();
})();
