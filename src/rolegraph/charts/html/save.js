// Saves what is open as a file: an SVG that stands alone, or a PNG made of it. Nothing leaves the page.

const KEPT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "font-size", "font-weight", "font-family", "letter-spacing", "font-style"];
const PIXELS = 48000000; // of a PNG, which browsers refuse beyond some size
const SIDE = 16000;

// a copy of drawn elements that needs no style sheet: every computed style becomes an attribute
function plainCopy(drawnElement) {
  const copy = drawnElement.cloneNode(true);
  const [originals, copies] = [[drawnElement, ...drawnElement.querySelectorAll("*")], [copy, ...copy.querySelectorAll("*")]];
  originals.forEach((original, at) => {
    const twin = copies[at];
    if (["rect", "path", "text"].includes(original.localName)) {
      const style = getComputedStyle(original);
      for (const name of KEPT) {
        const value = style.getPropertyValue(name);
        if (value && value !== "normal") twin.setAttribute(name, value);
      }
    }
  });
  for (const needless of copy.querySelectorAll(".hit, .toggle.open")) needless.remove();
  for (const twin of [copy, ...copy.querySelectorAll("*")]) {
    for (const { name } of [...twin.attributes]) {
      if (["class", "style", "tabindex", "role", "id"].includes(name) || name.startsWith("aria-")) twin.removeAttribute(name);
    }
  }
  return copy;
}

// the legend as rows of marks and words, and how high they are
function plainLegend(width) {
  const group = make("g");
  let [x, y] = [0, 0];
  for (const item of document.querySelectorAll("#legend li")) {
    const words = item.textContent;
    const wide = 36 + measure(words, "title");
    if (x && x + wide > width) [x, y] = [0, y + 22];
    const spot = make("g", { transform: `translate(${round(x)} ${y})` });
    const [swatch, sample] = [item.querySelector(".swatch"), item.querySelector("svg")];
    if (sample) spot.append(...[...sample.children].map(plainCopy));
    else {
      const style = getComputedStyle(swatch);
      const dashes = { dashed: "4 3" }[style.borderTopStyle];
      spot.append(make("rect", {
        width: swatch.offsetWidth, height: 12, y: -1, rx: 3.5, fill: style.backgroundColor,
        ...(dashes ? { stroke: style.borderTopColor, "stroke-dasharray": dashes } : {}),
      }));
    }
    spot.append(make("text", { x: sample ? 36 : swatch.offsetWidth + 7, y: 9.5, "font-size": 12, "font-family": FAMILY, fill: getComputedStyle(item).color }, words));
    group.append(spot);
    x += wide + 16;
  }
  return [group, x || y ? y + 22 : 0];
}

function standalone() {
  const page = getComputedStyle(document.body);
  const width = Math.max(layout.width, 480) + 88;
  const [legend, rows] = plainLegend(width - 88);
  const top = 104 + rows;
  const height = layout.height + top + 44;
  const svg = make("svg", { width: round(width), height: round(height), viewBox: `0 0 ${round(width)} ${round(height)}`, role: "img" });
  svg.append(make("title", {}, data.title), make("desc", {}, data.summary));
  svg.append(make("rect", { width: round(width), height: round(height), fill: page.backgroundColor }));
  const words = { x: 44, "font-family": FAMILY, fill: page.color };
  svg.append(make("text", { ...words, y: 56, "font-size": 22, "font-weight": 600 }, data.title));
  svg.append(make("text", { ...words, y: 78, "font-size": 13 }, data.summary));
  legend.setAttribute("transform", "translate(44 96)");
  const copy = plainCopy(scene);
  copy.setAttribute("transform", `translate(44 ${top})`);
  svg.append(legend, copy);
  return { text: new XMLSerializer().serializeToString(svg), width, height };
}

function hand(blob, ending) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${data.title.normalize("NFKD").replace(/[^A-Za-z0-9]+/gu, "-").replace(/^-|-$/gu, "").slice(0, 60).toLowerCase() || "chart"}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

const saveSvg = () => hand(new Blob([standalone().text], { type: "image/svg+xml" }), "svg");

function savePng() {
  const { text: source, width, height } = standalone();
  const scale = Math.min(2, SIDE / Math.max(width, height), Math.sqrt(PIXELS / (width * height)));
  const picture = new Image();
  picture.addEventListener("load", () => {
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => {
      if (blob) hand(blob, "png");
      else notice.textContent = "The picture is too large for a PNG of this browser: save it as SVG, or close some posts.";
    }, "image/png");
  });
  picture.addEventListener("error", () => { notice.textContent = "This browser cannot make a PNG: save the picture as SVG."; });
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
}
