import { clientsOfUser } from "#app/domain/clients/queries.ts";
import { maySeeMoney } from "#app/domain/clients/rules.ts";
import type { ClientCtx, Ctx } from "#app/domain/ctx.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { paperPdf } from "#app/papers/paper-pdf.ts";
import { type PaperWords, paperWords } from "#app/papers/paper-words.ts";
import { statementPdf } from "#app/papers/statement-pdf.ts";
import { type StatementWords, statementWords } from "#app/papers/statement-words.ts";
import { type NamedPaper, statementOf } from "./queries.ts";
import { settingsOf } from "./settings.ts";

/** A paper as a file: its name and the bytes of a tagged PDF. */
export async function printPaper(paper: NamedPaper): Promise<{ filename: string; content: Buffer }> {
  return { filename: `${paper.name}.pdf`, content: await paperPdf(paper) };
}

/** A paper in words, as its PDF says them. */
export function sayPaper(paper: NamedPaper): PaperWords {
  return paperWords(paper);
}

type Whose = { id: string; name: string };

/** A client's year in words. Call it with a client that was found within reach. */
export async function sayStatement(ctx: Ctx, client: Whose, year: number): Promise<StatementWords> {
  const stated = await statementOf(ctx, client.id, year);
  const [{ name, address, email, locale, zone }, { legalName, legalNumber, npi }] = await Promise.all([
    ownPractice(ctx),
    settingsOf(ctx),
  ]);
  const seller = { name, legalName, legalNumber, npi, address, email };
  return statementWords(stated, { year, client: client.name, seller, locale, zone });
}

/** The same as a file. */
export async function printStatement(
  ctx: Ctx,
  client: Whose,
  year: number,
): Promise<{ filename: string; content: Buffer }> {
  const said = await sayStatement(ctx, client, year);
  const { name, country } = await ownPractice(ctx);
  const content = await statementPdf(said, { author: name, at: ctx.now(), country });
  return { filename: `${said.title}.pdf`, content };
}

/** The clients whose year a signed-in person may have: those whose money is theirs to see. */
export async function ownToState(ctx: ClientCtx): Promise<Whose[]> {
  const all = (await clientsOfUser(ctx, ctx.actor.userId)).filter(({ role }) => maySeeMoney(role));
  return [...new Map(all.map(({ clientId: id, name }) => [id, { id, name }])).values()];
}
