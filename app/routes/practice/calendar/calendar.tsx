/** PLACEHOLDER: not written yet. */
export default function Calendar() {
  return null;
}
