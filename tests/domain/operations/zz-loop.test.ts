import { expect, test } from "vitest";
import { seed } from "#app/domain/operations/seed.ts";
import { aHouse } from "#tests/support/house.ts";
const days = Array.from({ length: 42 }, (_, i) => i);
test.each(days)("day %i", async (i) => {
  const base = i < 14 ? Date.UTC(2026, 10, 20) : i < 28 ? Date.UTC(2027, 2, 8) : Date.UTC(2027, 9, 24);
  const now = new Date(base + (i % 14) * 86_400_000 + ((i * 5) % 24) * 3_600_000 + 30 * 60_000);
  const house = await aHouse({ now });
  try { expect(await seed(house.house)).toBe("seeded"); } finally { await house.close(); }
});
