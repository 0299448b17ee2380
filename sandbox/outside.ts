import { type Contracts, openContracts } from "./contracts.ts";
import { Faults } from "./faults.ts";
import { Inbox } from "./inbox.ts";
import { Postman } from "./postman.ts";
import { Requests } from "./requests.ts";
import { Emails } from "./resend/emails.ts";
import { Keys } from "./resend/keys.ts";
import { type Hook, Webhooks } from "./resend/webhooks.ts";
import { StripeDesk } from "./stripe/desk.ts";
import type { Account } from "./stripe/engine.ts";

/** Everything one sandbox remembers. `closing` ends whatever still hangs when it shuts down. */
export type Outside = {
  inbox: Inbox;
  emails: Emails;
  webhooks: Webhooks;
  keys: Keys;
  faults: Faults;
  requests: Requests;
  contracts: Contracts;
  stripe: StripeDesk;
  now: () => Date;
  closing: AbortSignal;
};

/** A world in which nothing has happened yet. */
export function anOutside(
  now: () => Date,
  closing: AbortSignal,
  hook?: Hook,
  accounts: readonly Account[] = [],
): Outside {
  const inbox = new Inbox();
  const faults = new Faults();
  const contracts = openContracts();
  const webhooks = new Webhooks(hook, new Postman("resend", faults, closing), now);
  return {
    inbox,
    emails: new Emails(inbox, webhooks, now),
    webhooks,
    keys: new Keys(now),
    faults,
    requests: new Requests(),
    contracts,
    stripe: new StripeDesk({ now, contracts, accounts }, faults, closing),
    now,
    closing,
  };
}

/** Forgets everything, as if the process had just started. */
export function forget({ inbox, emails, webhooks, keys, faults, requests, stripe }: Outside): void {
  for (const memory of [inbox, emails, webhooks, keys, faults, requests, stripe]) memory.clear();
}
