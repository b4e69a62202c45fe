// The posts as a tree of nodes: real ones from the data, and made ones for organizations and for posts without a line.

const data = JSON.parse(document.getElementById("data").textContent);
const text = (index) => data.strings[index];
const PAGE = 60; // children of one node that are drawn before "more" is asked for
const PAGES = 10 * PAGE; // children of one node that are drawn at once, at most

function makeNode(label, kind, fields) {
  return Object.assign({
    label, kind, organization: "", unit: "", seniority: [], locations: [], named: false, titles: [], iri: "",
    grade: "", vacant: false, fte: null, identifier: "", total: 0, level: 0, way: null, bare: false, parent: null, place: 0, children: [], up: [], down: [], open: false, first: 0, last: PAGE, index: -1,
  }, fields);
}

const posts = data.posts.map(([label, kind, organization, unit, seniority, locations, named, titles, iri, grade, vacant, fte, identifier], index) =>
  makeNode(label, kind, {
    organization: text(organization), unit: text(unit), seniority: seniority.map(text), locations: locations.map(text),
    named: named === 1, titles, iri, index, grade: text(grade), vacant: vacant === 1, fte, identifier,
  }));

const lines = data.lines.map(([low, high, place, stroke, kinds, confidence, quotes, sources]) => {
  const line = { low: posts[low], high: posts[high], place, stroke, kinds: kinds.map(text), confidence, quotes: quotes.map(text), sources: sources.map(text) };
  line.low.up.push(line);
  line.high.down.push(line);
  return line;
});

function adopt(parent, child) {
  child.parent = parent;
  child.place = parent.children.length;
  parent.children.push(child);
}

// a node above everything, never drawn
const root = makeNode("", "root", { open: true });

(function plant() {
  const alone = new Set(data.lone);
  const names = [...new Set(data.groups)];
  const size = new Map(names.map((name) => [name, 0]));
  for (const name of data.groups) size.set(name, size.get(name) + 1);
  names.sort((a, b) => size.get(b) - size.get(a) || (text(a) < text(b) ? -1 : 1));
  const groups = new Map();
  for (const name of names) {
    const group = names.length > 1
      ? makeNode(text(name) || "Organization not stated", "group", { count: size.get(name) }) : root;
    if (group !== root) adopt(root, group);
    groups.set(name, { group, loners: [] });
  }
  data.parents.forEach((parent, index) => {
    if (parent >= 0) adopt(posts[parent], posts[index]);
    else if (alone.has(index)) groups.get(data.groups[index]).loners.push(posts[index]);
    else adopt(groups.get(data.groups[index]).group, posts[index]);
  });
  for (const { group, loners } of groups.values()) {
    if (!loners.length) continue;
    if (group !== root && !group.children.length) {
      group.bare = true; // no tree in it: its posts need no shelf of their own
      for (const post of loners) adopt(group, post);
      continue;
    }
    const shelf = makeNode("No reporting line stated", "lone", { count: loners.length });
    adopt(group, shelf);
    for (const post of loners) adopt(shelf, post);
  }
  // how many posts stand below each node, and the largest tree first
  const order = [root];
  for (let at = 0; at < order.length; at += 1) for (const child of order[at].children) {
    child.level = order[at].level + 1;
    order.push(child);
  }
  for (const node of order.reverse()) if (node.parent) node.parent.total += node.total + 1;
  for (const node of [root, ...root.children.filter((child) => child.kind === "group")]) {
    node.children.sort((a, b) => (a.kind === "lone") - (b.kind === "lone") || (node !== root || a.kind !== "group") * (b.total - a.total) || a.place - b.place);
    node.children.forEach((child, at) => { child.place = at; });
  }
})();

// a node that stands for the children before or after those that are drawn
function stand(node, side, count, word) {
  if (count <= 0) return [];
  node[side] = node[side] || makeNode("", "more", { parent: node, side });
  node[side].label = `${count.toLocaleString("en")} ${word}`;
  return [node[side]];
}

// what is drawn below a node: its children from `first` to `last`
function kids(node) {
  if (!node.open) return [];
  const rest = node.children.length - node.last;
  if (rest <= 0 && !node.first) return node.children;
  return [...stand(node, "before", node.first, "before"), ...node.children.slice(node.first, node.last), ...stand(node, "after", rest, "more")];
}

// draw one page more of the children; return the first of it
function turn(more) {
  const node = more.parent;
  if (more.side === "after") {
    const found = node.children[node.last];
    node.last += PAGE;
    node.first = Math.max(node.first, node.last - PAGES);
    return found;
  }
  const found = node.children[node.first - 1];
  node.first = Math.max(0, node.first - PAGE);
  node.last = Math.min(node.last, node.first + PAGES);
  return found;
}

// draw the page that `child` is on
function leaf(child) {
  if (child.place >= child.parent.first && child.place < child.parent.last) return;
  child.parent.first = Math.floor(child.place / PAGE) * PAGE;
  child.parent.last = child.parent.first + PAGE;
}

function path(node) {
  const found = [];
  for (let at = node.parent; at && at !== root; at = at.parent) found.push(at);
  return found;
}

// the colours of every post, and the legend, for one attribute
function choose(by) {
  const value = (node) => ({
    seniority: () => node.seniority[node.seniority.length - 1], unit: () => node.unit, grade: () => node.grade,
    location: () => node.locations[0], organization: () => node.organization,
  })[by]() || "";
  const counts = new Map();
  for (const node of posts) {
    const own = value(node);
    if (own || node.kind === "post") counts.set(own, (counts.get(own) || 0) + 1);
  }
  const height = (grade) => { // how far down posts of a grade stand in the middle
    const found = posts.filter((node) => node.grade === grade);
    return found.reduce((total, node) => total + node.level, 0) / found.length;
  };
  const named = by === "seniority"
    ? data.levels.filter(([name]) => counts.has(name)).reverse()
    : [...counts.keys()].filter(Boolean).sort((a, b) => counts.get(b) - counts.get(a) || (a < b ? -1 : 1))
      .slice(0, data.palette.length).map((name, at) => [name, ...data.palette[at]])
      .sort(([a], [b]) => (by === "grade" ? height(a) - height(b) || (a < b ? -1 : 1) : 0)); // the highest first
  const colours = new Map(named.map(([name, paint, ink]) => [name, [paint, ink]]));
  const legend = named.map(([name, paint]) => [name, paint, counts.get(name)]);
  const sum = (keep) => [...counts].reduce((total, [name, count]) => total + (keep(name) ? count : 0), 0);
  const others = sum((name) => name && !colours.has(name));
  if (others) legend.push(["other", data.neutral[0], others]);
  if (counts.has("") && legend.length) legend.push(["not stated", data.neutral[0], counts.get("")]);
  return { by, legend, of: (node) => colours.get(value(node)) || data.neutral };
}
let colours = choose(data.colorBy);
