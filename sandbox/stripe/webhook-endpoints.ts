import type Stripe from "stripe";
import { z } from "zod";
import { anId } from "./ids.ts";
import { page } from "./lists.ts";
import { merged } from "./metadata.ts";
import { type Operations, operation } from "./operation.ts";
import { expandable, flag, metadata, paging, text, texts, unsettable } from "./params.ts";
import { invalid, notHere } from "./refusal.ts";
import { apiVersion } from "./version.ts";

export const webhookEndpoints: Operations = {
  "POST /v1/webhook_endpoints": operation(
    z.strictObject({
      ...expandable,
      api_version: text.optional(),
      connect: flag.optional(),
      description: unsettable.optional(),
      enabled_events: texts,
      metadata: metadata.optional(),
      url: text,
    }),
    (merchant, asked) => {
      if (!URL.canParse(asked.url) || !/^https?:/.test(asked.url))
        throw invalid("Invalid URL: An explicit scheme (such as https) must be provided.", {
          code: "url_invalid",
          param: "url",
        });
      const endpoint: Stripe.WebhookEndpoint = {
        id: anId("we_1"),
        object: "webhook_endpoint",
        api_version: asked.api_version ?? apiVersion,
        application: null,
        created: merchant.now,
        description: asked.description ?? null,
        enabled_events: asked.enabled_events,
        livemode: false,
        metadata: merged(asked.metadata),
        status: "enabled",
        url: asked.url,
      };
      const secret = anId("whsec_", 32);
      merchant.shelf("webhook-endpoints").put(endpoint);
      merchant.endpoints.set(endpoint.id, {
        id: endpoint.id,
        url: endpoint.url,
        secret,
        events: endpoint.enabled_events,
        of: asked.connect ? "connected" : "own",
      });
      // The secret is told once.
      return { ...endpoint, secret };
    },
  ),
  "GET /v1/webhook_endpoints": operation(z.strictObject(paging), (merchant, asked) =>
    page("/v1/webhook_endpoints", merchant.shelf("webhook-endpoints").all, asked),
  ),
  "DELETE /v1/webhook_endpoints/:id": operation(z.strictObject({}), (merchant, _asked, id) => {
    if (!merchant.shelf("webhook-endpoints").find(id))
      throw notHere("webhook endpoint", id, "webhook_endpoint");
    merchant.shelf("webhook-endpoints").delete(id);
    merchant.endpoints.delete(id);
    return { id, object: "webhook_endpoint", deleted: true };
  }),
};
