import { Badge, Button, Group, Menu, Tabs } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { ask } from '../../ui/ask.tsx';
import { languageIn } from '../../ui/country.ts';
import { LANGUAGES } from '../../words/index.ts';
import { useSpeech } from '../../words/Words.tsx';
import { outdatedIn, withLanguage, withoutLanguage } from './document.ts';
import { useEditor } from './editor-context.ts';
import { placeOf } from './faults.ts';
import { Questions } from './Questions.tsx';

const OTHERS = ['de', 'es', 'it', 'nl', 'pl', 'pt'];

interface Props {
  locale: string;
  onLocale: (locale: string) => void;
  /** Fields with a reason, to be found without opening every tab. */
  faults: readonly string[];
}

/** The texts of a brick, a tab a language. */
export function Languages({ locale, onLocale, faults }: Props) {
  const t = useTranslations('authoring.editor');
  const words = useTranslations('frame');
  const { language } = useSpeech();
  const { document, draft, change, locked } = useEditor();
  const { wordings } = document;
  const outdated = outdatedIn(document, draft.locale);
  const free = [...new Set([...LANGUAGES, ...OTHERS])].filter((one) => !wordings.some((w) => w.locale === one));
  const name = (code: string) => languageIn(code, language);
  const remove = () =>
    ask({
      title: t('removeLanguage', { language: name(locale) }),
      what: t('removeLanguageWhat', { language: name(locale) }),
      go: t('remove'),
      cancel: words('cancel'),
      grave: true,
      onGo: () => {
        onLocale(draft.locale);
        change((d) => withoutLanguage(d, locale));
      },
    });
  return (
    <Tabs value={locale} onChange={(value) => value && onLocale(value)} keepMounted={false}>
      <Group justify="space-between" mb="md" gap="xs">
        <Tabs.List>
          {wordings.map((w) => {
            const wrong = faults.some((where) => placeOf(document, where).locale === w.locale);
            return (
              <Tabs.Tab
                key={w.locale}
                value={w.locale}
                rightSection={
                  wrong || outdated.includes(w.locale) ? (
                    <Badge size="sm" variant="light" color="wrong">
                      {wrong ? t('toMend') : t('outdatedMark')}
                    </Badge>
                  ) : null
                }
              >
                {name(w.locale)}
              </Tabs.Tab>
            );
          })}
        </Tabs.List>
        {!locked && (
          <Group gap="xs">
            <Menu position="bottom-end">
              <Menu.Target>
                <Button variant="subtle" size="xs" leftSection={<IconPlus size={16} aria-hidden />}>
                  {t('addLanguage')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {free.map((code) => (
                  <Menu.Item
                    key={code}
                    onClick={() => {
                      change((d) => withLanguage(d, code, draft.locale));
                      onLocale(code);
                    }}
                  >
                    {name(code)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
            {locale !== draft.locale && (
              <Button
                variant="subtle"
                size="xs"
                color="wrong"
                leftSection={<IconTrash size={16} aria-hidden />}
                onClick={remove}
              >
                {t('remove')}
              </Button>
            )}
          </Group>
        )}
      </Group>
      {wordings.map((w, i) => (
        <Tabs.Panel key={w.locale} value={w.locale}>
          <Questions index={i} faults={faults} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
