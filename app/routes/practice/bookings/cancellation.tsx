/** PLACEHOLDER: not written yet. */
export default function Cancellation() {
  return null;
}
