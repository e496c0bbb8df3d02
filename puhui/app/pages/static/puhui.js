// Small comforts only; every page works without this file.
document.documentElement.classList.add("js");

addEventListener("submit", (event) => {
  const button = event.submitter;
  if (event.defaultPrevented || !button || event.target.method === "get") return;
  if (button.dataset.left > 0 || event.target.dataset.sent) { event.preventDefault(); return; }
  event.target.dataset.sent = "yes";
  button.setAttribute("aria-disabled", "true");
});
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.querySelectorAll("[data-sent]").forEach((form) => delete form.dataset.sent);
  document.querySelectorAll("button[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
});

// A dialog that stands open on the page becomes a pop-up; a countdown shows the time the server asks for.
const popUp = (dialog) => { dialog.close(); dialog.showModal(); dialog.scrollTop = 0; };
addEventListener("click", ({ target }) => {
  const { opens, closes, prints } = target.closest("button")?.dataset ?? {};
  if (opens) popUp(document.getElementById(opens));
  if (closes) document.getElementById(closes).close();
  if (prints !== undefined) print();
});
document.querySelectorAll("dialog.popup").forEach(popUp);
document.querySelectorAll("[data-wait]").forEach((button) => {
  const said = button.textContent, until = performance.now() + 1000 * button.dataset.wait;
  const tick = () => {
    const left = Math.ceil((until - performance.now()) / 1000);
    button.dataset.left = Math.max(left, 0);
    button.textContent = left > 0 ? button.dataset.waiting.replace("%s", left) : said;
    if (left > 0) { button.setAttribute("aria-disabled", "true"); setTimeout(tick, 250); }
    else button.removeAttribute("aria-disabled");
  };
  if (button.dataset.wait > 0) tick();
});

// A page that waits asks again, and turns only when something has changed.
const waiting = document.querySelector("[data-poll]");
const ask = async () => {
  try {
    const found = await (await fetch(location.href, { headers: { Accept: "text/html" } })).text();
    const now = new DOMParser().parseFromString(found, "text/html").querySelector("[data-state]");
    if (now?.dataset.state !== waiting.dataset.state) { location.reload(); return; }
  } catch { /* no network for a moment: ask again later */ }
  setTimeout(ask, 1000 * waiting.dataset.poll);
};
if (waiting) setTimeout(ask, 1000 * waiting.dataset.poll);

(document.getElementById("errors") || document.getElementById("upload"))?.focus();
