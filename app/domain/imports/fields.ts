import { folded } from "#app/domain/clients/folded.ts";

/** What can be brought in. Notes are not among them: what is clinical belongs in a record, not in a list. */
export const fields = [
  "name",
  "firstName",
  "lastName",
  "email",
  "phone",
  "kind",
  "stage",
  "tags",
  "since",
] as const;
export type Field = (typeof fields)[number];

/** Which column, counted from 0, holds which field. */
export type Mapping = Partial<Record<Field, number>>;

/** How Calendly, Acuity, SimplePractice, address books and people head such a column, folded and without signs. */
const heads: Record<Field, string[]> = {
  name: "name,full name,fullname,client,client name,client full name,invitee name,contact,contact name,display name,nome,nome completo,nombre,nom complet".split(
    ",",
  ),
  firstName:
    "first name,firstname,first,given name,invitee first name,client first name,forename,vorname,prenom,primeiro nome".split(
      ",",
    ),
  lastName:
    "last name,lastname,last,surname,family name,invitee last name,client last name,nachname,apelido,apellido,apellidos".split(
      ",",
    ),
  email:
    "email,e mail,email address,e mail address,mail,invitee email,client email,primary email,home email,e mail 1 value,correo,correo electronico".split(
      ",",
    ),
  phone:
    "phone,phone number,mobile,mobile phone,mobile number,cell,cell phone,telephone,text reminder number,client phone,primary phone,home phone,phone 1 value,telefone,telemovel,telefono,telefon,handy".split(
      ",",
    ),
  kind: "kind,type,client type,appointment type".split(","),
  stage: "stage,status,client status,state,estado".split(","),
  tags: "tags,tag,labels,label,groups,group,category,categories".split(","),
  since:
    "since,client since,start date,date added,date created,created,created at,created on,first seen,first session,first appointment,intake date,desde".split(
      ",",
    ),
};

/** Whose columns somebody may miss afterwards, to be told that they stay where they are. */
const clinical = /\b(notes?|comments?|diagnos[ei]s|medications?|history|notas?|observac|treatment|goals?)\b/;

/** A heading as it is compared: capitals, accents and signs laid aside. */
function plain(heading: string): string {
  return folded(heading)
    .replaceAll(/[^a-z0-9]+/g, " ")
    .trim();
}

/** Which column holds what, by its heading, and where no heading says so, by what stands under it. */
export function guessMapping(headings: readonly string[], rows: readonly { cells: string[] }[]): Mapping {
  const said = headings.map(plain);
  const mapping: Mapping = {};
  for (const field of fields) {
    const words = heads[field].find((word) => said.includes(word));
    if (words !== undefined) mapping[field] = said.indexOf(words);
  }
  const sample = rows.slice(0, 50);
  const taken = new Set(Object.values(mapping));
  const columnOf = (isIt: (cell: string) => boolean) =>
    headings.findIndex((_, column) => !taken.has(column) && mostly(sample, column, isIt));
  if (mapping.email === undefined) take(mapping, taken, "email", columnOf(looksLikeAddress));
  if (mapping.phone === undefined) take(mapping, taken, "phone", columnOf(looksLikeNumber));
  if (mapping.name === undefined && mapping.firstName === undefined && mapping.lastName === undefined)
    take(mapping, taken, "name", columnOf(looksLikeName));
  if (mapping.firstName !== undefined && mapping.lastName !== undefined) delete mapping.name;
  return mapping;
}

function take(mapping: Mapping, taken: Set<number>, field: Field, column: number): void {
  if (column < 0) return;
  mapping[field] = column;
  taken.add(column);
}

function mostly(rows: readonly { cells: string[] }[], column: number, isIt: (cell: string) => boolean) {
  const cells = rows.map(({ cells }) => cells[column]?.trim() ?? "").filter(Boolean);
  return cells.length > 0 && cells.filter(isIt).length > cells.length / 2;
}

const looksLikeAddress = (cell: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(cell);
const looksLikeNumber = (cell: string) =>
  /^[+()\d\s./-]+$/.test(cell) && cell.replaceAll(/\D/g, "").length >= 7 && !/^\d{4}-\d\d-\d\d/.test(cell);
const looksLikeName = (cell: string) => /^\p{L}[\p{L}\s.'’-]+$/u.test(cell);

/** Whether a cell is something of a person's, so that its row can be no row of headings. */
export function looksLikePerson(cell: string): boolean {
  return looksLikeAddress(cell.trim()) || looksLikeNumber(cell.trim());
}

/** The headings of what is clinical, or may be. */
export function clinicalHeadings(headings: readonly string[]): string[] {
  return headings.filter((heading) => clinical.test(plain(heading)));
}
