/** PLACEHOLDER: not written yet. */
export default function Devices() {
  return null;
}
