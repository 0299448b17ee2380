/**
 * Whether a text is a National Provider Identifier of the US: ten digits of which the last checks the others
 * (Luhn, with 80840 before them; CMS, "Requirements for NPI").
 */
export function isNpi(text: string): boolean {
  if (!/^[12]\d{9}$/.test(text)) return false;
  const digits = [...`80840${text}`].toReversed().map(Number);
  const sum = digits.reduce((sum, digit, index) => {
    const weighed = index % 2 ? digit * 2 : digit;
    return sum + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return sum % 10 === 0;
}
