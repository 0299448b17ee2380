import { stepInside } from "./ctx.ts";
import type { House } from "./house.ts";
import { findOpenings } from "./openings.ts";
import { percentile } from "./rounds.ts";
import type { Row } from "./table.ts";
import { type Answer, ask, ownAddress } from "./visitor.ts";

const people = 200;
const storms = 3;

/** 200 people ask for one time at once, three times over: when the last of them has an answer. One of them gets it. */
export async function benchStorm(house: House): Promise<Row[]> {
  const inside = await stepInside(house);
  const { url, child } = await house.serve();
  try {
    const calm = await findOpenings(inside);
    const days = [...new Set(calm.map(({ day }) => day))].slice(2);
    const answers: Answer[][] = [];
    for (let storm = 0; storm < storms; storm += 1) {
      const opening = calm.find(({ day }) => day === days[storm]);
      if (!opening) throw new Error("Maren has too few days");
      answers.push(await weather(url, opening.startsAt, storm));
    }
    const last = Math.max(...answers.flat().map(({ ms }) => ms));
    const first = Math.max(...answers.map((storm) => Math.min(...storm.map(({ ms }) => ms))));
    const won = Math.max(...answers.map((storm) => storm.find(({ status }) => status === 201)?.ms ?? 0));
    const middle = percentile(
      answers.flat().map(({ ms }) => ms),
      50,
    );
    const note = `in each of ${storms} storms one 201 and ${people - 1} × 409; the first answer after ${ms(first)}, the winner's after ${ms(won)}, half after ${ms(middle)}`;
    return [
      {
        what: `storm, ${people} on one time`,
        measured: last,
        limit: null,
        unit: "ms",
        goal: { atMost: 2_000 },
        note,
      },
    ];
  } finally {
    await child.stop();
    await inside.close();
  }
}

async function weather(url: URL, startsAt: number, storm: number): Promise<Answer[]> {
  const wish = {
    therapist: "maren",
    type: "discovery",
    startsAt: new Date(startsAt).toISOString(),
    adult: true,
  };
  const call = new URL("/api/v1/bookings", url);
  const answers = await Promise.all(
    Array.from({ length: people }, (_, i) => {
      const n = storm * people + i;
      const json = { ...wish, name: "Ines Duarte", email: `storm-${n}@bench.test` };
      return ask(call, { method: "POST", json, from: ownAddress(100_000 + n) });
    }),
  );
  const counts = Object.groupBy(answers, ({ status }) => status);
  if (counts[201]?.length !== 1 || counts[409]?.length !== people - 1) {
    const said = Object.entries(counts).map(([status, found]) => `${found?.length} × ${status}`);
    throw new Error(`The storm was answered ${said.join(", ")}`);
  }
  return answers;
}

function ms(figure: number): string {
  return `${figure.toFixed(0)} ms`;
}
