/** PLACEHOLDER: not written yet. */
export default function Passkeys() {
  return null;
}
