import { data, href, type RouterContextProvider, redirect } from "react-router";
import { visitor } from "#app/context.ts";
import type { House } from "#app/domain/ctx.ts";
import { findSetup, type Setup } from "#app/domain/setup/answers.ts";
import { isTaken } from "#app/domain/setup/code.ts";
import { houseOf } from "#app/http.ts";
import { readCookie } from "#app/middleware/cookies.ts";
import type { Guess } from "./defaults.ts";

type Context = Readonly<RouterContextProvider>;

/** Once somebody has the place, these addresses are as good as any that never was (decisions, 7). */
export async function whileFree(context: Context): Promise<House> {
  const house = houseOf(context);
  if (await isTaken(house)) throw data(null, { status: 404 });
  return house;
}

/** The set-up of this browser, or null when it has none open. */
export async function setupIn(context: Context, request: Request): Promise<Setup | null> {
  const house = houseOf(context);
  return findSetup(house, readCookie(request, "setup", house.appUrl));
}

/** The same; a browser without one is led to where a code is typed. */
export async function setupOf(
  context: Context,
  request: Request,
): Promise<{ house: House; setup: Setup; guess: Guess }> {
  const house = await whileFree(context);
  const setup = await setupIn(context, request);
  if (!setup) throw redirect(href("/setup"), 303);
  return { house, setup, guess: guessOf(context) };
}

/** What a browser tells by itself: the zone of its clock, if it has said so. */
export function guessOf(context: Context): Guess {
  return { zone: context.get(visitor).zone };
}

/** What is half said belongs in nobody's cache. */
export const unkept = { "Cache-Control": "private, no-store", "X-Robots-Tag": "noindex" };

export function setupHeaders({ actionHeaders }: { actionHeaders: Headers }): Record<string, string> {
  const wait = actionHeaders.get("Retry-After");
  return { ...unkept, ...(wait && { "Retry-After": wait }) };
}

/** How long a browser remembers that it sets up a practice (seconds): nobody does it in one evening. */
export const keepSeconds = 180 * 86_400;
