import { useMediaQuery } from '@mantine/hooks';

/** Whether seven columns do not fit beside the menu. */
export const useNarrow = (): boolean =>
  useMediaQuery('(max-width: 62em)', undefined, { getInitialValueInEffect: false }) ?? false;
