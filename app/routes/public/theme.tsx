import { redirect } from "react-router";
import { z } from "zod";
import { orNotFound, readForm } from "#app/http.ts";
import { ownPath } from "#app/routes/own-path.ts";
import type { Route } from "./+types/theme";

const schema = z.object({
  theme: z.enum(["light", "dark", "device"]),
  back: ownPath.default("/"),
});

const year = 31_536_000;

export function loader() {
  return orNotFound(null);
}

export async function action({ request }: Route.ActionArgs) {
  const form = await readForm(request, schema);
  if (!form.ok) return redirect("/");
  const { theme, back } = form.value;
  const secure = new URL(request.url).protocol === "https:" ? "; Secure" : "";
  const age = theme === "device" ? 0 : year;
  const cookie = `theme=${theme}; Path=/; Max-Age=${age}; SameSite=Lax; HttpOnly${secure}`;
  return redirect(back, { status: 303, headers: { "Set-Cookie": cookie } });
}

/** Never shown: without a component the router would answer trouble with data instead of a page. */
export default function Theme() {
  return null;
}
