import { deflateSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { mostBytes } from "#app/integrations/ical-fetch.ts";
import { aCalendarServer, aDoor, empty } from "./a-calendar-server.ts";

const read = { outcome: "done", value: { events: [], token: expect.any(String) } };
const refused = (code: string) => ({ outcome: "refused", code });
const away = { outcome: "away", why: expect.any(String) };
const calendar = { "content-type": "text/calendar" };

test("a calendar is read, and known again by its mark", async () => {
  const seen: (string | undefined)[] = [];
  const server = await aCalendarServer((request, response) => {
    const known = request.headers["if-none-match"];
    seen.push(known);
    if (known === '"one"') return response.writeHead(304).end();
    return response.writeHead(200, { ...calendar, etag: '"one"' }).end(empty);
  });
  const first = await server.read();
  expect(first).toEqual(read);
  const { token } = first.outcome === "done" ? first.value : { token: "" };
  expect(await server.read("/a.ics", token)).toEqual({ outcome: "done", value: { events: null, token } });
  expect(seen).toEqual([undefined, '"one"']);
});

test("without a mark the same words are known again, and others are read", async () => {
  const said = [empty, empty, empty.replace("2.0", "2.1")];
  const server = await aCalendarServer((_, response) => response.writeHead(200, calendar).end(said.shift()));
  const tokens: string[] = [];
  const seen: unknown[] = [];
  for (let at = 0; at < 3; at += 1) {
    const heard = await server.read("/a.ics", tokens.at(-1) ?? null);
    if (heard.outcome === "done") tokens.push(heard.value.token);
    seen.push(heard.outcome === "done" && heard.value.events);
  }
  expect(seen).toEqual([[], null, []]);
});

test("what was understood by another clock is understood anew", async () => {
  const marks: unknown[] = [];
  const server = await aCalendarServer((request, response) => {
    marks.push(request.headers["if-none-match"]);
    response.writeHead(200, { ...calendar, etag: '"one"' }).end(empty);
  });
  const elsewhere = JSON.stringify({ etag: '"one"', hash: "x", zone: "America/New_York" });
  expect(await server.read("/a.ics", elsewhere)).toEqual(read);
  expect(marks).toEqual([undefined]);
});

for (const [packed, pack] of Object.entries({ gzip: gzipSync, deflate: deflateSync }))
  test(`a calendar that comes packed by ${packed} is unpacked`, async () => {
    const server = await aCalendarServer((_, response) =>
      response.writeHead(200, { ...calendar, "content-encoding": packed }).end(pack(empty)),
    );
    expect(await server.read()).toEqual(read);
  });

test("more than five megabytes are not read: as said, as they come, and unpacked", async () => {
  const piece = Buffer.alloc(256 * 1024, "A");
  let sent = 0;
  const server = await aCalendarServer((request, response) => {
    if (request.url === "/said") return response.writeHead(200, { "content-length": mostBytes + 1 }).end();
    if (request.url === "/packed")
      return response
        .writeHead(200, { "content-encoding": "gzip" })
        .end(gzipSync(Buffer.alloc(80 * 1024 * 1024, "A")));
    const more = () => {
      sent += piece.length;
      if (!response.destroyed) response.write(piece, () => setImmediate(more));
    };
    return more();
  });
  for (const path of ["/said", "/packed", "/endless"])
    expect(await server.read(path), path).toEqual(refused("too_large"));
  expect(sent).toBeLessThan(4 * mostBytes);
});

test("what takes too long is away, wherever it hangs", async () => {
  const server = await aCalendarServer(
    (request, response) => {
      if (request.url === "/silent") return;
      response.writeHead(200, calendar).write("BEGIN:VCALENDAR\r\n");
    },
    { timeoutMs: 150 },
  );
  expect(await server.read("/silent")).toEqual(away);
  expect(await server.read("/half")).toEqual(away);
});

test("a name that nobody answers for in time is away, and one nobody has is refused", async () => {
  const never = await aCalendarServer(() => {}, { timeoutMs: 100, resolve: () => new Promise(() => {}) });
  expect(await never.read("https://slow.test/a.ics")).toEqual(away);
  const nobody = Object.assign(new Error("getaddrinfo ENOTFOUND secret-address"), { code: "ENOTFOUND" });
  const none = await aCalendarServer(() => {}, { resolve: () => Promise.reject(nobody) });
  expect(await none.read("https://nobody.test/a.ics")).toEqual(refused("no_host"));
});

const answers: [number, object][] = [
  [401, refused("locked")],
  [403, refused("locked")],
  [404, refused("missing")],
  [410, refused("missing")],
  [400, refused("turned_down")],
  [206, away],
  [302, away],
  [304, away],
  [429, away],
  [500, away],
  [503, away],
];
for (const [status, should] of answers)
  test(`an answer of ${status} is ${JSON.stringify(should)}`, async () => {
    const server = await aCalendarServer((_, response) =>
      response.writeHead(status, calendar).end(status === 304 ? undefined : empty),
    );
    expect(await server.read()).toMatchObject(should);
  });

const files: [string, string, string][] = [
  ["a page", "<!doctype html><title>Calendar</title>", "page"],
  ["something else", "name,when\nDentist,9", "no_calendar"],
  ["nothing", "", "no_calendar"],
  ["a half", empty.replace("END:VCALENDAR\r\n", "BEGIN:VEVENT\r\nUID:a\r\n"), "unfinished"],
  ["a calendar that is closed wrongly", empty.replace("VERSION:2.0", "BEGIN:VEVENT"), "unreadable"],
  [
    "a rule that is none",
    empty.replace(
      "VERSION:2.0",
      "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20270203T090000Z\r\nRRULE:FREQ=SOMETIMES\r\nEND:VEVENT",
    ),
    "unreadable",
  ],
];
for (const [what, text, code] of files)
  test(`${what} is refused as ${code}`, async () => {
    const server = await aCalendarServer((_, response) =>
      response.writeHead(200, { "content-type": "text/plain" }).end(text),
    );
    expect(await server.read()).toEqual(refused(code));
  });

test("a page is a page by what it says it is, too", async () => {
  const server = await aCalendarServer((_, response) =>
    response.writeHead(200, { "content-type": "text/html" }).end("Sign in"),
  );
  expect(await server.read()).toEqual(refused("page"));
});

test("it follows where it is sent, five times and no further", async () => {
  const server = await aCalendarServer((request, response) => {
    const left = Number(request.url?.slice(1));
    if (left === 0) return response.writeHead(200, calendar).end(empty);
    return response.writeHead(302, { location: `/${left - 1}` }).end();
  });
  expect(await server.read("/5")).toEqual(read);
  expect(await server.read("/6")).toEqual(refused("astray"));
});

test("where it is sent is looked at like an address somebody typed", async () => {
  const door = await aDoor();
  const inside = [{ address: "10.0.0.7", family: 4 }];
  const server = await aCalendarServer(
    (request, response) =>
      response.writeHead(301, { location: decodeURIComponent(request.url?.slice(1) ?? "") }).end(),
    { resolve: async () => inside },
  );
  const sentTo = (location: string) => server.read(`/${encodeURIComponent(location)}`);
  for (const [location, code] of [
    [`http://127.0.0.1:${door.port}/`, "astray"],
    ["file:///etc/passwd", "astray"],
    ["https://me:secret@calendars.test/", "holds_password"],
    [`https://127.0.0.1:${door.port}/`, "not_public"],
    [`https://2130706433:${door.port}/`, "not_public"],
    [`https://[::ffff:127.0.0.1]:${door.port}/`, "not_public"],
    ["https://169.254.169.254/latest/meta-data", "not_public"],
    ["https://inside.test/", "not_public"],
  ] as const)
    expect(await sentTo(location), location).toEqual(refused(code));
  expect(door.knocks()).toBe(0);
});

test("a name with one address inside is refused whole", async () => {
  const both = [
    { address: "93.184.216.34", family: 4 },
    { address: "127.0.0.1", family: 4 },
  ];
  const server = await aCalendarServer(() => {}, { resolve: async () => both });
  expect(await server.read("https://both.test/a.ics")).toEqual(refused("not_public"));
});

test("what was looked at is what is connected to, though the name means something else a moment later", async () => {
  const [shown, hidden] = [await aDoor(), await aDoor()];
  const asked: string[] = [];
  const server = await aCalendarServer(() => {}, {
    // The first door stands for a public one; a second look would be led elsewhere.
    isPublic: (address) => address === "127.0.0.1",
    resolve: async (host) => {
      asked.push(host);
      return [{ address: asked.length === 1 ? "127.0.0.1" : "127.0.0.2", family: 4 }];
    },
  });
  expect(await server.read(`https://rebinding.test:${shown.port}/a.ics`)).toEqual(away);
  expect(asked).toEqual(["rebinding.test"]);
  expect([shown.knocks(), hidden.knocks()]).toEqual([1, 0]);
});

test("no word of the address or of the file stands in what is said of it", async () => {
  const server = await aCalendarServer((_, response) => response.destroy());
  expect(JSON.stringify(await server.read("/secret-address.ics"))).not.toContain("secret");
});
