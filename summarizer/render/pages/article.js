"use strict";
(() => {
  const root = document.documentElement;
  const at = (id) => document.getElementById(id);
  const all = (selector, under = document) => Array.from(under.querySelectorAll(selector));
  const textOf = (element) => element.textContent.replace(/\s+/g, " ").trim();
  const say = (words) => { at("say").replaceChildren(words); };

  // What many elements have in common is looked up when it is first asked for: a long page answers its first click soon.
  const once = (make) => {
    let made;
    return () => (made ??= make());
  };
  const idle = globalThis.requestIdleCallback || ((work) => setTimeout(work, 200));

  // Items and the highlighted pieces of the article. Pieces are in order and do not overlap; an item's ranges begin
  // and end where pieces do.
  const items = once(() => all("li.item"));
  const pieces = once(() => all("#article .h"));
  const startOf = (piece) => Number(piece.dataset.start);
  const rangesOf = (item) => item.dataset.at.split(" ").filter(Boolean).map((range) => range.split("-").map(Number));
  const firstFrom = (offset) => {
    let low = 0, high = pieces().length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (startOf(pieces()[middle]) < offset) low = middle + 1; else high = middle;
    }
    return low;
  };
  const piecesOf = (item) => {
    const mine = new Set();
    for (const [start, end] of rangesOf(item)) {
      for (let i = firstFrom(start); i < pieces().length && Number(pieces()[i].dataset.end) <= end; i++) mine.add(pieces()[i]);
    }
    return Array.from(mine);
  };
  const itemsOf = once(() => {
    const found = new Map(pieces().map((piece) => [piece, []]));
    for (const item of items()) for (const piece of piecesOf(item)) found.get(piece).push(item);
    return found;
  });
  const kindOf = (item) => item.id[0];
  const voicesOf = (item) => kindOf(item) === "c"
    ? [item.closest(".voice").querySelector("h3").id.slice(1)] : (item.dataset.voice || "").split(" ");
  const labelOf = (item) => textOf(all(".meta .ref", item).at(-1));

  // A button in every item: when it is about to be used, and for all of them when nothing else is to be done.
  const equip = (item) => {
    if (item.querySelector(".copy")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy link";
    button.ariaLabel = "Copy link to " + labelOf(item);
    item.querySelector(".meta").append(button);
  };
  const equipIfItem = (event) => {
    const item = event.target.closest("li.item");
    if (item) equip(item);
  };
  document.addEventListener("pointerover", equipIfItem);
  document.addEventListener("focusin", equipIfItem);

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
    for (const piece of piecesOf(item)) piece.classList.add("on");
    equip(item);
    history.replaceState(null, "", "#" + item.id);
  };
  const toWords = (item, where) => {
    mark(item);
    const mine = piecesOf(item);
    const target = (where && at(where)) || mine[0];
    if (!target) return say(labelOf(item) + ": no words of the article");
    into(target, "center");
    const parted = (piece, i) => (i && startOf(piece) > Number(mine[i - 1].dataset.end) ? " … " : "");
    const words = mine.map((piece, i) => parted(piece, i) + piece.textContent).join("").replace(/\s+/g, " ").slice(0, 120);
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
    item.tabIndex = -1;
    if (focus) item.focus({ preventScroll: true });
    const [first] = piecesOf(item);
    if (words && !narrow.matches && first) into(first, "center");
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
    const mine = itemsOf().get(piece).filter(shown);
    const several = mine.length ? mine : itemsOf().get(piece);
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
  const nextPiece = (from, step) => {
    const row = pieces();
    for (let i = row.indexOf(from) + step; i >= 0 && i < row.length; i += step) {
      if (!row[i].classList.contains("off")) {
        rove(row[i]);
        row[i].focus();
        return;
      }
    }
  };
  const nextItem = (step) => {
    const open = items().filter(shown);
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
    const { value: byVoice } = controls.voice, { value: byStance } = controls.stance, { value: byKind } = controls.kind;
    return (!byVoice || voicesOf(item).includes(byVoice))
      && (!byStance || item.dataset.stance === byStance)
      && (!byKind || byKind.includes(kindOf(item)))
      && (!controls.key.checked || item.querySelector(".key"))
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
    for (const item of items()) {
      item.hidden = !wanted(item, query);
      if (!item.hidden) count++;
    }
    for (const group of all(".voice")) group.hidden = !all("li.item", group).some(shown);
    for (const piece of pieces()) piece.classList.toggle("off", !itemsOf().get(piece).some(shown));
    const chosen = [controls.voice.value, controls.stance.value, controls.kind.value, controls.key.checked];
    const active = chosen.filter(Boolean).length;
    at("filtering").textContent = active ? " (" + active + ")" : "";
    const places = find(query);
    at("found").textContent = active || query
      ? count + " of " + items().length + " items" + (query ? ", " + places + " in the article" : "") : "";
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

  // The item of a row of the picture whose words are nearest to a place in the window.
  const nearestIn = (strip, x) => {
    const { row } = strip.dataset, box = strip.getBoundingClientRect();
    const offset = (x - box.left) / box.width * Number(strip.closest(".strips").dataset.length);
    const far = (item) => Math.min(...rangesOf(item).map(([start, end]) => Math.max(start - offset, offset - end, 0)));
    const mine = items().filter((item) => item.dataset.at
      && (row === kindOf(item) || (kindOf(item) === "c" && row === "s" + voicesOf(item)[0])));
    return mine.reduce((best, item) => (best && far(best) <= far(item) ? best : item), null);
  };

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
    const target = event.target.closest("a, button, [data-go], [data-row], li.item");
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
    if (target.dataset.row) {
      const nearest = nearestIn(target, event.clientX);
      return nearest && toItem(nearest);
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

  // What is not needed for the first click. The highlights are one stop of the tab key, the buttons one an item.
  idle(() => {
    for (const piece of pieces()) piece.tabIndex = -1;
    if (pieces().length && !stop) rove(pieces()[0]);
    const rest = items().slice();
    const some = () => {
      for (const item of rest.splice(0, 40)) equip(item);
      if (rest.length) idle(some);
    };
    some();
  });
})();
