/** Invariants 3 to 5 of `guarantees.md`, recounted from the rows of what happened. */
export const moneyPromises = {
  "3. More went back than was paid": `
    select p.id from payments p join refunds r on r.payment_id = p.id and r.status <> 'failed'
    group by p.id having sum(r.amount) > p.amount or p.status <> 'paid'`,

  "3. A payment's parts are not the whole of it": `
    select p.id from payments p left join payment_parts t on t.payment_id = p.id
    where p.purpose <> 'card' group by p.id having coalesce(sum(t.amount), 0) <> p.amount`,

  "4. A ledger transaction does not sum to zero": `
    select transaction_id as id from ledger_entries group by transaction_id having sum(amount) <> 0`,

  "4. The books hold other money of a payment than came in and went back": `
    select p.id from payments p
    where p.status = 'paid' and p.method <> 'stripe'
      and p.amount - coalesce((select sum(r.amount) from refunds r where r.payment_id = p.id and r.status <> 'failed'), 0)
        <> coalesce((select sum(e.amount) from ledger_entries e where e.payment_id = p.id and e.account = 'bank_and_cash'), 0)`,

  "3. A payment is paid and pays for nothing that stands, and nothing of it went back": `
    select p.id from payments p join payment_parts t on t.payment_id = p.id join bookings b on b.id = t.booking_id
    where p.status = 'paid' and p.method = 'stripe' and b.held_for in ('payment', 'card')
      and b.status in ('expired', 'cancelled') and t.amount > coalesce((select sum(r.amount) from refunds r
        where r.payment_id = p.id and r.booking_id = b.id), 0)`,

  "3. More is paid for a session than it costs, and nothing of it is on its way back": `
    select b.id from bookings b where b.status in ('confirmed', 'attended')
      and b.price - b.discount < b.credit_used
        + coalesce((select sum(t.amount) from payment_parts t join payments p on p.id = t.payment_id and p.status = 'paid'
            where t.booking_id = b.id), 0)
        - coalesce((select sum(r.amount) from refunds r where r.booking_id = b.id), 0)`,

  "4. The books hold other money of a card payment than came in and went back": `
    select p.id from payments p
    where p.status = 'paid' and p.method = 'stripe'
      and p.amount - coalesce((select sum(r.amount) from refunds r where r.payment_id = p.id and r.status <> 'failed' and r.goes_to = 'card'), 0)
        <> coalesce((select sum(e.amount) from ledger_entries e join ledger_transactions t on t.id = e.transaction_id
            where e.payment_id = p.id and e.account = 'stripe_balance' and t.kind in ('payment', 'refund')), 0)`,

  "4. More credit was spent than was given": `
    select client_id as id from ledger_entries where account = 'client_credit' group by client_id having sum(amount) > 0`,

  "4. A session that was attended, paid and given up is still owed, or one that is owed is not in the books": `
    select b.id from bookings b
    where b.price > 0 and b.status = 'attended' and not (select c.is_invented from clients c where c.id = b.client_id) and greatest(0, b.price - b.discount - b.credit_used
        - coalesce((select sum(t.amount) from payment_parts t join payments p on p.id = t.payment_id and p.status = 'paid'
            where t.booking_id = b.id), 0)
        - coalesce((select w.amount from write_offs w where w.booking_id = b.id), 0))
      <> coalesce((select sum(e.amount) from ledger_entries e where e.booking_id = b.id and e.account = 'receivable'), 0)`,

  "5. A code was used more often than it may": `
    select c.id from promo_codes c join bookings b on b.code_id = c.id
    where b.status in ('requested', 'held', 'confirmed', 'attended', 'no_show') or (b.status = 'cancelled' and b.is_late)
    group by c.id having count(*) > c.total_limit`,

  "5. A client used a code more often than one may": `
    select c.id || ' by ' || b.client_id as id from promo_codes c join bookings b on b.code_id = c.id
    where b.status in ('requested', 'held', 'confirmed', 'attended', 'no_show') or (b.status = 'cancelled' and b.is_late)
    group by c.id, b.client_id having count(*) > c.per_client_limit`,

  "5. A code took off another amount than its booking's price allows, or belongs to another practice": `
    select b.id from bookings b join promo_codes c on c.id = b.code_id
    where b.discount not between 1 and b.price or c.practice_id <> b.practice_id`,
};
