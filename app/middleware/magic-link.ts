import { Strategy } from "remix-auth/strategy";
import { z } from "zod";
import type { Shown } from "#app/domain/identity/consume.ts";
import { readForm } from "#app/http.ts";
import { readCookie } from "./cookies.ts";

/** What a browser shows to be let in, and whether it is its owner's own. */
export type Knock = Shown & { isOwnDevice: boolean };

const schema = z.object({ code: z.string().optional(), device: z.string().optional() });

/**
 * remix-auth's way in by mail: a POST to the link's own address shows its token, a POST from anywhere else the code, and
 * both the cookie of the browser that asked. What becomes of it is for `verify` to say; a refusal is an answer, not an error.
 */
export class MagicLinkStrategy<Answer> extends Strategy<Answer, Knock> {
  override name = "magic-link";
  readonly #appUrl: string;

  constructor(appUrl: string, verify: Strategy.VerifyFunction<Answer, Knock>) {
    super(verify);
    this.#appUrl = appUrl;
  }

  override async authenticate(request: Request): Promise<Answer> {
    const form = await readForm(request, schema);
    const { code = "", device } = form.ok ? form.value : {};
    const asker = readCookie(request, "asking", this.#appUrl);
    const [, token] = /^\/link\/([^/]+)\/?$/.exec(new URL(request.url).pathname) ?? [];
    const shown = token === undefined ? { code: code.replaceAll(/\s/g, "") } : { token };
    return this.verify({ ...shown, asker, isOwnDevice: device === "own" });
  }
}
