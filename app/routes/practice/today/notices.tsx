/** PLACEHOLDER: not written yet. */
export default function Notices() {
  return null;
}
