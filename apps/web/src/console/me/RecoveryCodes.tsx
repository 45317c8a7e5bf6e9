import { Button, CopyButton, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslations } from 'use-intl';
import classes from './Enrolment.module.css';

/** The codes for the day the phone is lost, this one time. */
export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const t = useTranslations('me.factor');
  const text = `${codes.join('\n')}\n`;
  return (
    <Stack>
      <Title order={2} size="h4">
        {t('codesTitle')}
      </Title>
      <Text>{t('codesLead')}</Text>
      <ol className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <Group>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? t('copied') : t('copy')}
            </Button>
          )}
        </CopyButton>
        <Button
          variant="default"
          component="a"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="relais-recovery-codes.txt"
        >
          {t('download')}
        </Button>
        <Button onClick={onKept}>{t('kept')}</Button>
      </Group>
    </Stack>
  );
}
