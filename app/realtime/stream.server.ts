import type { News } from "./news.server.ts";

type Asked = {
  news: News;
  practiceId: string;
  /** Aborted when whoever asked has gone. */
  signal: AbortSignal;
  /** Whether they may still hear; asked once a minute. */
  isStillIn: () => Promise<boolean>;
  rhythm?: { apart: number; comment: number; check: number };
};

/** Milliseconds between two pieces of news, between comments that keep proxies from closing, between questions at the door. */
const usual = { apart: 250, comment: 25_000, check: 60_000 };

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
        let pause: NodeJS.Timeout | undefined;
        let isOwed = false;

        function tell(): void {
          isOwed = pause !== undefined || (controller.desiredSize ?? 0) <= 0;
          if (!isOwed) controller.enqueue(piece);
          pause ??= setTimeout(() => {
            pause = undefined;
            if (isOwed) tell();
          }, rhythm.apart);
        }
        const stop = news.listen(practiceId, tell);
        const commenting = setInterval(() => {
          if ((controller.desiredSize ?? 0) > 0) controller.enqueue(comment);
        }, rhythm.comment);
        const checking = setInterval(async () => {
          // While the database is away nobody can be asked; the next minute will know.
          if (!(await isStillIn().catch(() => true))) ended();
        }, rhythm.check);

        letGo = () => {
          stop();
          clearTimeout(pause);
          clearInterval(commenting);
          clearInterval(checking);
          signal.removeEventListener("abort", ended);
          news.closing.removeEventListener("abort", ended);
        };
        function ended(): void {
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
