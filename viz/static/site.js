/* What every page does: language, colours, sorting tables, search, and marks in the source text. Text is always set as text. */
"use strict";
(function () {
  const root = document.documentElement;

  function keep(key, value) {
    try {
      if (value === undefined) return localStorage.getItem("zeren-" + key);
      localStorage.setItem("zeren-" + key, value);
    } catch (error) { /* a browser that keeps nothing for files: the choice lasts for this page */ }
    return null;
  }

  function say(key) {
    const pair = zerenWords[key];
    return pair ? pair[root.lang === "en" ? 1 : 0] : key;
  }

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  function data(id) {
    const element = document.getElementById(id);
    return element ? JSON.parse(element.textContent) : null;
  }

  window.zeren = { say, make, data, keep, root: "" };

  /* language */
  const ATTRIBUTES = ["aria-label", "placeholder", "title"];

  function swap(element, get, set, key) {
    const now = get();
    set(element.dataset[key] || element.getAttribute(key));
    if (element.dataset[key] !== undefined) element.dataset[key] = now;
    else element.setAttribute(key, now);
  }

  function translate() {
    for (const element of document.querySelectorAll("[data-en]")) {
      swap(element, () => element.textContent, (text) => { element.textContent = text; }, "en");
    }
    for (const name of ATTRIBUTES) {
      const key = "data-en-" + name;
      for (const element of document.querySelectorAll("[" + key + "]")) {
        swap(element, () => element.getAttribute(name), (text) => element.setAttribute(name, text), key);
      }
    }
  }

  function setLanguage(lang) {
    const wanted = lang === "en" ? "en" : "zh-Hans";
    if (root.lang !== wanted) {
      root.lang = wanted;
      translate();
      document.getElementById("lang").textContent = wanted === "en" ? "中" : "EN";
      document.dispatchEvent(new Event("zeren-language"));
    }
  }

  /* colours: the system's, until somebody chooses */
  function setTheme(theme) {
    if (theme) root.dataset.theme = theme;
    document.dispatchEvent(new Event("zeren-theme"));
  }

  function dark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  const chosen = keep("theme");
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;

  function switches() {
    document.getElementById("lang").addEventListener("click", () => {
      setLanguage(root.lang === "en" ? "zh" : "en");
      keep("lang", root.lang === "en" ? "en" : "zh");
    });
    document.getElementById("theme").addEventListener("click", () => {
      const next = dark() ? "light" : "dark";
      setTheme(next);
      keep("theme", next);
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTheme(""));
  }

  /* tables that sort */
  function value(row, column) {
    const cell = row.cells[column];
    const text = cell ? cell.textContent.trim() : "";
    const number = /^-?[\d.]+/.exec(text);
    return [number ? parseFloat(number[0]) : NaN, text];
  }

  function compare(a, b) {
    const numbers = !isNaN(a[0]) && !isNaN(b[0]);
    return numbers && a[0] !== b[0] ? a[0] - b[0] : a[1].localeCompare(b[1], "zh-Hans-CN", { numeric: true });
  }

  function sortBy(table, head, column) {
    const up = head.getAttribute("aria-sort") === "descending" || (!head.hasAttribute("aria-sort") && !head.classList.contains("n"));
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const body = table.tBodies[0];
    const rows = Array.from(body.rows, (row) => [value(row, column), row]);
    rows.sort((a, b) => (up ? compare(a[0], b[0]) : compare(b[0], a[0])));
    body.append(...rows.map((pair) => pair[1]));
  }

  function sortable(table) {
    Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
      if (head.querySelector("a")) return;
      const button = make("button", { type: "button" });
      button.append(...head.childNodes);
      head.append(button);
      head.addEventListener("click", () => sortBy(table, head, column));
    });
  }

  /* a field with a list of suggestions below it; `find` gives groups of [caption, [options]] */
  function combobox(input, list, find, choose) {
    let at = -1;
    const options = () => Array.from(list.querySelectorAll("[role=option]"));

    function mark(next) {
      const all = options();
      at = all.length ? (next + all.length) % all.length : -1;
      all.forEach((option, n) => option.setAttribute("aria-selected", n === at ? "true" : "false"));
      if (at >= 0) {
        all[at].scrollIntoView({ block: "nearest" });
        input.setAttribute("aria-activedescendant", all[at].id);
      } else input.removeAttribute("aria-activedescendant");
    }

    function close() {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
      at = -1;
    }

    function show(limit) {
      const groups = find(input.value.trim(), limit);
      list.replaceChildren();
      let n = 0;
      for (const [caption, found] of groups || []) {
        const group = make("div", { role: "group", "aria-label": caption });
        if (caption) group.append(make("h3", { "aria-hidden": "true" }, caption));
        for (const option of found) {
          option.id = list.id + "-" + n++;
          group.append(option);
        }
        list.append(group);
      }
      list.hidden = n === 0;
      input.setAttribute("aria-expanded", n ? "true" : "false");
      at = -1;
      input.removeAttribute("aria-activedescendant");
    }

    input.addEventListener("input", () => show());
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (list.hidden) show();
        mark(at + (event.key === "ArrowDown" ? 1 : at < 0 ? 0 : -1));
        event.preventDefault();
      } else if (event.key === "Enter" && !event.isComposing) {
        const option = options()[Math.max(at, 0)];
        if (!list.hidden && option) choose(option);
        event.preventDefault();
      } else if (event.key === "Escape") close();
    });
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) choose(option, event);
    });
    return { show, close };
  }

  function normal(text) {
    return text.normalize("NFKC").toLowerCase();
  }

  /* text with the found words marked; offsets hold because a part is only marked where its own lower case is found */
  function marked(text, terms) {
    const low = text.toLowerCase();
    const out = make("span");
    let done = 0;
    const first = terms.map((term) => [low.indexOf(term), term.length]).filter((pair) => pair[0] >= 0).sort((a, b) => a[0] - b[0]);
    if (low.length === text.length) {
      for (const [start, length] of first) {
        if (start < done) continue;
        out.append(text.slice(done, start), make("mark", {}, text.slice(start, start + length)));
        done = start + length;
      }
    }
    out.append(text.slice(done));
    return out;
  }

  Object.assign(window.zeren, { combobox, normal, marked });

  /* search over goals, agencies, laws: entries are [kind, text, page, beside] */
  const KINDS = ["agency", "function", "plan", "domain", "goal", "instrument", "measure"];

  function search() {
    const input = document.getElementById("q");
    const list = document.getElementById("hits");
    const count = document.getElementById("hitcount");
    let entries = null;
    let waiting = 0;

    function take(more) {
      for (const entry of more) entries.push([...entry, normal(entry[1] + " " + entry[3])]);
    }

    function load() {
      if (entries) return;
      entries = [];
      const index = data("index");
      take(index.entries);
      waiting = index.parts.length;
      for (const part of index.parts) {
        const script = make("script", { src: "search/" + part });
        script.addEventListener("load", () => { waiting -= 1; box.show(); });
        script.addEventListener("error", () => { waiting -= 1; });
        document.head.append(script);
      }
    }
    window.zerenIndex = take;

    function option(entry, terms) {
      return make("a", { role: "option", href: entry[2], tabindex: "-1", "aria-selected": "false" }, marked(entry[1], terms), entry[3] ? make("small", {}, entry[3]) : null);
    }

    function find(query, limit) {
      const terms = normal(query).split(/\s+/).filter(Boolean);
      count.textContent = "";
      if (!terms.length) return [];
      load();
      const hits = entries.filter((entry) => terms.every((term) => entry[4].includes(term)));
      count.textContent = hits.length ? hits.length + " " + say("hits") : say(waiting ? "loading" : "nohit");
      const groups = [];
      for (const kind of KINDS) {
        const found = hits.filter((entry) => entry[0] === kind);
        if (!found.length) continue;
        found.sort((a, b) => a[4].indexOf(terms[0]) - b[4].indexOf(terms[0]) || a[1].length - b[1].length);
        const shown = found.slice(0, limit || 8).map((entry) => option(entry, terms));
        if (found.length > shown.length && !limit) {
          shown.push(make("a", { role: "option", "data-more": "1", tabindex: "-1", "aria-selected": "false" }, say("more") + "（" + found.length + "）"));
        }
        groups.push([say(kind), shown]);
      }
      return groups;
    }

    const box = combobox(input, list, find, (option, event) => {
      if (option.dataset.more) {
        if (event) event.preventDefault();
        box.show(300);
        input.focus();
      } else if (!event) option.click();
    });
    const asked = new URLSearchParams(location.search).get("q");
    if (asked) {
      input.value = asked;
      input.focus({ preventScroll: true });
      box.show();
    }
  }

  /* the source text: switch kinds of marks, show the place that the address names */
  function reader() {
    const text = document.querySelector(".text");
    for (const box of document.querySelectorAll("[data-kind]")) {
      box.addEventListener("change", () => text.classList.toggle("no-" + box.dataset.kind, !box.checked));
    }

    function place(start) {
      let found = null;
      for (const line of text.querySelectorAll("p[data-o]")) {
        if (Number(line.dataset.o) > start) break;
        found = line;
      }
      return found;
    }

    function here() {
      for (const element of text.querySelectorAll(".here")) element.classList.remove("here");
      const name = decodeURIComponent(location.hash.slice(1));
      const range = /^char=(\d+),(\d+)$/.exec(name);
      if (!range) return;
      const named = document.getElementById(name);
      const first = named && named.textContent ? named : named ? named.closest("p") : place(Number(range[1]));
      if (!first) return;
      first.classList.add("here");
      for (const piece of text.querySelectorAll('[data-of="' + name + '"]')) piece.classList.add("here");
      first.scrollIntoView({ block: "center" });
    }
    window.addEventListener("hashchange", here);
    here();
  }

  /* the list of findings: one code at a time */
  function codes() {
    const buttons = Array.from(document.querySelectorAll("button.code"));
    for (const button of buttons) {
      button.addEventListener("click", () => {
        const on = button.getAttribute("aria-pressed") !== "true";
        for (const other of buttons) other.setAttribute("aria-pressed", String(on && other === button));
        for (const row of document.querySelectorAll(".findings .f")) {
          row.hidden = on && row.querySelector("code").textContent !== button.dataset.code;
        }
      });
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    window.zeren.root = document.body.dataset.root;
    switches();
    document.querySelectorAll("table.sortable").forEach(sortable);
    if (document.getElementById("index")) search();
    if (document.querySelector(".reader")) reader();
    codes();
    setLanguage(keep("lang"));
  });
})();
