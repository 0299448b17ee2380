import type { AddressTrouble } from "#app/world/addresses.ts";

/** Why an address was not read, for good. */
export class Refused extends Error {
  readonly code: AddressTrouble;

  constructor(code: AddressTrouble) {
    super(code);
    this.code = code;
  }
}
