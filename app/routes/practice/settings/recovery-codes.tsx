/** PLACEHOLDER: not written yet. */
export default function RecoveryCodes() {
  return null;
}
