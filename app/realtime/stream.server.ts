import type { News } from "./news.server.ts";

type Asked = {
  news: News;
  practiceId: string;
  /** Aborted when whoever asked has gone. */
  signal: AbortSignal;
  /** Whether they may still hear; asked at every beat. */
  isStillIn: () => Promise<boolean>;
  rhythm?: { apart: number; beat: number };
};

/** Milliseconds between two pieces of news, and between the comments that keep proxies from closing a quiet line. */
const usual = { apart: 250, beat: 25_000 };

const encoder = new TextEncoder();
const opening = encoder.encode("retry: 2000\n\n");
const piece = encoder.encode("event: news\ndata:\n\n");
const comment = encoder.encode(":\n\n");

/** How many lines may wait for somebody who does not read: news is news, however often. */
const mostWaiting = 8;

/**
 * That something changed in a practice's diary, as server-sent events: what changed is for the page to ask. The first
 * piece of news leaves at once, the next not before `apart`, however many there are. It ends when they go, when they may
 * no longer hear, and when this process closes.
 */
export function newsStream({ news, practiceId, signal, isStillIn, rhythm = usual }: Asked): ReadableStream {
  let letGo = () => {};
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let quietUntil = 0;
        let owed: NodeJS.Timeout | undefined;
        let isOver = false;
        const isRead = () => (controller.desiredSize ?? 0) > 0;

        // A thousand of these are told at once, so the first piece of news costs no timer.
        function tell(): void {
          const now = performance.now();
          if (owed !== undefined) return;
          if (now >= quietUntil && isRead()) {
            quietUntil = now + rhythm.apart;
            controller.enqueue(piece);
          } else {
            owed = setTimeout(tellOwed, Math.max(quietUntil - now, rhythm.apart / 10));
          }
        }
        function tellOwed(): void {
          owed = undefined;
          tell();
        }
        const stop = news.listen(practiceId, tell);
        const beating = setInterval(async () => {
          // While the database is away nobody can be asked; the next beat will know.
          if (!(await isStillIn().catch(() => true))) ended();
          else if (isRead()) controller.enqueue(comment);
        }, rhythm.beat);

        letGo = () => {
          stop();
          clearTimeout(owed);
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
        controller.enqueue(opening);
        if (signal.aborted || news.closing.aborted) ended();
      },
      cancel: () => letGo(),
    },
    { highWaterMark: mostWaiting },
  );
}
