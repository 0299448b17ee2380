import type { Contracts } from "../contracts.ts";
import { invalid, missing } from "./refusal.ts";

/**
 * Refuse what the discovery document refuses, where it lies beside the project: it knows every parameter and field,
 * which our own shapes do only for those that mean something here.
 */
export function refuseByContract(contracts: Contracts, method: string, url: URL, raw: string): void {
  const found = contracts?.({ service: "google", method, url, raw, status: 0, answer: undefined }) ?? [];
  const [first] = found.filter(({ rule }) => rule !== "route");
  if (!first) return;
  const { param, rule, message } = first;
  if (rule === "required") throw missing(`Missing ${param.replace(/^query\./, "")}.`);
  throw invalid(`Invalid value for: ${param}: ${message}`, param);
}
