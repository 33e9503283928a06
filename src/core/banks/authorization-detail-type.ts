import * as z from 'zod/mini';
import { parameterTemplateSchema } from './request-template.ts';

/** One kind of authorization detail that a bank knows, and the form that fills it. @see RFC 9396 §2 */
export const authorizationDetailTypeSchema = z.strictObject({
  /** value of its member `type` */
  type: z.string().check(z.minLength(1)),
  label: z.string(),
  /**
   * its other members, as in a JSON body: a dot in a name steps into an object (`instructedAmount.amount`). The
   * value is what the form begins with.
   */
  members: z.array(
    z.extend(parameterTemplateSchema, {
      label: z.string(),
      /** values to choose from; absent: any */
      options: z.optional(z.array(z.string())),
    }),
  ),
});
export type AuthorizationDetailType = z.infer<typeof authorizationDetailTypeSchema>;
