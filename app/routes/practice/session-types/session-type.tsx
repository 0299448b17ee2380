/** PLACEHOLDER: not written yet. */
export default function SessionType() {
  return null;
}
