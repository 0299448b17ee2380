import { href, redirect } from "react-router";
import { z } from "zod";
import { signForm } from "#app/domain/forms/sign.ts";
import { orNotFound, readForm } from "#app/http.ts";
import { whoIsHere } from "../here.ts";
import type { Route } from "./+types/signature";

export { ErrorBoundary } from "../trouble.tsx";

const schema = z.object({ name: z.string().trim().max(120).default("") });

export async function action({ context, params, request }: Route.ActionArgs) {
  const { ctx } = whoIsHere(context);
  const form = await readForm(request, schema);
  const signed = orNotFound(await signForm(ctx, { id: params.id, name: form.ok ? form.value.name : "" }));
  const self = href("/client/forms/:id", params);
  if (signed.ok) throw redirect(`${self}?news=signed`, 303);
  const ways = { no_name: "?page=review&problem=name#name", unanswered: "?page=review", not_open: "" };
  throw redirect(`${self}${ways[signed.refusal]}`, 303);
}
