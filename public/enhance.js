// Enhancement only: every page works without this file. Load it as a module.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

// Tell the server the zone of this device, once; a choice made by hand is kept.
if (zone && !/(^|; )tz=/.test(document.cookie)) {
  const secure = location.protocol === "https:" ? ";secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is missing on http and in older browsers.
  document.cookie = `tz=${encodeURIComponent(zone)};path=/;max-age=31536000;samesite=lax${secure}`;
}

// A first visit straight to the times, shown in a zone nobody asked for: show them again in this one.
const times = document.querySelector("form[data-detect]");
const here = new URL(location.href);
if (times && !here.searchParams.has("tz") && times.elements.tz.value !== zone) {
  if ([...times.elements.tz.options].some((option) => option.value === zone)) {
    here.searchParams.set("tz", zone);
    location.replace(here);
  }
}

// Leave this page: hidden at once, and not in the way back. The server says where to.
const exit = document.querySelector("[data-exit]");
function leave(event) {
  event.preventDefault();
  document.documentElement.style.visibility = "hidden";
  document.title = "";
  location.replace(exit.href);
}
if (exit) {
  let presses = [];
  exit.addEventListener("click", leave);
  addEventListener("keydown", (event) => {
    if (event.repeat) return;
    presses = event.key === "Shift" ? [...presses.slice(-2), event.timeStamp] : [];
    if (presses.length === 3 && presses[2] - presses[0] < 2000) leave(event);
  });
}

// A form that answered with errors opens at its summary.
document.querySelector(".summary")?.focus();

// Say that it is being done after 300 ms, and ignore a second press; after 15 s the person may try again.
addEventListener("submit", (event) => {
  const form = event.target;
  const button = event.submitter;
  if (form.dataset.sent) return event.preventDefault();
  if (!button?.dataset.busy || event.defaultPrevented) return;
  const label = [...button.childNodes];
  form.dataset.sent = "yes";
  const saying = setTimeout(() => button.replaceChildren(button.dataset.busy), 300);
  const again = () => {
    clearTimeout(saying);
    clearTimeout(waiting);
    delete form.dataset.sent;
    button.replaceChildren(...label);
  };
  const waiting = setTimeout(again, 15000);
  addEventListener("pageshow", again, { once: true });
});
