// What a page can do besides: suggestions while typing, keys, and the joining of
// marks in text and image. Without it every link still leads where it says.

const box = document.querySelector("#q");
const vi = document.documentElement.lang === "vi";
const inField = (e) => /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) || e.target.isContentEditable;

// Suggestions: a list box under the search box (WAI-ARIA combobox).
function suggestions(input) {
  const form = input.form;
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", vi ? "Gợi ý" : "Suggestions");
  list.hidden = true;
  form.append(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", "suggestions"]]) input.setAttribute(name, value);
  const kinds = vi ? { held: "trong kho", cited: "được dẫn", issuer: "cơ quan" } : { held: "held", cited: "cited", issuer: "issuer" };
  let at = -1, timer, asked = 0, shown = [];
  const close = () => { list.hidden = true; at = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const choose = (i) => { input.value = shown[i].query; close(); form.requestSubmit(); };
  const select = (i) => {
    at = i;
    [...list.children].forEach((li, n) => li.setAttribute("aria-selected", String(n === i)));
    if (i >= 0) input.setAttribute("aria-activedescendant", `s-${i}`); else input.removeAttribute("aria-activedescendant");
  };
  const show = (all) => {
    shown = all;
    list.replaceChildren(...all.map((s, i) => {
      const li = document.createElement("li");
      li.id = `s-${i}`;
      li.setAttribute("role", "option");
      li.setAttribute("aria-selected", "false");
      for (const [name, text] of [["label", s.label], ["note", s.note], ["kind", kinds[s.kind] ?? ""]]) {
        const span = document.createElement("span");
        span.className = name;
        span.textContent = text;
        li.append(span);
      }
      li.addEventListener("mousedown", (e) => { e.preventDefault(); choose(i); });
      return li;
    }));
    list.hidden = all.length === 0;
    at = -1;
    input.setAttribute("aria-expanded", String(all.length > 0));
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    const text = input.value.trim();
    if (text.length < 2) return close();
    timer = setTimeout(async () => {
      const mine = ++asked;
      try {
        const answer = await fetch(`/api/v1/suggest?q=${encodeURIComponent(text)}`);
        if (answer.ok && mine === asked && document.activeElement === input) show((await answer.json()).suggestions);
      } catch { close(); } // the server is away; typing goes on
    }, 120);
  });
  input.addEventListener("keydown", (e) => {
    if (list.hidden || e.isComposing) return;
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      const n = shown.length + 1;
      select((at + 1 + (e.key === "ArrowDown" ? 1 : n - 1)) % n - 1);
    } else if (e.key === "Enter" && at >= 0) { e.preventDefault(); choose(at); } else if (e.key === "Escape") { e.stopPropagation(); close(); }
  });
  input.addEventListener("blur", close);
  form.addEventListener("submit", () => { asked++; clearTimeout(timer); close(); });
}
if (box) suggestions(box);

// On a phone what stands beside is folded away.
if (matchMedia("(max-width: 60rem)").matches) for (const d of document.querySelectorAll("details.fold")) d.open = false;
addEventListener("beforeprint", () => { for (const d of document.querySelectorAll("details.fold")) d.open = true; }); // what is folded is not printed

// Marks: a click on one in text, image or list selects it in all of them.
const doc = document.querySelector(".doc");
let selected = "";
const keyed = (key) => [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)];
const part = (el) => (el.closest(".picture") ? "image" : el.closest(".text") ? "text" : "record");
const visible = (el) => { const r = el.getBoundingClientRect(); return r.top >= 60 && r.bottom <= innerHeight; };
function mark(key, from) {
  for (const el of document.querySelectorAll(".on")) el.classList.remove("on");
  selected = key;
  if (!key) return;
  const first = {};
  for (const el of keyed(key)) {
    (part(el) === "image" ? el.querySelector("rect") : el).classList.add("on");
    first[part(el)] ??= el;
  }
  const entry = document.querySelector(`[data-citation="${key.split("-")[0]}"]`);
  if (entry) { entry.classList.add("on"); first.record = entry; }
  const smooth = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  const main = from === "text" ? first.image : first.text ?? first.image;
  if (main && !visible(main)) main.scrollIntoView({ block: "center", behavior: smooth });
  const side = document.querySelector(".record");
  if (from !== "record" && first.record && side && side.scrollHeight > side.clientHeight + 4) {
    const top = first.record.getBoundingClientRect().top - side.getBoundingClientRect().top;
    if (top < 0 || top > side.clientHeight - 60) side.scrollBy({ top: top - side.clientHeight / 3, behavior: smooth });
  }
}
const pageOf = (el) => +(el?.closest(".sheet")?.id.slice(5) ?? 0);
const lot = [...document.querySelectorAll(".sheet")].map(pageOf); // pages that came with this address
// The address of a mark leads to it also when it is mailed: with its page, where
// that was loaded later.
function point(key) {
  const params = new URLSearchParams(location.search);
  const page = pageOf(keyed(key).find((el) => part(el) !== "record"));
  if (page && !lot.includes(page)) params.set("page", page);
  const search = params.size ? `?${params}` : "";
  history.replaceState(null, "", `${location.pathname}${search}#t-${key}`);
}
if (doc) {
  doc.addEventListener("click", (e) => {
    const el = e.target.closest("[data-key]");
    if (!el || e.ctrlKey || e.metaKey || e.shiftKey) return;
    const key = el.dataset.key;
    const here = keyed(key).some((k) => part(k) !== "record");
    if (!here) return; // on a page that is not loaded: the link leads there
    e.preventDefault();
    mark(key, part(el));
    point(key);
  });
  const fromAddress = () => {
    if (!location.hash.startsWith("#t-")) return;
    const key = decodeURIComponent(location.hash.slice(3));
    const all = keyed(key);
    const away = all.length && all.every((el) => part(el) === "record") && all[0].getAttribute("href");
    if (away && !away.startsWith("#")) location.replace(away); // it stands on a page that is not here
    else mark(key, "record");
  };
  addEventListener("hashchange", fromAddress);
  fromAddress();

  const images = doc.querySelector("[data-images]");
  if (images) {
    images.hidden = false;
    images.addEventListener("click", () => images.setAttribute("aria-pressed", String(!doc.classList.toggle("withoutimages"))));
  }
  const said = doc.querySelector("[data-said]");
  const print = doc.querySelector("[data-print]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", async () => {
      print.disabled = true;
      for (let rest; (rest = doc.querySelector("[data-next]")); ) { // all pages, not those that happen to be here
        said.textContent = rest.querySelector("a").textContent;
        if (!(await more(rest))) break;
      }
      said.textContent = "";
      print.disabled = false;
      window.print();
    });
  }
  const copy = doc.querySelector("[data-copy]");
  if (copy) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(copy.dataset.copy);
      } catch { // over plain HTTP there is no such clipboard
        const field = document.createElement("textarea");
        field.value = copy.dataset.copy;
        document.body.append(field);
        field.select();
        const done = document.execCommand("copy");
        field.remove();
        copy.focus();
        if (!done) return;
      }
      said.textContent = copy.dataset.done;
      setTimeout(() => { said.textContent = ""; }, 4000);
    });
  }

  // The next pages come when the reader gets near.
  const watch = new IntersectionObserver((entries) => entries.forEach((e) => e.isIntersecting && more(e.target)), { rootMargin: "800px" });
  const loading = new WeakMap();
  const more = (p) => {
    if (!loading.has(p)) loading.set(p, load(p));
    return loading.get(p);
  };
  const load = async (p) => {
    watch.unobserve(p);
    try {
      const answer = await fetch(p.dataset.next);
      if (!answer.ok) return false; // the link is still there
      const pages = new DOMParser().parseFromString(await answer.text(), "text/html");
      const sheets = document.querySelector("#sheets");
      p.remove();
      for (const el of [...pages.body.children]) if (!el.matches(".more:not([data-next])")) sheets.append(document.adoptNode(el));
      const next = sheets.querySelector("[data-next]");
      if (next) watch.observe(next);
      return true;
    } catch { loading.delete(p); watch.observe(p); return false; }
  };
  const next = doc.querySelector("[data-next]");
  if (next) watch.observe(next);
}

// The list that led here, with its filters and page, also after turning pages.
try {
  const back = document.querySelector("[data-back]");
  const list = sessionStorage.getItem("list");
  if (document.querySelector(".hits") && !document.body.matches(".home")) sessionStorage.setItem("list", location.search);
  else if (back && list && new URLSearchParams(list).get("q") === new URL(back.href).searchParams.get("q")) back.href = `/${list}`;
} catch { /* the browser keeps nothing */ }

// Keys. j and k move along hits or along marks; Enter opens; Esc leaves.
const marksInOrder = () => {
  const keys = [];
  for (const el of document.querySelectorAll(".text [data-key]")) if (!keys.includes(el.dataset.key)) keys.push(el.dataset.key);
  return keys;
};
function move(by) {
  if (doc) {
    const keys = marksInOrder();
    if (!keys.length) return;
    const at = keys.indexOf(selected);
    return mark(keys[at < 0 ? (by > 0 ? 0 : keys.length - 1) : Math.min(Math.max(at + by, 0), keys.length - 1)], "key");
  }
  const hits = [...document.querySelectorAll(".hit h3 a, .lists li > a:first-child")];
  if (!hits.length) return;
  const at = hits.indexOf(document.activeElement);
  const to = hits[at < 0 ? (by > 0 ? 0 : hits.length - 1) : Math.min(Math.max(at + by, 0), hits.length - 1)];
  to.focus({ preventScroll: true });
  to.scrollIntoView({ block: "center" });
}
// n and N go from one word of the query to the next.
let word = -1;
function toWord(by) {
  const words = document.querySelectorAll(".text mark");
  if (!words.length) return;
  words[word]?.classList.remove("now");
  word = Math.min(Math.max(word + by, 0), words.length - 1);
  words[word].classList.add("now");
  words[word].scrollIntoView({ block: "center" });
}
addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
  if (e.key === "Escape") {
    if (inField(e)) { e.preventDefault(); return e.target.blur(); } // what was typed stays
    if (selected) { mark("", ""); history.replaceState(null, "", location.pathname + location.search); return; }
    const back = document.querySelector("[data-back]");
    if (back) location.href = back.href;
    else if (document.activeElement !== document.body) document.activeElement.blur();
    return;
  }
  if (inField(e)) return;
  if (e.key === "/") { e.preventDefault(); box?.focus(); box?.select(); }
  else if (e.key === "j") move(1);
  else if (e.key === "k") move(-1);
  else if (e.key === "n") toWord(1);
  else if (e.key === "N") toWord(-1);
  else if (e.key === "Enter" && selected && !(document.activeElement instanceof HTMLAnchorElement)) {
    const target = document.querySelector(`[data-citation="${selected.split("-")[0]}"] a.target`);
    if (target) location.href = target.href;
  }
});
