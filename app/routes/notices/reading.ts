import { redirect } from "react-router";
import { z } from "zod";
import type { ReaderCtx } from "#app/domain/notifications/facts.ts";
import { findNotice } from "#app/domain/notifications/notices.ts";
import { readNotice, readNotices } from "#app/domain/notifications/read-notices.ts";
import { orNotFound, readForm } from "#app/http.ts";
import { noticeInWords } from "./words.ts";

const schema = z.object({
  until: z.coerce
    .number()
    .int()
    .min(0)
    .max(Date.UTC(2100, 0, 1)),
});

/** Mark as read all that stood on the page somebody looked at, and go back to it. */
export async function readAll(ctx: ReaderCtx, request: Request, back: string): Promise<never> {
  const form = await readForm(request, schema);
  const { until } = orNotFound(form.ok ? form.value : null);
  await readNotices(ctx, until);
  throw redirect(back, 303);
}

/**
 * Open a notice: it is read then, and leads to what it is about. That asking for it changes something is meant: it is a
 * mark of one's own that one looked, like the time a letter was opened. A notice of nobody's is not there.
 */
export async function openNotice(ctx: ReaderCtx, id: string, request: Request): Promise<never> {
  const notice = orNotFound(await findNotice(ctx, id));
  const { href } = orNotFound(noticeInWords(notice, { zone: null, locale: "en-GB" }));
  if (request.method === "GET") await readNotice(ctx, notice.id);
  throw redirect(href, 303);
}
