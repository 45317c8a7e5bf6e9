import { Container, Paper, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { sessionKey } from '../api/session.ts';
import { Enrolment } from '../console/me/Enrolment.tsx';

/** For whoever has to set up a second factor before anything else. */
export function EnrolFirst() {
  const t = useTranslations('me.factor');
  const queries = useQueryClient();
  return (
    <Container component="main" size="sm" py="xl">
      <title>{t('first')}</title>
      <Title order={1} mb="xs">
        {t('first')}
      </Title>
      <Text c="dimmed" mb="lg">
        {t('firstLead')}
      </Text>
      <Paper p="lg">
        <Enrolment onDone={() => void queries.invalidateQueries({ queryKey: sessionKey })} />
      </Paper>
    </Container>
  );
}
