import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

/** How many entries of a list are asked for: a whole number from 1 to `most`, `usual` where the request says none (the field's own value says so, too). */
export function Limit({
  most = 200,
  usual = 50,
  description,
}: { most?: number; usual?: number; description?: string } = {}): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({
      type: Number,
      minimum: 1,
      maximum: most,
      default: usual,
      ...(description ? { description } : {}),
    }),
    Type(() => Number),
    IsInt(),
    Min(1),
    Max(most),
  );
}
