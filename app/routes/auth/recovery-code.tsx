/** PLACEHOLDER: not written yet. */
export default function RecoveryCode() {
  return null;
}
