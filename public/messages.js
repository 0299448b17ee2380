// Enhancement only: conversations work without this file. Load it as a module.
// It keeps an open conversation up to date without touching what somebody is typing, and keeps what they have begun.
const list = document.querySelector("[data-talk]");
const box = document.querySelector("form[data-draft]");
const self = list?.dataset.talk;
let last = Number(list?.dataset.last ?? 0);

// What is new, asked for as a page of its own and put in its place; what changed takes the place of what it was.
let isAsking = false;
let isOwed = false;
async function fetchNew() {
  isOwed = isAsking;
  if (isAsking) return;
  isAsking = true;
  try {
    const answer = await fetch(`${self}?after=${last}`, { headers: { "X-By-Itself": "1" } });
    if (answer.redirected) return location.reload(); // Signed out meanwhile: this is nobody's to see any more.
    if (answer.ok) show(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    // The line will be laid again, and say what was missed.
  } finally {
    isAsking = false;
  }
  if (isOwed) fetchNew();
}

function show(page) {
  const fresh = page.querySelector("[data-talk]");
  if (!fresh) return;
  const isAtEnd = innerHeight + scrollY > document.documentElement.scrollHeight - 240;
  let said = "";
  for (const line of [...fresh.children]) {
    const known = document.getElementById(line.id);
    if (known) {
      if (!known.contains(document.activeElement)) replace(known, line);
      continue;
    }
    if (list.lastElementChild?.dataset.day === line.dataset.day) line.querySelector(".talk-day")?.remove();
    list.append(line);
    if (!("own" in line.dataset)) said = `${line.querySelector("article").ariaLabel}: new message`;
  }
  last = Math.max(last, Number(fresh.dataset.last));
  const mark = page.querySelector("[data-mark]");
  if (mark && list.childElementCount)
    document.querySelector("[data-mark]").replaceChildren(...mark.childNodes);
  document.querySelector(".talk-empty")?.remove();
  if (said) document.querySelector("[data-said]").textContent = said;
  if (said && isAtEnd && !box?.contains(document.activeElement))
    list.lastElementChild.scrollIntoView({ block: "nearest" });
}

function replace(known, line) {
  if (!known.querySelector(".talk-day")) line.querySelector(".talk-day")?.remove();
  known.replaceWith(line);
}

// Open only while somebody can see it; the browser says with which number it ended (browsers allow six streams a host).
let stream = null;
let retry;
function listen() {
  clearTimeout(retry);
  stream?.close();
  stream = null;
  if (!self || document.hidden) return;
  stream = new EventSource(`${self}/stream?after=${last}`);
  stream.addEventListener("message", fetchNew);
  stream.addEventListener("marks", fetchNew);
  stream.addEventListener("error", () => {
    if (stream?.readyState === EventSource.CLOSED) retry = setTimeout(listen, 10000);
  });
}
document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", () => stream?.close());
addEventListener("pageshow", listen);

// What was begun is kept a moment after the last letter, and when the page is left.
const text = box?.elements.text;
const kept = box?.querySelector("[data-kept]");
let saved = text?.value;
let waiting;
let isSending = false;
async function keep() {
  clearTimeout(waiting);
  if (isSending || !text || text.value === saved) return;
  const value = text.value;
  const body = new URLSearchParams({ text: value, onceKey: box.elements.onceKey.value });
  const answer = await fetch(box.dataset.draft, {
    ...{ method: "POST", body, keepalive: value.length < 10000, headers: { "X-By-Itself": "1" } },
  }).catch(() => null);
  if (!answer?.ok || answer.redirected) {
    kept.textContent = "Not kept yet. It stays in the box while this page is open.";
    return;
  }
  saved = value;
  const time = new Date().toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
  kept.textContent = value.trim() ? `Not sent yet. Kept at ${time}.` : "";
}
text?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(keep, 1500);
});
box?.addEventListener("submit", () => {
  isSending = true;
  clearTimeout(waiting);
});
addEventListener("pageshow", () => (isSending = false));
document.addEventListener("visibilitychange", () => document.hidden && keep());
