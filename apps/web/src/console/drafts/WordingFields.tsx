import { Alert, Button, Group, NumberInput, Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { languageIn } from '../../ui/country.ts';
import { useSpeech } from '../../words/Words.tsx';
import { FIELDS, outdatedIn, withTranslationCurrent } from './document.ts';
import { useEditor } from './editor-context.ts';
import { OptionFields } from './OptionFields.tsx';
import { OutdatedQuestion } from './OutdatedQuestion.tsx';
import { ReferenceFields } from './ReferenceFields.tsx';

const NAME = '{{rep.firstName}}';

/** Every text of a brick in one language. */
export function WordingFields({ index }: { index: number }) {
  const t = useTranslations('authoring.editor');
  const { language } = useSpeech();
  const { document, draft, text, change, form, locked, faultAt } = useEditor();
  const wording = document.wordings[index]!;
  const { locale } = wording;
  const own = locale === draft.locale;
  const has = FIELDS[document.kind];
  const at = `wordings.${index}`;
  const original = own ? undefined : document.wordings.find((w) => w.locale === draft.locale);
  const originalText = (words: string | null | undefined) =>
    words?.trim() ? t('original', { text: words.slice(0, 300) }) : undefined;
  return (
    <Stack>
      {own && !locked && <OutdatedQuestion />}
      {outdatedIn(document, draft.locale).includes(locale) && (
        <Alert color="wrong" title={t('outdated')}>
          <Stack align="flex-start" gap="sm">
            {t('outdatedWhat', { language: languageIn(draft.locale, language) })}
            {!locked && (
              <Button
                variant="default"
                size="xs"
                onClick={() => change((d) => withTranslationCurrent(d, locale, draft.locale))}
              >
                {t('outdatedDone')}
              </Button>
            )}
          </Stack>
        </Alert>
      )}
      <TextInput
        label={t('title')}
        description={originalText(original?.title) ?? t('titleHint', { name: NAME })}
        inputWrapperOrder={['label', 'description', 'input', 'error']}
        lang={locale}
        withAsterisk
        {...text(`${at}.title`)}
      />
      <Textarea
        label={t(`body.${document.kind}`)}
        description={originalText(original?.body) ?? t('bodyHint', { name: NAME })}
        autosize
        minRows={5}
        maxRows={18}
        lang={locale}
        withAsterisk
        {...text(`${at}.body`)}
      />
      {has.video && (
        <Group align="flex-start" gap="md">
          <TextInput
            flex="1 1 260px"
            label={t('video')}
            description={own ? t('videoHint') : t('videoTranslation')}
            type="url"
            withAsterisk={own}
            value={wording.video?.url ?? ''}
            readOnly={locked}
            data-where={`${at}.video`}
            error={faultAt(`${at}.video`) ?? faultAt(`${at}.video.url`)}
            onChange={(event) => {
              const url = event.currentTarget.value;
              const video = url || own ? { url, minutes: wording.video?.minutes ?? null } : null;
              form.setFieldValue(`document.${at}.video`, video as never);
            }}
          />
          {own && (
            <NumberInput
              label={t('minutes')}
              description={t('minutesHint')}
              min={1}
              max={600}
              w={160}
              value={wording.video?.minutes ?? ''}
              readOnly={locked}
              error={faultAt(`${at}.video.minutes`)}
              onChange={(minutes) => form.setFieldValue(`document.${at}.video`, { url: wording.video?.url ?? '', minutes: typeof minutes === 'number' ? minutes : null } as never)} // prettier-ignore
            />
          )}
        </Group>
      )}
      {has.options && (
        <OptionFields
          at={at}
          wording={wording}
          original={original?.options ?? null}
          right={document.right}
          multiple={document.multiple}
          edit={change}
        />
      )}
      {has.explanation && (
        <Textarea
          label={t('explanation')}
          description={
            originalText(original?.explanation) ?? t(`explanationHint.${document.kind === 'quiz' ? 'quiz' : 'others'}`)
          }
          autosize
          minRows={3}
          maxRows={14}
          lang={locale}
          withAsterisk={document.kind === 'quiz'}
          {...text(`${at}.explanation`)}
        />
      )}
      {document.kind === 'quiz' && (wording.correction !== null || draft.brickId !== null) && (
        <Textarea
          label={t('correction')}
          description={originalText(original?.correction) ?? t('correctionHint')}
          autosize
          minRows={2}
          lang={locale}
          {...text(`${at}.correction`)}
          onChange={(event) =>
            form.setFieldValue(`document.${at}.correction`, (event.currentTarget.value || null) as never)
          }
        />
      )}
      <ReferenceFields index={index} />
    </Stack>
  );
}
