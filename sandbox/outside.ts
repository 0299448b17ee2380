import { type Contracts, openContracts } from "./contracts.ts";
import { Faults } from "./faults.ts";
import type { Client } from "./google/consent.ts";
import { GoogleDesk } from "./google/desk.ts";
import type { Engine } from "./google/engine.ts";
import { Files } from "./ical/files.ts";
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
  google: GoogleDesk;
  files: Files;
  now: () => Date;
  closing: AbortSignal;
};

/** The apps that Google knows, any unless told, and who has an account there from the start. */
export type GoogleWish = { clients?: readonly Client[]; people?: (engine: Engine) => void };

/** A world in which nothing has happened yet. */
export function anOutside(
  now: () => Date,
  closing: AbortSignal,
  hook?: Hook,
  accounts: readonly Account[] = [],
  google: GoogleWish = {},
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
    google: new GoogleDesk({ now, contracts, ...google }, faults, closing),
    files: new Files(),
    now,
    closing,
  };
}

/** Forgets everything, as if the process had just started. */
export function forget(outside: Outside): void {
  const { inbox, emails, webhooks, keys, faults, requests, stripe, google, files } = outside;
  for (const memory of [inbox, emails, webhooks, keys, faults, requests, stripe, google, files])
    memory.clear();
}
