import { clientsOfUser } from "#app/domain/clients/queries.ts";
import { addItem, type NewItem } from "#app/domain/content/add-item.ts";
import { giveEverybody } from "#app/domain/content/change-item.ts";
import { give } from "#app/domain/content/give.ts";
import { bring } from "#app/domain/files/bring.ts";
import { knowByAddress } from "#app/domain/identity/know.ts";
import { addDays } from "#app/values/zoned.ts";
import type { World } from "#app/world.ts";
import { type Desk, granted } from "./desk.ts";
import { theSea } from "./sea.ts";
import { wall } from "./week.ts";

const minuteOfSea = {
  kind: "meditation",
  title: "A minute by the sea",
  words:
    "For the evening, lying down. Let the waves do the counting. If a thought comes, it may sit beside you.",
  transcript: "There are no words in this one: only waves, coming in and going out, for one minute.",
} as const;

const breathing = {
  kind: "link",
  title: "Breathing when it gets tight",
  words: "The exercise we did together, written out. Five minutes, standing or sitting.",
  transcript: "",
  url: "https://www.nhs.uk/mental-health/self-help/guides-tools-and-activities/breathing-exercises-for-stress/",
} as const;

/**
 * What Maren gives to hear and to read: a link everybody who has begun with her has, and a recording she gave Priya after
 * their last session but one. The recording needs a world that keeps files; without one it is left out.
 */
export async function liveLibrary(desk: Desk, world: World | null): Promise<void> {
  const { own, past } = desk;
  const added = wall(past.zone, addDays(past.today, -20), "17:30");
  const given = wall(past.zone, addDays(past.today, -9), "18:10");
  await past.at(added, async () => {
    const id = await put(desk, world, { ...breathing, fileId: null });
    if (!(await giveEverybody(own, id, new Date(added)))) throw new Error("The demo could not open a link");
  });
  if (!world?.storage) return;
  await past.at(given, async () => {
    const id = await put(desk, world, { ...minuteOfSea, url: "", fileId: await bringSea(desk, world) });
    const priya = await knowByAddress(desk.ctx, { name: "Priya Raman", email: "priya@demo.test" });
    const clients = await clientsOfUser(desk.ctx, priya.userId);
    const clientIds = clients.map(({ clientId }) => clientId);
    const gave = await give(own, id, { clientIds, bookingId: null, from: new Date(given) });
    if (!gave) throw new Error("The demo could not give a recording");
    granted(gave);
  });
}

async function put(
  { own, therapistId }: Desk,
  world: World | null,
  item: Omit<NewItem, "therapistId">,
): Promise<string> {
  const added = await addItem(own, world ?? { mail: { from: "" } }, { ...item, therapistId });
  if (!added) throw new Error(`The demo has no library for ${item.title}`);
  return granted(added).id;
}

async function bringSea({ own }: Desk, world: World): Promise<string> {
  const bytes = (async function* () {
    yield theSea(60);
  })();
  const kinds = ["audio"] as const;
  const brought = { room: "content", clientId: null, kinds, name: "a-minute-by-the-sea.wav", bytes } as const;
  return granted(await bring(own, world, brought)).fileId;
}
