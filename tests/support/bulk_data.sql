-- A shop after years (tests/support/bulk_data.py): i counts from 1, and each name in braces behind FROM is a table of so many numbers.

INSERT INTO customers (id, pseudonym, name, language, guess, first_seen)
SELECT {past} + i - 1, 'P' || i, :name, CASE i % 2 WHEN 0 THEN 'en' ELSE 'zh' END, 'en', {begin}
  FROM {customers};

INSERT INTO consents (pseudonym, kind, version, language, sha256, at, mechanism, prev_hash, hash)
SELECT 'P' || i, 'terms', 1, 'en', 'past', {begin}, 'inline_button', 'P' || i, 'P' || (i + 1)
  FROM {customers};

INSERT INTO orders (id, number, customer_id, intent, product_id, promise, quantity, currency, amount, method, language,
                    state, created_at, expires_at, hold_until, paid_at, delivered_at)
SELECT 'P' || i, 'P' || i, {customer}, 'P' || i, {product}, :promise, 1, 'XTR', 250, 'stars', 'en',
       CASE WHEN i <= {paid} THEN 'DELIVERED' ELSE 'EXPIRED' END, {moment}, {moment} + 900000, {moment} + 1200000,
       CASE WHEN i <= {paid} THEN {moment} END, CASE WHEN i <= {paid} THEN {moment} END
  FROM {orders};

INSERT INTO order_events (order_id, at, kind)
SELECT 'P' || i, {moment}, kind
  FROM {orders} CROSS JOIN (SELECT 'opened' AS kind UNION ALL SELECT 'paid' UNION ALL SELECT 'delivered') AS kinds;

INSERT INTO stock_batches (id, product_id, admin_id, created_at, size)
SELECT 'P' || i, {product}, 1, {begin}, 1000
  FROM {batches};

INSERT INTO stock_items (product_id, state, secret, fingerprint, batch_id, order_id)
SELECT {product}, CASE WHEN i <= {paid} THEN 'GIVEN' ELSE 'FREE' END, :secret, {random}, 'P' || (1 + i % {many_batches}),
       CASE WHEN i <= {paid} THEN 'P' || i END
  FROM {stock};

INSERT INTO payments (order_id, customer_id, provider, charge_id, currency, amount, state, opened_at, confirmed_at)
SELECT 'P' || i, {customer}, 'stars', CASE WHEN i <= {paid} THEN 'P' || i END, 'XTR', 250,
       CASE WHEN i <= {paid} THEN 'CONFIRMED' ELSE 'EXPIRED' END, {moment}, CASE WHEN i <= {paid} THEN {moment} END
  FROM {orders};

INSERT INTO deliveries (order_id, part, customer_id, state, copy, due_at, attempts, message_id)
SELECT 'P' || i, 1, {customer}, 'SENT', false, {moment}, 1, i
  FROM {sold};

INSERT INTO subscriptions (id, customer_id, product_id, order_id, title_en, title_zh, state, starts_at, ends_at)
SELECT 'P' || i, {customer}, {product}, 'P' || i, 'Past', '过去', 'ENDED', {moment}, {moment} + 2592000000
  FROM {sold};

INSERT INTO subscription_periods (order_id, subscription_id, starts_at, ends_at)
SELECT 'P' || i, 'P' || i, {moment}, {moment} + 2592000000
  FROM {sold};

INSERT INTO reminders (subscription_id, stage, ends_at, at)
SELECT 'P' || i, '7', {moment} + 2592000000, {moment}
  FROM {sold};

INSERT INTO notices (recipient_id, kind, facts, once, state, due_at, attempts)
SELECT {customer}, 'reminder', :nothing, 'reminder:P' || i, 'SENT', {moment}, 1
  FROM {sold};

INSERT INTO notices (recipient_id, kind, facts, state, due_at, attempts)
SELECT {customer}, 'ticket-answer', :nothing, 'SENT', {now} - i, 1
  FROM {orders};

INSERT INTO notices (recipient_id, kind, facts, once, state, due_at, attempts)
SELECT {customer}, 'refunded', :nothing, 'refunded:P' || i, 'UNREACHABLE', {now} - i, 1
  FROM {orders};

INSERT INTO inbox (bot_id, update_id, user_id, kind, state, received_at, done_at)
SELECT 42, -i, {customer}, 'callback_query', 'DONE', {now}, {now}
  FROM {orders};

INSERT INTO tickets (id, number, customer_id, topic, state, opened_at, updated_at)
SELECT 'P' || i, 'P' || i, {customer}, 'support', 'CLOSED', {begin}, {begin}
  FROM {customers};

INSERT INTO ticket_posts (ticket_id, author_id, at, text)
SELECT 'P' || i, {customer}, {begin}, :nothing
  FROM {customers};

INSERT INTO receipts (customer_id, payment_id, at, shown, once)
SELECT {customer}, (SELECT id FROM payments WHERE order_id = 'P' || i), {begin}, :nothing, 'P' || i
  FROM {few};

INSERT INTO refunds (payment_id, state, reason, asked_at, done_at, due_at, attempts)
SELECT (SELECT id FROM payments WHERE order_id = 'P' || i), 'DONE', 'past', {begin}, {begin}, {begin}, 1
  FROM {few};

INSERT INTO conversations (key, state, updated_at)
SELECT 'P' || i, NULL, {begin}
  FROM {customers};

INSERT INTO outcomes (key, outcome, at)
SELECT 'P' || i, :nothing, {now} - i
  FROM {customers};

INSERT INTO audit_log (id, at, actor, action, subject, act, prev_hash, hash)
SELECT {past} + i, {moment}, {past} + i % 7, CASE i % 50 WHEN 0 THEN 'goods_resent' ELSE 'order_viewed' END,
       'order:P' || i, 'P' || i, 'P' || i, 'P' || (i + 1)
  FROM {orders};

INSERT INTO watchers (customer_id, product_id, asked_at)
SELECT {past} + i - 1, {other}, {now}
  FROM {customers};

INSERT INTO downtimes (starts_at, ends_at)
SELECT {begin} + i, {begin} + i + 1
  FROM {customers}
