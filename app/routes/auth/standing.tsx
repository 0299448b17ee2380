/** PLACEHOLDER: not written yet. */
export default function Standing() {
  return null;
}
