import { Button, FileButton, Progress, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconFileTypeCsv, IconUpload } from '@tabler/icons-react';
import { useState, type DragEvent } from 'react';
import { useNavigate } from 'react-router';
import { useFormatter, useTranslations } from 'use-intl';
import { Alert } from '@mantine/core';
import { FormTrouble } from '../../ui/form.tsx';
import classes from './Imports.module.css';
import { MOST_BYTES, uploadPeople } from './upload.ts';

/** Takes a people file, dropped or chosen, and goes on to what it would do. */
export function UploadBox() {
  const t = useTranslations('imports');
  const format = useFormatter();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [over, setOver] = useState(false);
  const [sent, setSent] = useState(0);
  const [refused, setRefused] = useState<string | null>(null);
  const upload = useMutation({
    mutationFn: (file: File) => uploadPeople(file, setSent),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/people-imports'] });
      void navigate(`/imports/${id}`);
    },
  });
  const take = (file: File | null) => {
    if (!file) return;
    upload.reset();
    const name = file.name;
    // Windows tells spreadsheets' CSV files as Excel's; the name is what people see.
    if (!/\.(csv|txt|tsv)$/i.test(name)) return setRefused(t('wrongKind', { name }));
    if (file.size > MOST_BYTES) return setRefused(t('tooLarge', { name }));
    setRefused(null);
    setSent(0);
    upload.mutate(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const { files } = event.dataTransfer;
    if (files.length > 1) setRefused(t('oneOnly'));
    else take(files[0] ?? null);
  };
  return (
    <div
      className={`${classes.drop} ${over ? classes.over : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Stack align="center" gap="sm">
        <IconFileTypeCsv size={40} stroke={1.4} aria-hidden />
        {upload.isPending ? (
          <>
            <Text fw={600} role="status">
              {t('uploading', { name: upload.variables.name, percent: format.number(sent, { style: 'percent' }) })}
            </Text>
            <Progress value={sent * 100} w="100%" maw={360} aria-hidden />
          </>
        ) : (
          <>
            <Text fw={600} fz="lg">
              {t('drop')}
            </Text>
            <Text c="dimmed">{t('dropOr')}</Text>
            <FileButton onChange={take} accept=".csv,.txt,.tsv,text/csv" key={upload.submittedAt}>
              {(props) => (
                <Button {...props} leftSection={<IconUpload size={18} aria-hidden />}>
                  {t('choose')}
                </Button>
              )}
            </FileButton>
            <Text size="sm" c="dimmed">
              {t('limits')}
            </Text>
          </>
        )}
        {refused && (
          <Alert color="wrong" role="alert" ta="left">
            {refused}
          </Alert>
        )}
        <FormTrouble error={upload.error} />
      </Stack>
    </div>
  );
}
