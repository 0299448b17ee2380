import { createHash, randomBytes } from "node:crypto";
import { auth, calendar, type calendar_v3 } from "@googleapis/calendar";
import { googleInProcess } from "#sandbox/google/in-process.ts";
import { scopes } from "#sandbox/google/scopes.ts";

export type Event = calendar_v3.Schema$Event;
export const [eventsScope = "", freeBusyScope = "", listScope = ""] = scopes(
  "calendar.events",
  "calendar.freebusy",
  "calendar.calendarlist.readonly",
);
export const everything = [eventsScope, freeBusyScope, listScope];
export const redirectUri = "https://app.test/hooks/google";
export const clients = [
  { id: "app.apps.googleusercontent.com", secret: "GOCSPX-a", redirectUris: [redirectUri] },
];
export const ann = "ann@gmail.example";

type Wish = {
  zone?: string;
  granted?: readonly string[];
  deliver?: (to: URL, headers: Record<string, string>) => void;
};

/** A Google of the test's own, in process, with the SDK in front. The clock stands until it is moved on. */
export function aGoogle({ zone = "Europe/Lisbon", deliver }: Wish = {}) {
  const clock = { now: new Date("2026-11-20T12:00:00Z") };
  const vendor = googleInProcess({ now: () => clock.now, clients, ...(deliver && { deliver }) });
  const account = vendor.engine.account(ann, { timeZone: zone });
  const client = sdkClient(vendor.fetch);
  return {
    vendor,
    engine: vendor.engine,
    account,
    primary: account.calendar(),
    client,
    clock,
    google: sdk(client),
    pass: (minutes: number) => {
      clock.now = new Date(clock.now.getTime() + minutes * 60_000);
    },
    /** Where the app sends somebody to be asked. */
    request: (change: Record<string, string> = {}) =>
      new URL(
        client.generateAuthUrl({
          access_type: "offline",
          prompt: "consent",
          scope: [...everything],
          state: "a-state",
          ...change,
        }),
      ),
  };
}

/** The same, with the app let in: all boxes ticked unless told. */
export async function aConnectedGoogle({ granted = everything, ...wish }: Wish = {}) {
  const scene = aGoogle(wish);
  const { verifier, challenge } = aChallenge();
  const asked = scene.request({ code_challenge: challenge, code_challenge_method: "S256" });
  const back = new URL(scene.engine.consent(asked, { account: ann, granted }));
  const { tokens } = await scene.client.getToken({ code: codeIn(back), codeVerifier: verifier });
  scene.client.setCredentials(tokens);
  return { ...scene, tokens };
}

export function aChallenge() {
  const verifier = randomBytes(48).toString("base64url");
  return { verifier, challenge: createHash("sha256").update(verifier).digest("base64url") };
}

export function codeIn(address: URL | string): string {
  return new URL(address).searchParams.get("code") ?? "";
}

export function sdkClient(fetch: typeof globalThis.fetch, secret = "GOCSPX-a") {
  return new auth.OAuth2({
    clientId: clients[0]!.id,
    clientSecret: secret,
    redirectUri,
    transporterOptions: { fetchImplementation: fetch as never, retry: false },
  });
}

export function sdk(client: ReturnType<typeof sdkClient>): calendar_v3.Calendar {
  return calendar({ version: "v3", auth: client, retry: false });
}

/** An hour on a day of the clock's month. */
export function anHour(day: number, hour = 10, change: Event = {}): Event {
  const at = (h: number) => `2026-11-${String(day).padStart(2, "0")}T${String(h).padStart(2, "0")}:00:00Z`;
  return { summary: "Yoga", start: { dateTime: at(hour) }, end: { dateTime: at(hour + 1) }, ...change };
}

/** What the SDK threw, as what matters of it. */
export async function refusalOf(asking: Promise<unknown>) {
  const error = await asking.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error === null) throw new Error("it was not refused");
  const { response, message, code } = Object(error);
  const said = response?.data?.error;
  const [first] = said?.errors ?? [];
  return {
    status: response?.status as number | undefined,
    reason: (typeof said === "string" ? said : first?.reason) as string | undefined,
    message: (typeof said === "string"
      ? response.data.error_description
      : (said?.message ?? message)) as string,
    code: code as unknown,
    said,
  };
}
