// Finds posts by title, id, organization, unit or place, and goes to the one chosen.

const find = document.getElementById("find");
const hits = document.getElementById("hits");
const plain = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
let found = [];
let chosen = -1;
let index = null;

function score(entry, words) {
  if (!words.every((word) => entry.all.includes(word))) return -1;
  const first = words[0];
  if (entry.id === words.join(" ")) return 5;
  if (entry.label === words.join(" ")) return 4;
  if (entry.label.startsWith(first)) return 3;
  if (entry.label.includes(` ${first}`)) return 2;
  return entry.label.includes(first) ? 1 : 0;
}

function lookUp() {
  index = index || posts.map((node) => ({
    node, label: plain(node.label), id: plain(node.identifier), all: plain([node.label, ...node.titles, node.identifier, node.organization, node.unit, ...node.locations].join(" ")),
  }));
  const words = plain(find.value).split(/\s+/u).filter(Boolean);
  const scored = words.length ? index.map((entry) => [score(entry, words), entry.node]).filter(([value]) => value >= 0) : [];
  scored.sort(([a, one], [b, other]) => b - a || one.index - other.index);
  found = scored.slice(0, 12).map(([, node]) => node);
  chosen = found.length ? 0 : -1;
  list12(words.length > 0, scored.length);
}

function list12(asked, total) {
  hits.replaceChildren();
  found.forEach((node, at) => {
    const item = element("li", node.label || "\ufffd");
    item.id = `hit${at}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", String(at === chosen));
    item.append(element("span", [node.identifier, node.organization, node.unit, node.locations[0]].filter(Boolean).join(" · ")));
    item.addEventListener("pointerdown", (event) => event.preventDefault());
    item.addEventListener("click", () => pick(at));
    hits.append(item);
  });
  if (asked && total > found.length) hits.append(element("li", `${(total - found.length).toLocaleString("en")} more: type on`, "rest"));
  if (asked && !total) hits.append(element("li", "No post found", "rest"));
  hits.hidden = !asked;
  find.setAttribute("aria-expanded", String(asked));
  if (chosen >= 0) find.setAttribute("aria-activedescendant", `hit${chosen}`);
  else find.removeAttribute("aria-activedescendant");
}

function pick(at) {
  const node = found[at];
  hits.hidden = true;
  find.setAttribute("aria-expanded", "false");
  openPanel(node);
  reveal(node);
  mark(node, true);
}

find.addEventListener("input", lookUp);
find.addEventListener("focus", () => { if (find.value) lookUp(); });
find.addEventListener("blur", () => { hits.hidden = true; });
find.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && chosen >= 0) pick(chosen);
  else if (event.key === "Escape") {
    hits.hidden = true;
    mark(active, true);
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (!found.length) return;
    chosen = (chosen + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
    [...hits.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === chosen)));
    find.setAttribute("aria-activedescendant", `hit${chosen}`);
  } else return;
  event.preventDefault();
});
