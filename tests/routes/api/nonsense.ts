import fc from "fast-check";

/** What each call takes when nothing is wrong with it. The type is locked, so that even a sound wish writes nothing. */
const soundBodies = {
  wish: {
    therapist: "",
    type: "session",
    startsAt: "2027-02-04T10:00:00Z",
    name: "Ines",
    email: "ines@selvage.test",
    phone: "+351 210 000 000",
    timeZone: "Europe/Lisbon",
    note: "Hello",
    code: "",
    adult: true,
    region: "Vermont",
  },
  move: { startsAt: "2027-02-04T10:00:00Z" },
  cancellation: { reason: "I am ill" },
};

export type Sent = { text: string; headers: Record<string, string> };

const nastyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "",
    "\u0000",
    "a\r\nBcc: b@c.test",
    "\ud800",
    "\u202ex",
    "'; drop table bookings; --",
    "x".repeat(5_000),
    "2027-02-30T10:00:00Z",
  ),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
);

/** A sound body in which some fields hold anything at all, or one that was never a body. */
export function nonsense(call: keyof typeof soundBodies, therapist: string): fc.Arbitrary<Sent> {
  const sound = { ...soundBodies[call], ...(call === "wish" ? { therapist } : {}) };
  const names = fc.constantFrom(
    ...Object.keys(sound),
    "__proto__",
    "constructor",
    "id",
    "status",
    "price",
    "\u0000",
  );
  const spoilt = fc.dictionary(names, fc.oneof(fc.jsonValue(), nastyText), { maxKeys: 4 });
  const body = fc.oneof(
    { weight: 6, arbitrary: spoilt.map((spoilt) => JSON.stringify({ ...sound, ...spoilt })) },
    { weight: 2, arbitrary: fc.json() },
    { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
  );
  const type = fc.oneof(
    { weight: 9, arbitrary: fc.constant("application/json") },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/jsonp",
      ),
    },
  );
  const header = fc.string({
    unit: fc
      .integer({ min: 32, max: 255 })
      .filter((code) => code !== 127)
      .map((code) => String.fromCharCode(code)),
  });
  return fc
    .record({ body, type, cookie: header, language: header })
    .map(({ body, type, cookie, language }) => ({
      text: body,
      headers: { "Content-Type": type, Cookie: cookie, "Accept-Language": language },
    }));
}
