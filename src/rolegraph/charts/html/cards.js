// What is written in a box: wrapped by the real width of the text in the reader's own font.

const WIDTH = 220;
const INSET = 18;
const ROOM = WIDTH - INSET - 14;
const FAMILY = "Inter, 'Segoe UI', system-ui, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif";
const STYLES = { category: [9.5, 14, 600], title: [13.5, 17.5, 600], detail: [11, 15, 400], note: [10, 15, 400], vacancy: [10, 15, 600] };
const ruler = document.createElement("canvas").getContext("2d");
const segments = typeof Intl.Segmenter === "function" ? new Intl.Segmenter() : null;

function measure(words, style) {
  const [size, , weight] = STYLES[style];
  ruler.font = `${weight} ${size}px ${FAMILY}`;
  return ruler.measureText(words).width * (style === "category" ? 1.06 : 1);
}

function wrap(words, style) {
  const found = [];
  let line = "";
  const put = (piece) => {
    if (line && measure((line + piece).trimEnd(), style) > ROOM) {
      found.push(line.trimEnd());
      line = "";
    }
    line += piece;
  };
  for (const word of words.slice(0, 1000).match(/\S+(?: ·)? ?/gu) || []) {
    const wide = /[\u2e80-\uffef]/u.test(word);
    const fits = measure(word.trimEnd(), style) <= ROOM;
    if (line && !fits && !wide) {
      found.push(line.trimEnd()); // a word that is broken up begins a line
      line = "";
    }
    if (fits && !wide) put(word);
    else for (const one of segments ? segments.segment(word) : [...word].map((c) => ({ segment: c }))) put(one.segment);
  }
  if (line.trim()) found.push(line.trimEnd());
  if (words.length > 1000) found[found.length - 1] += "…";
  return found;
}

const KINDS = { unit: "Unit", organization: "Organization", person: "Person" };

function writing(node) {
  if (node.kind === "more") return [[node.label, "title"]];
  if (node.kind === "group" || node.kind === "lone") {
    const count = `${node.count.toLocaleString("en")} ${node.count === 1 ? "post" : "posts"}`;
    return [[node.label, "title"], [node.bare ? `${count}, no reporting line stated` : count, "detail"]];
  }
  const by = colours.by;
  const value = { seniority: node.seniority, grade: [node.grade], unit: [node.unit], location: node.locations.slice(0, 1), organization: [node.organization] }[by];
  const over = [KINDS[node.kind], ...value].filter(Boolean).join(" / ").toUpperCase();
  const places = node.locations.slice(by === "location" ? 1 : 0);
  const listed = places.slice(0, 3).join(", ") + (places.length > 3 ? ` and ${places.length - 3} more` : "");
  const share = node.fte === null || node.fte === 1 ? "" : `${node.fte} FTE`;
  const under = [by === "unit" ? "" : node.unit, by === "grade" ? "" : node.grade, share, listed]
    .filter((words) => words && words !== node.label).join(" · ");
  const group = path(node).find((above) => above.kind === "group");
  const organization = by === "organization" || node.organization === node.label || node.organization === data.organization
    || (group && group.label === node.organization) ? "" : node.organization;
  return [[over, "category"], [node.label || "\ufffd", "title"], [organization, "detail"], [under, "detail"],
    [node.vacant ? "Vacant" : "", "vacancy"], [node.named ? "named, not posted" : "", "note"],
    [node.up.some((line) => line.place === "cut") ? "closes a cycle" : "", "note"]];
}

// the rows of a box with their baselines, and its height; kept until the colours change
function card(node) {
  const key = `${colours.by}|${node.label}`;
  if (node.card && node.card.key === key) return node.card;
  const rows = [];
  let bottom = 11;
  for (const [words, style] of writing(node)) {
    const [size, height] = STYLES[style];
    for (const line of wrap(words, style)) {
      rows.push({ words: line, style, baseline: bottom + height / 2 + size * 0.36 });
      bottom += height;
    }
  }
  node.card = { key, rows, height: bottom + 11 };
  return node.card;
}
