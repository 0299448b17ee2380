/** PLACEHOLDER: not written yet. */
export default function Authenticator() {
  return null;
}
