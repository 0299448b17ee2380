import type { Message } from "../inbox.ts";
import type { Outside } from "../outside.ts";
import { type Asked, aRouter, type Router } from "../router.ts";
import { inboxPage, messagePage } from "./inbox.ts";
import { indexPage, nowherePage } from "./index.ts";
import { secondFactorPage } from "./second-factor.ts";

/** The pages for people: the index, the inbox and the phone. */
export function pageRoutes({ inbox, emails, requests, faults, now }: Outside): Router {
  const app = aRouter();

  for (const path of ["/", "/inbox", "/inbox/*"]) {
    app.use(path, async (c, next) => {
      emails.deliverDue();
      await next();
      c.header("x-content-type-options", "nosniff");
    });
  }
  app.get("/", (c) => {
    const counts = { mail: inbox.list().length, requests: requests.all.length, faults: faults.all.length };
    return c.html(indexPage(counts));
  });
  app.get("/inbox", (c) => c.html(inboxPage(inbox.list(c.req.query("to")), c.req.query("to"))));
  app.get("/second-factor", (c) => c.html(secondFactorPage(now())));
  app.get("/inbox/:id", (c) => {
    const message = inbox.find(c.req.param("id"));
    return message ? c.html(messagePage(message)) : c.html(nowherePage(), 404);
  });
  app.get("/inbox/:id/html", (c) => {
    const message = inbox.find(c.req.param("id"));
    return message ? letter(c, message) : c.html(nowherePage(), 404);
  });
  app.get("/inbox/:id/attachments/:n", (c) => {
    const file = inbox.find(c.req.param("id"))?.attachments[Number(c.req.param("n"))];
    if (!file) return c.html(nowherePage(), 404);
    const name = encodeURIComponent(file.filename).replaceAll("'", "%27");
    return c.body(Buffer.from(file.content, "base64"), 200, {
      "content-type": printable(file.contentType),
      "content-disposition": `attachment; filename*=UTF-8''${name}`,
    });
  });
  return app;
}

/** The letter exactly as sent. The policy takes away scripts and forms; `base` lets its links leave the frame. */
function letter(c: Asked, { html }: Message): Response {
  const policy = [
    "default-src 'none'; img-src * data:; style-src 'unsafe-inline'; font-src *",
    "sandbox allow-top-navigation-by-user-activation allow-popups allow-popups-to-escape-sandbox",
  ];
  c.header("content-security-policy", policy.join("; "));
  return c.html(`<base target="_top">${html}`);
}

function printable(contentType: string): string {
  return /^[\x20-\x7e]+$/.test(contentType) ? contentType : "application/octet-stream";
}
