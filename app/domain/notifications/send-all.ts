import type { Ctx, Subject } from "#app/domain/ctx.ts";
import type { Written } from "#app/emails/letter/booking.ts";
import type { PersonLetter } from "#app/emails/letter/person.ts";
import type { World } from "#app/world.ts";
import { enveloped } from "./compose.ts";
import type { Reader, Sheet } from "./compose-care.ts";
import { deliver } from "./deliver.ts";

/** One letter each. A carrier that fails for one keeps nobody else waiting; the job comes back for whoever is left. */
export async function sendAll(
  ctx: Ctx,
  world: World,
  { subjectId, sequence }: Subject,
  letter: string,
  sheet: Sheet,
  readers: Reader[],
  write: (letter: PersonLetter) => Written,
): Promise<void> {
  const tries = await Promise.allSettled(
    readers.map(({ id, email: to, ...reader }) => {
      const { own, ...page } = sheet.letter;
      const person = {
        ...page,
        ...(own && !reader.isDiscreet && { own }),
        person: { name: reader.name, isDiscreet: reader.isDiscreet },
        pageUrl: reader.pageUrl,
        ...(reader.unsubscribeUrl && { unsubscribeUrl: reader.unsubscribeUrl }),
      };
      const practice = reader.isDiscreet ? { ...sheet.practice, name: discreetName(sheet) } : sheet.practice;
      return deliver(ctx, world, {
        key: `${letter.replace("_", ":")}:${subjectId}:${sequence}:${id}`,
        letter,
        subjectId,
        write: () => enveloped(world, write(person), { to, practice }),
      });
    }),
  );
  const failed = tries.find((one) => one.status === "rejected");
  if (failed) throw failed.reason;
}

/** The first name of who writes; where it is the practice, its own name would tell what it is. */
function discreetName({ letter: { from }, practice }: Sheet): string {
  return from.firstName === practice.name ? "Appointments" : from.firstName;
}
