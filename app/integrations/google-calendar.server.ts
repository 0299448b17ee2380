import { createHash } from "node:crypto";
import type { calendar_v3 } from "@googleapis/calendar";
import type { Calendar, Calendars, Grant, Heard } from "#app/world/calendars.ts";
import { asked, isUnknownToken, readable } from "./google-calls.ts";
import { changeOf, eventOf, fieldsOfEvent, requestOf } from "./google-events.ts";

type Setup = {
  clientId: string;
  clientSecret: string;
  /** Another host for all of Google, such as the sandbox's. */
  baseUrl?: string | undefined;
  /** How long one question may take, with all that is asked for it, ms. */
  timeoutMs: number;
  /** How many events a page of a list may hold; Google gives 2,500 at most. */
  pageSize?: number;
  /** In place of the network, for tests. */
  fetch?: typeof globalThis.fetch;
};

/** How much of a calendar's list is asked for. */
const fieldsOfList = `summary,timeZone,nextPageToken,nextSyncToken,items(${fieldsOfEvent})`;

/**
 * People's calendars at Google, through its own client, which is loaded when it is first needed. Its own tries are switched
 * off: who asks is told within `timeoutMs`, and asks again when it suits them.
 */
export function openGoogle(setup: Setup): Calendars {
  return {
    async consentUrl({ state, verifier, returnUrl, scopes }) {
      const { oauth } = await client(setup, null);
      return oauth.generateAuthUrl({
        access_type: "offline",
        prompt: "consent",
        scope: [...scopes],
        redirect_uri: returnUrl,
        state,
        code_challenge: createHash("sha256").update(verifier).digest("base64url"),
        code_challenge_method: "S256" as never,
      });
    },
    redeem: ({ code, verifier, returnUrl }) =>
      asked(async () => {
        const { oauth } = await client(setup, null);
        const { tokens } = await oauth.getToken({ code, codeVerifier: verifier, redirect_uri: returnUrl });
        if (!tokens.refresh_token) throw new Error("Google gave no lasting grant");
        return { ...grantOf(tokens, tokens.refresh_token), scopes: (tokens.scope ?? "").split(" ") };
      }),
    open: (grant, keep) => calendar(setup, grant, keep),
    async revoke(grant) {
      const revoked = await asked(async () => {
        const { oauth } = await client(setup, null);
        await oauth.revokeToken(grant.refresh);
        return null;
      });
      // It refuses what it no longer knows, and that is what was wanted.
      return revoked.outcome === "refused" ? { outcome: "done", value: null } : revoked;
    },
  };
}

function calendar(setup: Setup, grant: Grant, keep: (renewed: Grant) => Promise<void>): Calendar {
  let current = grant;

  /** Ask with the grant; where its short-lived half is unknown by now, renew it and ask once more. */
  async function ask<T>(call: (google: calendar_v3.Calendar) => Promise<T>): Promise<Heard<T>> {
    return asked(async () => {
      const { google, oauth } = await client(setup, current);
      const attempt = async () => {
        try {
          return await call(google);
        } finally {
          const { access_token: access, refresh_token: refresh } = oauth.credentials;
          if (access && access !== current.access) {
            current = grantOf(oauth.credentials, refresh ?? current.refresh);
            await keep(current);
          }
        }
      };
      try {
        return await attempt();
      } catch (error) {
        if (!isUnknownToken(error)) throw error;
        oauth.setCredentials({ refresh_token: current.refresh });
        return attempt();
      }
    });
  }

  return {
    list: () =>
      ask(async ({ calendarList }) => {
        const found = [];
        let pageToken: string | undefined;
        do {
          const data = readable(
            await calendarList.list({ maxResults: 250, ...(pageToken && { pageToken }) }),
          );
          found.push(...(data.items ?? []));
          pageToken = data.nextPageToken ?? undefined;
        } while (pageToken);
        return found.map(({ id, summary, summaryOverride, primary, accessRole }) => ({
          id: id ?? "",
          name: summaryOverride ?? summary ?? "",
          isPrimary: primary === true,
          isWritable: accessRole === "owner" || accessRole === "writer",
        }));
      }),
    describe: (calendarId) =>
      ask(async ({ events }) => {
        const data = readable(await events.list({ calendarId, maxResults: 1, fields: "summary" }));
        return { name: data.summary ?? "" };
      }),
    changes: (calendarId, { since, page }) =>
      ask(async ({ events }) => {
        const asking = {
          calendarId,
          singleEvents: true,
          maxResults: setup.pageSize ?? 2_500,
          fields: fieldsOfList,
          ...(page && { pageToken: page }),
          ...(typeof since === "string"
            ? { syncToken: since }
            : { timeMin: since.from.toISOString(), timeMax: since.until.toISOString() }),
        };
        const data = readable(await events.list(asking));
        // Every page leads to another, or says from where to ask for what changes.
        if (!data.nextPageToken && !data.nextSyncToken) throw new Error("A list of Google's has no end");
        const zone = data.timeZone ?? "UTC";
        return {
          events: (data.items ?? []).map((event) => eventOf(event, zone)),
          next: data.nextPageToken ?? null,
          token: data.nextSyncToken ?? null,
        };
      }),
    find: (calendarId, eventId) =>
      ask(async ({ events }) =>
        eventOf(readable(await events.get({ calendarId, eventId, fields: fieldsOfEvent })), "UTC"),
      ),
    add: (calendarId, eventId, entry) =>
      ask(async ({ events }) => {
        const requestBody = { ...requestOf(entry), id: eventId };
        const written = { calendarId, conferenceDataVersion: 1, fields: fieldsOfEvent, requestBody };
        return eventOf(readable(await events.insert({ ...written, sendUpdates: "none" })), "UTC");
      }),
    change: (calendarId, eventId, etag, entry) =>
      ask(async ({ events }) => {
        const written = { calendarId, eventId, conferenceDataVersion: 1, fields: fieldsOfEvent };
        const changed = await events.patch(
          { ...written, sendUpdates: "none", requestBody: changeOf(entry) },
          { headers: { "If-Match": etag } },
        );
        return eventOf(readable(changed), "UTC");
      }),
    async remove(calendarId, eventId) {
      const removed = await ask(async ({ events }) => {
        // It is out once Google says so with nothing more; an answer that says something is none we know.
        const { status } = await events.delete({ calendarId, eventId, sendUpdates: "none" });
        if (status !== 204) throw new Error(`Google answered ${status} to a removal`);
        return null;
      });
      const isOut = removed.outcome === "refused" && (removed.code === "missing" || removed.code === "stale");
      return isOut ? { outcome: "done", value: null } : removed;
    },
    busy: (calendarIds, { from, until }) =>
      ask(async ({ freebusy }) => {
        const requestBody = {
          timeMin: from.toISOString(),
          timeMax: until.toISOString(),
          items: calendarIds.map((id) => ({ id })),
        };
        const data = readable(await freebusy.query({ requestBody }));
        const looked = Object.values(data.calendars ?? {});
        if (looked.length < calendarIds.length || looked.some(({ errors }) => errors?.length))
          throw new Error("A calendar could not be looked at");
        return looked.flatMap(({ busy }) =>
          (busy ?? []).map(({ start, end }) => ({
            startsAt: new Date(start ?? 0),
            endsAt: new Date(end ?? 0),
          })),
        );
      }),
    watch: (calendarId, { id, address, token, until }) =>
      ask(async ({ events }) => {
        const requestBody = { id, type: "web_hook", address, token, expiration: String(until.getTime()) };
        const data = readable(await events.watch({ calendarId, requestBody }));
        return {
          resource: data.resourceId ?? "",
          until: new Date(Number(data.expiration ?? until.getTime())),
        };
      }),
    async unwatch({ id, resource }) {
      const stopped = await ask(async ({ channels }) => {
        await channels.stop({ requestBody: { id, resourceId: resource } });
        return null;
      });
      // One that ended by itself is stopped.
      return stopped.outcome === "refused" ? { outcome: "done", value: null } : stopped;
    },
  };
}

type Tokens = { access_token?: string | null | undefined; expiry_date?: number | null | undefined };

function grantOf({ access_token: access, expiry_date: expiry }: Tokens, refresh: string): Grant {
  return { refresh, access: access ?? null, until: expiry ? new Date(expiry) : null };
}

/** Google's client for one question; the question and all it needs end together. */
async function client(setup: Setup, grant: Grant | null) {
  const { auth, calendar } = await import("@googleapis/calendar");
  const signal = AbortSignal.timeout(setup.timeoutMs);
  const ask = setup.fetch ?? globalThis.fetch;
  const transporterOptions = {
    retry: false,
    retryConfig: { retry: 0, noResponseRetries: 0 },
    fetchImplementation: (input: Parameters<typeof fetch>[0], init?: RequestInit) =>
      ask(input, { ...init, signal }),
  };
  const endpoints = setup.baseUrl && {
    oauth2AuthBaseUrl: new URL("/o/oauth2/v2/auth", setup.baseUrl),
    oauth2TokenUrl: new URL("/token", setup.baseUrl),
    oauth2RevokeUrl: new URL("/revoke", setup.baseUrl),
  };
  const { clientId, clientSecret } = setup;
  const oauth = new auth.OAuth2({
    ...{ clientId, clientSecret, transporterOptions },
    ...(endpoints && { endpoints }),
  });
  if (grant)
    oauth.setCredentials({
      refresh_token: grant.refresh,
      access_token: grant.access,
      expiry_date: grant.until?.getTime() ?? null,
    });
  const rootUrl = setup.baseUrl && new URL("/", setup.baseUrl).href;
  const google = calendar({ version: "v3", auth: oauth, retry: false, ...(rootUrl && { rootUrl }) });
  return { google, oauth };
}
