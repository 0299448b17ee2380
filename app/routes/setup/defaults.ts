import type { Answers } from "#app/domain/setup/answers.ts";
import { countryOfZone } from "#app/domain/site/crisis-lines/zones.ts";
import { asFields } from "#app/routes/practice/availability/typed-ranges.ts";
import { firstName } from "#app/values/short-name.ts";
import { prefixOf } from "./schemas.ts";
import type { TypedStep } from "./steps.ts";

/** What a browser tells before anybody was asked: the zone of its clock. */
export type Guess = { zone: string | null };

type Fields = Record<string, string>;

/** What a step's form opens with: what most people would say, made of what was said before. */
export function defaultsOf(step: TypedStep, answers: Answers, { zone }: Guess): Fields {
  const { you = {}, sessions = {} } = answers;
  switch (step) {
    case "you":
      return {};
    case "practice":
      return { kind: "solo", country: (zone && countryOfZone(zone)) ?? "", zone: zone ?? "" };
    case "sessions":
      return {
        callMinutes: "20",
        callPlace: "online",
        name: "Session",
        minutes: "50",
        place: "online",
        bufferBefore: "10",
        bufferAfter: "10",
      };
    case "hours":
      return Object.assign({}, ...[1, 2, 3, 4, 5].map((weekday) => asFields(officeHours, prefixOf(weekday))));
    case "terms":
      return { termsWindow: "1440", lateFeePercent: "100", refundPercent: "100" };
    case "words":
      return {
        headline: "A first conversation, at your pace",
        lead: leadOf(you, sessions.callMinutes ?? "20"),
        replyTime: "Within two working days",
        email: you.email ?? "",
      };
  }
}

const officeHours = [
  { startMinute: 9 * 60, length: 4 * 60 },
  { startMinute: 14 * 60, length: 4 * 60 },
];

function leadOf(you: Fields, minutes: string): string {
  const called = you.firstName || (you.name && firstName(you.name));
  const hello = called ? `I’m ${called}. ` : "";
  return `${hello}We start with a free ${minutes}-minute call, so you can decide whether I’m right for you.`;
}
