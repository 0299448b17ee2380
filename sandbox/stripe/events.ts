import { z } from "zod";
import { page } from "./lists.ts";
import { type Operations, operation } from "./operation.ts";
import { expandable, flag, listing, text, texts } from "./params.ts";
import { exclusive, notHere } from "./refusal.ts";

const keptSeconds = 30 * 24 * 60 * 60;

export const events: Operations = {
  "GET /v1/events": operation(
    z.strictObject({
      ...listing,
      delivery_success: flag.optional(),
      type: text.optional(),
      types: texts.optional(),
    }),
    (merchant, { delivery_success: delivered, type, types, ...asked }) => {
      if (type !== undefined && types !== undefined) throw exclusive(["type", "types"]);
      const wanted = types ?? (type === undefined ? ["*"] : [type]);
      // Stripe tells of the last 30 days: https://docs.stripe.com/api/events/list
      const oldest = merchant.now - keptSeconds;
      const all = merchant
        .shelf("events")
        .all.filter(
          (event) =>
            event.created >= oldest &&
            wanted.some((name) => fits(event.type, name)) &&
            (delivered === undefined || (event.pending_webhooks === 0) === delivered),
        );
      return page("/v1/events", all, asked);
    },
  ),
  "GET /v1/events/:id": operation(z.strictObject(expandable), (merchant, _asked, id) => {
    const found = merchant.shelf("events").find(id);
    if (!found) throw notHere("event", id);
    return found;
  }),
};

function fits(type: string, name: string): boolean {
  return name === "*" || name === type || (name.endsWith(".*") && type.startsWith(name.slice(0, -1)));
}
