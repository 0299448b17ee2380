/** The process is alive; nothing else is asked, so that a sick database does not get the web restarted. */
export function loader() {
  return new Response("alive\n", {
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
  });
}
