/** PLACEHOLDER: not written yet. */
export default function SessionTypes() {
  return null;
}
