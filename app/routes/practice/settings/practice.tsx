/** PLACEHOLDER: not written yet. */
export default function Practice() {
  return null;
}
