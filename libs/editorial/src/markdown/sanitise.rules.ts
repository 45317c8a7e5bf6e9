import sanitizeHtml from 'sanitize-html';
import { addressProblem } from '../web-address.rules.js';

const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: 'p strong em s a ul ol li code pre blockquote h2 h3 h4 br hr table thead tbody tr th td'.split(' '),
  allowedAttributes: { a: ['href'], ol: ['start'], th: ['style'], td: ['style'] },
  allowedStyles: { '*': { 'text-align': [/^(left|right|center)$/] } },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  transformTags: {
    a: (tagName, attribs) => ({
      tagName,
      attribs: addressProblem(attribs.href ?? '', ['http', 'https', 'mailto']) ? {} : attribs,
    }),
  },
};

/** The second fence behind the Markdown renderer: whatever it lets through by mistake ends here. */
export function sanitise(html: string): string {
  return sanitizeHtml(html, ALLOWED);
}
