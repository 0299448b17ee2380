CREATE TABLE "card_consents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"text_version" text NOT NULL,
	"text" text NOT NULL,
	"up_to" integer NOT NULL,
	"up_to_monthly" integer NOT NULL,
	"given_by" text NOT NULL,
	"given_at" timestamp (3) with time zone NOT NULL,
	"in_force_at" timestamp (3) with time zone,
	"withdrawn_at" timestamp (3) with time zone,
	CONSTRAINT "card_consents_of_practice" UNIQUE("practice_id","id"),
	CONSTRAINT "card_consents_have_a_limit" CHECK ("card_consents"."up_to" >= 0 and "card_consents"."up_to_monthly" >= "card_consents"."up_to")
);
--> statement-breakpoint
CREATE TABLE "promo_code_scopes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"code_id" uuid NOT NULL,
	"session_type_id" uuid,
	"therapist_id" uuid,
	CONSTRAINT "promo_code_scopes_are_said_once" UNIQUE NULLS NOT DISTINCT("code_id","session_type_id","therapist_id"),
	CONSTRAINT "promo_code_scopes_are_of_one_sort" CHECK (("promo_code_scopes"."session_type_id" is null) <> ("promo_code_scopes"."therapist_id" is null))
);
--> statement-breakpoint
CREATE TABLE "promo_codes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"code" text NOT NULL,
	"label" text DEFAULT '' NOT NULL,
	"percent" integer,
	"amount" integer,
	"valid_from" date,
	"valid_until" date,
	"total_limit" integer,
	"per_client_limit" integer,
	"first_paid_only" boolean DEFAULT false NOT NULL,
	"funded_by" text DEFAULT 'practice' NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "promo_codes_of_practice" UNIQUE("practice_id","id"),
	CONSTRAINT "promo_codes_lower_by_one_thing" CHECK (("promo_codes"."percent" is null) <> ("promo_codes"."amount" is null)),
	CONSTRAINT "promo_codes_percent_is_a_share" CHECK ("promo_codes"."percent" between 1 and 100),
	CONSTRAINT "promo_codes_amount_is_positive" CHECK ("promo_codes"."amount" > 0),
	CONSTRAINT "promo_codes_limits_are_positive" CHECK ("promo_codes"."total_limit" > 0 and "promo_codes"."per_client_limit" > 0),
	CONSTRAINT "promo_codes_end_after_they_begin" CHECK ("promo_codes"."valid_until" >= "promo_codes"."valid_from"),
	CONSTRAINT "promo_codes_funder_is_known" CHECK ("promo_codes"."funded_by" in ('practice', 'therapist')),
	CONSTRAINT "promo_codes_are_one_word" CHECK ("promo_codes"."code" ~ '^[A-Za-z0-9][A-Za-z0-9._-]{1,39}$')
);
--> statement-breakpoint
CREATE TABLE "paper_numbers" (
	"practice_id" uuid NOT NULL,
	"series" text NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "paper_numbers_practice_id_series_year_pk" PRIMARY KEY("practice_id","series","year")
);
--> statement-breakpoint
CREATE TABLE "paper_settings" (
	"practice_id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"legal_name" text,
	"legal_number" text,
	"npi" text,
	"note" text,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "paper_settings_kind_is_known" CHECK ("paper_settings"."kind" in ('payment_record', 'receipt', 'invoice'))
);
--> statement-breakpoint
CREATE TABLE "papers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"series" text NOT NULL,
	"year" integer NOT NULL,
	"number" integer NOT NULL,
	"payment_id" uuid,
	"refund_id" uuid,
	"corrects" uuid,
	"currency" char(3) NOT NULL,
	"total" integer NOT NULL,
	"body" jsonb NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "papers_of_practice" UNIQUE("practice_id","id"),
	CONSTRAINT "papers_numbers_are_given_once" UNIQUE("practice_id","series","year","number"),
	CONSTRAINT "papers_series_is_known" CHECK ("papers"."series" in ('payment_record', 'receipt', 'invoice', 'credit_note')),
	CONSTRAINT "papers_credit_notes_take_back" CHECK (("papers"."series" = 'credit_note') = ("papers"."corrects" is not null))
);
--> statement-breakpoint
CREATE TABLE "tax_rules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"therapist_id" uuid,
	"session_type_id" uuid,
	"treatment" text NOT NULL,
	"rate" integer,
	"reason" text,
	CONSTRAINT "tax_rules_one_for_each" UNIQUE NULLS NOT DISTINCT("practice_id","therapist_id","session_type_id"),
	CONSTRAINT "tax_rules_treatment_is_known" CHECK ("tax_rules"."treatment" in ('exempt', 'rate', 'outside')),
	CONSTRAINT "tax_rules_say_how_much_or_why_not" CHECK (("tax_rules"."treatment" = 'rate' and "tax_rules"."rate" between 1 and 10000) or ("tax_rules"."treatment" = 'exempt' and "tax_rules"."reason" <> '' and "tax_rules"."rate" is null) or ("tax_rules"."treatment" = 'outside' and "tax_rules"."rate" is null))
);
--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"transaction_id" uuid NOT NULL,
	"account" text NOT NULL,
	"amount" integer NOT NULL,
	"client_id" uuid,
	"therapist_id" uuid,
	"booking_id" uuid,
	"payment_id" uuid,
	CONSTRAINT "ledger_entries_say_something" CHECK ("ledger_entries"."amount" <> 0),
	CONSTRAINT "ledger_entries_account_is_known" CHECK ("ledger_entries"."account" in ('stripe_balance', 'bank_and_cash', 'receivable', 'disputed', 'transfers_in_transit', 'prepayments', 'session_credits', 'client_credit', 'therapist_payable', 'reserve', 'tax_payable', 'session_revenue', 'fee_income', 'unused_credits', 'discounts', 'refunds', 'therapist_share', 'stripe_fees', 'dispute_losses', 'write_offs'))
);
--> statement-breakpoint
CREATE TABLE "ledger_transactions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "ledger_transactions_are_written_once" UNIQUE("practice_id","key"),
	CONSTRAINT "ledger_transactions_of_practice" UNIQUE("practice_id","id")
);
--> statement-breakpoint
CREATE TABLE "reconciliations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"ours" integer NOT NULL,
	"theirs" integer NOT NULL,
	"differing" text[] DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "write_offs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"booking_id" uuid NOT NULL,
	"amount" integer NOT NULL,
	"written_by" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "write_offs_once_per_booking" UNIQUE("booking_id"),
	CONSTRAINT "write_offs_amount_is_positive" CHECK ("write_offs"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "client_billing" (
	"client_id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"charge_when" text,
	"payer_id" uuid,
	"stripe_customer" text,
	"stripe_card" text,
	"card_brand" text,
	"card_last4" text,
	"card_expires" text,
	"cards_stopped_at" timestamp (3) with time zone,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "client_billing_charge_when_is_known" CHECK ("client_billing"."charge_when" in ('at_booking', 'after_session', 'monthly'))
);
--> statement-breakpoint
CREATE TABLE "disputes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"payment_id" uuid NOT NULL,
	"stripe_dispute" text NOT NULL,
	"amount" integer NOT NULL,
	"reason" text NOT NULL,
	"status" text NOT NULL,
	"due_by" timestamp (3) with time zone,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "disputes_one_per_dispute" UNIQUE("stripe_dispute"),
	CONSTRAINT "disputes_of_practice" UNIQUE("practice_id","id"),
	CONSTRAINT "disputes_status_is_known" CHECK ("disputes"."status" in ('open', 'sent', 'won', 'lost'))
);
--> statement-breakpoint
CREATE TABLE "payment_parts" (
	"practice_id" uuid NOT NULL,
	"payment_id" uuid NOT NULL,
	"booking_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"amount" integer NOT NULL,
	CONSTRAINT "payment_parts_payment_id_booking_id_pk" PRIMARY KEY("payment_id","booking_id"),
	CONSTRAINT "payment_parts_kind_is_known" CHECK ("payment_parts"."kind" in ('session', 'late_fee')),
	CONSTRAINT "payment_parts_are_no_debt" CHECK ("payment_parts"."amount" >= 0)
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"method" text NOT NULL,
	"status" text NOT NULL,
	"amount" integer NOT NULL,
	"currency" char(3) NOT NULL,
	"payer_id" uuid,
	"is_off_session" boolean DEFAULT false NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"stripe_session" text,
	"stripe_intent" text,
	"stripe_charge" text,
	"checkout_url" text,
	"return_url" text,
	"cancel_url" text,
	"expires_at" timestamp (3) with time zone,
	"failure" text,
	"consent_id" uuid,
	"recorded_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"paid_at" timestamp (3) with time zone,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "payments_of_practice" UNIQUE("practice_id","id"),
	CONSTRAINT "payments_purpose_is_known" CHECK ("payments"."purpose" in ('booking', 'card', 'owed')),
	CONSTRAINT "payments_method_is_known" CHECK ("payments"."method" in ('stripe', 'cash', 'bank_transfer', 'other')),
	CONSTRAINT "payments_status_is_known" CHECK ("payments"."status" in ('open', 'paid', 'failed', 'expired')),
	CONSTRAINT "payments_amount_is_no_debt" CHECK ("payments"."amount" > 0 or ("payments"."purpose" = 'card' and "payments"."amount" = 0)),
	CONSTRAINT "payments_paid_at_a_time" CHECK (("payments"."status" = 'paid') = ("payments"."paid_at" is not null)),
	CONSTRAINT "payments_outside_stripe_are_made" CHECK ("payments"."method" = 'stripe' or "payments"."status" = 'paid')
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"booking_id" uuid NOT NULL,
	"payment_id" uuid,
	"amount" integer NOT NULL,
	"currency" char(3) NOT NULL,
	"reason" text NOT NULL,
	"goes_to" text NOT NULL,
	"status" text NOT NULL,
	"stripe_refund" text,
	"failure" text,
	"key" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "refunds_of_practice" UNIQUE("practice_id","id"),
	CONSTRAINT "refunds_are_decided_once" UNIQUE("practice_id","key"),
	CONSTRAINT "refunds_amount_is_positive" CHECK ("refunds"."amount" > 0),
	CONSTRAINT "refunds_reason_is_known" CHECK ("refunds"."reason" in ('terms', 'practice_cancelled', 'goodwill', 'paid_too_late', 'paid_twice', 'waived')),
	CONSTRAINT "refunds_go_somewhere" CHECK ("refunds"."goes_to" in ('card', 'credit', 'by_hand')),
	CONSTRAINT "refunds_status_is_known" CHECK ("refunds"."status" in ('asked', 'pending', 'succeeded', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "stripe_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"stripe_id" text NOT NULL,
	"type" text NOT NULL,
	"object_id" text,
	"belongs_to" text,
	"happened_at" timestamp (3) with time zone NOT NULL,
	"heard_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone,
	CONSTRAINT "stripe_events_are_heard_once" UNIQUE("practice_id","stripe_id")
);
--> statement-breakpoint
CREATE TABLE "stripe_accounts" (
	"practice_id" uuid PRIMARY KEY NOT NULL,
	"key_ring" text NOT NULL,
	"key_wrapped" "bytea" NOT NULL,
	"sealed_key" "bytea" NOT NULL,
	"sealed_webhook_secret" "bytea",
	"key_end" text NOT NULL,
	"connected_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "client_rates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"session_type_id" uuid NOT NULL,
	"price" integer NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "client_rates_are_no_debt" CHECK ("client_rates"."price" >= 0),
	CONSTRAINT "client_rates_end_after_they_begin" CHECK ("client_rates"."valid_until" >= "client_rates"."valid_from")
);
--> statement-breakpoint
ALTER TABLE "bookings" ADD COLUMN "code_id" uuid;--> statement-breakpoint
ALTER TABLE "bookings" ADD COLUMN "discount" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "bookings" ADD COLUMN "credit_used" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "bookings" ADD COLUMN "charge_when" text DEFAULT 'at_booking' NOT NULL;--> statement-breakpoint
ALTER TABLE "bookings" ADD COLUMN "retakes" uuid;--> statement-breakpoint
ALTER TABLE "session_types" ADD COLUMN "procedure_code" text;--> statement-breakpoint
ALTER TABLE "therapists" ADD COLUMN "npi" text;--> statement-breakpoint
ALTER TABLE "card_consents" ADD CONSTRAINT "card_consents_of_client" FOREIGN KEY ("practice_id","client_id") REFERENCES "public"."clients"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promo_code_scopes" ADD CONSTRAINT "promo_code_scopes_of_code" FOREIGN KEY ("practice_id","code_id") REFERENCES "public"."promo_codes"("practice_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promo_code_scopes" ADD CONSTRAINT "promo_code_scopes_of_session_type" FOREIGN KEY ("practice_id","session_type_id") REFERENCES "public"."session_types"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promo_code_scopes" ADD CONSTRAINT "promo_code_scopes_of_therapist" FOREIGN KEY ("practice_id","therapist_id") REFERENCES "public"."therapists"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promo_codes" ADD CONSTRAINT "promo_codes_practice_id_practices_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper_numbers" ADD CONSTRAINT "paper_numbers_practice_id_practices_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper_settings" ADD CONSTRAINT "paper_settings_practice_id_practices_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "papers" ADD CONSTRAINT "papers_of_client" FOREIGN KEY ("practice_id","client_id") REFERENCES "public"."clients"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "papers" ADD CONSTRAINT "papers_of_payment" FOREIGN KEY ("practice_id","payment_id") REFERENCES "public"."payments"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "papers" ADD CONSTRAINT "papers_of_refund" FOREIGN KEY ("practice_id","refund_id") REFERENCES "public"."refunds"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "papers" ADD CONSTRAINT "papers_take_back" FOREIGN KEY ("practice_id","corrects") REFERENCES "public"."papers"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_rules" ADD CONSTRAINT "tax_rules_practice_id_practices_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_rules" ADD CONSTRAINT "tax_rules_of_therapist" FOREIGN KEY ("practice_id","therapist_id") REFERENCES "public"."therapists"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_rules" ADD CONSTRAINT "tax_rules_of_session_type" FOREIGN KEY ("practice_id","session_type_id") REFERENCES "public"."session_types"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_of_transaction" FOREIGN KEY ("practice_id","transaction_id") REFERENCES "public"."ledger_transactions"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_transactions" ADD CONSTRAINT "ledger_transactions_practice_id_practices_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliations" ADD CONSTRAINT "reconciliations_practice_id_practices_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "write_offs" ADD CONSTRAINT "write_offs_of_booking" FOREIGN KEY ("practice_id","booking_id") REFERENCES "public"."bookings"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "write_offs" ADD CONSTRAINT "write_offs_of_client" FOREIGN KEY ("practice_id","client_id") REFERENCES "public"."clients"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_billing" ADD CONSTRAINT "client_billing_of_client" FOREIGN KEY ("practice_id","client_id") REFERENCES "public"."clients"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_of_payment" FOREIGN KEY ("practice_id","payment_id") REFERENCES "public"."payments"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_of_client" FOREIGN KEY ("practice_id","client_id") REFERENCES "public"."clients"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_parts" ADD CONSTRAINT "payment_parts_of_payment" FOREIGN KEY ("practice_id","payment_id") REFERENCES "public"."payments"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_parts" ADD CONSTRAINT "payment_parts_of_booking" FOREIGN KEY ("practice_id","booking_id") REFERENCES "public"."bookings"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_of_client" FOREIGN KEY ("practice_id","client_id") REFERENCES "public"."clients"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_of_booking" FOREIGN KEY ("practice_id","booking_id") REFERENCES "public"."bookings"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_of_payment" FOREIGN KEY ("practice_id","payment_id") REFERENCES "public"."payments"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_of_client" FOREIGN KEY ("practice_id","client_id") REFERENCES "public"."clients"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stripe_events" ADD CONSTRAINT "stripe_events_practice_id_practices_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stripe_accounts" ADD CONSTRAINT "stripe_accounts_practice_id_practices_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_rates" ADD CONSTRAINT "client_rates_of_client" FOREIGN KEY ("practice_id","client_id") REFERENCES "public"."clients"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_rates" ADD CONSTRAINT "client_rates_of_session_type" FOREIGN KEY ("practice_id","session_type_id") REFERENCES "public"."session_types"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "card_consents_by_client" ON "card_consents" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "promo_code_scopes_by_code" ON "promo_code_scopes" USING btree ("code_id");--> statement-breakpoint
CREATE UNIQUE INDEX "promo_codes_one_of_a_name" ON "promo_codes" USING btree ("practice_id",lower("code"));--> statement-breakpoint
CREATE UNIQUE INDEX "papers_one_per_payment" ON "papers" USING btree ("payment_id") WHERE "papers"."refund_id" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "papers_one_per_refund" ON "papers" USING btree ("refund_id");--> statement-breakpoint
CREATE INDEX "papers_by_client" ON "papers" USING btree ("client_id","issued_at");--> statement-breakpoint
CREATE INDEX "ledger_entries_by_transaction" ON "ledger_entries" USING btree ("transaction_id");--> statement-breakpoint
CREATE INDEX "ledger_entries_by_account" ON "ledger_entries" USING btree ("practice_id","account");--> statement-breakpoint
CREATE INDEX "ledger_entries_by_booking" ON "ledger_entries" USING btree ("booking_id");--> statement-breakpoint
CREATE INDEX "ledger_entries_by_payment" ON "ledger_entries" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "ledger_entries_by_client" ON "ledger_entries" USING btree ("client_id","account");--> statement-breakpoint
CREATE INDEX "ledger_transactions_by_time" ON "ledger_transactions" USING btree ("practice_id","at");--> statement-breakpoint
CREATE INDEX "reconciliations_by_practice" ON "reconciliations" USING btree ("practice_id","at");--> statement-breakpoint
CREATE INDEX "disputes_by_payment" ON "disputes" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "payment_parts_by_booking" ON "payment_parts" USING btree ("booking_id");--> statement-breakpoint
CREATE UNIQUE INDEX "payments_one_per_session" ON "payments" USING btree ("stripe_session");--> statement-breakpoint
CREATE UNIQUE INDEX "payments_one_per_intent" ON "payments" USING btree ("stripe_intent");--> statement-breakpoint
CREATE INDEX "payments_by_client" ON "payments" USING btree ("client_id","created_at");--> statement-breakpoint
CREATE INDEX "payments_open" ON "payments" USING btree ("practice_id","expires_at") WHERE "payments"."status" = 'open';--> statement-breakpoint
CREATE INDEX "payments_paid" ON "payments" USING btree ("practice_id","paid_at") WHERE "payments"."status" = 'paid';--> statement-breakpoint
CREATE UNIQUE INDEX "refunds_one_per_refund" ON "refunds" USING btree ("stripe_refund");--> statement-breakpoint
CREATE INDEX "refunds_by_booking" ON "refunds" USING btree ("booking_id");--> statement-breakpoint
CREATE INDEX "refunds_by_payment" ON "refunds" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "refunds_underway" ON "refunds" USING btree ("practice_id","changed_at") WHERE "refunds"."status" in ('asked', 'pending');--> statement-breakpoint
CREATE INDEX "stripe_events_undone" ON "stripe_events" USING btree ("heard_at") WHERE "stripe_events"."done_at" is null;--> statement-breakpoint
CREATE INDEX "client_rates_by_client" ON "client_rates" USING btree ("client_id","session_type_id");--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_with_code" FOREIGN KEY ("practice_id","code_id") REFERENCES "public"."promo_codes"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bookings_by_code" ON "bookings" USING btree ("code_id") WHERE "bookings"."code_id" is not null;--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_retake_once" UNIQUE("retakes");--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_charge_when_is_known" CHECK ("bookings"."charge_when" in ('at_booking', 'after_session', 'monthly'));--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_cost_what_is_left" CHECK ("bookings"."discount" >= 0 and "bookings"."credit_used" >= 0 and "bookings"."discount" + "bookings"."credit_used" <= "bookings"."price");--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_discount_has_a_code" CHECK ("bookings"."discount" = 0 or "bookings"."code_id" is not null);
--> statement-breakpoint
-- Written by hand from here on: what Postgres promises of money by itself.

-- The books and the papers are written once and stay. What was wrong is put right by another line, another paper. Only
-- whose they are may follow when two clients turn out to be one.
CREATE FUNCTION books_are_appended_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'client_id' = to_jsonb(OLD) - 'client_id' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is appended only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
CREATE TRIGGER ledger_transactions_are_appended_only BEFORE UPDATE OR DELETE ON ledger_transactions
  FOR EACH ROW EXECUTE FUNCTION books_are_appended_only();
--> statement-breakpoint
CREATE TRIGGER ledger_entries_are_appended_only BEFORE UPDATE OR DELETE ON ledger_entries
  FOR EACH ROW EXECUTE FUNCTION books_are_appended_only();
--> statement-breakpoint
CREATE TRIGGER papers_are_written_once BEFORE UPDATE OR DELETE ON papers
  FOR EACH ROW EXECUTE FUNCTION books_are_appended_only();
--> statement-breakpoint

-- Every transaction sums to zero. Looked at when the database's own transaction commits, once all lines are there.
CREATE FUNCTION ledger_sums_to_zero() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  remainder bigint;
BEGIN
  SELECT coalesce(sum(amount), 0) INTO remainder FROM ledger_entries WHERE transaction_id = NEW.transaction_id;
  IF remainder <> 0 THEN
    RAISE EXCEPTION 'ledger transaction % is out by %', NEW.transaction_id, remainder
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_sums_to_zero';
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER ledger_sums_to_zero AFTER INSERT ON ledger_entries
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_sums_to_zero();
