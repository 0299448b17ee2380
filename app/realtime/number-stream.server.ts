import type { News } from "./news.server.ts";

type Asked = {
  news: News;
  /** What is listened for: the id of whatever the numbers belong to. */
  key: string;
  /** Aborted when whoever asked has gone. */
  signal: AbortSignal;
  /** The last number they have heard of. */
  after: number;
  /** The newest number there is, or null once they may no longer hear. */
  newest: () => Promise<number | null>;
  /** Milliseconds between the looks that keep a quiet line open, and end one that is nobody's any more. */
  beat?: number;
};

const encoder = new TextEncoder();

/**
 * The numbers of what was written, as server-sent events: each once and in order, however often the line is cut, because
 * the browser says with which it ended (Last-Event-ID). `marks` says that something else about them changed. What is
 * behind a number is for the page to ask. It ends when they go, when they may no longer hear, and when this
 * process closes.
 */
export function numberStream({ news, key, signal, after, newest, beat = 25_000 }: Asked): ReadableStream {
  let letGo = () => {};
  return new ReadableStream<Uint8Array>({
    start(controller) {
      let told = after;
      let isOver = false;
      let isLooking = false;
      let isOwed = false;

      // One look at a time: what is heard meanwhile is looked for once more.
      async function look(why: "news" | "beat"): Promise<void> {
        isOwed = isLooking || isOwed;
        if (isLooking || isOver) return;
        isLooking = true;
        // While the database is away nobody can be asked; the next beat will know.
        const found = await newest().catch(() => told);
        isLooking = false;
        if (isOver) return;
        if (found === null) return ended();
        tell(found, why);
        if (!isOwed) return;
        isOwed = false;
        void look("news");
      }
      function tell(found: number, why: "news" | "beat"): void {
        let text = "";
        while (told < found) {
          told += 1;
          text += `event: message\nid: ${told}\ndata: ${told}\n\n`;
        }
        controller.enqueue(encoder.encode(text || (why === "news" ? "event: marks\ndata:\n\n" : ":\n\n")));
      }
      const stop = news.listen(key, () => void look("news"));
      const beating = setInterval(() => void look("beat"), beat);

      letGo = () => {
        stop();
        clearInterval(beating);
        signal.removeEventListener("abort", ended);
        news.closing.removeEventListener("abort", ended);
        isOver = true;
      };
      function ended(): void {
        if (isOver) return;
        letGo();
        controller.close();
      }
      signal.addEventListener("abort", ended);
      news.closing.addEventListener("abort", ended);
      controller.enqueue(encoder.encode("retry: 2000\n\n"));
      if (signal.aborted || news.closing.aborted) ended();
      else void look("beat");
    },
    cancel: () => letGo(),
  });
}
