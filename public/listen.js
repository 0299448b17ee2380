// Enhancement only: a recording plays without this file. It adds how fast it goes, and keeps where somebody stopped.
for (const player of document.querySelectorAll("[data-player]")) {
  const audio = player.querySelector("audio");
  const speeds = player.querySelector("[data-speeds]");
  const { at, keep } = player.dataset;

  speeds.hidden = false;
  speeds.addEventListener("click", ({ target }) => {
    const { speed } = target.dataset;
    if (!speed) return;
    audio.playbackRate = Number(speed);
    for (const one of speeds.children) one.setAttribute("aria-pressed", String(one === target));
  });

  const goOn = () => {
    if (Number(at) > 0 && audio.currentTime === 0) audio.currentTime = Number(at);
  };
  if (audio.readyState > 0) goOn();
  else audio.addEventListener("loadedmetadata", goOn, { once: true });

  if (!keep) continue;
  let kept = Number(at) || 0;
  const tell = (isFinished) => {
    const position = Math.floor(audio.currentTime);
    if (position === kept && !isFinished) return;
    kept = position;
    const body = new URLSearchParams({ position: String(position), ...(isFinished && { finished: "yes" }) });
    fetch(keep, { method: "POST", body, keepalive: true, headers: { "X-By-Itself": "1" } }).catch(() => {});
  };
  audio.addEventListener("pause", () => tell(audio.ended));
  addEventListener("pagehide", () => tell(false));
  // Seldom: what changes something is counted, and half a minute is soon found again.
  setInterval(() => audio.paused || tell(false), 30_000);
}
