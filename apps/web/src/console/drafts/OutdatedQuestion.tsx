import { Alert, Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { languageIn } from '../../ui/country.ts';
import { useSpeech } from '../../words/Words.tsx';
import { outdatedIn, withTranslationsOutdated, type Wording } from './document.ts';
import { useEditor } from './editor-context.ts';

/** Once the master was reworded: do its translations still say the same? Only a person can tell a slip of the pen from another meaning. */
export function OutdatedQuestion() {
  const t = useTranslations('authoring.editor');
  const format = useFormatter();
  const { language } = useSpeech();
  const { document, draft, change } = useEditor();
  const master = document.wordings.find((w) => w.locale === draft.locale);
  const [seen, setSeen] = useState(() => textOf(master));
  const current = document.wordings.filter((w) => w !== master && w.title.trim() !== '');
  if (!master || current.length === 0 || seen === textOf(master) || outdatedIn(document, draft.locale).length > 0)
    return null;
  const languages = format.list(current.map(({ locale }) => languageIn(locale, language)));
  return (
    <Alert title={t('reworded', { language: languageIn(draft.locale, language) })}>
      <Stack align="flex-start" gap="sm">
        {t('rewordedWhat', { languages })}
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => change((d) => withTranslationsOutdated(d, draft.locale))}>
            {t('rewordedYes')}
          </Button>
          <Button size="xs" variant="subtle" onClick={() => setSeen(textOf(master))}>
            {t('rewordedNo')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

const textOf = (wording: Wording | undefined): string =>
  JSON.stringify(wording && [wording.title, wording.body, wording.options, wording.explanation]);
