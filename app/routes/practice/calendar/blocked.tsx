/** PLACEHOLDER: not written yet. */
export default function Blocked() {
  return null;
}
