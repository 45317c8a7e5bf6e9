/** Words an author wrote: Markdown that the server has turned into HTML and sanitised, as on the pages it writes itself. */
export function Html({
  html,
  locale,
  className,
  inline = false,
}: {
  html: string;
  locale?: string;
  className?: string;
  inline?: boolean;
}) {
  // prettier-ignore
  const Tag = inline ? 'span' : 'div';
  return <Tag className={className} lang={locale} dangerouslySetInnerHTML={{ __html: html }} />;
}
