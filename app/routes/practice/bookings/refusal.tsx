/** PLACEHOLDER: not written yet. */
export default function Refusal() {
  return null;
}
