/**
 * A mail may look as it likes, and do nothing: no script, no form, nothing fetched. Its links open in a tab of their own that is
 * an ordinary page again, so that an answer can be confirmed there.
 */
export const MAIL_FRAME_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

/** The mail with every link set to open outside the frame. */
export function framedMail(html: string): string {
  // A base in the mail itself would come later and count for nothing: the first one wins.
  const base = '<base target="_blank">';
  const head = /<head[^>]*>/i.exec(html);
  return head
    ? html.slice(0, head.index + head[0].length) + base + html.slice(head.index + head[0].length)
    : base + html;
}
