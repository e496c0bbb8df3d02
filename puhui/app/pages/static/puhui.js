// Small comforts only; every page works without this file.
addEventListener("submit", (event) => {
  const button = event.submitter;
  if (event.defaultPrevented || !button || event.target.method === "get") return;
  if (event.target.dataset.sent) { event.preventDefault(); return; }
  event.target.dataset.sent = "yes";
  button.setAttribute("aria-disabled", "true");
});
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.querySelectorAll("[data-sent]").forEach((form) => delete form.dataset.sent);
  document.querySelectorAll("button[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
});
(document.getElementById("errors") || document.getElementById("upload"))?.focus();
