import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslations } from 'use-intl';
import { useDraft } from '../../ui/draft.ts';
import { FormTrouble } from '../../ui/form.tsx';
import type { Draft } from './document.ts';
import type { Review } from './review.ts';

interface Props {
  opened: boolean;
  onClose: () => void;
  draft: Draft;
  review: Review;
}

/** Gives a draft back to its writers, with what is asked for. */
export function ReturnForm({ opened, onClose, draft, review }: Props) {
  const t = useTranslations('authoring.review');
  const words = useTranslations('frame');
  const form = useForm({
    initialValues: { note: '' },
    validate: { note: (text) => (text.trim() ? null : t('noteMissing')) },
  });
  const kept = useDraft(`draft-note:${draft.id}`, form);
  const submit = async ({ note }: { note: string }) => {
    if (!(await review.giveBack(note))) return;
    kept.forget();
    form.reset();
    onClose();
  };
  return (
    <Modal opened={opened} onClose={onClose} title={t('returnTitle')} size="lg" closeOnClickOutside={false}>
      <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
        <Stack>
          <FormTrouble error={review.error} />
          <Textarea
            label={t('note')}
            description={t('noteHint')}
            withAsterisk
            autosize
            minRows={4}
            maxLength={2000}
            data-autofocus
            {...form.getInputProps('note')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words('cancel')}
            </Button>
            <Button type="submit" loading={review.isPending}>
              {t('returnGo')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
