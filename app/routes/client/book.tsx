/** PLACEHOLDER: not written yet. */
export default function Book() {
  return null;
}
