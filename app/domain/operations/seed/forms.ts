import { clientsOfUser } from "#app/domain/clients/queries.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { askByHand } from "#app/domain/forms/ask.ts";
import { ownForms } from "#app/domain/forms/asked.ts";
import { publish } from "#app/domain/forms/change-form.ts";
import { makeForm } from "#app/domain/forms/make.ts";
import { readForm } from "#app/domain/forms/read-form.ts";
import type { Answers } from "#app/domain/forms/rules.ts";
import { saveAnswers } from "#app/domain/forms/save-answers.ts";
import { signForm } from "#app/domain/forms/sign.ts";
import type { TemplateName } from "#app/domain/forms/templates/templates.ts";
import { knowByAddress } from "#app/domain/identity/know.ts";
import { addDays, MINUTE } from "#app/values/zoned.ts";
import { type Desk, granted, type Person } from "./desk.ts";
import { type Week, wall, weekAround } from "./week.ts";

const inUse = ["intake", "consent-to-treatment", "telehealth-consent", "phq-9", "gad-7"] as const;

type Forms = Record<(typeof inUse)[number], string>;

/** What Maren asks in writing: forms in use for months, a line of answers, two signatures, and one who is halfway through. */
export async function liveForms(desk: Desk): Promise<void> {
  const { zone, today } = desk.past;
  const week = weekAround(today, zone, [1, 2, 3, 4, 5]);
  const forms = await publishAll(desk);
  await lenaAndMaxSign(desk, week, forms);
  await priyaAnswers(desk, week, forms);
  await amaraIsHalfway(desk, week, forms);
}

async function publishAll({ own, past }: Desk): Promise<Forms> {
  const made: Partial<Forms> = {};
  await past.at(wall(past.zone, addDays(past.today, -120), "18:00"), async () => {
    for (const template of inUse) {
      const form = await makeForm(own, { name: "", template });
      if (!form) throw new Error(`The demo could not make ${template}`);
      const published = await publish(own, form.id);
      if (!published?.ok) throw new Error(`The demo could not publish ${template}`);
      made[template] = form.id;
    }
  });
  return made as Forms;
}

/** Each of the two signs for themselves, and Maren has read both. */
async function lenaAndMaxSign(desk: Desk, week: Week, forms: Forms): Promise<void> {
  const [lena, max] = [
    { name: "Lena Berg", email: "lena@demo.test" },
    { name: "Max Berg", email: "max@demo.test" },
  ];
  await asks(desk, lena, forms["consent-to-treatment"], week.at(-33, "17:20"));
  for (const [person, time] of [
    [lena, "20:15"],
    [max, "21:40"],
  ] as const) {
    const agreed = { treatment: { treatment: "yes" } };
    const id = await answers(desk, person, {
      template: "consent-to-treatment",
      pages: agreed,
      at: week.at(-33, time),
    });
    await desk.past.at(week.at(-32, "08:40"), () => readForm(desk.own, id));
  }
}

/** When, and the points of each item: the PHQ-9's nine, the GAD-7's seven. */
const priyasEvenings: [day: number, phq9: string, gad7: string][] = [
  [-41, "113321210", "3221221"],
  [-31, "112221110", "2221111"],
  [-16, "111211100", "2111110"],
  [-1, "011210100", "1111010"],
];

/** Four evenings before a session; what she sent last is still to read. */
async function priyaAnswers(desk: Desk, week: Week, forms: Forms): Promise<void> {
  const priya = { name: "Priya Raman", email: "priya@demo.test" };
  for (const [day, ...points] of priyasEvenings)
    for (const [n, template] of (["phq-9", "gad-7"] as const).entries()) {
      await asks(desk, priya, forms[template], week.at(day, "09:05"));
      const at = week.at(day, "20:30") + n * 6 * MINUTE;
      const id = await answers(desk, priya, { template, pages: paged(points[n] ?? ""), at });
      if (day < -1) await desk.past.at(week.at(day + 1, "09:40"), () => readForm(desk.own, id));
    }
}

/** The items of a measure, a digit each, on the pages they are laid out on. */
function paged(points: string): Record<string, Answers> {
  const items = [...points].map((point, at) => [`q${at + 1}`, point] as const);
  const ninth = items.slice(8);
  return {
    weeks: Object.fromEntries(items.slice(0, 8)),
    ...(ninth.length > 0 && { risk: Object.fromEntries(ninth), difficulty: { difficulty: "somewhat" } }),
  };
}

/** She began the evening after the call, and left it at her health. */
async function amaraIsHalfway(desk: Desk, week: Week, forms: Forms): Promise<void> {
  const amara = { name: "Amara Osei", email: "amara@demo.test" };
  for (const formId of [forms.intake, forms["consent-to-treatment"]])
    await asks(desk, amara, formId, week.at(-4, "10:40"));
  await writes(desk, amara, {
    template: "intake",
    pages: {
      brings: {
        brings: "Exams in June. I know the material, and in the hall it is gone.",
        different: "I would sit down and begin with the first question.",
      },
      before: {
        "help-before": "past",
        "help-what": "A counsellor at school. Walking before an exam helped.",
      },
    },
    at: week.at(-4, "21:10"),
  });
}

async function asks(desk: Desk, person: Person, formId: string, moment: number): Promise<void> {
  const { own, therapistId, past, ctx } = desk;
  const [client] = await clientsOfUser(ctx, (await knowByAddress(ctx, person)).userId);
  const wish = { clientId: client?.clientId ?? "", therapistId, formId, who: "everybody" };
  const asked = await past.at(moment, () => askByHand(own, wish));
  if (!asked) throw new Error(`Maren has no ${person.name} to ask`);
  granted(asked);
}

type Written = { template: TemplateName; pages: Record<string, Answers>; at: number };

/** They write what they were asked last, page by page. */
async function writes({ ctx, past }: Desk, person: Person, { template, pages, at }: Written) {
  const { userId } = await knowByAddress(ctx, person);
  const me: ClientCtx = { ...ctx, actor: { kind: "client", userId } };
  const open = (await ownForms(me)).find(({ asked, form }) => form.template === template && !asked.signedAt);
  if (!open) throw new Error(`${person.name} was not asked for ${template}`);
  const { id } = open.asked;
  for (const [n, [page, answers]] of Object.entries(pages).entries())
    await past.at(at + n * MINUTE, async () => {
      const saved = await saveAnswers(me, { id, page, answers, mark: "" });
      if (!saved?.ok) throw new Error(`${person.name} could not save ${page} of ${template}`);
    });
  return { me, id };
}

/** The same, signed with their name. */
async function answers(desk: Desk, person: Person, written: Written): Promise<string> {
  const { me, id } = await writes(desk, person, written);
  await desk.past.at(written.at + 5 * MINUTE, async () => {
    const signed = await signForm(me, { id, name: person.name });
    if (!signed?.ok) throw new Error(`${person.name} could not sign ${written.template}`);
  });
  return id;
}
