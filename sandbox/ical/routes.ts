import { z } from "zod";
import type { Outside } from "../outside.ts";
import { type Asked, aRouter, type Router } from "../router.ts";
import { markOf } from "./files.ts";
import { filesPage } from "./page.ts";

const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/, "A name is small letters, digits and dashes.");

const fileSchema = z.strictObject({
  text: z.string().max(20_000_000).optional(),
  type: z.string().max(200).optional(),
  status: z.int().min(200).max(599).optional(),
  location: z.string().max(2_000).optional(),
  isMarked: z.boolean().optional(),
});

/** Somebody's server with calendar files on it, the page where a person changes them, and the same for scripts. */
export function icalRoutes({ files }: Outside): Router {
  const app = aRouter();

  app.get("/ical/:file{.+\\.ics}", (c) => {
    const file = files.find(c.req.param("file").replace(/\.ics$/, ""));
    if (!file) return c.text("Not found", 404);
    const { text, type, status, location, isMarked } = file;
    const headers = {
      "content-type": type,
      ...(location && { location }),
      ...(isMarked && { etag: markOf(file) }),
    };
    if (isMarked && c.req.header("if-none-match") === markOf(file))
      return new Response(null, { status: 304, headers });
    return new Response(text, { status, headers });
  });

  app.get("/ical", (c) => c.html(filesPage(files.all)));
  app.post("/ical", async (c) => {
    const form = z.object({ name, text: z.string() }).safeParse(await c.req.parseBody());
    if (!form.success) return c.html(filesPage(files.all, z.prettifyError(form.error)), 422);
    files.put(form.data.name, { text: form.data.text });
    return c.redirect("/ical", 303);
  });

  app.get("/control/ical", (c) => c.json({ files: Object.fromEntries(files.all) }));
  app.put("/control/ical/:name", async (c) => {
    const named = name.safeParse(c.req.param("name"));
    const wish = fileSchema.safeParse(await c.req.json().catch(() => null));
    if (!named.success) return refused(c, named.error);
    if (!wish.success) return refused(c, wish.error);
    const { text, type, status, location, isMarked } = wish.data;
    files.put(named.data, {
      ...(text !== undefined && { text }),
      ...(type !== undefined && { type }),
      ...(status !== undefined && { status }),
      ...(location !== undefined && { location }),
      ...(isMarked !== undefined && { isMarked }),
    });
    return c.json({ address: new URL(`/ical/${named.data}.ics`, c.req.url).href }, 201);
  });
  app.delete("/control/ical/:name", (c) =>
    files.remove(c.req.param("name")) ? c.json({ removed: true }) : c.json({ removed: false }, 404),
  );
  return app;
}

function refused(c: Asked, error: z.ZodError): Response {
  return c.json({ error: { code: "bad_file", message: z.prettifyError(error) } }, 400);
}
