import type { openBuilt } from "./built.ts";

type Built = Awaited<ReturnType<typeof openBuilt>>;

export type Answer = {
  status: number;
  location: string | null;
  headers: Headers;
  text: string;
  /** The cookies an answer sets, by name, as a browser would send them back; an ended one is empty. */
  cookies: Record<string, string>;
};

type Wish = {
  form?: Record<string, string>;
  cookie?: string;
  method?: string;
  headers?: Record<string, string>;
  address?: string;
};

let visitors = 0;

/** A network address nobody else in the run has: limits count by it. */
export function anAddress(): string {
  visitors += 1;
  return `127.${2 + (visitors >> 16)}.${(visitors >> 8) & 255}.${visitors & 255}`;
}

/** Ask the built server something, as a browser of one's own network would; a `form` is posted. */
export async function ask({ selvage }: Built, path: string, wish: Wish = {}): Promise<Answer> {
  const { form, cookie, method = form ? "POST" : "GET", address = anAddress() } = wish;
  const origin = "http://localhost:3000";
  const request = new Request(`${origin}${path}`, {
    method,
    headers: { host: "localhost:3000", origin, ...(cookie && { cookie }), ...wish.headers },
    ...(form && { body: new URLSearchParams(form) }),
  });
  const answer = await selvage.answer(request, { address });
  const set = answer.headers.getSetCookie().map((line) => line.split(";")[0]?.split("=") ?? []);
  return {
    status: answer.status,
    location: answer.headers.get("location"),
    headers: answer.headers,
    text: await answer.text(),
    cookies: Object.fromEntries(set.map(([name = "", ...value]) => [name, value.join("=")])),
  };
}
