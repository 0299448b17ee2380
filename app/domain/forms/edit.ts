import type { FormBody, FormPage, FormPart } from "#app/values/form-body.ts";

/** One change to what a form asks. Keys that name nothing change nothing. */
export type Edit =
  | { do: "words"; intro: string; minutes: number }
  | { do: "add_page"; key: string; title: string }
  | { do: "page"; page: string; title: string; text: string; isSensitive: boolean }
  | { do: "move_page"; page: string; by: 1 | -1 }
  | { do: "drop_page"; page: string }
  | { do: "part"; page: string; part: FormPart }
  | { do: "move_part"; page: string; part: string; by: 1 | -1 }
  | { do: "drop_part"; page: string; part: string };

/** What a form asks after a change. */
export function edited(body: FormBody, edit: Edit): FormBody {
  const onPage = (key: string, change: (page: FormPage) => FormPage): FormBody => ({
    ...body,
    pages: body.pages.map((page) => (page.key === key ? change(page) : page)),
  });
  switch (edit.do) {
    case "words":
      return { ...body, intro: edit.intro, minutes: edit.minutes };
    case "add_page": {
      const { key, title } = edit;
      return { ...body, pages: [...body.pages, { key, title, text: "", isSensitive: false, parts: [] }] };
    }
    case "page": {
      const { title, text, isSensitive } = edit;
      return onPage(edit.page, (page) => ({ ...page, title, text, isSensitive }));
    }
    case "move_page":
      return { ...body, pages: moved(body.pages, edit.page, edit.by) };
    case "drop_page":
      return { ...body, pages: body.pages.filter(({ key }) => key !== edit.page) };
    case "part":
      return onPage(edit.page, (page) => ({ ...page, parts: withPart(page.parts, edit.part) }));
    case "move_part":
      return onPage(edit.page, (page) => ({ ...page, parts: moved(page.parts, edit.part, edit.by) }));
    default:
      return onPage(edit.page, (page) => ({
        ...page,
        parts: page.parts.filter(({ key }) => key !== edit.part),
      }));
  }
}

function withPart(parts: FormPart[], part: FormPart): FormPart[] {
  return parts.some(({ key }) => key === part.key)
    ? parts.map((one) => (one.key === part.key ? part : one))
    : [...parts, part];
}

function moved<T extends { key: string }>(all: T[], key: string, by: 1 | -1): T[] {
  const at = all.findIndex((one) => one.key === key);
  const [one, other] = [all[at], all[at + by]];
  if (!one || !other) return all;
  return all.map((each) => (each === one ? other : each === other ? one : each));
}

export type Unready = "nothing_asked" | "condition_not_earlier" | "options_needed" | "consent_without_words";

/** Why a form cannot be published yet, or null. */
export function unreadyFor(body: FormBody): Unready | null {
  const parts = body.pages.flatMap(({ parts }) => parts);
  if (parts.every(({ kind }) => kind === "section")) return "nothing_asked";
  if (parts.some((part) => (part.kind === "choice" || part.kind === "scale") && part.options.length < 2))
    return "options_needed";
  if (parts.some((part) => part.kind === "consent" && !part.text.trim())) return "consent_without_words";
  const isEarlier = ({ showIf }: FormPart, at: number) =>
    !showIf || parts.findIndex(({ key }) => key === showIf.question) in parts.slice(0, at);
  return parts.every(isEarlier) ? null : "condition_not_earlier";
}
