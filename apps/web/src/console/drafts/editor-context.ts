import { createContext, use } from 'react';
import type { DraftForm } from './autosave.ts';
import type { Document, Draft } from './document.ts';

interface Editor {
  form: DraftForm;
  draft: Draft;
  /** Nothing can be typed. */
  locked: boolean;
  /** Why the server refuses a field. @param where such as `wordings.0.title` */
  faultAt: (where: string) => string | undefined;
}

export const EditorContext = createContext<Editor | null>(null);

/** The draft in the editor, for its fields. */
export function useEditor() {
  const editor = use(EditorContext);
  if (!editor) throw new Error('useEditor is for fields inside the editor');
  const { form, locked, faultAt } = editor;
  /** What an input of this text needs. @param where below the document, as the server names it; null is shown as empty */
  const text = (where: string) => {
    const { value, ...props } = form.getInputProps(`document.${where}`) as {
      value?: unknown;
      onChange: (event: unknown) => void;
    };
    return {
      ...props,
      'data-where': where,
      value: (value as string | null) ?? '',
      error: faultAt(where),
      readOnly: locked,
    };
  };
  const change = (to: (document: Document) => Document) =>
    form.setFieldValue('document', to(form.getValues().document));
  return { ...editor, document: form.values.document, text, change };
}
