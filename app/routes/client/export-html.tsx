/** PLACEHOLDER: not written yet. */
export default function ExportHtml() {
  return null;
}
