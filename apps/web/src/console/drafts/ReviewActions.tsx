import { Button, Group, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconArrowBackUp,
  IconCalendarCheck,
  IconChevronDown,
  IconCircleCheck,
  IconSend,
  IconTrash,
} from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { ask } from '../../ui/ask.tsx';
import type { Draft } from './document.ts';
import { PublishForm } from './PublishForm.tsx';
import { ReturnForm } from './ReturnForm.tsx';
import type { Review } from './review.ts';

/** What the reader may do with the draft now; what would be refused is not offered. */
export function ReviewActions({ draft, review, busy }: { draft: Draft; review: Review; busy: boolean }) {
  const t = useTranslations('authoring.review');
  const words = useTranslations('frame');
  const [returning, returnForm] = useDisclosure();
  const [publishing, publishForm] = useDisclosure();
  const { acts, title } = { acts: draft.acts, title: review.title };
  const may = (act: Draft['acts'][number]) => acts.includes(act);
  const icon = { size: 18, 'aria-hidden': true } as const;
  const pending = busy || review.isPending;
  const discard = () =>
    ask({
      title: t('discardTitle', { title }),
      what: t('discardWhat'),
      go: t('discard'),
      cancel: words('cancel'),
      onGo: () => void review.discard(),
    });
  return (
    <Group gap="sm">
      {may('restore') && (
        <Button loading={pending} leftSection={<IconArrowBackUp {...icon} />} onClick={() => void review.restore()}>
          {t('restore')}
        </Button>
      )}
      {may('submit') && (
        <Button loading={pending} leftSection={<IconSend {...icon} />} onClick={() => void review.submit()}>
          {t('submit')}
        </Button>
      )}
      {/* A writer who wants a text back unlocks it. */}
      {may('return') && (draft.state === 'approved' || may('approve')) && (
        <Button variant="default" leftSection={<IconArrowBackUp {...icon} />} onClick={returnForm.open}>
          {t('return')}
        </Button>
      )}
      {may('approve') && (
        <Button loading={pending} leftSection={<IconCircleCheck {...icon} />} onClick={() => void review.approve()}>
          {t('approve')}
        </Button>
      )}
      {may('publish') && (
        <Button leftSection={<IconCalendarCheck {...icon} />} onClick={publishForm.open}>
          {t('publish')}
        </Button>
      )}
      {may('discard') && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" rightSection={<IconChevronDown {...icon} />}>
              {t('more')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item color="wrong" leftSection={<IconTrash {...icon} />} onClick={discard}>
              {t('discard')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      <ReturnForm opened={returning} onClose={returnForm.close} review={review} draft={draft} />
      <PublishForm opened={publishing} onClose={publishForm.close} review={review} draft={draft} />
    </Group>
  );
}
