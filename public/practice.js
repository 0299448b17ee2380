// Enhancement only: every page of the practice works without this file. Load it as a module.
// It keeps an open page up to date, moves the line of now, and drags a session to the form that moves it.
const main = document.querySelector("main");
const said = document.createElement("p");
said.className = "sr-only";
said.setAttribute("role", "status");
document.body.append(said);

// How many notices and messages wait, in the navigation of every page.
const counters = [...document.querySelectorAll("[data-count]")];
const isLive = () => main.querySelector("[data-live]");
const dialog = () => document.querySelector("dialog[open]");
let dirty = false;
let dragging = null;
let owed = false;

// Whoever types, drags or answers a question is not disturbed.
const isBusy = () =>
  dirty || dragging || dialog() || main.querySelector("input:focus,select:focus,textarea:focus");
const pageOf = async (address, isAside) => {
  // It asks by itself: that keeps nobody signed in.
  const answer = await fetch(address, { headers: { "X-By-Itself": "1" } });
  // Signed out meanwhile: what stands here is nobody's to see any more.
  if (!isAside && answer.redirected && new URL(answer.url).pathname.startsWith("/sign-in")) location.reload();
  if (!answer.ok || answer.redirected) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const counter of counters) {
    const count = [...page.querySelectorAll("[data-count]")].find(
      ({ pathname }) => pathname === counter.pathname,
    );
    if (count && count.innerHTML !== counter.innerHTML) counter.replaceChildren(...count.childNodes);
  }
  return page.querySelector("main");
};

// One question at a time; what is heard meanwhile is asked for afterwards.
let isAsking = false;
let heard = 0;
async function refresh() {
  owed = true;
  heard += 1;
  if (isAsking) return;
  if (!isLive() || isBusy()) return recount();
  owed = false;
  isAsking = true;
  const fresh = await pageOf(location.href).catch(() => null);
  isAsking = false;
  if (owed || isBusy()) return refresh();
  if (fresh && fresh.innerHTML !== before) show(fresh);
}

// A page that stays as it is still says how many notices there are.
async function recount() {
  if (counters.length === 0) return;
  const until = heard;
  isAsking = true;
  await pageOf(`${counters.at(-1).pathname}?show=unread`, true).catch(() => {});
  isAsking = false;
  if (heard !== until) return refresh();
}

let before = main.innerHTML;
function show(fresh) {
  before = fresh.innerHTML;
  const isNews = fresh.textContent !== main.textContent;
  const held = document.activeElement;
  const same = main.contains(held) && (held.id ? `#${CSS.escape(held.id)}` : held.getAttribute("href"));
  const left = main.querySelector(".diary")?.scrollLeft ?? 0;
  const open = [...main.querySelectorAll("details")].map((one) => one.open);
  main.replaceChildren(...fresh.childNodes);
  const target = same ? main.querySelector(same[0] === "#" ? same : `[href="${CSS.escape(same)}"]`) : null;
  target?.focus({ preventScroll: true });
  for (const [at, one] of main.querySelectorAll("details").entries()) one.open = open[at] ?? one.open;
  const diary = main.querySelector(".diary");
  if (diary) diary.scrollLeft = left;
  since = Date.now();
  if (!isNews) return;
  said.textContent = `Updated ${new Date().toLocaleTimeString([], { hour: "numeric", minute: "2-digit" })}`;
}
main.addEventListener("input", () => (dirty = true));
addEventListener("submit", () => (dirty = false));
main.addEventListener("focusout", () => setTimeout(() => owed && refresh()));

// Open only while somebody can see it; what was missed is asked for on return (browsers allow six streams a host).
let stream = null;
let retry;
function listen() {
  clearTimeout(retry);
  stream?.close();
  stream = null;
  if (document.hidden || !(isLive() || counters.length > 0)) return;
  stream = new EventSource("/practice/stream");
  stream.addEventListener("open", refresh);
  stream.addEventListener("news", refresh);
  stream.addEventListener("error", () => {
    if (stream?.readyState !== EventSource.CLOSED) return;
    refresh();
    retry = setTimeout(listen, 10000);
  });
}
document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", () => stream?.close());
addEventListener("pageshow", listen); // On the way back too, and always after this file.

// The line of now.
let since = Date.now();
setInterval(() => {
  const line = main.querySelector(".now");
  const minute = Number(line?.dataset.minute) + Math.floor((Date.now() - since) / 60000);
  line?.style.setProperty("--start-hour", Math.floor(minute / 60));
  line?.style.setProperty("--start-minute", minute % 60);
}, 30000);

// Drag a session to where the form that moves it opens filled in. Nothing moves by itself.
const step = 15;
const columnAt = (x, y) => document.elementsFromPoint(x, y).find((one) => one.matches(".diary .col"));
main.addEventListener("dragstart", (event) => event.target.closest("[data-move]") && event.preventDefault());
main.addEventListener("pointerdown", (event) => {
  const box = event.target.closest("[data-move]");
  if (
    !box ||
    event.button !== 0 ||
    event.pointerType === "touch" ||
    !matchMedia("(min-width: 40rem)").matches
  )
    return;
  dragging = {
    box,
    x: event.clientX,
    y: event.clientY,
    grip: event.clientY - box.getBoundingClientRect().top,
  };
});
addEventListener("pointermove", (event) => {
  if (!dragging) return;
  const { box, x, y } = dragging;
  const [across, down] = [event.clientX - x, event.clientY - y];
  if (!dragging.far && Math.hypot(across, down) < 6) return;
  dragging.far = true;
  box.dataset.lifted = "";
  box.style.transform = `translate(${across}px, ${down}px)`;
});
addEventListener("pointerup", (event) => {
  const dropped = dragging;
  letGo();
  if (!dropped?.far) return;
  openNothing();
  const column = columnAt(event.clientX, event.clientY);
  if (!column) return;
  const { top, height } = column.getBoundingClientRect();
  const style = getComputedStyle(column);
  const [first, last] = ["--first", "--last"].map((name) => Number(style.getPropertyValue(name)) * 60);
  const minute = first + ((event.clientY - dropped.grip - top) / height) * (last - first);
  const at = Math.max(0, Math.min(1440 - step, Math.round(minute / step) * step));
  const time = [Math.floor(at / 60), at % 60].map((part) => String(part).padStart(2, "0")).join(":");
  ask(`${dropped.box.dataset.move}?at=${column.dataset.date}T${time}`);
});
addEventListener("keydown", (event) => {
  if (!dragging || event.key !== "Escape") return;
  letGo();
  addEventListener("pointerup", openNothing, { once: true });
});
addEventListener("pointercancel", letGo);
// The click that ends a drag opens nothing.
function openNothing() {
  const stay = (click) => click.preventDefault();
  addEventListener("click", stay, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", stay, true));
}

function letGo() {
  if (!dragging) return;
  delete dragging.box.dataset.lifted;
  dragging.box.style.transform = "";
  dragging = null;
  if (owed) refresh();
}

// The move form in a dialog, or its own page where that cannot be.
async function ask(address) {
  const page = await pageOf(address).catch(() => null);
  const form = page?.querySelector("form[method=post]");
  if (!form) return location.assign(address);
  const box = document.createElement("dialog");
  box.className = "ask";
  const heading = document.createElement("h2");
  const title = page.querySelector("h1");
  heading.textContent = title?.textContent ?? "";
  title?.replaceWith(heading);
  box.setAttribute("aria-label", heading.textContent);
  box.append(...page.childNodes);
  const keep = document.createElement("button");
  keep.className = "btn";
  keep.dataset.kind = "quiet";
  keep.textContent = "Keep as it was";
  keep.addEventListener("click", () => box.close());
  box.append(keep);
  box.addEventListener("close", () => {
    box.remove();
    if (owed) refresh();
  });
  document.body.append(box);
  box.showModal();
}
