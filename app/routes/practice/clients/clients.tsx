/** PLACEHOLDER: not written yet. */
export default function Clients() {
  return null;
}
