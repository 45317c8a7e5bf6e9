import { createTheme, MantineThemeProvider } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';

/** Gives a name, in the language spoken, to the crosses that close dialogs and messages: Mantine leaves them without. */
export function NamedControls({ children }: { children: ReactNode }) {
  const t = useTranslations('frame');
  const theme = useMemo(
    () => createTheme({ components: { CloseButton: { defaultProps: { 'aria-label': t('close') } } } }),
    [t],
  );
  return (
    <MantineThemeProvider inherit theme={theme}>
      {children}
    </MantineThemeProvider>
  );
}
