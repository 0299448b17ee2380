/** PLACEHOLDER: not written yet. */
export default function Move() {
  return null;
}
