import { askByHand } from "#app/domain/forms/ask.ts";
import { publish } from "#app/domain/forms/change-form.ts";
import { makeForm } from "#app/domain/forms/make.ts";
import type { TemplateName } from "#app/domain/forms/templates/templates.ts";
import type { TestPractice } from "#tests/support/practice.ts";

/** A form that ships, in use in a practice. */
export async function inUse(practice: TestPractice, template: TemplateName): Promise<string> {
  const made = await makeForm(practice.own, { name: "", template });
  await publish(practice.own, made!.id);
  return made!.id;
}

/** Ask it of everybody in a client who is to fill it; gives what was asked. */
export async function asked(
  practice: TestPractice,
  clientId: string,
  template: TemplateName,
): Promise<string[]> {
  const { therapistId } = practice;
  const formId = await inUse(practice, template);
  const answer = await askByHand(practice.own, { clientId, therapistId, formId, who: "everybody" });
  if (!answer?.ok) throw new Error(answer?.refusal ?? "not theirs");
  return answer.value.ids;
}
