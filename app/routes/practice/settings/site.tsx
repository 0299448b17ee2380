/** PLACEHOLDER: not written yet. */
export default function Site() {
  return null;
}
