/** PLACEHOLDER: not written yet. */
export default function Referral() {
  return null;
}
