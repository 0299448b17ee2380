import { existsSync } from "node:fs";
import { createRequire, registerHooks } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Service } from "./faults.ts";
import { folded, withKnownEvents } from "./stripe/fold.ts";
import { operationAt } from "./stripe/operations.ts";

export type Violation = { in: "request" | "answer"; param: string; rule: string; message: string };
export type Exchange = {
  service: Service;
  method: string;
  url: URL;
  raw: string;
  status: number;
  answer: unknown;
};

export type Contracts = ((exchange: Exchange) => Violation[]) | null;

type Verdict = { op?: unknown; errors: Omit<Violation, "in">[] };
type Contract = {
  request(method: string, pathname: string, query: unknown, body?: unknown): Verdict;
  response(operation: unknown, ...answer: unknown[]): Verdict;
  event?(event: unknown): Verdict;
};
type Validator = Record<
  "stripeContract" | "discoveryContract" | "openapiContract",
  (document: unknown) => Contract
>;

/**
 * The check of every exchange against the vendors' own contracts, or null where the folder with them is not there.
 * They are read where they lie and never copied into the project.
 */
export function openContracts(folder = defaultFolder()): Contracts {
  const contractOf = contractsIn(folder);
  if (!contractOf) return null;
  return (exchange) => {
    const contract = contractOf(exchange.service);
    return contract ? violations(contract, exchange) : [];
  };
}

/** The check of one of Stripe's events, or null where the contracts are not there. */
export function openEventContract(folder = defaultFolder()): ((event: unknown) => Verdict["errors"]) | null {
  const contractOf = contractsIn(folder);
  return contractOf && ((event) => contractOf("stripe")?.event?.(event).errors ?? []);
}

/** Where the contracts are looked for: CONTRACTS, or `shared/contracts` beside the project. */
export function defaultFolder(): string {
  return process.env.CONTRACTS ?? fileURLToPath(new URL("../../shared/contracts", import.meta.url));
}

/** To read a contract and make it ready takes a second, so a process with many sandboxes does it once. */
const ready = new Map<string, (service: Service) => Contract | undefined>();

function contractsIn(folder: string): ((service: Service) => Contract | undefined) | null {
  if (!existsSync(join(folder, "validate.mjs"))) return null;
  const known = ready.get(folder) ?? makeReady(folder);
  ready.set(folder, known);
  return known;
}

function makeReady(folder: string): (service: Service) => Contract | undefined {
  const { validator, read } = load(folder);
  const opened = new Map<Service, Contract>();
  const open: Partial<Record<Service, () => Contract>> = {
    resend: () => validator.openapiContract(read("resend.json")),
    stripe: () => validator.stripeContract(read("stripe.reduced.json")),
    google: () => validator.discoveryContract(read("google-calendar.json")),
  };
  return (service) => {
    const contract = opened.get(service) ?? open[service]?.();
    if (contract) opened.set(service, contract);
    return contract;
  };
}

function violations(
  contract: Contract,
  { service, method, url, raw, status, answer }: Exchange,
): Violation[] {
  // Google's tokens have no description of their own.
  if (service === "google" && !url.pathname.startsWith("/calendar/v3/")) return [];
  const form = service === "stripe" ? (raw === "" ? url.search.slice(1) : raw) : url.searchParams;
  const body = service === "google" ? asGoogleReads(parsed(raw)) : parsed(raw);
  const asked = contract.request(method, url.pathname, form, body);
  // The reduced contract leaves out a few of Stripe's calls that the SDK has and the sandbox answers.
  if (service === "stripe" && asked.op === undefined && operationAt(method, url.pathname)) return [];
  const found = asked.errors.map((error): Violation => ({ in: "request", ...error }));
  // The contracts describe the answers of success only.
  if (
    answer === undefined ||
    status >= 300 ||
    (service === "google" && answer === null) ||
    asked.op === undefined
  )
    return found;
  return [...found, ...saidAmiss().map((error): Violation => ({ in: "answer", ...error }))];

  function saidAmiss(): Verdict["errors"] {
    if (service === "resend") return contract.response(asked.op, status, answer).errors;
    const said = service === "stripe" ? withKnownEvents(answer) : answer;
    if (said === null) return [];
    const { errors } = contract.response(asked.op, said);
    const opened = service === "stripe" && errors.length > 0 ? expansionsIn(String(form)) : [];
    return opened.length > 0 ? contract.response(asked.op, folded(said, opened)).errors : errors;
  }
}

function expansionsIn(form: string): string[] {
  return [...new URLSearchParams(form)].flatMap(([name, value]) => (/^expand\[/.test(name) ? [value] : []));
}

/**
 * What the discovery document does not say: null takes a field away, and a time may leave its offset to the zone beside
 * it.
 */
function asGoogleReads(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(asGoogleReads);
  if (typeof body !== "object" || body === null) return body;
  const { timeZone, dateTime } = body as { timeZone?: unknown; dateTime?: unknown };
  const isLocal =
    typeof timeZone === "string" && typeof dateTime === "string" && /:\d\d(\.\d+)?$/.test(dateTime);
  const known = Object.entries(body).filter(([, value]) => value !== null);
  const read = Object.fromEntries(known.map(([name, value]) => [name, asGoogleReads(value)]));
  return isLocal && !/[+-]\d\d:\d\d$/.test(dateTime) ? { ...read, dateTime: `${dateTime}Z` } : read;
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}

/** The validator asks for ajv but lies outside this project, so its question is answered from here. */
function load(folder: string): { validator: Validator; read: (file: string) => unknown } {
  const require = createRequire(import.meta.url);
  const ours = new Map(
    ["ajv/dist/2020.js", "ajv-formats"].map((name) => [name, pathToFileURL(require.resolve(name)).href]),
  );
  const hooks = registerHooks({
    resolve: (name, context, next) =>
      ours.has(name) ? { url: ours.get(name) ?? "", shortCircuit: true } : next(name, context),
  });
  try {
    return { validator: require(join(folder, "validate.mjs")), read: (file) => require(join(folder, file)) };
  } finally {
    hooks.deregister();
  }
}
