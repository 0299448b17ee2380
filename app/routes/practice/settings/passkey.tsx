/** PLACEHOLDER: not written yet. */
export default function Passkey() {
  return null;
}
