import { describe, expect, test } from "vitest";
import {
  type Code,
  draftRefusal,
  limitRefusal,
  takenOff,
  type Use,
  whyNot,
} from "#app/domain/codes/rules.ts";

const code: Code = {
  percent: 10,
  amount: null,
  validFrom: null,
  validUntil: null,
  totalLimit: null,
  perClientLimit: null,
  firstPaidOnly: false,
  fundedBy: "practice",
  isActive: true,
  sessionTypeIds: [],
  therapistIds: [],
};
const use: Use = {
  sessionTypeId: "session",
  therapistId: "tess",
  today: "2027-02-03",
  uses: 0,
  client: { uses: 0, hasPaidSession: false },
};

describe("whether a code applies", () => {
  test.each<[string, Partial<Code>, Partial<Use>, string | null]>([
    ["a plain one does", {}, {}, null],
    ["one that is switched off does not", { isActive: false }, {}, "code_off"],
    ["the day before its first day is too early", { validFrom: "2027-02-04" }, {}, "code_not_yet"],
    ["its first day is not", { validFrom: "2027-02-03" }, {}, null],
    ["its last day is not too late", { validUntil: "2027-02-03" }, {}, null],
    ["the day after is", { validUntil: "2027-02-02" }, {}, "code_over"],
    ["one for this type does", { sessionTypeIds: ["couple", "session"] }, {}, null],
    ["one for another type does not", { sessionTypeIds: ["couple"] }, {}, "code_other_type"],
    ["one for this therapist does", { therapistIds: ["tess"] }, {}, null],
    ["one for another therapist does not", { therapistIds: ["ben"] }, {}, "code_other_therapist"],
    ["the last use can be had", { totalLimit: 5 }, { uses: 4 }, null],
    ["the one after cannot", { totalLimit: 5 }, { uses: 5 }, "code_used_up"],
    [
      "one's own last use can be had",
      { perClientLimit: 2 },
      { client: { uses: 1, hasPaidSession: true } },
      null,
    ],
    [
      "the one after cannot, though others may still",
      { perClientLimit: 2, totalLimit: 9 },
      { client: { uses: 2, hasPaidSession: true } },
      "code_used_by_you",
    ],
    ["a first paid session has it", { firstPaidOnly: true }, {}, null],
    [
      "a second does not",
      { firstPaidOnly: true },
      { client: { uses: 0, hasPaidSession: true } },
      "code_first_only",
    ],
    ["a stranger can use one that counts nobody", { totalLimit: 5 }, { client: null }, null],
    ["a stranger cannot use one that counts people", { perClientLimit: 1 }, { client: null }, "code_sign_in"],
    ["nor one for a first paid session", { firstPaidOnly: true }, { client: null }, "code_sign_in"],
  ])("%s", (_, codeWishes, useWishes, why) => {
    expect(whyNot({ ...code, ...codeWishes }, { ...use, ...useWishes })).toBe(why);
  });

  test("a stranger hears the same however often it was used, as long as it is not theirs to use", () => {
    const counted = { ...code, perClientLimit: 1, totalLimit: 1 };
    const heard = [0, 1, 7].map((uses) => whyNot(counted, { ...use, uses, client: null }));
    expect(new Set(heard)).toEqual(new Set(["code_sign_in"]));
  });
});

describe("what it takes off", () => {
  test.each<[string, Partial<Code>, number, number, number]>([
    ["a tenth", { percent: 10 }, 8500, 50, 850],
    ["half a cent is rounded up", { percent: 15 }, 8510, 50, 1277],
    ["less than half a cent is not", { percent: 15 }, 8502, 50, 1275],
    ["all of it", { percent: 100 }, 8500, 50, 8500],
    ["an amount", { percent: null, amount: 2000 }, 8500, 50, 2000],
    ["an amount larger than the price is the price", { percent: null, amount: 9000 }, 8500, 50, 8500],
    ["what leaves the least a card is charged leaves it", { percent: null, amount: 8450 }, 8500, 50, 8450],
    ["what leaves a cent less takes all", { percent: null, amount: 8451 }, 8500, 50, 8500],
    [
      "each currency has its own least: of pounds it is less",
      { percent: null, amount: 7471 },
      7500,
      30,
      7500,
    ],
    ["and keeps it", { percent: null, amount: 7470 }, 7500, 30, 7470],
  ])("%s", (_, wishes, price, least, off) => {
    expect(takenOff({ ...code, ...wishes }, { price, least })).toBe(off);
  });

  test("whatever the price and the share, what is left is nothing or can be charged", () => {
    for (let price = 1; price <= 400; price += 1)
      for (const percent of [1, 33, 50, 66, 99, 100]) {
        const off = takenOff({ percent, amount: null }, { price, least: 50 });
        expect(off).toBeGreaterThan(0);
        expect(price - off === 0 || price - off >= 50).toBe(true);
      }
  });
});

test("a code lowers by one thing and ends after it begins", () => {
  expect(draftRefusal({ ...code, amount: 500 })).toBe("lowers_nothing");
  expect(draftRefusal({ ...code, percent: null })).toBe("lowers_nothing");
  expect(draftRefusal({ ...code, validFrom: "2027-03-02", validUntil: "2027-03-01" })).toBe(
    "ends_before_it_begins",
  );
  expect(draftRefusal({ ...code, validFrom: "2027-03-01", validUntil: "2027-03-01" })).toBeNull();
});

test("no limit falls under what was used", () => {
  const uses = { all: 3, mostOfOne: 2 };
  expect(limitRefusal({ totalLimit: 2, perClientLimit: null }, uses)).toBe("below_uses");
  expect(limitRefusal({ totalLimit: 3, perClientLimit: 1 }, uses)).toBe("below_own_uses");
  expect(limitRefusal({ totalLimit: 3, perClientLimit: 2 }, uses)).toBeNull();
});
