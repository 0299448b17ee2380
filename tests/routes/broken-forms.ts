import fc from "fast-check";

const anything = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom(
    "",
    " ",
    "\0",
    "a\0b",
    "a\r\nBcc: x@y.example",
    "\u202Eevil",
    "😀".repeat(50),
    "x".repeat(3_000),
    "null",
    "-1",
    "1e309",
    "%00",
    "{}",
    "<script>",
    "' or 1=1 --",
  ),
);

/** A form that is right but for at least one field, which is certainly wrong. */
export function brokenDetails(at: string) {
  const wrong: [string, string | null][] = [
    ["name", ""],
    ["name", null],
    ["name", "x".repeat(121)],
    ["name", "Ann\r\nBcc: a@b.example"],
    ["name", "A\0nn"],
    ["email", ""],
    ["email", null],
    ["email", "ann"],
    ["email", "ann@"],
    ["email", "ann@x.example\r\nBcc: b@c.example"],
    ["email", `${"a".repeat(250)}@x.example`],
    ["email", "a@b.example, c@d.example"],
    ["phone", "ring me"],
    ["phone", "1".repeat(41)],
    ["note", "x".repeat(2_001)],
    ["note", "a\0b"],
    ["adult", null],
    ["adult", "no"],
    ["at", ""],
    ["at", null],
    ["at", "tomorrow"],
    ["at", "2026-13-45T10:00:00Z"],
    ["at", "9999-01-01T00:00:00Z"],
    ["at", "1999-01-01T10:00:00Z"],
    ["at", "2027-02-30T10:00:00Z"],
  ];
  return fc
    .tuple(
      fc.shuffledSubarray(wrong, { minLength: 1, maxLength: 3 }),
      fc.dictionary(fc.string({ maxLength: 12 }), anything, { maxKeys: 4 }),
    )
    .map(([faults, noise]) => {
      const form = new Map<string, string>([
        ...Object.entries(noise),
        ["at", at],
        ["name", "Ann"],
        ["email", "ann@selvage.test"],
        ["adult", "yes"],
      ]);
      // The first fault stands whatever follows it, so the form is wrong for certain.
      for (const [field, value] of faults.toReversed())
        value === null ? form.delete(field) : form.set(field, value);
      return new URLSearchParams([...form]);
    });
}

export const strangeBody = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .dictionary(
        fc.constantFrom("at", "reason", "name", "theme", "back", "__proto__", "constructor"),
        anything,
      )
      .map((form) => ({
        text: new URLSearchParams(form).toString(),
        type: "application/x-www-form-urlencoded",
      })),
  },
  {
    weight: 1,
    arbitrary: fc
      .string({ unit: "binary" })
      .map((text) => ({ text, type: "application/x-www-form-urlencoded" })),
  },
  { weight: 1, arbitrary: fc.string().map((text) => ({ text, type: "multipart/form-data; boundary=x" })) },
  { weight: 1, arbitrary: fc.json().map((text) => ({ text, type: "application/json" })) },
  { weight: 1, arbitrary: fc.string().map((text) => ({ text, type: "text/plain" })) },
);
