/* The responsibility map: vis-network draws what Python placed; here are filters, search, the panel, keys and the shareable view. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const { say, make, data, combobox, normal, marked } = window.zeren;
  const root = document.body.dataset.root;
  const chart = data("data");
  const tools = document.getElementById("tools");
  const stage = document.getElementById("stage");
  const panel = document.getElementById("panel");
  const hint = panel.firstElementChild;
  const about = chart.about;
  const ties = new Map();
  let picked = null;

  for (const node of chart.nodes) ties.set(node.id, []);
  chart.edges.forEach((edge, n) => {
    edge.id = n;
    ties.get(edge.from).push(edge);
    ties.get(edge.to).push(edge);
  });

  /* colours come from the style sheet, so that they follow the theme */
  function colours() {
    const style = getComputedStyle(document.documentElement);
    const get = (name) => style.getPropertyValue("--" + name).trim();
    const c = { paper: get("paper"), ink: get("ink"), soft: get("soft"), accent: get("accent"), accentSoft: get("accent-soft") };
    Object.assign(c, { bad: get("bad"), badSoft: get("bad-soft"), measure: get("measure"), sans: get("sans") });
    return c;
  }

  function looks() {
    const c = colours();
    const look = (border, background, borderWidth, font) => ({ color: { border, background, highlight: { border, background }, hover: { border, background } }, borderWidth, margin: 4, font: { color: font || c.ink, face: c.sans, size: 13 } });
    return {
      groups: {
        useDefaultGroups: false,
        agency: look(c.accent, c.accentSoft, 1),
        overloaded: look(c.bad, c.badSoft, 4),
        unresolved: look(c.accent, c.paper, 1.5),
        goal: look(c.soft, c.paper, 1),
        measure: look(c.measure, c.paper, 1),
        leaderless: look(c.bad, c.badSoft, 3, c.bad),
        unassigned: look(c.bad, c.badSoft, 3, c.bad),
        open: look(c.soft, c.paper, 1, c.soft),
        region: { font: { color: c.accent, size: 34, face: c.sans } },
        domain: { font: { color: c.ink, size: 22, face: c.sans } },
      },
      lead: c.accent,
      other: c.soft,
      dim: c.soft + "55",
    };
  }

  function paint(edge, opacity) {
    const lead = edge.role === "lead";
    return { color: lead ? style.lead : style.other, opacity: opacity === undefined ? (lead ? 0.75 : 0.38) : opacity };
  }

  /* only what changes is handed to vis-network: telling it everything again is slow on a large map */
  const now = new Map();
  function changed(kind, item) {
    const text = JSON.stringify(item);
    const key = kind + item.id;
    if (now.get(key) === text) return false;
    now.set(key, text);
    return true;
  }

  let style = looks();
  for (const node of chart.nodes) changed("hide-node-", { id: node.id, hidden: false });
  for (const edge of chart.edges) {
    changed("hide-edge-", { id: edge.id, hidden: false });
    changed("edge-", { id: edge.id, color: paint(edge), width: edge.width });
  }
  const box = document.getElementById("map");
  if (box.clientWidth < box.clientHeight) for (const node of chart.nodes) [node.x, node.y] = node.tall;
  const nodes = new vis.DataSet(chart.nodes.map((node) => ({ ...node, title: tip(node.id) })));
  const edges = new vis.DataSet(chart.edges.map((edge) => ({ ...edge, color: paint(edge) })));
  const net = new vis.Network(box, { nodes, edges }, { ...chart.options, groups: style.groups });
  const canvas = box.querySelector("canvas");
  canvas.setAttribute("aria-hidden", "true");
  window.zerenMap = { net, nodes, edges, pick };

  function places(it) { return it.kind === "domain" || it.kind === "region"; }

  function tip(id) {
    const it = about[id];
    if (it.kind === "agency") return it.full;
    return places(it) ? undefined : it.no + " " + it.text;
  }

  /* filters: what is shown follows from the form alone */
  function wanted() {
    return Object.fromEntries(Array.from(tools.querySelectorAll("select"), (select) => [select.name, select.value]));
  }

  function taskFits(it, want) {
    if (want.plan && it.plan !== want.plan) return false;
    if (want.domain && it.domain !== want.domain) return false;
    return !want.state || it.state === want.state || (want.state === "assigned" && it.state !== "unassigned");
  }

  function edgeFits(edge, want) {
    if (want.role && !(want.role === edge.role || (want.role === "others" && edge.role !== "lead"))) return false;
    return !want.function || about[edge.from].function === want.function;
  }

  function apply() {
    const want = wanted();
    const visible = new Set();
    const lines = [];
    for (const [id, it] of Object.entries(about)) {
      if (places(it) || it.kind === "agency") continue;
      if (taskFits(it, want) && !want.role && !want.function) visible.add(id);
    }
    for (const edge of chart.edges) {
      const fits = taskFits(about[edge.to], want) && edgeFits(edge, want);
      if (fits) visible.add(edge.from).add(edge.to);
      lines.push({ id: edge.id, hidden: !fits });
    }
    for (const id of Object.keys(about)) {
      const it = about[id];
      if (it.kind === "domain" && (!want.plan || it.plan === want.plan) && (!want.domain || id === want.domain)) visible.add(id);
      if (it.kind === "region" && !want.domain && (!want.plan || it.plans.includes(want.plan))) visible.add(id);
    }
    nodes.update(chart.nodes.map((node) => ({ id: node.id, hidden: !visible.has(node.id) })).filter((node) => changed("hide-node-", node)));
    edges.update(lines.filter((line) => changed("hide-edge-", line)));
    let tasks = 0;
    for (const row of document.querySelectorAll("#table tbody tr")) {
      row.hidden = !visible.has(row.dataset.id);
      tasks += row.hidden ? 0 : 1;
    }
    const agencies = Array.from(visible).filter((id) => about[id].kind === "agency").length;
    document.getElementById("shown").textContent = say("shown") + " " + tasks + " " + say("tasks") + " · " + agencies + " " + say("agencies");
    for (const option of tools.querySelectorAll("select[name=domain] optgroup")) {
      option.hidden = Boolean(want.plan) && option.dataset.plan !== want.plan;
    }
    if (picked && !visible.has(picked)) pick(null);
    remember();
  }

  /* one node in the light, the rest in the shade */
  function shade() {
    const near = new Set();
    if (picked) {
      near.add(picked);
      if (about[picked].kind === "domain") for (const node of chart.nodes) if (about[node.id].domain === picked) near.add(node.id);
      for (const edge of ties.get(picked)) near.add(edge.from).add(edge.to);
    }
    const shadow = (id) => picked && !near.has(id) && !places(about[id]);
    const nodeChanges = chart.nodes.map((node) => ({ id: node.id, opacity: shadow(node.id) ? 0.15 : 1, font: { ...node.font, color: shadow(node.id) ? style.dim : style.groups[node.group].font.color } }));
    nodes.update(nodeChanges.filter((node) => changed("node-", node)));
    edges.update(chart.edges.map((edge) => {
      const mine = edge.from === picked || edge.to === picked;
      return { id: edge.id, color: paint(edge, !picked ? undefined : mine ? 1 : 0.05), width: mine ? (edge.role === "lead" ? 4 : 2) : edge.width };
    }).filter((edge) => changed("edge-", edge)));
    for (const row of document.querySelectorAll("#table tr.picked")) row.classList.remove("picked");
    const row = picked && document.querySelector('#table tr[data-id="' + CSS.escape(picked) + '"]');
    if (row) row.classList.add("picked");
  }

  function fit(ids) {
    net.fit({ nodes: ids || nodes.getIds({ filter: (node) => !node.hidden }), maxZoomLevel: 1.4, animation: false });
  }

  function pick(id, move) {
    picked = id && about[id] ? id : null;
    shade();
    fill();
    if (picked && move) fit([picked, ...ties.get(picked).map((edge) => (edge.from === picked ? edge.to : edge.from))]);
    remember();
  }

  /* the panel */
  function link(page, key) {
    return page ? make("a", { class: "src", href: root + page }, say(key)) : null;
  }

  function jump(id, text) {
    const button = make("button", { type: "button", class: "link" }, text);
    button.addEventListener("click", () => pick(id, true));
    return button;
  }

  function listed(caption, items) {
    return items.length ? [make("h3", {}, caption + " " + items.length), make("ul", {}, ...items.map((item) => make("li", {}, ...item)))] : [];
  }

  function ofTask(id, it) {
    const english = document.documentElement.lang === "en";
    const out = [make("h2", {}, say("one" + it.kind) + " " + it.no), make("p", { lang: "zh-Hans" }, it.text)];
    out.push(make("p", {}, link(it.src, "insource"), " ", make("a", { href: root + it.url }, say("open"))));
    out.push(...listed(say("targets"), it.targets.map((t) => [t[0] + " ", make("b", {}, t[english ? 2 : 1]), " ", make("small", {}, t[english ? 4 : 3]), " ", link(t[5], "evidence")])));
    const roles = new Map();
    for (const edge of ties.get(id)) roles.set(edge.role, [...(roles.get(edge.role) || []), edge]);
    if (it.state === "unassigned") out.push(make("p", { class: "bad" }, "✕ " + say("nobody")));
    if (it.state === "leaderless") out.push(make("p", { class: "bad" }, "✕ " + say("nolead")));
    for (const [role, some] of roles) out.push(...listed(say(role), some.map((edge) => [jump(edge.from, about[edge.from].name), " ", link(edge.src, "evidence")])));
    return out;
  }

  function ofAgency(id, it) {
    const out = [make("h2", {}, it.name), make("p", {}, it.full)];
    if (it.state) out.push(make("p", { class: "bad" }, say(it.state)));
    out.push(make("p", {}, make("a", { href: root + it.url }, say("open"))));
    const task = (edge) => [jump(edge.to, about[edge.to].no + " " + about[edge.to].text.slice(0, 46)), " ", link(edge.src, "evidence")];
    const lead = ties.get(id).filter((edge) => edge.role === "lead");
    const other = ties.get(id).filter((edge) => edge.role !== "lead");
    return [...out, ...listed(say("leads"), lead.map(task)), ...listed(say("others"), other.map(task))];
  }

  function fill() {
    const it = picked && about[picked];
    if (!it || places(it)) panel.replaceChildren(hint);
    else panel.replaceChildren(...(it.kind === "agency" ? ofAgency(picked, it) : ofTask(picked, it)));
    panel.scrollTop = 0;
  }

  /* the view in the address */
  function remember() {
    const state = new URLSearchParams();
    for (const [name, value] of Object.entries(wanted())) if (value) state.set(name, value);
    if (picked) state.set("node", picked);
    const hash = state.toString();
    if (hash !== location.hash.slice(1)) history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
  }

  function recall() {
    const state = new URLSearchParams(location.hash.slice(1));
    for (const select of tools.querySelectorAll("select")) select.value = state.get(select.name) || "";
    const node = state.get("node");
    apply();
    if (node && about[node]) pick(node, true);
  }

  /* search on the map */
  const input = document.getElementById("mq");
  const names = chart.nodes.filter((node) => !places(about[node.id])).map((node) => {
    const it = about[node.id];
    return [node.id, it.kind === "agency" ? it.name : it.no + " " + it.text, normal(it.kind === "agency" ? it.name + " " + it.full : it.no + " " + it.text)];
  });
  const suggestions = combobox(input, document.getElementById("mhits"), (query) => {
    const terms = normal(query).split(/\s+/).filter(Boolean);
    if (!terms.length) return [];
    const found = names.filter((name) => terms.every((term) => name[2].includes(term)));
    const rank = (name) => (about[name[0]].kind === "agency" ? 0 : 1000) + name[2].indexOf(terms[0]);
    found.sort((a, b) => rank(a) - rank(b));
    const option = (name) => make("div", { role: "option", "data-id": name[0], "aria-selected": "false" }, marked(name[1], terms));
    return [[found.length + " " + say("hits"), found.slice(0, 12).map(option)]];
  }, (option) => {
    suggestions.close();
    const it = about[option.dataset.id];
    const node = nodes.get(option.dataset.id);
    if (node.hidden) tools.querySelectorAll("select").forEach((select) => { select.value = ""; });
    input.value = it.name || it.no;
    apply();
    pick(option.dataset.id, true);
  });

  /* events */
  net.on("click", (event) => pick(event.nodes.length ? event.nodes[0] : null));
  net.on("doubleClick", (event) => { if (event.nodes.length) open(event.nodes[0]); });
  function open(id) { if (about[id].url) location.href = root + about[id].url; }
  tools.addEventListener("change", (event) => { if (event.target !== input) { apply(); fit(); } });
  tools.addEventListener("submit", (event) => event.preventDefault());
  tools.addEventListener("reset", () => setTimeout(() => { pick(null); apply(); fit(); }));
  document.getElementById("fit").addEventListener("click", () => fit());
  document.getElementById("full").addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : stage.requestFullscreen()));
  document.getElementById("png").addEventListener("click", () => {
    const copy = make("canvas", { width: canvas.width, height: canvas.height });
    const draw = copy.getContext("2d");
    draw.fillStyle = colours().paper;
    draw.fillRect(0, 0, copy.width, copy.height);
    draw.drawImage(canvas, 0, 0);
    copy.toBlob((blob) => {
      const anchor = make("a", { download: chart.title + ".png", href: URL.createObjectURL(blob) });
      anchor.click();
      setTimeout(() => URL.revokeObjectURL(anchor.href), 10000);
    });
  });
  document.querySelectorAll("#table tbody tr").forEach((row) => row.addEventListener("click", (event) => { if (!event.target.closest("a")) pick(row.dataset.id, true); }));
  window.addEventListener("hashchange", recall);
  document.addEventListener("zeren-theme", () => { style = looks(); net.setOptions({ groups: style.groups }); nodes.update(chart.nodes.map((node) => ({ id: node.id, group: node.group }))); shade(); });
  document.addEventListener("zeren-language", () => { fill(); apply(); });

  /* keys */
  const order = chart.nodes.filter((node) => !places(about[node.id])).map((node) => node.id);
  function step(by) {
    const some = order.filter((id) => !nodes.get(id).hidden);
    if (some.length) pick(some[(Math.max(some.indexOf(picked), by > 0 ? -1 : 0) + by + some.length) % some.length], true);
  }
  function pan(x, y) {
    const at = net.getViewPosition();
    net.moveTo({ position: { x: at.x + x / net.getScale(), y: at.y + y / net.getScale() }, animation: false });
  }
  const KEYS = {
    ArrowLeft: () => pan(-60, 0), ArrowRight: () => pan(60, 0), ArrowUp: () => pan(0, -60), ArrowDown: () => pan(0, 60),
    "+": () => net.moveTo({ scale: net.getScale() * 1.25, animation: false }), "=": () => net.moveTo({ scale: net.getScale() * 1.25, animation: false }),
    "-": () => net.moveTo({ scale: net.getScale() / 1.25, animation: false }), n: () => step(1), p: () => step(-1),
    Enter: () => picked && open(picked), Escape: () => pick(null),
  };
  box.addEventListener("keydown", (event) => {
    const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act && !event.ctrlKey && !event.metaKey && !event.altKey) {
      act();
      event.preventDefault();
    }
  });

  if (matchMedia("(max-width: 760px)").matches) document.getElementById("filters").open = false;
  recall();
  if (!picked) fit();
  document.documentElement.dataset.map = "ready";
});
