// Names that hold all the words; those whose last part begins with the first word come first.
(() => {
  const box = document.getElementById("search");
  const list = document.getElementById("found");
  const most = 30;
  const rank = (name, words) => {
    const last = name.split("::").pop().toLowerCase();
    return last === words[0] ? 0 : last.startsWith(words[0]) ? 1 : last.includes(words[0]) ? 2 : 3;
  };
  const show = () => {
    const words = box.value.toLowerCase().split(/[\s:.]+/).filter(Boolean);
    list.replaceChildren();
    if (!words.length) return;
    const found = NAMES.filter(([name]) => words.every(word => name.toLowerCase().includes(word)));
    found.sort((a, b) => rank(a[0], words) - rank(b[0], words) || a[0].length - b[0].length);
    for (const [name, page, anchor, summary] of found.slice(0, most)) {
      const link = document.createElement("a");
      link.href = anchor ? `${page}#${anchor}` : page;
      link.textContent = name;
      const text = document.createElement("small");
      text.textContent = summary;
      const item = document.createElement("li");
      item.append(link, text);
      list.append(item);
    }
    if (!found.length) list.append(Object.assign(document.createElement("li"), { textContent: "nothing found" }));
  };
  box.addEventListener("input", show);
  box.addEventListener("keydown", event => {
    if (event.key === "Enter") list.querySelector("a")?.click();
    if (event.key === "Escape") { box.value = ""; show(); }
  });
  document.addEventListener("keydown", event => {
    if (event.key === "/" && document.activeElement !== box) { event.preventDefault(); box.focus(); }
  });
})();
