/** PLACEHOLDER: not written yet. */
export default function Join() {
  return null;
}
