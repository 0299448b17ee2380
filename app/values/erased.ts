/** What stands where the name of an erased person stood. */
export const erasedName = "Erased";

/** What stands where their address stood. The name `invalid` leads nowhere by RFC 2606. */
export const erasedAddress = "erased@invalid";

/** An address as a page says it: itself, or that it was erased. */
export function addressInWords(address: string): string {
  return address === erasedAddress ? "an address that was erased" : address;
}
