import { type RouterContextProvider, redirect } from "react-router";
import { asksAgain } from "#app/domain/identity/rules.ts";
import { sessionOf } from "#app/http.ts";
import { type Here, whoIsHere } from "../here.ts";

/**
 * Whoever opens their messages. On a device that stays signed in they show once a day that it is still them, and come
 * back to where they were.
 */
export function atTheMessages(context: Readonly<RouterContextProvider>, request: Request): Here {
  const here = whoIsHere(context);
  if (mustComeAgain(context, here)) throw signInAgain(request);
  return here;
}

/** Whether it has been so long that private words ask who is there. */
export function mustComeAgain(context: Readonly<RouterContextProvider>, { ctx }: Pick<Here, "ctx">): boolean {
  return asksAgain(sessionOf(context), ctx.now().getTime());
}

/** The way to sign in once more and back; from what is no page, to the page it belongs to. */
export function signInAgain(request: Request): Response {
  const { pathname } = new URL(request.url);
  const back = pathname.replace(/\/(stream|draft|taking-back|apart)$/, "");
  return redirect(`/sign-in?${new URLSearchParams({ again: "yes", back })}`, 303);
}
