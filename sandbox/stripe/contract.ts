import type { Contracts } from "../contracts.ts";
import { paramName } from "./form.ts";
import { unknownParams } from "./params.ts";
import { invalid, missing } from "./refusal.ts";

/**
 * Refuse what the vendor's contract refuses, where it lies beside the project: it knows every parameter down to the
 * last, which our own shapes do only for those that mean something here.
 */
export function refuseByContract(contracts: Contracts, method: string, url: URL, raw: string): void {
  const found = contracts?.({ service: "stripe", method, url, raw, status: 0, answer: undefined }) ?? [];
  const broken = found.filter(({ rule }) => rule !== "route");
  const unknown = broken.filter(({ rule }) => rule === "additionalProperties");
  if (unknown.length > 0) throw unknownParams(unknown.map(({ param }) => bracketed(param)));
  const [first] = broken;
  if (!first) return;
  const param = bracketed(first.param);
  if (first.rule === "required") throw missing(param);
  throw invalid(`Invalid ${param}: ${first.message}`, { param });
}

function bracketed(dotted: string): string {
  return paramName(dotted.split("."));
}
