import { Alert, Anchor, Button, Stack, Text } from '@mantine/core';
import { IconArrowBackUp, IconEye, IconLock } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useFormatter, useTranslations } from 'use-intl';
import { usePerson } from '../../app/person.ts';
import { Moment } from '../../ui/Moment.tsx';
import type { Draft } from './document.ts';

/** Where a draft stands in its review, who is asked for what, and why the reader may not do it. */
export function ReviewNotice({ draft, onUnlock }: { draft: Draft; onUnlock: (() => void) | null }) {
  const t = useTranslations('authoring.review');
  const format = useFormatter();
  const me = usePerson();
  const { state, writers, acts, note, sentBy, sentAt, approvedBy, approvedAt, publishedBy, publishedAt, brickId } =
    draft;
  const mine = writers.some(({ id }) => id === me.id);
  const named = (who: { name: string | null } | null) => who?.name ?? t('somebody');
  const names = format.list(writers.map((writer) => (writer.id === me.id ? t('you') : named(writer))));
  const at = (when: string | null) => () => (when ? <Moment at={when} relative /> : null);
  const unlock = onUnlock && (
    <Button variant="default" size="xs" onClick={onUnlock}>
      {t('unlock')}
    </Button>
  );
  if (state === 'draft' && note)
    return (
      <Alert color="wrong" icon={<IconArrowBackUp aria-hidden />} title={t('returned')}>
        <Text className="pre">{note}</Text>
      </Alert>
    );
  if (state === 'in-review')
    return (
      <Alert icon={<IconEye aria-hidden />} title={t('inReview')}>
        <Stack align="flex-start" gap="sm">
          <Text>{t.rich('sent', { name: named(sentBy), when: at(sentAt), writers: names })}</Text>
          {acts.includes('approve') ? (
            <Text>{t('yourTurn')}</Text>
          ) : (
            <Text fw={600}>{t(mine ? 'ownText' : 'others')}</Text>
          )}
          {unlock}
        </Stack>
      </Alert>
    );
  if (state === 'approved')
    return (
      <Alert color="right" icon={<IconLock aria-hidden />} title={t('approved')}>
        <Stack align="flex-start" gap="sm">
          <Text>{t.rich('approvedBy', { name: named(approvedBy), when: at(approvedAt) })}</Text>
          <Text>{t(acts.includes('publish') ? 'nowPublish' : 'managerPublishes')}</Text>
          {unlock}
        </Stack>
      </Alert>
    );
  if (state === 'published')
    return (
      <Alert color="right" title={t('published')}>
        <Text>{t.rich('publishedBy', { name: named(publishedBy), when: at(publishedAt) })}</Text>
        {brickId !== null && (
          <Anchor component={Link} to={`/bricks/${brickId}`}>
            {t('toBrick')}
          </Anchor>
        )}
      </Alert>
    );
  if (state === 'discarded') return <Alert title={t('discarded')}>{t('discardedWhat')}</Alert>;
  return null;
}
