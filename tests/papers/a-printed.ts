import type { Printed } from "#app/papers/paper-pdf.ts";

/** A line of a session that was paid whole. */
export const line = {
  ...{ bookingId: "b", words: "Appointment, 50 minutes", day: "2026-11-24", therapist: "Maren Holt" },
  ...{ gross: 8500, discount: 0, total: 8500, tax: 0, taxRate: null, taxWords: null },
  ...{ procedureCode: null, therapistNumber: null },
};

/** A payment record as it is printed. */
export const record: Printed = {
  ...{ name: "Payment record 2026-0007", takesBack: null, series: "payment_record", currency: "EUR" },
  ...{ issuedAt: new Date("2026-11-24T11:00:00Z"), country: "PT" },
  body: {
    seller: {
      ...{
        name: "Maren Holt",
        legalName: "Maren Holt, Unipessoal Lda",
        legalNumber: "PT 509 442 013",
        npi: null,
      },
      ...{ address: "Rua das Flores 12\n1200-194 Lisboa", email: "hello@marenholt.example" },
    },
    buyer: { name: "Łucja Dvořáková", email: "lucja@demo.test" },
    onBehalfOf: null,
    lines: [line],
    ...{ total: 8500, tax: 0, note: "Thank you.", locale: "en-GB", zone: "Europe/Lisbon" },
    paid: { amount: 8500, method: "stripe", at: "2026-11-24T10:58:00.000Z" },
  },
};
