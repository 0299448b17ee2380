/** PLACEHOLDER: not written yet. */
export default function Password() {
  return null;
}
