import { useId, useState, type ChangeEvent, type ComponentProps } from 'react';
import { useTranslations } from 'use-intl';

interface Props extends Omit<ComponentProps<'input'>, 'onChange' | 'value'> {
  label: string;
  hint?: string;
  fault?: string | undefined;
  value: string;
  onText: (text: string) => void;
}

/** One labelled input whose fault is said beside it and told to screen readers. */
export function Field({ label, hint, fault, onText, type = 'text', ...input }: Props) {
  const t = useTranslations('access.password');
  const id = useId();
  const [shown, setShown] = useState(false);
  const secret = type === 'password';
  const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ');
  return (
    <div className="field-row">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {fault && (
        <p className="wrong-field" id={`${id}-fault`}>
          {fault}
        </p>
      )}
      <div className={secret ? 'with-button' : undefined}>
        <input
          {...input}
          id={id}
          className={`field${fault ? ' has-error' : ''}`}
          type={secret && shown ? 'text' : type}
          aria-describedby={described || undefined}
          aria-invalid={fault ? true : undefined}
          onChange={(event: ChangeEvent<HTMLInputElement>) => onText(event.target.value)}
        />
        {secret && (
          <button type="button" className="as-link" aria-pressed={shown} onClick={() => setShown(!shown)}>
            {shown ? t('hide') : t('show')}
          </button>
        )}
      </div>
    </div>
  );
}
