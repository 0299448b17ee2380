// Enhancement only: without this file "Save draft" saves. Load it as a module on the page of a draft.
// Every five seconds, and when the page goes away, what was typed is saved over the version that was seen.
const form = document.querySelector("form[data-autosave]");
const line = form.querySelector("[data-autosaved]");
const version = form.querySelector("input[name=version]");
let dirty = false;
let asking = false;
let stopped = false;
let leaving = false;

const say = (words) => {
  if (line.textContent !== words) line.textContent = words;
};
const time = () => new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

async function save() {
  if (!dirty || asking || stopped || leaving) return;
  asking = true;
  dirty = false;
  try {
    // It asks by itself: that keeps nobody signed in.
    const answer = await fetch(form.dataset.autosave, {
      method: "POST",
      headers: { "X-By-Itself": "1" },
      body: new URLSearchParams(new FormData(form)),
      keepalive: true,
      redirect: "manual",
    });
    if (answer.ok) {
      version.value = (await answer.json()).version;
      say(`Saved at ${time()}. Only you see it until you sign.`);
    } else if (answer.status === 409) {
      stopped = true;
      dirty = true;
      say("Saved in another tab meanwhile. Nothing was overwritten: press Save draft to see both.");
    } else {
      dirty = true;
      say(
        answer.type === "opaqueredirect"
          ? "You are signed out. Your words are still here: sign in in another tab, and they are saved."
          : "Not saved just now. Your words are still here, and it is tried again.",
      );
    }
  } catch {
    dirty = true;
    say("No connection. Your words are still here, and it is tried again.");
  }
  asking = false;
}

form.addEventListener("input", () => {
  dirty = true;
});
form.addEventListener("submit", () => {
  leaving = true;
});
setInterval(save, 5000);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") save();
});
addEventListener("beforeunload", (event) => {
  if (dirty && !leaving) event.preventDefault();
});
