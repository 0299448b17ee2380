/** PLACEHOLDER: not written yet. */
export default function SecondFactor() {
  return null;
}
