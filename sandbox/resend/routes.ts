import type {
  CancelEmailResponseSuccess,
  CreateEmailResponseSuccess,
  UpdateEmailResponseSuccess,
} from "resend";
import { z } from "zod";
import type { Outside } from "../outside.ts";
import { type Asked, aRouter, type Router } from "../router.ts";
import { page, shown } from "./answers.ts";
import type { Draft, Email, Emails } from "./emails.ts";
import { invalid, Refusal } from "./refusal.ts";
import { draftFrom, scheduleFrom } from "./rules.ts";

const MOST_IN_BATCH = 100;

/** Resend's mail calls: send, batch, list, read, reschedule, cancel. The rest of Resend is answered 501 elsewhere. */
export function resendRoutes(outside: Outside): Router {
  const { emails } = outside;
  const app = aRouter();

  app.onError((error, c) => {
    if (!(error instanceof Refusal)) throw error;
    return c.json(error.body, error.status);
  });
  app.use("/emails/*", knowsTheKey);

  app.post("/emails", async (c) => {
    const draft = await readBody(c, draftFrom);
    const [id = ""] = await sendOnce(c, outside, [draft]);
    return c.json({ id } satisfies CreateEmailResponseSuccess);
  });

  app.post("/emails/batch", async (c) => {
    const permissive = c.req.header("x-batch-validation") === "permissive";
    const { drafts, errors } = await readBody(c, (body) => draftsFrom(body, permissive));
    const ids = await sendOnce(c, outside, drafts);
    return c.json({ data: ids.map((id) => ({ id })), ...(permissive && { errors }) });
  });

  app.get("/emails", (c) => c.json(page(emails.list(), new URL(c.req.url).searchParams)));
  for (const path of ["/emails/metrics", "/emails/receiving"]) app.all(path, (c) => c.notFound());
  app.get("/emails/:id", (c) => c.json(shown(found(emails, c.req.param("id")))));

  app.patch("/emails/:id", async (c) => {
    const email = scheduled(found(emails, c.req.param("id")));
    email.scheduledAt = await readBody(c, (body) => scheduleFrom(Object(body).scheduled_at));
    return c.json({ object: "email", id: email.id } satisfies UpdateEmailResponseSuccess);
  });

  app.post("/emails/:id/cancel", (c) => {
    const email = scheduled(found(emails, c.req.param("id")));
    email.lastEvent = "canceled";
    return c.json({ object: "email", id: email.id } satisfies CancelEmailResponseSuccess);
  });

  for (const path of ["/emails", "/emails/batch", "/emails/:id", "/emails/:id/cancel"]) {
    app.all(path, () => {
      throw new Refusal(
        405,
        "method_not_allowed",
        "This endpoint does not support the specified HTTP method.",
      );
    });
  }
  return app;
}

async function knowsTheKey(c: Asked, next: () => Promise<void>): Promise<void> {
  const header = c.req.header("authorization");
  if (!header) throw new Refusal(401, "missing_api_key", "Missing API key in the authorization header.");
  if (!/^Bearer re_\S+$/i.test(header)) throw new Refusal(403, "invalid_api_key", "API key is invalid.");
  await next();
}

async function readBody<T>(c: Asked, read: (body: unknown) => T): Promise<T> {
  const text = await c.req.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Refusal(400, "validation_error", "The request body is not valid JSON.");
  }
  return read(body);
}

async function sendOnce(c: Asked, { emails, keys }: Outside, drafts: Draft[]): Promise<string[]> {
  async function send(): Promise<string[]> {
    await c.get("linger")(); // A slow Resend still holds the key.
    return drafts.map((draft) => emails.send(draft));
  }
  const key = c.req.header("idempotency-key");
  if (key === undefined) return send();
  if (key.length < 1 || key.length > 256) {
    throw new Refusal(400, "invalid_idempotency_key", "The key must be between 1-256 chars.");
  }

  const ids = await keys.once(key, `${c.req.path} ${await c.req.text()}`, send);
  if (ids === "running") {
    const message = "Same idempotency key used while original request is still in progress.";
    throw new Refusal(409, "concurrent_idempotent_requests", message);
  }
  if (ids === "other") {
    const message = "Same idempotency key used with a different request payload.";
    throw new Refusal(409, "invalid_idempotent_request", message);
  }
  return ids;
}

type Batch = { drafts: Draft[]; errors: { index: number; message: string }[] };

function draftsFrom(body: unknown, permissive: boolean): Batch {
  if (!Array.isArray(body) || body.length === 0)
    throw invalid("The request body must be an array of emails.");
  if (body.length > MOST_IN_BATCH) throw invalid(`A batch can have at most ${MOST_IN_BATCH} emails.`);
  const batch: Batch = { drafts: [], errors: [] };
  for (const [index, email] of body.entries()) {
    try {
      batch.drafts.push(draftFrom(email));
    } catch (error) {
      if (!permissive || !(error instanceof Refusal)) throw error;
      batch.errors.push({ index, message: error.message });
    }
  }
  return batch;
}

function found(emails: Emails, id: string): Email {
  if (!z.guid().safeParse(id).success) {
    throw new Refusal(422, "invalid_parameter", "The `id` must be a valid UUID.");
  }
  const email = emails.find(id);
  if (!email) throw new Refusal(404, "not_found", "Email not found");
  return email;
}

function scheduled(email: Email): Email {
  if (email.lastEvent !== "scheduled") throw invalid("Email is not scheduled.");
  return email;
}
