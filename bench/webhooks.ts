import { setTimeout as pause } from "node:timers/promises";
import { demoAccounts, demoStripe } from "#sandbox/stripe/demo.ts";
import { signed } from "#sandbox/stripe/sign.ts";
import type { House } from "./house.ts";
import { percentile } from "./rounds.ts";
import type { Row } from "./table.ts";
import { type Answer, ask, keptOpen } from "./visitor.ts";

const perSecond = 100;
const seconds = 15;

/** Stripe tells a practice of a hundred things a second, whether or not the last was answered: when each has its answer. */
export async function benchWebhooks(house: House): Promise<Row[]> {
  const { url, child } = await house.serve({ ROLE: "web", ...demoStripe });
  const { url: where = "", secret = "" } = demoAccounts(url.origin)[0] ?? {};
  const agent = keptOpen(50);
  try {
    const hook = new URL(where);
    const tell = (n: number) => {
      const text = anEvent(n);
      const headers = signed(secret, text, new Date());
      return ask(hook, { method: "POST", text, headers, agent });
    };
    for (let n = 0; n < perSecond; n += 1) await tell(n);
    const answers = await steadily(tell);
    const wrong = answers.filter(({ status }) => status !== 200);
    if (wrong.length > 0) throw new Error(`A webhook was answered ${wrong[0]?.status}`);
    const took = answers.map(({ ms }) => ms);
    const note = `${answers.length} events in ${seconds} s; half were answered after ${percentile(took, 50).toFixed(1)} ms`;
    return [
      {
        what: `webhook inbox, ${perSecond} a second, p99`,
        measured: percentile(took, 99),
        limit: null,
        unit: "ms",
        goal: { atMost: 50 },
        note,
      },
    ];
  } finally {
    agent.destroy();
    await child.stop();
  }
}

/** One every so often by the clock: who is late catches up. */
async function steadily(tell: (n: number) => Promise<Answer>): Promise<Answer[]> {
  const began = performance.now();
  const all: Promise<Answer>[] = [];
  for (let n = 0; n < perSecond * seconds; n += 1) {
    const due = began + (n * 1000) / perSecond;
    if (due > performance.now()) await pause(due - performance.now());
    all.push(tell(perSecond + n));
  }
  return Promise.all(all);
}

/** As long as Stripe's own are, about a payment that is nobody's. */
function anEvent(n: number): string {
  const object = { id: `pi_bench_${n}`, object: "payment_intent", description: "Appointment ".repeat(200) };
  return JSON.stringify({
    ...{ id: `evt_bench_${n}`, object: "event", type: "payment_intent.succeeded" },
    ...{ created: Math.floor(Date.now() / 1000), data: { object } },
  });
}
